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
                    name='Job',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=64, verbose_name='类别')),
                        ('title', models.CharField(max_length=128, verbose_name='名称')),
                        ('arguments', models.JSONField(default=dict)),
                        ('state', models.CharField(choices=[('queued', '排队中'), ('running', '进行中'), ('done', '已完成'), ('failed', '未成功'), ('cancelled', '已取消')], db_index=True, default='queued', max_length=16, verbose_name='状态')),
                        ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='jobs', to=settings.AUTH_USER_MODEL, verbose_name='发起人')),
                        ('union', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='工会')),
                        ('stage', models.CharField(blank=True, max_length=64, verbose_name='步骤')),
                        ('done', models.PositiveIntegerField(default=0)),
                        ('total', models.PositiveIntegerField(default=0)),
                        ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='第几次')),
                        ('crashes', models.PositiveSmallIntegerField(default=0, verbose_name='中断次数')),
                        ('worker', models.CharField(blank=True, editable=False, max_length=64)),
                        ('heartbeat_at', models.DateTimeField(null=True)),
                        ('cancel_asked', models.BooleanField(default=False)),
                        ('error', models.TextField(blank=True, verbose_name='原因')),
                        ('result', models.JSONField(default=dict)),
                        ('link', models.CharField(blank=True, max_length=255, verbose_name='查看')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='发起时间')),
                        ('started_at', models.DateTimeField(null=True)),
                        ('finished_at', models.DateTimeField(null=True, verbose_name='结束时间')),
                    ],
                    options={
                        'verbose_name': '后台任务',
                        'verbose_name_plural': '后台任务',
                        'indexes': [models.Index(fields=['owner', '-created_at'], name='job_owner_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='Schedule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64, unique=True)),
                        ('last_run_at', models.DateTimeField(null=True)),
                        ('last_error', models.TextField(blank=True)),
                    ],
                    options={
                        'verbose_name': '定时任务',
                        'verbose_name_plural': '定时任务',
                    },
                ),
            ],
        ),
    ]
