import django.db.models.deletion
import django.utils.timezone
import gonghui.kernel.lib.migrating
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
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='收件人')),
                        ('kind', models.CharField(max_length=64, verbose_name='类别')),
                        ('title', models.CharField(max_length=128, verbose_name='标题')),
                        ('body', models.TextField(blank=True, verbose_name='内容')),
                        ('link', models.CharField(blank=True, max_length=255)),
                        ('dedupe_key', models.CharField(max_length=128)),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                        ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='已读')),
                    ],
                    options={
                        'verbose_name': '消息',
                        'verbose_name_plural': '消息',
                        'indexes': [models.Index(fields=['recipient', '-created_at'], name='notice_inbox_idx')],
                        'constraints': [models.UniqueConstraint(fields=('recipient', 'dedupe_key'), name='notice_once_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Delivery',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notices.notice')),
                        ('channel', models.CharField(max_length=16, verbose_name='渠道')),
                        ('state', models.CharField(choices=[('waiting', '待发'), ('sending', '发送中'), ('sent', '已发'), ('failed', '失败'), ('unknown', '结果不明')], db_index=True, default='waiting', max_length=16, verbose_name='状态')),
                        ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='第几次')),
                        ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='被拒次数')),
                        ('next_attempt_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='下次')),
                        ('last_error', models.CharField(blank=True, max_length=255, verbose_name='原因')),
                        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='时间')),
                    ],
                    options={
                        'verbose_name': '投递',
                        'verbose_name_plural': '投递',
                        'constraints': [models.UniqueConstraint(fields=('notice', 'channel'), name='delivery_once_uniq')],
                    },
                ),
            ],
        ),
    ]
