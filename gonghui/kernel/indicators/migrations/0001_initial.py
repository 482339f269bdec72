from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('lib', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DefinitionVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, verbose_name='指标')),
                ('edition', models.PositiveSmallIntegerField(verbose_name='版本')),
                ('name', models.CharField(max_length=128, verbose_name='名称')),
                ('unit', models.CharField(max_length=16, verbose_name='单位')),
                ('definition', models.TextField(verbose_name='口径')),
                ('since', models.DateField(verbose_name='启用')),
            ],
            options={
                'verbose_name': '指标口径',
                'verbose_name_plural': '指标口径',
                'constraints': [models.UniqueConstraint(fields=('key', 'edition'), name='definition_edition_uniq')],
            },
        ),
    ]
