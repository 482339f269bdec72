import django.db.models.deletion
import gonghui.kernel.lib.migrating
import gonghui.kernel.lib.sealing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='FormDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                        ('key', models.CharField(max_length=128, verbose_name='表单')),
                        ('data', gonghui.kernel.lib.sealing.SealedField(verbose_name='内容')),
                        ('saved_at', models.DateTimeField(auto_now=True, verbose_name='保存时间')),
                    ],
                    options={
                        'verbose_name': '表单草稿',
                        'verbose_name_plural': '表单草稿',
                        'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='draft_user_key_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='SavedView',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                        ('list_key', models.CharField(max_length=64, verbose_name='列表')),
                        ('name', models.CharField(max_length=32, verbose_name='名称')),
                        ('query', models.CharField(max_length=1000, verbose_name='条件')),
                        ('is_default', models.BooleanField(default=False, verbose_name='默认')),
                    ],
                    options={
                        'verbose_name': '常用视图',
                        'verbose_name_plural': '常用视图',
                        'constraints': [models.UniqueConstraint(fields=('user', 'list_key', 'name'), name='view_name_uniq')],
                    },
                ),
            ],
        ),
    ]
