import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('people', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='person',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='people.person', verbose_name='人员'),
        ),
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Post',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('valid_from', models.DateField(verbose_name='起')),
                        ('valid_to', models.DateField(verbose_name='止')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='unions.union', verbose_name='工会')),
                        ('role', models.CharField(max_length=32, verbose_name='角色')),
                        ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='授予人')),
                        ('reason', models.CharField(blank=True, max_length=255, verbose_name='依据')),
                    ],
                    options={
                        'verbose_name': '岗位',
                        'verbose_name_plural': '岗位',
                        'indexes': [models.Index(fields=['user', 'valid_from'], name='post_user_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='Session',
                    fields=[
                        ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                        ('session_data', models.TextField(verbose_name='session data')),
                        ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                        ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                        ('started_at', models.DateTimeField(null=True, verbose_name='登录时间')),
                        ('seen_at', models.DateTimeField(null=True, verbose_name='最近使用')),
                        ('ip', models.GenericIPAddressField(null=True, verbose_name='网络地址')),
                        ('device', models.CharField(blank=True, max_length=64, verbose_name='设备')),
                    ],
                    options={
                        'verbose_name': '登录设备',
                        'verbose_name_plural': '登录设备',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Unmasking',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='查看人')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person', verbose_name='人员')),
                        ('union', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='当时所在工会')),
                        ('field', models.CharField(max_length=64, verbose_name='字段')),
                        ('reason', models.CharField(max_length=255, verbose_name='事由')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                    ],
                    options={
                        'verbose_name': '查看登记',
                        'verbose_name_plural': '查看登记',
                    },
                ),
            ],
        ),
    ]
