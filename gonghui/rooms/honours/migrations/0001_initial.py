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
        ('people', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Cultivation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.award', verbose_name='入选')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='所属工会')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='教师')),
                        ('name', models.CharField(max_length=64, verbose_name='姓名')),
                        ('school', models.CharField(max_length=128, verbose_name='任教学校（入选时）')),
                        ('mentor', models.CharField(blank=True, max_length=64, verbose_name='导师')),
                        ('promised_until', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='服务承诺至')),
                        ('left_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='离开乡村学校')),
                        ('left_reason', models.CharField(blank=True, max_length=255, verbose_name='离开原因')),
                    ],
                    options={
                        'verbose_name': '培养档案',
                        'verbose_name_plural': '培养档案',
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Studio',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='所属工会')),
                        ('name', models.CharField(max_length=128, verbose_name='名称')),
                        ('unit_name', models.CharField(blank=True, max_length=128, verbose_name='所在单位')),
                        ('leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='领衔人（会员）')),
                        ('leader_name', models.CharField(max_length=64, verbose_name='领衔人')),
                        ('leader_honour', models.CharField(blank=True, max_length=128, verbose_name='领衔人荣誉')),
                        ('field', models.CharField(blank=True, max_length=128, verbose_name='专业领域')),
                        ('place', models.CharField(blank=True, max_length=255, verbose_name='场地')),
                        ('equipment', models.TextField(blank=True, verbose_name='设备')),
                        ('rules', models.TextField(blank=True, verbose_name='制度')),
                        ('founded_on', models.DateField(verbose_name='成立日期')),
                        ('closed_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='停办日期')),
                        ('closed_reason', models.CharField(blank=True, max_length=255, verbose_name='停办原因')),
                    ],
                    options={
                        'verbose_name': '创新工作室',
                        'verbose_name_plural': '创新工作室',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='WorkerFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='现属工会')),
                        ('person', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='会员')),
                        ('name', models.CharField(max_length=64, verbose_name='姓名')),
                        ('unit_name', models.CharField(blank=True, max_length=128, verbose_name='现在单位')),
                        ('living', models.BooleanField(default=True, verbose_name='健在')),
                        ('retired', models.BooleanField(default=False, verbose_name='已退休')),
                        ('status_on', models.DateField(verbose_name='核实日期')),
                        ('note', models.TextField(blank=True, verbose_name='备注')),
                    ],
                    options={
                        'verbose_name': '劳模档案',
                        'verbose_name_plural': '劳模档案',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='CultivationRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.ForeignKey(db_column='file_ref', on_delete=django.db.models.deletion.CASCADE, related_name='records', to='honours.cultivation', verbose_name='培养档案')),
                        ('kind', models.CharField(choices=[('workshop', '名师工作坊'), ('mentor', '导师指导'), ('training', '集中培训'), ('visit', '跟岗研修'), ('books', '读书研修')], max_length=16, verbose_name='形式')),
                        ('happened_on', models.DateField(verbose_name='日期')),
                        ('title', models.CharField(max_length=255, verbose_name='内容')),
                        ('hours', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='学时')),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                    ],
                    options={
                        'verbose_name': '培养记录',
                        'verbose_name_plural': '培养记录',
                        'ordering': ['-happened_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='StudioTier',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('studio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tiers', to='honours.studio', verbose_name='工作室')),
                        ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.award', verbose_name='命名')),
                    ],
                    options={
                        'verbose_name': '工作室命名',
                        'verbose_name_plural': '工作室命名',
                    },
                ),
                migrations.CreateModel(
                    name='StudioMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('studio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='honours.studio', verbose_name='工作室')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='会员')),
                        ('name', models.CharField(max_length=64, verbose_name='姓名')),
                        ('task', models.CharField(blank=True, max_length=128, verbose_name='分工')),
                        ('joined_on', models.DateField(verbose_name='加入日期')),
                        ('left_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='离开日期')),
                    ],
                    options={
                        'verbose_name': '工作室成员',
                        'verbose_name_plural': '工作室成员',
                        'ordering': ['joined_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='StudioEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('studio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='honours.studio', verbose_name='工作室')),
                        ('kind', models.CharField(choices=[('project', '立项课题'), ('output', '成果'), ('exchange', '交流培训'), ('promotion', '成员晋升'), ('funding', '经费'), ('plan', '年度计划')], max_length=16, verbose_name='类别')),
                        ('happened_on', models.DateField(verbose_name='日期')),
                        ('title', models.CharField(max_length=255, verbose_name='内容')),
                        ('amount', models.BigIntegerField(null=True, verbose_name='金额（分）')),
                        ('people', models.PositiveIntegerField(null=True, verbose_name='人次')),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                    ],
                    options={
                        'verbose_name': '工作室台账',
                        'verbose_name_plural': '工作室台账',
                        'ordering': ['-happened_on', '-pk'],
                    },
                ),
            ],
        ),
    ]
