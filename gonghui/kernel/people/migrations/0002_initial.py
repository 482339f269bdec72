import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='MembershipEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='people.person', verbose_name='人员')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='工会')),
                        ('to_union', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='转往')),
                        ('kind', models.CharField(choices=[('apply', '申请'), ('admit', '入会'), ('transfer_out', '转出'), ('transfer_in', '转入'), ('transfer_back', '转出撤回'), ('regroup', '调整小组'), ('retain', '保留'), ('restore', '恢复'), ('leave', '退会'), ('lapse', '自动退会'), ('expel', '除名'), ('die', '去世'), ('correct', '更正')], max_length=16, verbose_name='事项')),
                        ('happened_on', models.DateField(verbose_name='日期')),
                        ('precision', models.CharField(default='D', max_length=1)),
                        ('document', models.CharField(blank=True, max_length=128, verbose_name='依据')),
                        ('note', models.CharField(blank=True, max_length=255, verbose_name='说明')),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                        ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                        ('voided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.membershipevent', verbose_name='被更正')),
                    ],
                    options={
                        'verbose_name': '会籍事项',
                        'verbose_name_plural': '会籍事项',
                        'indexes': [models.Index(fields=['person', 'happened_on'], name='event_person_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('valid_from', models.DateField(verbose_name='起')),
                        ('valid_to', models.DateField(verbose_name='止')),
                        ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='people.person', verbose_name='人员')),
                        ('union', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='unions.union', verbose_name='工会')),
                        ('status', models.CharField(choices=[('applying', '申请中'), ('normal', '正常'), ('transferring', '转接中'), ('retained', '保留'), ('left', '退会'), ('lapsed', '自动退会'), ('expelled', '除名'), ('deceased', '去世')], max_length=16, verbose_name='会籍状态')),
                        ('name', models.CharField(blank=True, editable=False, max_length=64)),
                        ('given_name', models.CharField(blank=True, editable=False, max_length=64)),
                        ('name_pinyin', models.CharField(blank=True, editable=False, max_length=128)),
                        ('sex', models.CharField(blank=True, choices=[('', '未填'), ('F', '女'), ('M', '男')], default='', editable=False, max_length=1)),
                        ('joined_on', models.DateField(blank=True, null=True, verbose_name='入会时间')),
                        ('joined_precision', models.CharField(default='D', max_length=1)),
                        ('group_name', models.CharField(blank=True, max_length=64, verbose_name='工会小组')),
                        ('duty', models.CharField(blank=True, max_length=64, verbose_name='职务')),
                        ('employment', models.CharField(blank=True, choices=[('', '未填'), ('established', '在编'), ('agency_held', '人事代理'), ('contract', '劳动合同'), ('dispatched', '劳务派遣'), ('postdoc', '博士后'), ('rehired', '退休返聘')], default='', max_length=16, verbose_name='用工形式')),
                        ('staff_no', models.CharField(blank=True, max_length=32, verbose_name='工号')),
                        ('remark', models.CharField(blank=True, max_length=255, verbose_name='备注')),
                    ],
                    options={
                        'verbose_name': '会籍',
                        'verbose_name_plural': '会籍',
                        'indexes': [models.Index(fields=['union', 'valid_to', 'status', 'valid_from'], name='membership_union_idx'), models.Index(fields=['staff_no'], name='membership_staff_idx'), models.Index(fields=['status', 'valid_to'], name='membership_status_idx'), models.Index(fields=['joined_on'], name='membership_joined_idx'), models.Index(fields=['valid_to', 'name_pinyin', 'id'], name='membership_name_idx'), models.Index(fields=['name'], name='membership_called_idx', opclasses=['varchar_pattern_ops']), models.Index(fields=['given_name'], name='membership_given_idx', opclasses=['varchar_pattern_ops'])],
                        'constraints': [models.UniqueConstraint(fields=('person', 'valid_to'), name='membership_one_present')],
                    },
                ),
                migrations.CreateModel(
                    name='PersonMerge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='保留')),
                        ('gone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='并入')),
                        ('merged_at', models.DateTimeField(auto_now_add=True)),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='操作人')),
                        ('moved', models.JSONField(default=dict)),
                    ],
                    options={
                        'verbose_name': '人员合并',
                        'verbose_name_plural': '人员合并',
                    },
                ),
            ],
        ),
    ]
