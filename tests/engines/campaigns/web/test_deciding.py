"""From the slate to the decision as pages, and the public side of a notice."""

from datetime import date, datetime, time

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from gonghui.engines.campaigns.actions.slates import Meeting, propose_slate, record_deliberation
from gonghui.engines.campaigns.models import Award, Entry, Objection, PublicNotice
from gonghui.engines.campaigns.queries.slates import chosen_of, current_slate
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import make_cadre
from tests.factories.slates import make_ranked
from tests.factories.unions import make_province

MONDAY, LAST, NEXT = date(2025, 3, 3), date(2025, 3, 7), date(2025, 3, 10)
POSTING = {
    "title": "拟表彰对象公示",
    "starts_on": "2025-03-03",
    "days": "5",
    "count_start_day": "on",
    "scope": "public",
    "contacts": "工会 025-1\n纪检 025-2",
}
NAMED = {"form": "named", "objector": "钱某", "contact": "13900000000", "facts": "论文署名不实"}


@pytest.fixture
def at(monkeypatch):
    """``at(day)`` makes it that day, at nine."""
    cache.clear()

    def set_day(day):
        moment = timezone.make_aware(datetime.combine(day, time(9)))
        monkeypatch.setattr(dates, "today", lambda: day)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_day(MONDAY)
    return set_day


@pytest.fixture
def province(db, at):
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre")
    return found


@pytest.fixture
def campaign(province):
    return make_ranked(province.federation, [province.first, province.second])


@pytest.fixture
def settled(campaign):
    propose_slate(actor=SYSTEM, campaign=campaign)
    meeting = Meeting(meeting="主席办公会", held_on=MONDAY, attendees="甲", in_favour=3)
    record_deliberation(actor=SYSTEM, campaign=campaign, meeting=meeting)
    return campaign


@pytest.fixture
def desk(client, province):
    client.force_login(province.cadre)
    return client


def url(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def send(client, name, pk, **data):
    """Submit a form; the text of the page after the redirect."""
    answer = client.post(url(name, pk), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def names(campaign):
    with scoping.everything("test"):
        return [entry.name for entry in chosen_of(current_slate(campaign))]


def keys(*wanted):
    return [str(entry.pk) for entry in Entry._base_manager.filter(name__in=wanted)]


def test_slate_is_proposed_and_its_meter_shown(desk, campaign):
    text = send(desk, "slate-propose", campaign.pk)
    assert ("符合全部要求" in text, "女性至少 1 名，现有 1 名" in text) == (True, True)
    assert names(campaign) == ["李测一", "王测二", "赵测四"]


def test_meter_of_ticked_names_keeps_nothing(desk, settled):
    answer = desk.get(url("slate-meter", settled.pk), {"entry": keys("李测一", "王测二")})
    text = answer.content.decode()
    assert ("勾选 2 名" in text, "还差 1 名" in text) == (True, True)
    assert list(settled.slates.values_list("version_no", flat=True)) == [1]


def test_unticked_name_is_replaced_in_rank_order(desk, settled):
    text = send(
        desk,
        "slate-choose",
        settled.pk,
        entry=keys("李测一", "王测二"),
        reason="赵测四放弃",
        refill="1",
    )
    assert ("第 2 版名单，符合要求" in text, names(settled)) == (
        True,
        ["李测一", "王测二", "陈测五"],
    )


def test_choice_out_of_rank_needs_a_reason(desk, settled):
    ticked = keys("李测一", "张测三", "赵测四")
    assert "请写明会议记录中的理由" in send(desk, "slate-choose", settled.pk, entry=ticked)
    text = send(desk, "slate-choose", settled.pk, entry=ticked, reason="会议研究：成果突出")
    assert ("会议研究：成果突出" in text, names(settled)) == (
        True,
        ["李测一", "张测三", "赵测四"],
    )


def test_meeting_is_entered(desk, campaign):
    send(desk, "slate-propose", campaign.pk)
    form = {"meeting": "主席办公会", "held_on": "2025-03-03", "attendees": "甲", "in_favour": "5"}
    text = send(desk, "deliberate", campaign.pk, **form, against="0", abstained="0")
    assert "同意 5，不同意 0，弃权 0" in text


def test_clock_is_shown_both_ways_before_posting(desk, settled):
    text = desk.get(url("notice-post", settled.pk)).content.decode()
    assert ("首日计入，至 2025年3月7日止" in text, "至 2025年3月10日止" in text) == (True, True)
    answer = desk.get(url("notice-clock", settled.pk), {"starts_on": "2025-09-26", "days": "5"})
    assert "本次公示至 2025年10月10日 止" in answer.content.decode()


def test_notice_is_read_by_everybody_and_objected_to_by_name(desk, settled, client):
    send(desk, "notice-post", settled.pk, **POSTING)
    notice = PublicNotice.objects.get()
    client.logout()
    assert "拟表彰对象公示" in client.get(reverse("publicity:list")).content.decode()
    page = client.get(reverse("publicity:detail", args=[notice.pk]))
    assert ("赵测四" in page.content.decode(), page["X-Robots-Tag"]) == (True, "noindex, noarchive")
    line = notice.lines.get(name="赵测四")
    answer = client.post(
        reverse("publicity:object", args=[notice.pk]), NAMED | {"line": line.pk}, follow=True
    )
    assert "已登记" in answer.content.decode()
    assert Objection.objects.get().entry_id == line.entry_id


def test_notice_of_the_system_is_closed_to_strangers(desk, settled, client):
    send(desk, "notice-post", settled.pk, **POSTING | {"scope": "system"})
    notice = PublicNotice.objects.get()
    assert client.get(reverse("publicity:detail", args=[notice.pk])).status_code == 200
    client.logout()
    assert client.get(reverse("publicity:detail", args=[notice.pk])).status_code == 404


def test_sixth_objection_in_an_hour_is_asked_to_wait(desk, settled, client):
    send(desk, "notice-post", settled.pk, **POSTING)
    notice = PublicNotice.objects.get()
    client.logout()
    data = {"form": "anonymous", "facts": "有异议", "line": notice.lines.first().pk}
    address = reverse("publicity:object", args=[notice.pk])
    answers = [client.post(address, data).status_code for _ in range(6)]
    assert (answers, Objection.objects.count()) == ([302] * 5 + [200], 5)


def test_objections_are_decided_and_the_decision_is_taken(desk, settled, at, province):
    send(desk, "notice-post", settled.pk, **POSTING)
    first = PublicNotice.objects.get()
    lines = {line.name: line for line in first.lines.all()}
    send(desk, "objection-add", first.pk, **NAMED, line=lines["李测一"].pk)
    send(desk, "objection-add", first.pk, **NAMED, line=lines["赵测四"].pk)
    kept, fallen = Objection.objects.order_by("pk")
    text = desk.get(url("objection-decide", kept.pk)).content.decode()
    assert "钱某" in text
    finding = {"finding": "经查", "answered_on": "2025-03-04"}
    send(desk, "objection-decide", kept.pk, **finding, upheld="0")
    text = send(desk, "objection-decide", fallen.pk, **finding, upheld="1")
    assert "名单上有 1 个还没有公示：陈测五" in text
    at(date(2025, 3, 4))
    desk.force_login(province.cadre)
    send(desk, "notice-post", settled.pk, **POSTING | {"starts_on": "2025-03-04"})
    at(date(2025, 3, 11))
    desk.force_login(province.cadre)
    for notice in PublicNotice.objects.all():
        send(desk, "notice-close", notice.pk, statement="")
    text = desk.get(url("notice-proof", first.pk)).content.decode()
    assert ("摘要相符" in text, "成立 1 件，不成立 1 件" in text) == (True, True)
    ruling = {"title": "关于表彰的决定", "agency_code": "示教科工", "signatory": "王主席"}
    text = send(desk, "decision", settled.pk, **ruling, decided_on="2025-03-11")
    assert ("示教科工〔2025〕1号" in text, "授予 3 个" in text) == (True, True)
    holders = Award._base_manager.order_by("rank").values_list("holder_name", flat=True)
    assert list(holders) == ["李测一", "王测二", "陈测五"]


def test_end_of_a_notice_is_offered_when_it_is_over(desk, settled, at, province):
    send(desk, "notice-post", settled.pk, **POSTING)
    during = desk.get(url("notices", settled.pk)).content.decode()
    at(NEXT)
    desk.force_login(province.cadre)
    after = desk.get(url("notices", settled.pk)).content.decode()
    assert ("3月7日后办理期满" in during, ">办理期满</a>" in during) == (True, False)
    assert ">办理期满</a>" in after


def test_reason_that_holds_for_many_is_said_once(desk, settled):
    send(desk, "notice-post", settled.pk, **POSTING)
    text = desk.get(url("decision", settled.pk)).content.decode()
    assert text.count("期满后方可决定") == 1
    assert "李测一、王测二、赵测四：公示至" in text


def test_decision_says_what_is_missing(desk, settled):
    text = desk.get(url("decision", settled.pk)).content.decode()
    assert "李测一、王测二、赵测四还没有公示。" in text


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_summary_is_written_in_every_form(desk, settled, form):
    answer = desk.get(url("summary", settled.pk, form))
    assert (answer.status_code, len(answer.content) > 1000) == (200, True)


def test_unknown_form_of_a_paper_is_not_found(desk, settled):
    assert desk.get(url("summary", settled.pk, "odt")).status_code == 404
