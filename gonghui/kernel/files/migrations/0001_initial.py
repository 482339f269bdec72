import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_initial'),
        ('unions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='文件名')),
                ('purpose', models.CharField(max_length=64, verbose_name='用途')),
                ('content_type', models.CharField(max_length=128, verbose_name='类型')),
                ('size', models.PositiveBigIntegerField(verbose_name='大小')),
                ('digest', models.CharField(max_length=64, verbose_name='SM3')),
                ('key', models.CharField(editable=False, max_length=128, unique=True)),
                ('sealed', models.BooleanField(default=False)),
                ('union', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.union', verbose_name='工会')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('expires_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='保留至')),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='删除时间')),
            ],
            options={
                'verbose_name': '文件',
                'verbose_name_plural': '文件',
            },
        ),
    ]
