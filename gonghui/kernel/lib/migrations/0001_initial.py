import django.db.models.deletion
import gonghui.kernel.lib.migrating
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('axes', '0010_accessattemptexpiration'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
        ('sessions', '0001_initial'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailembeds', '0009_embed_cache_until'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailredirects', '0008_add_verbose_name_plural'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
    ]

    operations = [
        gonghui.kernel.lib.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='CalendarYear',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='年份')),
                        ('announced', models.BooleanField(default=False, verbose_name='已公布')),
                        ('source', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                    ],
                    options={
                        'verbose_name': '日历年度',
                        'verbose_name_plural': '日历年度',
                        'ordering': ['year'],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(unique=True, verbose_name='日期')),
                        ('kind', models.CharField(choices=[('holiday', '放假'), ('makeup', '补班')], max_length=7, verbose_name='性质')),
                        ('name', models.CharField(blank=True, max_length=40, verbose_name='名称')),
                        ('calendar_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='lib.calendaryear', verbose_name='年度')),
                    ],
                    options={
                        'verbose_name': '放假与补班',
                        'verbose_name_plural': '放假与补班',
                        'ordering': ['day'],
                    },
                ),
            ],
        ),
    ]
