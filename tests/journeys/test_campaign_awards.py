"""From ranks to the register: a legal slate, a notice with two objections, the decision, a checked certificate, the figure."""

from datetime import timedelta

import pytest

from gonghui.engines.campaigns.models import Award, PublicNotice
from gonghui.kernel.documents.api import certificate_of, check_url
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.honours.api import known_series
from tests.factories.access import PASSWORD, make_cadre
from tests.factories.slates import make_ranked
from tests.factories.unions import make_province
from tests.journeys.conftest import enter
from tests.journeys.looking import barriers, look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def province(transactional_db, live_server, settings):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre", display_name="省干部")
    found.campaign = make_ranked(
        found.federation, [found.first, found.second], number=8, title="五一劳动奖章"
    )
    found.campaign.series = known_series(actor=SYSTEM, key="may-day-medal-province")
    found.campaign.honour_level = 60
    found.campaign.save()
    return found


def press(page, label):
    """Press a link or button of the page and wait for the next page."""
    with page.expect_navigation():
        page.locator("main").locator("a, button").filter(has_text=label).first.click()


def fill(page, **fields):
    for name, value in fields.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def save(page):
    with page.expect_navigation():
        page.locator("form.form button.btn-primary").first.click()


def chosen(page) -> list[str]:
    return page.locator("tr.is-on label span").all_inner_texts()


def make_slate_legal(page, picture, campaign):
    page.goto(f"/campaigns/{campaign.pk}/slate/")
    press(page, "按名次拟定")
    assert chosen(page) == ["李测一", "王测二", "赵测四"]
    assert barriers(page) == []
    page.get_by_label("赵测四").uncheck()
    page.locator("#meter .is-broken").first.wait_for()
    look(page, picture, "awards-slate-trial")
    page.locator("#id_reason").fill("赵测四放弃，依次递补")
    press(page, "按名次递补")
    assert chosen(page) == ["李测一", "王测二", "陈测五"]
    look(page, picture, "awards-slate-legal")
    press(page, "登记会议")
    fill(page, attendees="王主席、李副主席、张常委", in_favour="3")
    save(page)


def post(page, campaign):
    page.goto(f"/campaigns/{campaign.pk}/notices/post/")
    fill(page, contacts="省教育科技工会组织部 025-83330000\n驻会纪检监察组 025-83330001")
    page.locator("#id_scope").select_option("public")


def object_to(phone, title, name, **fields):
    phone.goto("/notices/")
    press(phone, title)
    press(phone, "反映异议")
    value = phone.locator("#id_line option").filter(has_text=name).get_attribute("value")
    phone.locator("#id_line").select_option(value)
    phone.locator(f"input[name=form][value={fields.pop('way')}]").check()
    fill(phone, **fields)
    save(phone)
    phone.get_by_text("已登记").wait_for()


def decide(page, campaign, name, *, upheld, **fields):
    page.goto(f"/campaigns/{campaign.pk}/notices/")
    row = page.locator("li").filter(has=page.locator("b", has_text=name))
    with page.expect_navigation():
        row.get_by_role("link", name="核查").click()
    page.locator(f"input[name=upheld][value='{upheld}']").check()
    fill(page, **fields)
    save(page)


def pass_a_fortnight():
    """The notices lie two weeks back."""
    past = dates.today() - timedelta(days=14)
    for notice in PublicNotice._base_manager.all():
        length = notice.ends_on - notice.starts_on
        PublicNotice._base_manager.filter(pk=notice.pk).update(
            starts_on=past, ends_on=past + length
        )


def test_campaign_goes_from_ranks_to_the_figure(desk, phone, picture, province):
    campaign = province.campaign
    enter(desk, province.cadre.username, PASSWORD)
    make_slate_legal(desk, picture, campaign)
    post(desk, campaign)
    look(desk, picture, "awards-notice-post")
    save(desk)

    title = "五一劳动奖章拟表彰对象公示"
    phone.goto("/notices/")
    press(phone, title)
    look(phone, picture, "awards-notice-public")
    assert barriers(phone) == []
    named = {"way": "named", "objector": "钱某", "contact": "13900000000"}
    object_to(phone, title, "王测二", **named, facts="论文署名不实，见附信。")
    object_to(phone, title, "陈测五", way="anonymous", facts="三年内受过处分。")

    today = dates.today().isoformat()
    decide(desk, campaign, "王测二", upheld=0, finding="经核查署名属实。", answered_on=today)
    decide(desk, campaign, "陈测五", upheld=1, finding="经核查属实。")
    desk.get_by_text("名单上有 1 个还没有公示：周测六").wait_for()
    look(desk, picture, "awards-notice-desk")
    post(desk, campaign)
    save(desk)
    pass_a_fortnight()
    for notice in PublicNotice._base_manager.order_by("pk"):
        desk.goto(f"/campaigns/notices/{notice.pk}/close/")
        save(desk)
    press(desk, "存证")
    assert desk.get_by_text("摘要相符").is_visible()
    look(desk, picture, "awards-proof")

    desk.goto(f"/campaigns/{campaign.pk}/decision/")
    fill(desk, agency_code="示教科工", signatory="王主席")
    look(desk, picture, "awards-decision-form")
    save(desk)
    year = dates.today().year
    assert desk.get_by_text(f"示教科工〔{year}〕1号").first.is_visible()
    assert barriers(desk) == []
    look(desk, picture, "awards-decision")
    with desk.expect_download() as letter:
        desk.locator("main").get_by_role("link", name="DOCX").first.click()
    assert letter.value.path().read_bytes()[:2] == b"PK"

    with scoping.everything("test"):
        certificate = certificate_of(Award.objects.get(holder_name="周测六"))
        address = check_url(certificate)
    phone.goto(address)
    shown = phone.locator("main").inner_text()
    assert ["证书有效" in shown, "周*六" in shown, "周测六" in shown] == [True, True, False]
    look(phone, picture, "awards-certificate-check")

    desk.goto("/review/")
    figure = desk.locator("a[href*='honours.high_medals']").first
    figure.wait_for()
    look(desk, picture, "awards-review")
    with desk.expect_navigation():
        figure.click()
    press(desk, "查看")
    look(desk, picture, "awards-figure-rows")
    press(desk, "周测六")
    assert desk.locator("h1").inner_text() == "周测六 · 省五一劳动奖章"
    look(desk, picture, "awards-honour")
    assert desk.problems + phone.problems == []
