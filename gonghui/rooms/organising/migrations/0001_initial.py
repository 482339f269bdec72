import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_initial'),
        ('casework', '0001_initial'),
        ('people', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Election',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case', verbose_name='工单')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='负责工会')),
                        ('round_no', models.PositiveSmallIntegerField(verbose_name='轮次')),
                        ('body', models.CharField(choices=[('committee', '工会委员会'), ('standing', '常务委员会'), ('audit', '经费审查委员会'), ('women', '女职工委员会')], max_length=16, verbose_name='选举机构')),
                        ('runoff', models.BooleanField(default=False, verbose_name='再次投票')),
                        ('held_on', models.DateField(verbose_name='选举日期')),
                        ('seats', models.PositiveSmallIntegerField(verbose_name='应选名额')),
                        ('should_attend', models.PositiveIntegerField(verbose_name='应到会人数')),
                        ('present', models.PositiveIntegerField(verbose_name='实到会人数')),
                        ('issued', models.PositiveIntegerField(verbose_name='发出选票')),
                        ('recovered', models.PositiveIntegerField(verbose_name='收回选票')),
                        ('valid', models.PositiveIntegerField(verbose_name='有效票')),
                    ],
                    options={
                        'verbose_name': '选举',
                        'verbose_name_plural': '选举',
                        'ordering': ['round_no', 'pk'],
                        'indexes': [models.Index(fields=['case', 'round_no'], name='election_case_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='FoundingCase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='负责工会')),
                        ('form', models.CharField(choices=[('committee', '单独建会（25人以上）'), ('small', '单独建会（不足25人）'), ('joint', '联合工会'), ('organiser', '组织员')], default='committee', max_length=16, verbose_name='建会形式')),
                        ('reason_without', models.CharField(blank=True, choices=[('', '未填'), ('new', '新开办'), ('small', '人数少'), ('unwilling', '举办者不愿意'), ('unaware', '不了解政策'), ('lapsed', '原工会已撤销'), ('other', '其他')], default='', max_length=16, verbose_name='未建会原因')),
                        ('survey_note', models.CharField(blank=True, max_length=255, verbose_name='摸排情况')),
                        ('contact', models.CharField(blank=True, max_length=64, verbose_name='联系人')),
                        ('union_name', models.CharField(max_length=128, verbose_name='拟建工会名称')),
                        ('group_members', models.TextField(blank=True, verbose_name='筹备组名单')),
                        ('preparation_no', models.CharField(blank=True, max_length=64, verbose_name='同意筹建文号')),
                        ('preparation_on', models.DateField(blank=True, null=True, verbose_name='同意筹建日期')),
                        ('founded', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='建成的工会')),
                    ],
                    options={
                        'verbose_name': '建会工单',
                        'verbose_name_plural': '建会工单',
                    },
                ),
                migrations.CreateModel(
                    name='PublishedRate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('indicator', models.CharField(max_length=64, verbose_name='指标')),
                        ('title', models.CharField(max_length=128, verbose_name='名称')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='范围')),
                        ('period_from', models.DateField(verbose_name='期初')),
                        ('period_to', models.DateField(verbose_name='期末')),
                        ('numbers', models.JSONField(verbose_name='数据')),
                        ('opening_snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.snapshot', verbose_name='期初快照')),
                        ('closing_snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.snapshot', verbose_name='期末快照')),
                        ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发布人')),
                        ('published_at', models.DateTimeField(auto_now_add=True, verbose_name='发布时间')),
                    ],
                    options={
                        'verbose_name': '已发布的比率',
                        'verbose_name_plural': '已发布的比率',
                    },
                ),
                migrations.CreateModel(
                    name='TermCase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='工会')),
                        ('term', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.term', verbose_name='本届')),
                        ('asked_until', models.DateField(blank=True, null=True, verbose_name='申请延期至')),
                        ('new_term', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.term', verbose_name='新一届')),
                    ],
                    options={
                        'verbose_name': '换届工单',
                        'verbose_name_plural': '换届工单',
                    },
                ),
                migrations.CreateModel(
                    name='TransferCase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='会员')),
                        ('from_union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='转出工会')),
                        ('to_union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='转入工会')),
                        ('reason', models.CharField(max_length=255, verbose_name='原因')),
                        ('begun_by_person', models.BooleanField(default=False, verbose_name='本人申请')),
                        ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='本人确认日期')),
                    ],
                    options={
                        'verbose_name': '会籍转移',
                        'verbose_name_plural': '会籍转移',
                    },
                ),
                migrations.CreateModel(
                    name='Candidate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='organising.election', verbose_name='选举')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='候选人')),
                        ('votes', models.PositiveIntegerField(verbose_name='得票')),
                        ('office', models.CharField(default='member', max_length=16, verbose_name='职务')),
                        ('write_in', models.BooleanField(default=False, verbose_name='另选他人')),
                    ],
                    options={
                        'verbose_name': '候选人',
                        'verbose_name_plural': '候选人',
                        'constraints': [models.UniqueConstraint(fields=('election', 'person'), name='candidate_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='FoundingUnit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('founding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='founding_units', to='organising.foundingcase', verbose_name='建会工单')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.unit', verbose_name='单位')),
                    ],
                    options={
                        'verbose_name': '建会单位',
                        'verbose_name_plural': '建会单位',
                        'constraints': [models.UniqueConstraint(fields=('founding', 'unit'), name='founding_unit_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Visit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('founding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='organising.foundingcase', verbose_name='建会工单')),
                        ('kind', models.CharField(choices=[('visit', '上门走访'), ('call', '电话联系'), ('letter', '建会建议书'), ('meeting', '座谈宣讲')], max_length=16, verbose_name='方式')),
                        ('visited_on', models.DateField(verbose_name='日期')),
                        ('who', models.CharField(blank=True, max_length=128, verbose_name='参加人员')),
                        ('note', models.TextField(verbose_name='情况')),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='记录人')),
                    ],
                    options={
                        'verbose_name': '走访记录',
                        'verbose_name_plural': '走访记录',
                        'ordering': ['-visited_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Applicant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('founding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applicants', to='organising.foundingcase', verbose_name='建会工单')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person', verbose_name='人员')),
                        ('applied_on', models.DateField(verbose_name='申请日期')),
                    ],
                    options={
                        'verbose_name': '发展会员',
                        'verbose_name_plural': '发展会员',
                        'constraints': [models.UniqueConstraint(fields=('founding', 'person'), name='applicant_uniq')],
                    },
                ),
            ],
        ),
    ]
