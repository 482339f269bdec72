"""Trainings at the desk and on the phone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import fill_office
from gonghui.rooms.learning.actions.attendance import certify_event, finish_event
from gonghui.rooms.learning.models import CheckIn, SeatQuota, TrainingEvent, TrainingRecord
from tests.factories.access import make_cadre
from tests.factories.access import make_member as make_account
from tests.factories.learning import attend, make_event, make_past, past, send
from tests.factories.people import make_member
from tests.lists import assert_same_queries


def url(name, *args):
    return reverse(f"learning:{name}", args=args)


def text_of(client, name, *args, **query) -> str:
    answer = client.get(url(name, *args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, name, /, *args, **data) -> str:
    return client.post(url(name, *args), data, follow=True).content.decode()


def everything():
    return scoping.everything("test")


@pytest.fixture
def event(province):
    return make_event(province.federation, [(province.first, 1), (province.second, 1)])


def new_form(**more):
    today = dates.today()
    return {
        "title": "经审干部班",
        "organiser_name": "省教科技工会",
        "organiser_level": Level.INDUSTRY,
        "form": "resident",
        "themes": ["finance"],
        "starts_on": today,
        "first": "pm",
        "ends_on": today + timedelta(days=1),
        "last": "pm",
        "minutes_per_hour": 45,
        "attend_percent": 80,
        "budget": "12000.50",
    } | more


def make_chair(union):
    with everything():
        person = make_member(union)
        fill_office(actor=SYSTEM, union=union, person=person, kind="chair", on=dates.today())


def lists(province):
    numbers = iter(range(9))
    unions = iter((province.first, province.second, province.school))
    return {
        "event-list": lambda: make_event(province.federation),
        "record-list": lambda: make_past(
            province.federation, province.first, past(f"第{next(numbers)}期")
        ),
        "chair-list": lambda: make_chair(next(unions)),
    }


@pytest.mark.parametrize("name", ["event-list", "record-list", "chair-list"])
def test_list_takes_the_same_queries_for_any_length(province, desk, name):
    assert_same_queries(desk(province.cadre), url(name), lists(province)[name])


def test_roster_takes_the_same_queries_for_any_length(province, desk):
    event = make_event(province.federation, [(province.first, 9)])
    page = url("event-roster", event.pk)
    assert_same_queries(desk(province.cadre), page, lambda: send(event, province.first))


def test_training_is_planned_seated_and_published(province, desk):
    client = desk(province.cadre)
    post(client, "event-create", **new_form())
    with everything():
        event = TrainingEvent.objects.get()
    assert (event.hours, event.budget_fen, event.themes) == (12, 1200050, ["finance"])

    post(client, "event-seats", event.pk, more="示范大学工会 3\n样板大学工会\t2")
    post(client, "event-press", event.pk, "publish")

    event.refresh_from_db()
    assert (event.status, list(SeatQuota.objects.values_list("union__name", "seats"))) == (
        "open",
        [("示范大学工会", 3), ("样板大学工会", 2)],
    )


def test_seat_lines_say_what_is_wrong_and_lose_nothing(province, desk, event):
    lines = "示范大学工会 20余\n不存在工会 3\n示范大学工会 1\n示范大学工会 2"

    text = post(desk(province.cadre), "event-seats", event.pk, more=lines)

    assert "第 1 行“示范大学工会 20余”读不出名额" in text
    assert "第 2 行：没有找到唯一的“不存在工会”" in text
    assert "第 4 行：“示范大学工会”写了两次" in text
    assert "不存在工会 3" in text
    with everything():
        assert list(event.quotas.values_list("seats", flat=True)) == [1, 1]


def test_union_sends_within_its_seats_then_waits(province, desk, event):
    for name in ("李测甲", "王测乙"):
        make_member(province.first, name)
    client = desk(province.local)

    first = post(client, "nominate", event.pk, person="李测甲", duty="主席")
    second = post(client, "nominate", event.pk, person="王测乙")

    assert "“李测甲”已录取。" in first
    assert "名额已满，“王测乙”列入候补" in second
    assert "名额 1，已录取 1，剩余 0，候补 1" in text_of(client, "event-roster", event.pk)


def test_unknown_name_is_refused_with_a_way_to_mend(province, desk, event):
    text = post(desk(province.local), "nominate", event.pk, person="无此人")

    assert "会员名册上没有“无此人”，请核对姓名，不是会员的，请先办理入会。" in text


def test_other_union_sees_the_training_but_not_the_people(province, desk, event):
    send(event, province.first, "李测甲")

    text = text_of(desk(province.other), "event-roster", event.pk)

    assert ("李测甲" in text, "样板大学工会" in text) == (False, True)


def test_planned_training_is_seen_by_its_union_only(province, desk):
    event = make_event(province.federation)

    assert desk(province.local).get(url("event-detail", event.pk)).status_code == 404
    assert "发布通知" in text_of(desk(province.cadre), "event-detail", event.pk)


@pytest.mark.parametrize(
    ("verb", "more", "status"),
    [("withdraw", {}, "withdrawn"), ("substitute", {"person": "王测乙"}, "replaced")],
)
def test_record_leaves_by_its_union(province, desk, event, verb, more, status):
    record = send(event, province.first)
    make_member(province.first, "王测乙")

    post(desk(province.local), "record-act", record.pk, verb, reason="出差", **more)

    record.refresh_from_db()
    assert (record.status, record.reason) == (status, "出差")


def test_unknown_verbs_are_not_found(province, desk, event):
    record = send(event, province.first)
    client = desk(province.cadre)

    assert client.get(url("record-act", record.pk, "dance")).status_code == 404
    assert client.post(url("event-press", event.pk, "dance")).status_code == 404
    assert client.get(url("roster-paper", event.pk, "pdf")).status_code == 404


def test_sheet_takes_names_and_completion_follows(province, desk, event):
    good, away = send(event, province.first), send(event, province.second)
    client = desk(province.cadre)
    with everything():
        halves = list(event.half_days.all())
    for half in halves:
        assert good.name in text_of(client, "sheet", half.pk)
        post(client, "sheet", half.pk, present=[good.pk], left=[good.pk])
    post(client, "event-completion", event.pk, **{f"s{good.pk}": "91.5", f"s{away.pk}": ""})

    said = post(client, "event-press", event.pk, "finish")

    assert "结业 1 人，未结业 0 人，缺席 1 人" in said
    post(client, "event-press", event.pk, "certify")
    good.refresh_from_db()
    text = text_of(client, "event-completion", event.pk)
    assert (good.certificate_no in text, "没有签到记录" in text) == (True, True)
    assert "4 人" not in text
    assert CheckIn._base_manager.count() == 4
    assert "91.5" in text_of(client, "record-detail", good.pk)


def test_finishing_without_check_ins_says_why(province, desk, event):
    send(event, province.first)

    text = post(desk(province.cadre), "event-press", event.pk, "finish")

    assert "没有任何签到记录，不能结班" in text


def test_score_beyond_the_scale_stays_in_its_field(province, desk, event):
    record = send(event, province.first)

    text = post(desk(province.cadre), "event-completion", event.pk, **{f"s{record.pk}": "910"})

    assert 'value="910"' in text


def test_training_is_changed_and_cancelled(province, desk, event):
    client = desk(province.cadre)
    text_of(client, "event-edit", event.pk)
    post(client, "event-edit", event.pk, **new_form(title="改名班", place="二号楼"))
    post(client, "event-cancel", event.pk, reason="延期")

    event.refresh_from_db()
    assert (event.title, event.place, event.status) == ("改名班", "二号楼", "cancelled")
    assert "这个培训已取消" in text_of(client, "event-detail", event.pk)


def test_papers_are_workbooks_of_what_the_reader_may_see(province, desk, event):
    send(event, province.first)
    client = desk(province.cadre)
    for name, args in (("roster-paper", (event.pk,)), ("year-table", (dates.today().year,))):
        answer = client.get(url(name, *args, "xlsx"))
        assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_imported_training_has_no_sheets(province, desk):
    record = make_past(province.federation, province.first)
    client = desk(province.cadre)

    text = text_of(client, "event-detail", record.event_id)

    assert ("名额" in text, "名单" in text) == (False, True)
    assert "外单位培训，没有签到记录" in text_of(client, "record-detail", record.pk)


def test_member_enrols_leaves_and_sees_certificates(province, desk):
    person = make_member(province.first, "李测甲")
    account = make_account(person)
    event = make_event(province.federation, [(province.first, 2)])
    client = desk(account)
    assert event.title in text_of(client, "own-trainings")
    post(client, "own-enrol", event.pk, duty="分工会主席")
    assert client.get(url("own-enrol", event.pk)).status_code == 404
    with everything():
        record = TrainingRecord.objects.get()

    post(client, "own-leave", record.pk, reason="有课")
    assert "已退出" in text_of(client, "own-trainings")
    post(client, "own-enrol", event.pk, duty="")
    with everything():
        again = TrainingRecord.objects.get(status="applied")
    assert "李测甲 报名，等您审核" in desk(province.local).get("/desk/").content.decode()
    post(desk(province.local), "record-agree", again.pk)
    attend(event, again)
    with everything():
        finish_event(actor=SYSTEM, event=event)
        certify_event(actor=SYSTEM, event=event)

    text = text_of(desk(account), "own-trainings")

    again.refresh_from_db()
    assert (again.status, again.certificate_no in text, ">16<" in text) == ("completed", True, True)


def test_account_without_person_has_no_trainings(province, desk, event):
    assert "还没有参加过培训" in text_of(desk(province.local), "own-trainings")


def test_members_of_unions_without_seats_are_not_asked(province, desk, event):
    account = make_account(make_member(province.school))

    assert event.title not in text_of(desk(account), "own-trainings")


def test_late_chairs_stand_on_the_desk(province, desk):
    with everything():
        person = make_member(province.first)
        fill_office(
            actor=SYSTEM,
            union=province.first,
            person=person,
            kind="chair",
            on=dates.months_after(dates.today(), -13),
        )
    assert "1 位新任主席超期未参训" in desk(province.cadre).get("/desk/").content.decode()
    text = text_of(desk(province.cadre), "chair-list", overdue="1")
    assert ("已超期" in text, person.name in text) == (True, True)


def test_reader_reads_and_changes_nothing(province, desk, event):
    client = desk(make_cadre(province.federation, "reader"))

    text = text_of(client, "event-seats", event.pk)

    assert "保存名额" not in text
    assert client.post(url("event-seats", event.pk), {"more": ""}).status_code == 403
