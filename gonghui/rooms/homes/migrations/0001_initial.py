import datetime
import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_initial'),
        ('campaigns', '0001_initial'),
        ('files', '0001_initial'),
        ('people', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Place',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='所属工会')),
                        ('kind', models.CharField(choices=[('home', '职工之家'), ('small_home', '职工小家'), ('rural_home', '“五好”乡村教工之家'), ('health_station', '职工健康服务站'), ('nursing_room', '爱心母婴室'), ('studio', '创新工作室')], max_length=16, verbose_name='类别')),
                        ('name', models.CharField(max_length=128, verbose_name='名称')),
                        ('address', models.CharField(blank=True, max_length=255, verbose_name='地址')),
                        ('region_code', models.CharField(blank=True, db_index=True, max_length=6, verbose_name='行政区划代码')),
                        ('area_m2', models.DecimalField(blank=True, decimal_places=1, max_digits=8, null=True, verbose_name='面积（平方米）')),
                        ('equipment', models.JSONField(blank=True, default=list, verbose_name='设施设备')),
                        ('opening_hours', models.CharField(blank=True, max_length=128, verbose_name='开放时间')),
                        ('contact', models.CharField(blank=True, max_length=64, verbose_name='联系人')),
                        ('phone', models.CharField(blank=True, max_length=32, verbose_name='联系电话')),
                        ('status', models.CharField(choices=[('planned', '筹划'), ('building', '建设中'), ('open', '开放'), ('closed', '已关闭')], default='planned', max_length=8, verbose_name='状态')),
                        ('opened_on', models.DateField(blank=True, null=True, verbose_name='开放日期')),
                        ('closed_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='关闭日期')),
                        ('shown_publicly', models.BooleanField(default=True, verbose_name='在门户公开')),
                        ('facts', models.JSONField(blank=True, default=dict, verbose_name='其他信息')),
                    ],
                    options={
                        'verbose_name': '场所',
                        'verbose_name_plural': '场所',
                        'ordering': ['kind', 'name'],
                        'indexes': [models.Index(fields=['kind', 'status'], name='place_kind_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='RatingRound',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='被测评工会')),
                        ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.entry', verbose_name='申报')),
                        ('repeats', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repetition', to='homes.ratinground', verbose_name='重新测评自')),
                        ('title', models.CharField(max_length=128, verbose_name='名称')),
                        ('dimensions', models.JSONField(blank=True, default=list, verbose_name='测评项目')),
                        ('groups', models.JSONField(blank=True, default=list, verbose_name='分组')),
                        ('return_percent', models.PositiveSmallIntegerField(default=60, verbose_name='参评率不低于（%）')),
                        ('satisfied_percent', models.PositiveSmallIntegerField(default=80, verbose_name='满意率不低于（%）')),
                        ('counted', models.CharField(choices=[('basic_included', '满意和基本满意率'), ('satisfied', '满意率')], default='basic_included', max_length=16, verbose_name='按')),
                        ('opens_on', models.DateField(verbose_name='开始日期')),
                        ('closes_on', models.DateField(verbose_name='截止日期')),
                        ('status', models.CharField(choices=[('planned', '未开始'), ('open', '测评中'), ('closed', '已截止'), ('published', '已公布'), ('void', '无效')], default='open', max_length=9, verbose_name='状态')),
                        ('published_on', models.DateField(blank=True, null=True, verbose_name='公布日期')),
                        ('issued', models.PositiveIntegerField(default=0, verbose_name='应参评人数')),
                        ('returned', models.PositiveIntegerField(default=0, verbose_name='参评人数')),
                        ('satisfied', models.PositiveIntegerField(default=0, verbose_name='满意')),
                        ('basic', models.PositiveIntegerField(default=0, verbose_name='基本满意')),
                        ('unsatisfied', models.PositiveIntegerField(default=0, verbose_name='不满意')),
                        ('unknown', models.PositiveIntegerField(default=0, verbose_name='不了解')),
                        ('is_sample', models.BooleanField(default=False, verbose_name='抽样')),
                        ('reason', models.CharField(blank=True, max_length=255, verbose_name='无效原因')),
                    ],
                    options={
                        'verbose_name': '会员测评',
                        'verbose_name_plural': '会员测评',
                        'ordering': ['-opens_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='PlaceTitle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='titles', to='homes.place', verbose_name='场所')),
                        ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.award', verbose_name='称号')),
                    ],
                    options={
                        'verbose_name': '场所称号',
                        'verbose_name_plural': '场所称号',
                        'constraints': [models.UniqueConstraint(fields=('place', 'award'), name='place_title_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='PlacePhoto',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='homes.place', verbose_name='场所')),
                        ('stored', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='照片')),
                        ('moment', models.CharField(choices=[('before', '建设前'), ('after', '建成后'), ('use', '使用中')], default='use', max_length=8, verbose_name='时段')),
                        ('caption', models.CharField(blank=True, max_length=128, verbose_name='说明')),
                        ('may_publish', models.BooleanField(default=False, verbose_name='可公开')),
                        ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='上传时间')),
                    ],
                    options={
                        'verbose_name': '场所照片',
                        'verbose_name_plural': '场所照片',
                        'ordering': ['place', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='YearReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='homes.place', verbose_name='场所')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('opened_days', models.PositiveSmallIntegerField(verbose_name='开放天数')),
                        ('visits', models.PositiveIntegerField(verbose_name='到访人次')),
                        ('activities', models.PositiveIntegerField(default=0, verbose_name='活动次数')),
                        ('spent_fen', models.BigIntegerField(default=0, verbose_name='支出（分）')),
                        ('note', models.TextField(blank=True, verbose_name='工作小结')),
                    ],
                    options={
                        'verbose_name': '场所年度报告',
                        'verbose_name_plural': '场所年度报告',
                        'ordering': ['place', '-year'],
                        'constraints': [models.UniqueConstraint(fields=('place', 'year'), name='place_report_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Inspection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inspections', to='homes.place', verbose_name='场所')),
                        ('inspected_on', models.DateField(verbose_name='检查日期')),
                        ('inspectors', models.CharField(max_length=128, verbose_name='检查人')),
                        ('items', models.JSONField(default=list, verbose_name='检查项目')),
                        ('note', models.TextField(blank=True, verbose_name='检查情况')),
                        ('photo', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='照片')),
                        ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                    ],
                    options={
                        'verbose_name': '检查',
                        'verbose_name_plural': '检查',
                        'ordering': ['place', '-inspected_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Pairing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='帮扶工会')),
                        ('helped_name', models.CharField(max_length=128, verbose_name='共建对象')),
                        ('helped_union', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='对象所属工会')),
                        ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pairings', to='homes.place', verbose_name='共建场所')),
                        ('agreement_no', models.CharField(blank=True, max_length=64, verbose_name='协议编号')),
                        ('starts_on', models.DateField(verbose_name='开始日期')),
                        ('ends_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='结束日期')),
                        ('result', models.TextField(blank=True, verbose_name='共建成效')),
                    ],
                    options={
                        'verbose_name': '共建结对',
                        'verbose_name_plural': '共建结对',
                        'ordering': ['-starts_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Problem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='homes.place', verbose_name='场所')),
                        ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='反映人')),
                        ('text', models.TextField(verbose_name='问题')),
                        ('photo', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='照片')),
                        ('status', models.CharField(choices=[('reported', '已上报'), ('handling', '处理中'), ('answered', '已答复')], default='reported', max_length=8, verbose_name='状态')),
                        ('reported_on', models.DateField(verbose_name='反映日期')),
                        ('due_on', models.DateField(verbose_name='答复期限')),
                        ('answer', models.TextField(blank=True, verbose_name='答复')),
                        ('answered_on', models.DateField(null=True, verbose_name='答复日期')),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='答复人')),
                    ],
                    options={
                        'verbose_name': '问题反映',
                        'verbose_name_plural': '问题反映',
                        'ordering': ['due_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='RatingVoter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rating', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voters', to='homes.ratinground', verbose_name='会员测评')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='会员')),
                        ('voted', models.BooleanField(default=False, verbose_name='已参评')),
                    ],
                    options={
                        'verbose_name': '参评资格',
                        'verbose_name_plural': '参评资格',
                        'constraints': [models.UniqueConstraint(fields=('rating', 'person'), name='rating_voter_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='RatingBox',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rating', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='box', to='homes.ratinground', verbose_name='会员测评')),
                        ('ballots', models.JSONField(default=dict, verbose_name='选票')),
                        ('remarks', models.JSONField(default=list, verbose_name='意见建议')),
                    ],
                    options={
                        'verbose_name': '测评票箱',
                        'verbose_name_plural': '测评票箱',
                    },
                ),
                migrations.CreateModel(
                    name='Defect',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='defects', to='homes.inspection', verbose_name='检查')),
                        ('text', models.CharField(max_length=255, verbose_name='问题')),
                        ('due_on', models.DateField(verbose_name='整改期限')),
                        ('mended_on', models.DateField(null=True, verbose_name='整改日期')),
                        ('mended_note', models.CharField(blank=True, max_length=255, verbose_name='整改情况')),
                    ],
                    options={
                        'verbose_name': '整改问题',
                        'verbose_name_plural': '整改问题',
                        'ordering': ['due_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='PairingVisit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pairing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='homes.pairing', verbose_name='共建结对')),
                        ('visited_on', models.DateField(verbose_name='日期')),
                        ('topic', models.CharField(max_length=255, verbose_name='内容')),
                        ('persons', models.PositiveIntegerField(default=0, verbose_name='参加人数')),
                        ('goods_fen', models.BigIntegerField(default=0, verbose_name='物资折款（分）')),
                        ('money_fen', models.BigIntegerField(default=0, verbose_name='资金（分）')),
                    ],
                    options={
                        'verbose_name': '共建活动',
                        'verbose_name_plural': '共建活动',
                        'ordering': ['-visited_on', '-pk'],
                    },
                ),
            ],
        ),
    ]
