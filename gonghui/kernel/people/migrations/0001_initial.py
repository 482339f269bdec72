import django.db.models.deletion
import gonghui.kernel.lib.migrating
import gonghui.kernel.lib.sealing
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('lib', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('name', models.CharField(max_length=64, verbose_name='姓名')),
                        ('given_name', models.CharField(blank=True, editable=False, max_length=64)),
                        ('name_pinyin', models.CharField(blank=True, editable=False, max_length=128)),
                        ('name_initials', models.CharField(blank=True, editable=False, max_length=16)),
                        ('name_strokes', models.CharField(blank=True, editable=False, max_length=128)),
                        ('sex', models.CharField(blank=True, choices=[('', '未填'), ('F', '女'), ('M', '男')], default='', max_length=1, verbose_name='性别')),
                        ('born_on', models.DateField(blank=True, null=True, verbose_name='出生日期')),
                        ('born_precision', models.CharField(default='D', max_length=1)),
                        ('ethnic_group', models.CharField(blank=True, max_length=16, verbose_name='民族')),
                        ('political_status', models.CharField(blank=True, max_length=24, verbose_name='政治面貌')),
                        ('education', models.CharField(blank=True, max_length=24, verbose_name='学历')),
                        ('degree', models.CharField(blank=True, max_length=24, verbose_name='学位')),
                        ('title', models.CharField(blank=True, max_length=32, verbose_name='职称')),
                        ('phone', gonghui.kernel.lib.sealing.SealedField(blank=True, verbose_name='手机号')),
                        ('phone_hash', models.CharField(blank=True, editable=False, max_length=64)),
                        ('email', models.CharField(blank=True, max_length=254, verbose_name='邮箱')),
                        ('household', models.CharField(blank=True, max_length=128, verbose_name='户籍地')),
                        ('work_started_on', models.DateField(blank=True, null=True, verbose_name='参加工作时间')),
                        ('work_started_precision', models.CharField(default='D', max_length=1)),
                        ('model_worker', models.BooleanField(default=False, verbose_name='劳模')),
                        ('women_cadre', models.BooleanField(default=False, verbose_name='女职工干部')),
                        ('hardship', gonghui.kernel.lib.sealing.SealedField(blank=True, verbose_name='困难职工')),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='并入')),
                        ('erased_on', models.DateField(blank=True, editable=False, null=True, verbose_name='抹除日期')),
                    ],
                    options={
                        'verbose_name': '人员',
                        'verbose_name_plural': '人员',
                        'indexes': [models.Index(fields=['name_pinyin'], name='person_pinyin_idx'), models.Index(fields=['name_initials'], name='person_initials_idx'), models.Index(fields=['phone_hash'], name='person_phone_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='IdentityDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='people.person', verbose_name='人员')),
                        ('doc_type', models.CharField(max_length=24, verbose_name='证件类型')),
                        ('doc_no', gonghui.kernel.lib.sealing.SealedField(verbose_name='证件号码')),
                        ('doc_hash', models.CharField(editable=False, max_length=64)),
                    ],
                    options={
                        'verbose_name': '证件',
                        'verbose_name_plural': '证件',
                        'constraints': [models.UniqueConstraint(fields=('doc_hash', 'doc_type'), name='document_hash_uniq')],
                    },
                ),
            ],
        ),
    ]
