import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('id', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='序号')),
                        ('at', models.DateTimeField(db_index=True, verbose_name='时间')),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='操作人')),
                        ('key', models.CharField(db_index=True, max_length=64, verbose_name='事项')),
                        ('subject_type', models.CharField(blank=True, max_length=64, verbose_name='对象类别')),
                        ('subject_id', models.BigIntegerField(null=True, verbose_name='对象编号')),
                        ('union', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='工会')),
                        ('facts_text', models.TextField(default='{}', verbose_name='内容')),
                        ('prev_hash', models.CharField(max_length=64)),
                        ('hash', models.CharField(max_length=64)),
                    ],
                    options={
                        'verbose_name': '审计记录',
                        'verbose_name_plural': '审计记录',
                        'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='entry_subject_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='ChainHead',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('hash', models.CharField(max_length=64)),
                        ('length', models.PositiveBigIntegerField(default=0)),
                    ],
                    options={
                        'verbose_name': '链头',
                        'verbose_name_plural': '链头',
                    },
                ),
            ],
        ),
    ]
