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
                    name='NumberSeries',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64, verbose_name='序列')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                        ('last', models.PositiveIntegerField(default=0, verbose_name='已用到')),
                    ],
                    options={
                        'verbose_name': '编号序列',
                        'verbose_name_plural': '编号序列',
                        'constraints': [models.UniqueConstraint(fields=('key', 'year'), name='number_series_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Document',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='unions.union', verbose_name='制发工会')),
                        ('kind', models.CharField(choices=[('decision', '决定'), ('notice', '通知'), ('circular', '通报'), ('letter', '函'), ('reply', '批复'), ('report', '报告'), ('request', '请示'), ('minutes', '纪要'), ('public_notice', '公示'), ('statement', '公示情况说明'), ('form', '审批表'), ('summary', '汇总表'), ('scores', '评分表')], max_length=16, verbose_name='文种')),
                        ('title', models.CharField(max_length=255, verbose_name='标题')),
                        ('content', models.JSONField(verbose_name='内容')),
                        ('digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SM3')),
                        ('state', models.CharField(choices=[('draft', '拟稿'), ('issued', '已签发'), ('withdrawn', '已撤回')], db_index=True, default='draft', max_length=16, verbose_name='状态')),
                        ('code', models.CharField(blank=True, max_length=32, verbose_name='机关代字')),
                        ('year', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='年份')),
                        ('sequence', models.PositiveIntegerField(editable=False, null=True, verbose_name='序号')),
                        ('doc_no', models.CharField(blank=True, db_index=True, editable=False, max_length=64, verbose_name='发文字号')),
                        ('issued_on', models.DateField(editable=False, null=True, verbose_name='签发日期')),
                        ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签发人')),
                        ('withdrawn_on', models.DateField(editable=False, null=True, verbose_name='撤回日期')),
                        ('withdrawn_reason', models.CharField(blank=True, max_length=255, verbose_name='撤回原因')),
                        ('subject_type', models.CharField(blank=True, editable=False, max_length=64)),
                        ('subject_id', models.BigIntegerField(editable=False, null=True)),
                    ],
                    options={
                        'verbose_name': '公文',
                        'verbose_name_plural': '公文',
                        'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='document_subject_idx')],
                        'constraints': [models.UniqueConstraint(fields=('union', 'code', 'year', 'sequence'), name='document_no_uniq')],
                    },
                ),
                migrations.CreateModel(
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='unions.union', verbose_name='颁发工会')),
                        ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='documents.document', verbose_name='表彰决定')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='本人')),
                        ('cert_no', models.CharField(max_length=40, unique=True, verbose_name='证书编号')),
                        ('token', models.CharField(editable=False, max_length=28, unique=True)),
                        ('holder', models.CharField(max_length=128, verbose_name='获得者')),
                        ('collective', models.BooleanField(default=False, verbose_name='集体')),
                        ('unit_name', models.CharField(blank=True, max_length=128, verbose_name='所在单位')),
                        ('heading', models.CharField(default='荣誉证书', max_length=16, verbose_name='证书名称')),
                        ('title', models.CharField(max_length=128, verbose_name='称号（事项）')),
                        ('text', models.TextField(verbose_name='证书内容')),
                        ('issuers', models.JSONField(verbose_name='颁发机关')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('granted_on', models.DateField(verbose_name='颁发日期')),
                        ('state', models.CharField(choices=[('valid', '有效'), ('revoked', '已撤销')], default='valid', max_length=16, verbose_name='状态')),
                        ('revoked_on', models.DateField(editable=False, null=True, verbose_name='撤销日期')),
                        ('revoked_reason', models.CharField(blank=True, max_length=255, verbose_name='撤销原因')),
                        ('subject_type', models.CharField(blank=True, editable=False, max_length=64)),
                        ('subject_id', models.BigIntegerField(editable=False, null=True)),
                    ],
                    options={
                        'verbose_name': '证书',
                        'verbose_name_plural': '证书',
                        'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='certificate_subject_idx'), models.Index(fields=['person'], name='certificate_person_idx')],
                    },
                ),
            ],
        ),
    ]
