import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0001_initial'),
        ('people', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='LaborContest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='牵头工会')),
                        ('name', models.CharField(max_length=128, verbose_name='竞赛名称')),
                        ('project', models.CharField(max_length=128, verbose_name='所在工程（项目）')),
                        ('sponsor', models.CharField(max_length=128, verbose_name='主办单位')),
                        ('sector', models.CharField(help_text='如“国防装备”，首次立项按领域判断', max_length=64, verbose_name='领域')),
                        ('place', models.CharField(blank=True, max_length=128, verbose_name='地点')),
                        ('begins_on', models.DateField(verbose_name='计划开始')),
                        ('ends_on', models.DateField(verbose_name='计划结束')),
                        ('workers', models.PositiveIntegerField(default=0, verbose_name='项目职工人数')),
                        ('enrolled', models.PositiveIntegerField(default=0, verbose_name='参赛职工人数')),
                        ('redacted', models.BooleanField(default=False, verbose_name='涉密项目（脱敏登记）')),
                        ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='保密审查日期')),
                        ('review_opinion', models.CharField(blank=True, max_length=255, verbose_name='保密审查意见')),
                        ('published_on', models.DateField(blank=True, null=True, verbose_name='公开日期')),
                    ],
                    options={
                        'verbose_name': '劳动竞赛',
                        'verbose_name_plural': '劳动竞赛',
                        'ordering': ['-begins_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Participant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='contests.laborcontest', verbose_name='劳动竞赛')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='参赛工会')),
                    ],
                    options={
                        'verbose_name': '参赛工会',
                        'verbose_name_plural': '参赛工会',
                        'constraints': [models.UniqueConstraint(fields=('contest', 'union'), name='contest_part_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Listing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='contests.laborcontest', verbose_name='劳动竞赛')),
                        ('kind', models.CharField(choices=[('own', '教育科技系统立项'), ('province', '省十大重点工程劳动竞赛'), ('nation', '全国引领性劳动和技能竞赛')], max_length=16, verbose_name='立项')),
                        ('listed_on', models.DateField(verbose_name='立项日期')),
                        ('document_no', models.CharField(blank=True, max_length=64, verbose_name='文号')),
                    ],
                    options={
                        'verbose_name': '劳动竞赛立项',
                        'verbose_name_plural': '劳动竞赛立项',
                        'ordering': ['listed_on', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('contest', 'kind'), name='contest_listing_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Milestone',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='contests.laborcontest', verbose_name='劳动竞赛')),
                        ('name', models.CharField(max_length=64, verbose_name='节点')),
                        ('planned_on', models.DateField(verbose_name='计划日期')),
                        ('actual_on', models.DateField(blank=True, null=True, verbose_name='完成日期')),
                        ('weight', models.DecimalField(decimal_places=2, default=1, max_digits=5, verbose_name='权重')),
                        ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='佐证')),
                    ],
                    options={
                        'verbose_name': '竞赛节点',
                        'verbose_name_plural': '竞赛节点',
                        'ordering': ['planned_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Dimension',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dimensions', to='contests.laborcontest', verbose_name='劳动竞赛')),
                        ('name', models.CharField(max_length=64, verbose_name='项目')),
                        ('kind', models.CharField(choices=[('compete', '比'), ('guarantee', '保')], max_length=12, verbose_name='类别')),
                        ('weight', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='权重（%）')),
                        ('pass_mark', models.DecimalField(decimal_places=2, default=60, max_digits=5, verbose_name='保底线')),
                    ],
                    options={
                        'verbose_name': '比保项目',
                        'verbose_name_plural': '比保项目',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('contest', 'name'), name='contest_dimension_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Incident',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='contests.laborcontest', verbose_name='劳动竞赛')),
                        ('kind', models.CharField(choices=[('accident', '安全事故'), ('leak', '失泄密'), ('quality', '质量事故')], max_length=12, verbose_name='类别')),
                        ('happened_on', models.DateField(verbose_name='日期')),
                        ('facts', models.TextField(verbose_name='情况')),
                    ],
                    options={
                        'verbose_name': '否决事项',
                        'verbose_name_plural': '否决事项',
                        'ordering': ['-happened_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='PostMerit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merits', to='contests.laborcontest', verbose_name='劳动竞赛')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='所属工会')),
                        ('holder_kind', models.CharField(choices=[('person', '个人'), ('team', '集体')], max_length=8, verbose_name='对象')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='会员')),
                        ('holder_name', models.CharField(max_length=128, verbose_name='姓名（集体名称）')),
                        ('deed', models.TextField(verbose_name='事迹')),
                        ('grade', models.CharField(choices=[('first', '一等功'), ('second', '二等功'), ('third', '三等功')], max_length=8, verbose_name='等级')),
                        ('granted_on', models.DateField(verbose_name='授予日期')),
                    ],
                    options={
                        'verbose_name': '岗位立功',
                        'verbose_name_plural': '岗位立功',
                        'ordering': ['-granted_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='PeriodScore',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('dimension', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='contests.dimension', verbose_name='比保项目')),
                        ('period_from', models.DateField(verbose_name='自')),
                        ('period_to', models.DateField(verbose_name='至')),
                        ('points', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='得分')),
                        ('note', models.CharField(blank=True, max_length=255, verbose_name='依据')),
                    ],
                    options={
                        'verbose_name': '阶段得分',
                        'verbose_name_plural': '阶段得分',
                        'ordering': ['period_from', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('dimension', 'period_from'), name='period_score_uniq')],
                    },
                ),
            ],
        ),
    ]
