"""Contact points and visits: half-days, what is refused, what follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.rooms.stewardship.actions.points import (
    adjust_point,
    end_point,
    enrol_leader,
    file_report,
    name_point,
    retire_leader,
)
from gonghui.rooms.stewardship.actions.visits import raise_problem, record_visit
from gonghui.rooms.stewardship.enums import PointStatus
from gonghui.rooms.stewardship.models import ContactPoint, HalfDay, Ticket, Visit
from gonghui.rooms.stewardship.queries.points import days_of
from gonghui.rooms.stewardship.rules.halfdays import half_days
from tests.factories.access import make_cadre
from tests.factories.stewardship import make_leader, make_point, make_trip, make_visit

pytestmark = pytest.mark.usefixtures("all_scope")


def said(caught) -> str:
    return " ".join(caught.value.messages)


@pytest.fixture
def today(monkeypatch):
    """A day in spring, so that this year has room before and after."""
    day = date(2026, 6, 10)
    monkeypatch.setattr(dates, "today", lambda: day)
    return day


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (("05", "1"), ("05", "2"), ["05-1", "05-2"]),
        (("05", "2"), ("06", "1"), ["05-2", "06-1"]),
        (("05", "2"), ("05", "1"), []),
        (("06", "1"), ("05", "2"), []),
    ],
)
def test_half_days_run_from_the_first_to_the_last(first, last, expected):
    found = half_days(date(2026, 3, int(first[0])), first[1], date(2026, 3, int(last[0])), last[1])

    assert [f"{day:%d}-{half}" for day, half in found] == expected


def test_one_trip_to_two_points_counts_its_day_once(house, today):
    make_visit(house.leader, house.point, house.second, first=date(2026, 3, 5))

    assert days_of(house.leader, 2026) == 1
    assert {point.status for point in ContactPoint.objects.all()} == {PointStatus.ACTIVE}


def test_half_day_of_two_visits_may_share_a_day(house, today):
    day = date(2026, 3, 5)
    make_visit(house.leader, house.point, first=day, last_half="1")
    make_visit(house.leader, house.second, first=day, first_half="2")

    assert days_of(house.leader, 2026) == 1


def test_half_day_entered_by_a_second_secretary_is_refused_with_the_first_named(house, today):
    day = date(2026, 3, 5)
    first = make_cadre(house.federation, "province_cadre", display_name="王秘书")
    record_visit(
        actor=first,
        leader=house.leader,
        trip=make_trip(day, theme="调研工会"),
        points=[house.point],
    )

    with pytest.raises(ValidationError) as caught:
        record_visit(
            actor=house.cadre,
            leader=house.leader,
            trip=make_trip(day, first_half="2"),
            points=[house.second],
        )

    assert said(caught) == (
        "2026-03-05 下午已登记过周测的走访“调研工会”（登记人：王秘书），同一半天不能重复登记。"
    )
    assert (Visit.objects.count(), HalfDay.objects.count()) == (1, 2)


def test_visit_of_last_year_is_entered_until_the_grace_ends(house, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2026, 1, 15))
    make_visit(house.leader, house.point, first=date(2025, 12, 30))
    monkeypatch.setattr(dates, "today", lambda: date(2026, 1, 16))

    with pytest.raises(ValidationError) as caught:
        make_visit(house.leader, house.point, first=date(2025, 12, 29))

    assert said(caught) == "2025年的走访应在2026-01-16前登记，现已不能补登。"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"first": date(2026, 6, 11)}, "走访还没有结束，请在结束后登记。"),
        (
            {"first": date(2026, 3, 6), "last": date(2026, 3, 5)},
            "结束不能早于开始。",
        ),
        (
            {"first": date(2025, 3, 6), "last": date(2026, 3, 5)},
            "一次走访不能超过两个月，请核对年份。",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(house, today, facts, sentence):
    with pytest.raises(ValidationError) as caught:
        make_visit(house.leader, house.point, **facts)

    assert said(caught) == sentence


def test_visit_elsewhere_is_kept_as_research_and_not_counted(house, today):
    trip = make_trip(date(2026, 3, 5), form="research")

    visit = record_visit(actor=SYSTEM, leader=house.leader, trip=trip, others=[house.inside])

    assert [stop.union for stop in visit.stops.all()] == [house.inside]
    assert days_of(house.leader, 2026) == 0


def test_visit_elsewhere_as_anything_but_research_is_refused(house, today):
    with pytest.raises(ValidationError) as caught:
        record_visit(
            actor=SYSTEM,
            leader=house.leader,
            trip=make_trip(date(2026, 3, 5)),
            others=[house.inside],
        )

    assert said(caught) == "没有到联系点的，方式请选“调研”；它会留存，但不计入联系点走访。"


def test_visit_to_nowhere_and_to_anothers_point_are_refused(house, today):
    other = make_leader(house.federation)

    with pytest.raises(ValidationError) as nowhere:
        make_visit(house.leader)
    with pytest.raises(ValidationError) as anothers:
        make_visit(other, house.point)

    assert said(nowhere) == "请至少选一个联系点或填一个其他单位。"
    assert said(anothers) == f"“姑苏大学工会”不是{other}的联系点。"


def test_point_that_has_ended_is_not_visited(house, today):
    end_point(actor=SYSTEM, point=house.point, on=date(2026, 3, 5), reason="轮换")
    point = ContactPoint.objects.get(pk=house.point.pk)

    with pytest.raises(ValidationError) as caught:
        make_visit(house.leader, point, first=date(2026, 3, 5))

    assert said(caught) == "这几天“姑苏大学工会”不是联系点，请核对日期。"
    assert (point.status, point.end_reason) == (PointStatus.ENDED, "轮换")


def test_problems_become_tickets_with_a_case_of_both_unions(house, today):
    make_visit(house.leader, house.point, problems=["食堂偏远", "活动室漏水"])

    rows = Ticket.objects.order_by("pk")

    assert [(row.text, row.union, row.case.counterpart) for row in rows] == [
        ("食堂偏远", house.away, house.away),
        ("活动室漏水", house.away, house.away),
    ]
    assert rows[0].case.title == "姑苏大学工会反映：食堂偏远"


def test_problems_of_two_points_at_once_and_of_a_third_are_refused(house, today):
    with pytest.raises(ValidationError) as both:
        make_visit(house.leader, house.point, house.second, problems=["食堂偏远"])
    visit = make_visit(house.leader, house.point)
    with pytest.raises(ValidationError) as third:
        raise_problem(actor=SYSTEM, visit=visit, union=house.inside, text="远")

    assert said(both) == "一次走访了多个单位，请保存后在走访页面逐个登记问题。"
    assert said(third) == "这次走访没有到“金陵大学工会”。"


def test_adjusted_point_names_its_successor(house, today):
    made = adjust_point(
        actor=SYSTEM, point=house.point, union=house.inside, on=date(2026, 3, 1), reason="分工调整"
    )
    old = ContactPoint.objects.get(pk=house.point.pk)

    assert (old.status, old.replaced_by, old.last_day) == (
        PointStatus.ADJUSTED,
        made,
        date(2026, 3, 1),
    )
    assert (made.union, made.status) == (house.inside, PointStatus.NAMED)


def test_point_with_later_visits_or_ended_before_is_not_ended(house, today):
    make_visit(house.leader, house.point, first=date(2026, 3, 5))
    with pytest.raises(ValidationError) as later:
        end_point(actor=SYSTEM, point=house.point, on=date(2026, 3, 5), reason="轮换")
    with pytest.raises(ValidationError) as early:
        end_point(actor=SYSTEM, point=house.second, on=date(2019, 1, 1), reason="轮换")
    with pytest.raises(ValidationError) as silent:
        adjust_point(
            actor=SYSTEM, point=house.second, union=house.inside, on=date(2026, 3, 5), reason=" "
        )
    end_point(actor=SYSTEM, point=house.second, on=date(2026, 3, 5))
    with pytest.raises(ValidationError) as again:
        end_point(actor=SYSTEM, point=house.second, on=date(2026, 3, 6), reason="轮换")

    assert [said(each) for each in (later, early, silent, again)] == [
        "这一天之后还有走访记录，请改日期。",
        "日期不能早于确定联系的日期。",
        "请写明原因。",
        "“彭城大学工会”已不是联系点。",
    ]


def test_same_point_twice_and_outside_office_are_refused(house, today):
    with pytest.raises(ValidationError) as twice:
        name_point(actor=SYSTEM, leader=house.leader, union=house.away)
    with pytest.raises(ValidationError) as early:
        make_point(house.leader, house.inside, valid_from=date(2019, 1, 1))
    with pytest.raises(ValidationError) as same:
        enrol_leader(actor=SYSTEM, union=house.federation, name="周测", duty="主席")

    assert [said(each) for each in (twice, early, same)] == [
        "“姑苏大学工会”已是周测的联系点。",
        "这一天周测不在领导干部名册中。",
        "“周测”已在名册中。",
    ]


def test_retired_leader_leaves_the_points(house, today):
    with pytest.raises(ValidationError):
        retire_leader(actor=SYSTEM, leader=house.leader, on=date(2020, 1, 1))
    retire_leader(actor=SYSTEM, leader=house.leader, on=today, reason="退休")

    assert {(p.status, p.valid_to) for p in ContactPoint.objects.all()} == {
        (PointStatus.ENDED, today)
    }


def test_report_is_one_a_year_and_not_of_a_year_to_come(house, today):
    file_report(actor=SYSTEM, leader=house.leader, year=2026, title="初稿")
    file_report(actor=SYSTEM, leader=house.leader, year=2026, title="定稿")
    with pytest.raises(ValidationError):
        file_report(actor=SYSTEM, leader=house.leader, year=2027, title="明年")

    assert [report.title for report in house.leader.reports.all()] == ["定稿"]


def test_university_may_neither_name_points_nor_enter_visits(house, today):
    with pytest.raises(Refused):
        name_point(actor=house.local, leader=house.leader, union=house.inside)
    with pytest.raises(Refused):
        record_visit(
            actor=house.local, leader=house.leader, trip=make_trip(today - timedelta(days=1))
        )

    assert Visit.objects.count() == 0
