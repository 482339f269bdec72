"""First agenda: dates of sources, one way on, nothing edited after signing, figures."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from gonghui.kernel.indicators.api import Question, figure, readds
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.rooms.stewardship.actions.agenda import (
    add_addendum,
    add_task,
    advance_topic,
    change_topic,
    enter_meeting,
    finish_task,
    pool_topic,
    schedule_topic,
)
from gonghui.rooms.stewardship.models import AgendaRecord, AgendaTask, PartyMeeting
from tests.factories.stewardship import make_meeting, make_topic
from tests.lists import assert_same_queries

TODAY = date(2026, 6, 10)
FIVE = Question(date(2022, 1, 1), date(2026, 12, 31))
SIGNED = ("reviewed", "held", "signed")


@pytest.fixture(autouse=True)
def _spring(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)


@pytest.fixture
def meeting(house):
    return make_meeting(house.federation, held_on=date(2026, 6, 1))


@pytest.fixture
def topic(house):
    return make_topic(house.federation)


def said(caught) -> str:
    return " ".join(caught.value.messages)


def advance(topic, *states):
    for _state in states:
        fresh = AgendaRecord.objects.get(pk=topic.pk)
        topic = advance_topic(actor=SYSTEM, topic=fresh, expected=fresh.status)
    return topic


def signed(topic, meeting):
    schedule_topic(actor=SYSTEM, topic=topic, meeting=meeting)
    return advance(topic, *SIGNED)


def asked(key):
    found = figure(f"stewardship.{key}", FIVE)
    assert readds(found)
    return found.value


@pytest.mark.usefixtures("all_scope")
def test_topic_without_the_date_of_its_source_is_refused(house):
    with pytest.raises(ValidationError) as none:
        pool_topic(
            actor=SYSTEM, union=house.federation, theme="讲话", source_title="讲话", source_on=None
        )
    with pytest.raises(ValidationError) as ahead:
        make_topic(house.federation, source_on=TODAY + timedelta(days=1))
    with pytest.raises(ValidationError) as lost:
        change_topic(actor=SYSTEM, topic=make_topic(house.federation), source_on=None)

    assert said(none) == "请填学习文件的日期，用来计算学习时滞。"
    assert said(ahead) == "文件日期不能晚于今天。"
    assert said(lost) == said(none)


@pytest.mark.usefixtures("all_scope")
def test_topic_goes_from_pool_to_file(house, topic, meeting):
    done = signed(topic, meeting)
    task = add_task(
        actor=SYSTEM, topic=done, text="制定方案", owner_name="办公室", due_on=date(2026, 6, 30)
    )
    advance(done, "tracked")
    with pytest.raises(ValidationError) as open_task:
        advance(done, "filed")
    finish_task(actor=SYSTEM, task=task, done_on=TODAY, done_note="已印发")
    filed = advance(done, "filed")
    with pytest.raises(ValidationError) as over:
        advance(filed, "more")

    assert (filed.get_status_display(), filed.signed_on) == ("归档", TODAY)
    assert said(open_task) == "还有没完成的落实任务，不能归档。"
    assert said(over) == "这个议题已经归档。"


@pytest.mark.usefixtures("all_scope")
def test_signed_minutes_are_corrected_by_addenda_only(house, topic, meeting):
    with pytest.raises(ValidationError) as early:
        add_addendum(actor=SYSTEM, topic=topic, text="更正")
    change_topic(actor=SYSTEM, topic=topic, speakers="李测、王测")
    done = signed(topic, meeting)

    with pytest.raises(ValidationError) as caught:
        change_topic(actor=SYSTEM, topic=done, summary="改写")
    with pytest.raises(ValidationError):
        add_addendum(actor=SYSTEM, topic=done, text=" ")
    add_addendum(actor=SYSTEM, topic=done, text="发言人应为王测")

    assert said(early) == "纪要还没有签发，请直接修改。"
    assert said(caught) == "纪要已签发，不能修改；如有更正，请登记补充说明。"
    assert AgendaRecord.objects.get(pk=topic.pk).summary == "逐条落实"
    assert [each.text for each in done.addenda.all()] == ["发言人应为王测"]


@pytest.mark.usefixtures("all_scope")
@pytest.mark.parametrize(
    ("facts", "states", "sentence"),
    [
        ({}, 0, "请先排期。"),
        ({"lead_reader": ""}, 2, "请先填领学人。"),
        ({"summary": ""}, 3, "请先填会议要求。"),
    ],
)
def test_state_needs_what_it_stands_for(house, meeting, facts, states, sentence):
    topic = make_topic(house.federation, **facts)
    if states:
        schedule_topic(actor=SYSTEM, topic=topic, meeting=meeting)
    advance(topic, *SIGNED[: max(states - 1, 0)])

    with pytest.raises(ValidationError) as caught:
        advance(topic, "next")

    assert said(caught) == sentence


@pytest.mark.usefixtures("all_scope")
def test_topic_is_not_held_before_its_meeting_nor_put_on_an_older_or_foreign_one(house, topic):
    coming = make_meeting(house.federation, held_on=TODAY + timedelta(days=3))
    older = make_meeting(house.federation, held_on=date(2026, 5, 1))
    foreign = make_meeting(house.away, held_on=date(2026, 6, 1))
    refused = []
    for meeting in (older, foreign):
        with pytest.raises(ValidationError) as caught:
            schedule_topic(actor=SYSTEM, topic=topic, meeting=meeting)
        refused.append(said(caught))
    schedule_topic(actor=SYSTEM, topic=topic, meeting=coming)
    for act in (
        lambda: schedule_topic(actor=SYSTEM, topic=topic, meeting=coming),
        lambda: advance(topic, "reviewed", "held"),
        lambda: advance_topic(actor=SYSTEM, topic=topic, expected="pooled"),
    ):
        with pytest.raises(ValidationError) as caught:
            act()
        refused.append(said(caught))

    assert refused == [
        "会议日期早于文件日期，请核对。",
        "会议不属于这个工会。",
        "这个议题已经排期。",
        "会议还没有召开。",
        "这个议题刚刚有人办理，请看过之后再办。",
    ]


@pytest.mark.usefixtures("all_scope")
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"present": 10}, "present"),
        ({"present": 8, "absences": " "}, "absences"),
    ],
)
def test_meeting_with_wrong_numbers_is_refused(house, facts, field):
    with pytest.raises(ValidationError) as caught:
        make_meeting(house.federation, **facts)

    assert list(caught.value.message_dict) == [field]


@pytest.mark.usefixtures("all_scope")
def test_meeting_is_entered_once_and_tasks_finish_once(house, topic, meeting):
    with pytest.raises(ValidationError):
        make_meeting(house.federation, held_on=meeting.held_on, meeting_no=meeting.meeting_no)
    with pytest.raises(ValidationError) as early:
        add_task(actor=SYSTEM, topic=topic, text="制定方案", owner_name="办公室", due_on=TODAY)
    done = signed(topic, meeting)
    task = add_task(actor=SYSTEM, topic=done, text="制定方案", owner_name="办公室", due_on=TODAY)
    with pytest.raises(ValidationError):
        finish_task(actor=SYSTEM, task=task, done_on=TODAY + timedelta(days=1), done_note="")
    finish_task(actor=SYSTEM, task=task, done_on=TODAY, done_note="")
    with pytest.raises(ValidationError):
        finish_task(actor=SYSTEM, task=task, done_on=TODAY, done_note="")

    assert said(early) == "“议题入库”状态下不能登记落实任务。"


@pytest.mark.usefixtures("all_scope")
def test_another_union_keeps_no_agenda_here(house, topic):
    with pytest.raises(Refused):
        enter_meeting(actor=house.local, union=house.federation)
    with pytest.raises(TypeError):
        change_topic(actor=SYSTEM, topic=topic, colour="红")
    with pytest.raises(Refused):
        change_topic(actor=house.local, topic=topic, theme="改")


@pytest.mark.usefixtures("all_scope")
def test_figures_count_meetings_that_studied_first(house, topic, meeting):
    done = signed(topic, meeting)
    second = make_meeting(
        house.federation, held_on=date(2026, 6, 8), present=8, absences="王测公差"
    )
    later = make_topic(house.federation, place_no=2, theme=topic.theme)
    signed(later, second)
    late, good = (
        add_task(actor=SYSTEM, topic=done, text=text, owner_name="办公室", due_on=due)
        for text, due in (("方案", date(2026, 6, 5)), ("督查", date(2026, 6, 30)))
    )
    for task in (late, good):
        finish_task(actor=SYSTEM, task=task, done_on=TODAY, done_note="")

    found = {
        key: str(asked(key))
        for key in (
            *("first_agendas", "first_agenda_share", "first_agenda_themes", "first_agenda_lag"),
            *("first_agenda_follow_up", "party_attendance"),
        )
    }

    assert found == {
        "first_agendas": "1",
        "first_agenda_share": "50.00",
        "first_agenda_themes": "1",
        "first_agenda_lag": "15.50",
        "first_agenda_follow_up": "50.00",
        "party_attendance": "94.44",
    }


def url(name, *args):
    return reverse(f"stewardship:{name}", args=args)


def test_lists_take_the_same_queries_for_one_and_three_rows(house, desk):
    client = desk(house.cadre)

    assert_same_queries(client, url("meeting-list"), lambda: make_meeting(house.federation))
    assert_same_queries(client, url("topic-list"), lambda: make_topic(house.federation))


def test_topic_is_walked_to_signing_by_pages(house, desk):
    client = desk(house.cadre)
    client.post(
        url("meeting-create"),
        {
            "union": house.federation.name,
            "meeting_no": "第9次党组会",
            "held_on": "2026-06-01",
            "chair": "吴测",
            "should_attend": 9,
            "present": 9,
        },
    )
    new = {
        "union": house.federation.name,
        "theme": "教育强国",
        "source_title": "全国教育大会讲话",
        "place_no": 1,
        "form": "full_text",
        "lead_reader": "周测",
        "summary": "逐条落实",
    }
    refused = client.post(url("topic-create"), new)
    client.post(url("topic-create"), new | {"source_on": "2026-05-20"})
    with scoping.everything("test"):
        meeting, topic = PartyMeeting.objects.get(), AgendaRecord.objects.get()
    client.post(url("topic-act", topic.pk, "edit"), new | {"source_on": "2026-05-21"})
    client.post(url("topic-act", topic.pk, "schedule"), {"meeting": meeting.pk})
    for state in ("scheduled", "reviewed", "held"):
        client.post(url("topic-advance", topic.pk), {"expected": state})
    task = {"text": "制定方案", "owner_name": "办公室", "due_on": "2026-06-30"}
    client.post(url("topic-act", topic.pk, "task"), task)
    client.post(url("topic-act", topic.pk, "addendum"), {"text": "记录人更正"})
    with scoping.everything("test"):
        made = AgendaTask.objects.get()
    client.post(url("task-finish", made.pk), {"done_on": "2026-06-09", "done_note": "已印发"})
    page = client.get(url("topic-detail", topic.pk)).content.decode()

    assert refused.context["form"].errors["source_on"] == ["请填学习文件的日期，用来计算学习时滞。"]
    assert 'value="教育强国"' in refused.content.decode()
    for word in ("纪要签发", "2026年5月21日", "记录人更正", "2026-06-09 完成", "转到“任务跟踪”"):
        assert word in page
    assert "教育强国" in client.get(url("meeting-detail", meeting.pk)).content.decode()
    assert client.get(url("topic-act", topic.pk, "fly")).status_code == 404
