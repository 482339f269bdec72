import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_initial'),
        ('casework', '0001_initial'),
        ('files', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Leader',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('valid_from', models.DateField(verbose_name='起')),
                        ('valid_to', models.DateField(verbose_name='止')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='所在工会')),
                        ('name', models.CharField(max_length=64, verbose_name='姓名')),
                        ('duty', models.CharField(max_length=64, verbose_name='职务')),
                        ('is_head', models.BooleanField(default=False, verbose_name='主要负责人')),
                        ('obliged', models.BooleanField(default=True, verbose_name='须联系基层')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                    ],
                    options={
                        'verbose_name': '领导干部',
                        'verbose_name_plural': '领导干部',
                        'indexes': [models.Index(fields=['union', 'valid_to'], name='leader_union_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='ContactPoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('valid_from', models.DateField(verbose_name='起')),
                        ('valid_to', models.DateField(verbose_name='止')),
                        ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='stewardship.leader', verbose_name='联系领导')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='派出工会')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='联系单位')),
                        ('theme', models.CharField(blank=True, max_length=128, verbose_name='联系主题')),
                        ('document_no', models.CharField(blank=True, max_length=64, verbose_name='公布文号')),
                        ('status', models.CharField(choices=[('named', '确定'), ('active', '在联'), ('adjusted', '调整'), ('ended', '结束')], default='named', max_length=16, verbose_name='状态')),
                        ('begun_on', models.DateField(blank=True, null=True, verbose_name='首次走访')),
                        ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='stewardship.contactpoint', verbose_name='调整为')),
                        ('end_reason', models.CharField(blank=True, max_length=255, verbose_name='调整、结束原因')),
                    ],
                    options={
                        'verbose_name': '定点联系单位',
                        'verbose_name_plural': '定点联系单位',
                        'indexes': [models.Index(fields=['owner', 'valid_to'], name='point_owner_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='Visit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='stewardship.leader', verbose_name='领导')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='派出工会')),
                        ('form', models.CharField(choices=[('stay', '蹲点'), ('talk', '座谈'), ('call', '走访'), ('lecture', '宣讲'), ('comfort', '慰问'), ('inspect', '督查'), ('research', '调研')], max_length=16, verbose_name='方式')),
                        ('first_day', models.DateField(verbose_name='开始日期')),
                        ('first_half', models.CharField(choices=[('1', '上午'), ('2', '下午')], max_length=1, verbose_name='开始')),
                        ('last_day', models.DateField(verbose_name='结束日期')),
                        ('last_half', models.CharField(choices=[('1', '上午'), ('2', '下午')], max_length=1, verbose_name='结束')),
                        ('participants', models.CharField(blank=True, max_length=255, verbose_name='同行人员')),
                        ('people_met', models.PositiveIntegerField(default=0, verbose_name='接触职工（人）')),
                        ('theme', models.CharField(max_length=255, verbose_name='内容')),
                        ('help_given', models.CharField(blank=True, max_length=255, verbose_name='帮助解决')),
                        ('meals_recorded', models.BooleanField(default=False, verbose_name='食宿费用已入账')),
                        ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                    ],
                    options={
                        'verbose_name': '走访',
                        'verbose_name_plural': '走访',
                        'indexes': [models.Index(fields=['owner', 'first_day'], name='visit_owner_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='PointReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='stewardship.leader', verbose_name='领导')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('title', models.CharField(max_length=128, verbose_name='题目')),
                        ('filed_on', models.DateField(verbose_name='提交日期')),
                        ('stored', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='报告')),
                    ],
                    options={
                        'verbose_name': '年度调研报告',
                        'verbose_name_plural': '年度调研报告',
                        'constraints': [models.UniqueConstraint(fields=('leader', 'year'), name='point_report_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Stop',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stops', to='stewardship.visit', verbose_name='走访')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='到访单位')),
                        ('point', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stops', to='stewardship.contactpoint', verbose_name='联系点')),
                    ],
                    options={
                        'verbose_name': '到访单位',
                        'verbose_name_plural': '到访单位',
                        'constraints': [models.UniqueConstraint(fields=('visit', 'union'), name='stop_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='HalfDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='half_days', to='stewardship.visit', verbose_name='走访')),
                        ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stewardship.leader', verbose_name='领导')),
                        ('day', models.DateField(verbose_name='日期')),
                        ('half', models.CharField(choices=[('1', '上午'), ('2', '下午')], max_length=1, verbose_name='半天')),
                    ],
                    options={
                        'verbose_name': '走访半天',
                        'verbose_name_plural': '走访半天',
                        'constraints': [models.UniqueConstraint(fields=('leader', 'day', 'half'), name='half_day_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Ticket',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='stewardship.visit', verbose_name='走访')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='派出工会')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='提出单位')),
                        ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case', verbose_name='工单')),
                        ('text', models.CharField(max_length=500, verbose_name='问题')),
                        ('raised_on', models.DateField(verbose_name='提出日期')),
                        ('handler', models.CharField(choices=[('own', '本会'), ('concerned', '联系单位')], default='own', max_length=16, verbose_name='由谁办理')),
                        ('handler_name', models.CharField(blank=True, max_length=255, verbose_name='承办部门或承办人')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='办理期限')),
                        ('answer', models.TextField(blank=True, verbose_name='办理结果')),
                        ('answered_on', models.DateField(blank=True, null=True, verbose_name='反馈日期')),
                        ('rating', models.CharField(blank=True, choices=[('satisfied', '满意'), ('basic', '基本满意'), ('unsatisfied', '不满意')], default='', max_length=16, verbose_name='评价')),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='销号日期')),
                    ],
                    options={
                        'verbose_name': '联系点问题',
                        'verbose_name_plural': '联系点问题',
                        'indexes': [models.Index(fields=['owner', 'due_on'], name='ticket_owner_idx')],
                    },
                ),
            ],
        ),
    ]
