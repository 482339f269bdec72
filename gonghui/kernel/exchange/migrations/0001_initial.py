import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_initial'),
        ('files', '0001_initial'),
        ('jobs', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Batch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('target', models.CharField(max_length=64, verbose_name='导入对象')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='工会')),
                        ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='操作人')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='原文件')),
                        ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='批注文件')),
                        ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job')),
                        ('state', models.CharField(choices=[('uploaded', '已上传'), ('mapping', '待对应'), ('checking', '检查中'), ('checked', '待确认'), ('applying', '写入中'), ('applied', '已写入'), ('undoing', '撤销中'), ('undone', '已撤销'), ('failed', '未成功'), ('discarded', '已放弃')], default='uploaded', max_length=16, verbose_name='状态')),
                        ('layout', models.JSONField(default=list)),
                        ('mapping', models.JSONField(default=dict)),
                        ('counts', models.JSONField(default=dict, verbose_name='行数')),
                        ('error', models.TextField(blank=True, verbose_name='原因')),
                        ('applied_at', models.DateTimeField(null=True, verbose_name='写入时间')),
                        ('undone_at', models.DateTimeField(null=True, verbose_name='撤销时间')),
                    ],
                    options={
                        'verbose_name': '导入批次',
                        'verbose_name_plural': '导入批次',
                        'indexes': [models.Index(fields=['union', '-created_at'], name='batch_union_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='ColumnMemory',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('target', models.CharField(max_length=64)),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='unions.union')),
                        ('signature', models.CharField(max_length=64)),
                        ('mapping', models.JSONField()),
                        ('used_at', models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        'verbose_name': '列对应记忆',
                        'verbose_name_plural': '列对应记忆',
                        'constraints': [models.UniqueConstraint(fields=('target', 'union', 'signature'), name='memory_signature_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='BatchChunk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chunks', to='exchange.batch')),
                        ('outcome', models.CharField(max_length=24)),
                        ('position', models.PositiveIntegerField()),
                        ('rows', models.PositiveIntegerField()),
                        ('payload', models.BinaryField()),
                    ],
                    options={
                        'verbose_name': '导入行组',
                        'verbose_name_plural': '导入行组',
                        'constraints': [models.UniqueConstraint(fields=('batch', 'outcome', 'position'), name='chunk_position_uniq')],
                    },
                ),
            ],
        ),
    ]
