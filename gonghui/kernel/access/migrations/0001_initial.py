import gonghui.kernel.lib.sealing
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(max_length=64, unique=True, verbose_name='用户名')),
                ('display_name', models.CharField(max_length=64, verbose_name='显示名')),
                ('phone', gonghui.kernel.lib.sealing.SealedField(blank=True, verbose_name='手机号')),
                ('phone_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('email', models.CharField(blank=True, max_length=254, verbose_name='邮箱')),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='须改密码')),
                ('initial_until', models.DateTimeField(blank=True, null=True, verbose_name='初始密码有效至')),
                ('large_text', models.BooleanField(default=False, verbose_name='大字版')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='开通时间')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': '账号',
                'verbose_name_plural': '账号',
            },
        ),
    ]
