import datetime
import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_initial'),
        ('files', '0001_initial'),
        ('people', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='TableVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64, verbose_name='流程')),
                        ('version', models.PositiveIntegerField(verbose_name='版本')),
                        ('definition', models.JSONField(verbose_name='定义')),
                        ('digest', models.CharField(max_length=64, verbose_name='摘要')),
                        ('stored_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                    ],
                    options={
                        'verbose_name': '流程版本',
                        'verbose_name_plural': '流程版本',
                        'constraints': [models.UniqueConstraint(fields=('key', 'version'), name='table_key_ver_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Delegation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('valid_from', models.DateField(verbose_name='起')),
                        ('valid_to', models.DateField(verbose_name='止')),
                        ('giver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegations_given', to=settings.AUTH_USER_MODEL, verbose_name='委托人')),
                        ('taker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegations_taken', to=settings.AUTH_USER_MODEL, verbose_name='受托人')),
                        ('table_key', models.CharField(blank=True, max_length=64, verbose_name='流程')),
                        ('reason', models.CharField(blank=True, max_length=255, verbose_name='原因')),
                    ],
                    options={
                        'verbose_name': '委托办理',
                        'verbose_name_plural': '委托办理',
                        'indexes': [models.Index(fields=['taker', 'valid_to'], name='delegation_taker_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='Case',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('table_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='casework.tableversion', verbose_name='流程')),
                        ('table_key', models.CharField(db_index=True, max_length=64, verbose_name='流程')),
                        ('state_id', models.CharField(max_length=32, verbose_name='状态')),
                        ('state_kind', models.CharField(choices=[('waiting', '等待'), ('working', '办理中'), ('returned', '已退回'), ('done', '已办结'), ('refused', '未通过'), ('withdrawn', '已撤回'), ('exempt', '不适用'), ('merged', '已并案'), ('expired', '已失效')], max_length=16, verbose_name='状态类别')),
                        ('is_open', models.BooleanField(default=True, verbose_name='在办')),
                        ('returned_from', models.CharField(blank=True, max_length=32, verbose_name='退回自')),
                        ('round_no', models.PositiveSmallIntegerField(default=1, verbose_name='轮次')),
                        ('subject_type', models.CharField(max_length=64)),
                        ('subject_id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=128, verbose_name='事项')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='所属工会')),
                        ('counterpart', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='对方工会')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='当事人')),
                        ('holder_union', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='办理工会')),
                        ('holder_permission', models.CharField(blank=True, max_length=64, verbose_name='办理权限')),
                        ('holder_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='办理人')),
                        ('due', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='到期日')),
                        ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发起人')),
                        ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='发起时间')),
                        ('closed_at', models.DateTimeField(null=True, verbose_name='办结时间')),
                    ],
                    options={
                        'verbose_name': '工单',
                        'verbose_name_plural': '工单',
                        'indexes': [models.Index(fields=['holder_union', 'is_open', 'due'], name='case_holder_idx'), models.Index(fields=['holder_user', 'is_open', 'due'], name='case_user_idx'), models.Index(fields=['subject_type', 'subject_id'], name='case_subject_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='Step',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='casework.case', verbose_name='工单')),
                        ('step_no', models.PositiveIntegerField(verbose_name='序号')),
                        ('transition', models.CharField(max_length=32, verbose_name='步骤')),
                        ('source', models.CharField(max_length=32, verbose_name='原状态')),
                        ('target', models.CharField(max_length=32, verbose_name='新状态')),
                        ('round_no', models.PositiveSmallIntegerField(verbose_name='轮次')),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                        ('on_behalf_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='受托于')),
                        ('note', models.TextField(blank=True, verbose_name='说明')),
                        ('fields', models.JSONField(default=dict, verbose_name='内容')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                    ],
                    options={
                        'verbose_name': '办理记录',
                        'verbose_name_plural': '办理记录',
                        'ordering': ['case', 'step_no'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'step_no'), name='step_no_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Clock',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clocks', to='casework.case', verbose_name='工单')),
                        ('key', models.CharField(max_length=32, verbose_name='时限')),
                        ('label', models.CharField(max_length=64, verbose_name='名称')),
                        ('rule_id', models.CharField(max_length=128, verbose_name='依据')),
                        ('start_event', models.CharField(max_length=64, verbose_name='起算事件')),
                        ('length', models.PositiveIntegerField(verbose_name='时长')),
                        ('unit', models.CharField(choices=[('workday', '个工作日'), ('day', '日'), ('month', '个月')], max_length=8, verbose_name='单位')),
                        ('started_on', models.DateField(verbose_name='起算日')),
                        ('computed_due', models.DateField(verbose_name='推算到期日')),
                        ('manual_due', models.DateField(blank=True, null=True, verbose_name='调整到期日')),
                        ('due_reason', models.CharField(blank=True, max_length=255, verbose_name='调整原因')),
                        ('tentative', models.BooleanField(default=False, verbose_name='暂定')),
                        ('paused', models.BooleanField(default=False, verbose_name='已暂停')),
                        ('stopped_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='停止日')),
                    ],
                    options={
                        'verbose_name': '时限',
                        'verbose_name_plural': '时限',
                        'indexes': [models.Index(fields=['stopped_on', 'computed_due'], name='clock_running_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='CaseDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='casework.case', verbose_name='工单')),
                        ('stored', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='文件')),
                        ('label', models.CharField(max_length=64, verbose_name='材料名称')),
                        ('state_id', models.CharField(max_length=32, verbose_name='上传时状态')),
                        ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
                        ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='上传时间')),
                    ],
                    options={
                        'verbose_name': '工单材料',
                        'verbose_name_plural': '工单材料',
                        'ordering': ['case', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ClockPause',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('clock', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='casework.clock', verbose_name='时限')),
                        ('paused_on', models.DateField(verbose_name='暂停日')),
                        ('resumed_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='恢复日')),
                        ('reason', models.CharField(blank=True, max_length=255, verbose_name='原因')),
                    ],
                    options={
                        'verbose_name': '暂停',
                        'verbose_name_plural': '暂停',
                    },
                ),
                migrations.CreateModel(
                    name='Escalation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('clock', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='casework.clock', verbose_name='时限')),
                        ('kind', models.CharField(choices=[('reminder', '到期提醒'), ('overdue', '逾期上报')], max_length=16, verbose_name='类别')),
                        ('rung', models.CharField(max_length=16, verbose_name='级')),
                        ('union', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='上报至')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                    ],
                    options={
                        'verbose_name': '催办',
                        'verbose_name_plural': '催办',
                        'constraints': [models.UniqueConstraint(fields=('clock', 'rung'), name='escalation_once')],
                    },
                ),
            ],
        ),
    ]
