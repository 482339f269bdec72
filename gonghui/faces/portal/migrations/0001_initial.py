import django.db.models.deletion
import django.utils.timezone
import gonghui.kernel.lib.migrating
import modelcluster.fields
import wagtail.fields
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
                    name='SectionPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                        ('intro', models.CharField(blank=True, max_length=200, verbose_name='栏目说明')),
                        ('kind', models.CharField(choices=[('news', '新闻'), ('notice', '通知公告'), ('other', '其他')], default='other', max_length=16, verbose_name='类别')),
                    ],
                    options={
                        'verbose_name': '栏目',
                        'verbose_name_plural': '栏目',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='ArticlePage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                        ('words', models.TextField(blank=True, editable=False)),
                        ('published_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='发布日期')),
                        ('lead', models.CharField(blank=True, max_length=300, verbose_name='导语')),
                        ('source', models.CharField(blank=True, max_length=64, verbose_name='来源')),
                        ('doc_no', models.CharField(blank=True, help_text='如 示教科工〔2026〕5号', max_length=64, verbose_name='文号')),
                        ('pinned', models.BooleanField(default=False, verbose_name='置顶')),
                        ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='题图')),
                        ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('picture', 4), ('quote', 5), ('attachment', 6)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'form_classname': 'title', 'label': '小标题', 'template': 'portal/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul', 'document-link'], 'label': '正文'}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': '图片'}), 3: ('wagtail.blocks.CharBlock', (), {'label': '说明', 'max_length': 120}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {}), 5: ('wagtail.blocks.BlockQuoteBlock', (), {'label': '引文'}), 6: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': '附件', 'template': 'portal/blocks/attachment.html'})}, verbose_name='正文')),
                    ],
                    options={
                        'verbose_name': '文章',
                        'verbose_name_plural': '文章',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='TopicPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                        ('words', models.TextField(blank=True, editable=False)),
                        ('intro', models.CharField(blank=True, max_length=300, verbose_name='导语')),
                        ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='题图')),
                        ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('picture', 4), ('quote', 5), ('attachment', 6)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'form_classname': 'title', 'label': '小标题', 'template': 'portal/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul', 'document-link'], 'label': '正文'}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': '图片'}), 3: ('wagtail.blocks.CharBlock', (), {'label': '说明', 'max_length': 120}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {}), 5: ('wagtail.blocks.BlockQuoteBlock', (), {'label': '引文'}), 6: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': '附件', 'template': 'portal/blocks/attachment.html'})}, verbose_name='正文')),
                    ],
                    options={
                        'verbose_name': '专题',
                        'verbose_name_plural': '专题',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='HomePage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                        ('slogan', models.CharField(blank=True, max_length=64, verbose_name='标语')),
                        ('intro', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                    ],
                    options={
                        'verbose_name': '首页',
                        'verbose_name_plural': '首页',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='TopicArticle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('topic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='portal.topicpage')),
                        ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='portal.articlepage', verbose_name='文章')),
                    ],
                    options={
                        'verbose_name': '专题文章',
                        'verbose_name_plural': '专题文章',
                        'ordering': ['sort_order'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ServiceLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('home', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='portal.homepage')),
                        ('title', models.CharField(max_length=24, verbose_name='名称')),
                        ('hint', models.CharField(blank=True, max_length=48, verbose_name='一句话说明')),
                        ('icon', models.CharField(default='grid', help_text='bootstrap-icons 图标名', max_length=32, verbose_name='图标')),
                        ('address', models.CharField(max_length=255, verbose_name='网址')),
                    ],
                    options={
                        'verbose_name': '服务入口',
                        'verbose_name_plural': '服务入口',
                        'ordering': ['sort_order'],
                        'abstract': False,
                    },
                ),
            ],
        ),
    ]
