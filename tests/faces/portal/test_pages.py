"""The public site: first pages, sections, search, directory."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from gonghui.faces.portal.actions import open_portal, publish_topic
from gonghui.faces.portal.models import ArticlePage, HomePage, SectionPage
from gonghui.faces.portal.queries import find_pages, list_unions
from gonghui.faces.portal.registrations import publish_scheduled
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import found_union
from tests.factories.files import picture as draw_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return open_portal(actor=SYSTEM)


def publish(section: str, title: str, **fields) -> ArticlePage:
    parent = SectionPage.objects.get(slug=section)
    return parent.add_child(instance=ArticlePage(title=title, slug=f"a{parent.numchild}", **fields))


def test_open_portal_twice_changes_nothing(home):
    assert open_portal(actor=SYSTEM) == home
    assert HomePage.objects.count() == 1


def test_home_lists_notices_and_news_apart(home, client):
    notice = publish("notices", "关于开展疗休养工作的通知", published_on=date(2026, 5, 1))
    news = publish("news", "示例大学工会举办讲座", published_on=date(2026, 5, 2))

    context = client.get("/").context

    assert (list(context["notices"]), list(context["news"])) == ([notice], [news])


def test_section_puts_pinned_articles_first(home, client):
    old = publish("news", "旧闻", published_on=date(2026, 1, 1), pinned=True)
    new = publish("news", "新闻", published_on=date(2026, 5, 1))

    page = client.get("/news/").context["articles"]

    assert list(page) == [old, new]


def test_find_pages_finds_part_of_a_chinese_sentence(home):
    found = publish("notices", "关于开展教职工疗休养工作的通知")
    publish("notices", "关于换届选举工作的通知")

    assert [page.pk for page in find_pages("疗休养")] == [found.pk]


def test_find_pages_finds_words_of_the_body(home):
    body = [("paragraph", "<p>请各单位于六月底前报送<b>花名册</b>。</p>")]
    found = publish("notices", "通知", body=body)

    assert [page.pk for page in find_pages("花名册")] == [found.pk]


def test_find_pages_without_words_finds_nothing(home):
    publish("news", "新闻")

    assert find_pages("？") == []


def test_scheduled_article_appears_when_it_is_due(home, client):
    article = publish("news", "定时发布", live=False)
    article.go_live_at = timezone.now() - timedelta(minutes=1)
    article.save_revision(approved_go_live_at=article.go_live_at)

    publish_scheduled()

    article.refresh_from_db()
    assert article.live is True


def test_directory_lists_unions_but_no_branches(home, client):
    federation = found_union(
        actor=SYSTEM, name="示范省教育科技工会", kind="industrial", founded_on=date(1950, 6, 1)
    )
    university = found_union(
        actor=SYSTEM, name="示例大学工会", kind="grassroots", founded_on=date(1956, 5, 1),
        upper=federation,
    )  # fmt: skip
    found_union(
        actor=SYSTEM, name="示例大学物理学院分工会", kind="branch", founded_on=date(1990, 1, 1),
        upper=university,
    )  # fmt: skip

    assert list(list_unions()) == [federation, university]
    assert list(client.get("/unions/?q=大学").context["unions"]) == [university]
    assert client.get(f"/unions/{federation.pk}/").context["lowers"] == [university]


def test_search_page_without_words_asks_for_them(home, client):
    response = client.get("/search/")

    assert (response.status_code, response.context["pages"]) == (200, [])


def test_editor_gets_its_own_script_policy_and_no_other_page_does(home, client):
    editor = client.get("/cms/login/", follow=True)
    public = client.get("/")

    assert "'unsafe-inline'" in editor.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in public.headers["Content-Security-Policy"]


def test_article_shows_every_kind_of_block(home, client):
    body = [("heading", "一、时间"), ("paragraph", "<p>五月</p>"), ("quote", "劳动光荣")]
    publish("news", "图文", body=body)

    text = client.get("/news/a0/").content.decode()

    assert (text.count("<h2>一、时间</h2>"), text.count("劳动光荣")) == (1, 1)


def test_topic_lists_only_published_articles(home, client):
    shown, hidden = publish("news", "已发布"), publish("news", "未发布", live=False)
    topic = publish_topic(
        actor=SYSTEM, home=home, title="专题", intro="导语", articles=[shown, hidden]
    )

    page = client.get(topic.url).context["page"]

    assert [link.article.pk for link in page.published_links()] == [shown.pk]


def test_article_shows_its_pictures_and_attachments(home, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    dot = SimpleUploadedFile("dot.png", draw_picture("PNG"))
    picture = get_image_model().objects.create(title="合影", file=dot)
    form = get_document_model().objects.create(
        title="申请表", file=ContentFile(b"%PDF", "form.pdf")
    )
    body = [("picture", {"image": picture, "caption": "培训现场"}), ("attachment", form)]
    found = publish("notices", "通知", body=body)

    text = client.get(found.url).content.decode()

    assert text.count('alt="培训现场"') == 1
    assert text.count(f'<a href="{form.url}">附件：申请表</a> <span>PDF，4') == 1
