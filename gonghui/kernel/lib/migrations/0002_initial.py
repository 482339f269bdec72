import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('lib', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OptionValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('key', models.CharField(db_index=True, max_length=64, verbose_name='参数')),
                ('union', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='unions.union', verbose_name='工会')),
                ('value', models.JSONField(null=True, verbose_name='取值')),
            ],
            options={
                'verbose_name': '参数',
                'verbose_name_plural': '参数',
                'constraints': [models.UniqueConstraint(fields=('key', 'union'), name='option_key_union_uniq')],
            },
        ),
    ]
