import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_initial'),
        ('people', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='TrainingEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='登记工会')),
                        ('title', models.CharField(max_length=128, verbose_name='培训名称')),
                        ('themes', models.JSONField(blank=True, default=list, verbose_name='主题')),
                        ('organiser_name', models.CharField(max_length=128, verbose_name='主办单位')),
                        ('organiser_level', models.PositiveSmallIntegerField(choices=[(10, '单位级'), (20, '院系级'), (30, '县级'), (40, '市级'), (50, '省教科技系统级'), (60, '省级'), (70, '国家级')], verbose_name='主办级别')),
                        ('form', models.CharField(choices=[('resident', '脱产'), ('online', '线上'), ('mixed', '混合')], default='resident', max_length=8, verbose_name='形式')),
                        ('starts_on', models.DateField(verbose_name='开始日期')),
                        ('ends_on', models.DateField(db_index=True, verbose_name='结束日期')),
                        ('enrol_until', models.DateField(blank=True, null=True, verbose_name='报名截止')),
                        ('hours', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='学时')),
                        ('minutes_per_hour', models.PositiveSmallIntegerField(default=45, verbose_name='每学时分钟数')),
                        ('attend_percent', models.PositiveSmallIntegerField(default=80, verbose_name='结业出勤率（%）')),
                        ('pass_score', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='合格分数')),
                        ('place', models.CharField(blank=True, max_length=128, verbose_name='地点')),
                        ('host', models.CharField(blank=True, max_length=128, verbose_name='承办单位')),
                        ('teachers', models.CharField(blank=True, max_length=255, verbose_name='师资')),
                        ('document_no', models.CharField(blank=True, max_length=64, verbose_name='通知文号')),
                        ('budget_fen', models.BigIntegerField(blank=True, null=True, verbose_name='预算（分）')),
                        ('status', models.CharField(choices=[('planned', '筹备'), ('open', '报名中'), ('ended', '已结班'), ('archived', '已归档'), ('cancelled', '已取消')], default='planned', max_length=10, verbose_name='状态')),
                        ('source', models.CharField(choices=[('own', '本系统办班'), ('imported', '历史导入'), ('entered', '清单导入')], default='own', max_length=8, verbose_name='来源')),
                    ],
                    options={
                        'verbose_name': '培训班',
                        'verbose_name_plural': '培训班',
                        'ordering': ['-starts_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='SeatQuota',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='learning.trainingevent', verbose_name='培训班')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='工会')),
                        ('seats', models.PositiveSmallIntegerField(verbose_name='名额')),
                    ],
                    options={
                        'verbose_name': '培训名额',
                        'verbose_name_plural': '培训名额',
                        'ordering': ['event', 'union__path'],
                        'constraints': [models.UniqueConstraint(fields=('event', 'union'), name='seat_quota_union_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='HalfDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='half_days', to='learning.trainingevent', verbose_name='培训班')),
                        ('day', models.DateField(verbose_name='日期')),
                        ('half', models.CharField(choices=[('am', '上午'), ('pm', '下午')], max_length=2, verbose_name='时段')),
                        ('minutes', models.PositiveSmallIntegerField(verbose_name='分钟')),
                    ],
                    options={
                        'verbose_name': '培训半天',
                        'verbose_name_plural': '培训半天',
                        'ordering': ['day', 'half'],
                        'constraints': [models.UniqueConstraint(fields=('event', 'day', 'half'), name='training_half_day_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='TrainingRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='learning.trainingevent', verbose_name='培训班')),
                        ('quota', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='learning.seatquota', verbose_name='占用名额')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='所属工会')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='会员')),
                        ('name', models.CharField(max_length=64, verbose_name='姓名')),
                        ('unit_name', models.CharField(blank=True, max_length=128, verbose_name='单位（当时名称）')),
                        ('duty', models.CharField(blank=True, max_length=64, verbose_name='当时职务')),
                        ('status', models.CharField(choices=[('applied', '已报名'), ('waiting', '候补'), ('admitted', '已录取'), ('in_training', '在训'), ('completed', '结业'), ('incomplete', '未结业'), ('absent', '缺席'), ('not_admitted', '未录取'), ('withdrawn', '已退出'), ('replaced', '已被顶替')], max_length=12, verbose_name='状态')),
                        ('enrolled_at', models.DateTimeField(blank=True, null=True, verbose_name='报名时间')),
                        ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.trainingrecord', verbose_name='顶替')),
                        ('reason', models.CharField(blank=True, max_length=255, verbose_name='说明')),
                        ('hours', models.DecimalField(decimal_places=1, default=0, max_digits=5, verbose_name='学时')),
                        ('score', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='成绩')),
                        ('certificate_no', models.CharField(blank=True, max_length=64, verbose_name='证书编号')),
                        ('nominated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='推荐人')),
                    ],
                    options={
                        'verbose_name': '学员记录',
                        'verbose_name_plural': '学员记录',
                        'ordering': ['event', 'union__path', 'pk'],
                        'indexes': [models.Index(fields=['event', 'status'], name='training_record_event_idx'), models.Index(fields=['person', 'status'], name='training_record_pers_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='CheckIn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_ins', to='learning.trainingrecord', verbose_name='学员')),
                        ('half_day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='check_ins', to='learning.halfday', verbose_name='半天')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='签到登记时间')),
                        ('left_at', models.DateTimeField(null=True, verbose_name='签退登记时间')),
                        ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                    ],
                    options={
                        'verbose_name': '签到',
                        'verbose_name_plural': '签到',
                        'constraints': [models.UniqueConstraint(fields=('record', 'half_day'), name='check_in_half_day_uniq')],
                    },
                ),
            ],
        ),
    ]
