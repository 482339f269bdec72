"""Working days and legal periods: the handbooks' vectors, the law's rules, and years not announced."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib import calendar, policy
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.calendar_actions import announce_calendar_year, set_calendar_day
from gonghui.kernel.lib.calendar_seed import seed_calendar, shipped_facts
from gonghui.kernel.lib.dates import months_after
from gonghui.kernel.lib.models import CalendarDay, CalendarYear

pytestmark = pytest.mark.django_db

KNOWN_DAYS = st.dates(date(2004, 1, 1), date(2026, 6, 30))
ALL_DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))


@pytest.fixture(autouse=True)
def fresh_table():
    calendar.refresh()
    yield
    calendar.refresh()


@pytest.fixture
def allow(monkeypatch):
    def install(decision):
        monkeypatch.setattr(policy, "_policies", [lambda *_question: decision])

    install(policy.ALLOWED)
    return install


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2024-09-27", 5, "2024-10-10"),
        ("2024-09-30", 15, "2024-10-25"),
        ("2025-01-20", 20, "2025-02-21"),
        ("2024-09-27", 0, "2024-09-27"),
    ],
)
def test_working_days_start_day_excluded(start, n, end):
    assert calendar.add_working_days(day(start), n) == calendar.Due(day(end), tentative=False)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2025-09-26", "2025-10-09"),
        ("2025-09-28", "2025-10-10"),
        ("2025-01-24", "2025-02-06"),
        ("2026-02-12", "2026-02-25"),
        ("2024-03-12", "2024-03-18"),
        ("2024-02-28", "2024-03-05"),
        ("2025-03-28", "2025-04-03"),
    ],
)
def test_public_notice_counts_its_first_day(start, end):
    period = calendar.public_notice_period(day(start))

    assert (period.first_day, period.last_day) == (day(start), day(end))
    assert period.cautious_last_day == calendar.add_working_days(day(start), 5).day
    assert not period.tentative


def test_public_notice_of_seven_calendar_days_ends_after_the_holiday():
    period = calendar.public_notice_period(day("2025-09-26"), 7, working=False)

    assert (period.last_day, period.cautious_last_day) == (day("2025-10-09"), day("2025-10-09"))


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("2025-09-28", True),
        ("2025-10-11", True),
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2025-01-28", False),
        ("2025-05-02", False),
        ("2026-11-22", False),
        ("2026-11-23", True),
    ],
)
def test_day_in_an_announced_year_is_final(text, working):
    assert calendar.is_working_day(day(text)) == calendar.DayAnswer(working, tentative=False)


@pytest.mark.parametrize(
    ("text", "working"),
    [("2027-01-01", True), ("2027-01-02", False), ("2003-12-31", True), ("2031-10-01", True)],
)
def test_day_in_an_unknown_year_is_its_weekday_and_tentative(text, working):
    assert calendar.is_working_day(day(text)) == calendar.DayAnswer(working, tentative=True)


def test_working_days_across_the_last_known_year_are_tentative():
    assert calendar.add_working_days(day("2026-12-30"), 1).tentative is False
    assert calendar.add_working_days(day("2026-12-30"), 2) == calendar.Due(
        day("2027-01-01"), tentative=True
    )


@pytest.mark.parametrize(
    ("start", "n", "count_start_day", "end"),
    [
        ("2024-03-01", 10, False, "2024-03-11"),
        ("2024-03-01", 10, True, "2024-03-11"),  # would end on Sunday the 10th
        ("2024-09-21", 10, False, "2024-10-08"),  # would end on 1 October
        ("2024-09-22", 7, False, "2024-09-29"),  # ends on a make-up Sunday, which is worked
        ("2017-09-15", 20, False, "2017-10-09"),
        ("2024-02-28", 2, False, "2024-03-01"),
    ],
)
def test_calendar_days_end_after_the_rest(start, n, count_start_day, end):
    due = calendar.add_calendar_days(day(start), n, count_start_day=count_start_day)

    assert due == calendar.Due(day(end), tentative=False)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-08-31", 1, "2024-09-30"),
        ("2024-07-01", 3, "2024-10-08"),
        ("2023-11-15", 3, "2024-02-18"),  # Spring Festival 10–17 February, then a make-up Sunday
    ],
)
def test_months_end_on_the_matching_day_or_after_the_rest(start, n, end):
    assert calendar.add_months(day(start), n).day == day(end)


def test_years_from_leap_day_end_on_the_28th():
    assert calendar.add_years(day("2016-02-29"), 3).day == day("2019-02-28")
    assert calendar.add_years(day("2017-10-01"), 3).day == day("2020-10-09")


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2025-10-01", 0, "2025-10-01"),
    ],
)
def test_months_after_is_moved_by_no_rest_day(start, n, end):
    assert months_after(day(start), n) == day(end)


@pytest.mark.parametrize("add", [calendar.add_working_days, calendar.add_calendar_days])
@pytest.mark.parametrize(("n", "count_start_day"), [(-1, False), (0, True)])
def test_period_without_a_last_day_is_refused(add, n, count_start_day):
    with pytest.raises(ValueError, match="no last day"):
        add(day("2024-03-01"), n, count_start_day=count_start_day)


@given(ALL_DAYS, st.integers(0, 120))
def test_working_days_between_undoes_adding(start, n):
    due = calendar.add_working_days(start, n)

    assert calendar.working_days_between(start, due.day) == calendar.Span(
        n, tentative=due.tentative and n > 0
    )


@given(KNOWN_DAYS, st.integers(1, 60))
def test_counting_the_start_day_is_adding_to_the_day_before(start, n):
    counted = calendar.add_working_days(start, n, count_start_day=True)

    assert counted == calendar.add_working_days(start - timedelta(days=1), n)
    assert calendar.is_working_day(counted.day).working


@given(KNOWN_DAYS, st.integers(0, 90))
def test_calendar_days_never_end_early_nor_on_a_rest_day(start, n):
    due = calendar.add_calendar_days(start, n)

    assert due.day >= start + timedelta(days=n)
    assert calendar.is_working_day(due.day).working
    assert not any(
        calendar.is_working_day(start + timedelta(days=k)).working
        for k in range(n, (due.day - start).days)
    )


@given(ALL_DAYS, st.integers(-600, 600))
def test_months_after_lands_in_the_right_month(start, n):
    end = months_after(start, n)

    assert (end.year - start.year) * 12 + end.month - start.month == n
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


def test_seed_holds_every_shipped_day_and_adds_nothing_twice():
    shipped = shipped_facts()["years"]

    seed_calendar(using="default", apps=apps)

    assert CalendarYear.objects.count() == len(shipped)
    assert CalendarDay.objects.count() == sum(
        len(named) for kinds in shipped.values() for named in kinds.values()
    )


def test_seed_keeps_what_an_officer_changed(allow):
    set_calendar_day(day=day("2025-10-08"), kind="", actor=SYSTEM)

    seed_calendar(using="default", apps=apps)

    assert calendar.is_working_day(day("2025-10-08")).working


def test_table_is_one_query_for_all_years(django_assert_num_queries):
    with django_assert_num_queries(1):
        for year in range(2000, 2030):
            calendar.is_working_day(date(year, 5, 1))


def test_table_is_read_again_when_stale(settings, django_assert_num_queries):
    settings.CALENDAR_FRESH_SECONDS = 0
    with django_assert_num_queries(2):
        calendar.is_working_day(day("2025-05-01"))
        calendar.is_working_day(day("2025-05-01"))


def test_set_calendar_day_is_seen_at_once(allow):
    assert calendar.is_working_day(day("2027-02-08")).working

    set_calendar_day(day=day("2027-02-08"), kind="holiday", name="春节", actor=SYSTEM)
    set_calendar_day(day=day("2027-02-20"), kind="makeup", name="春节", actor=SYSTEM)

    assert calendar.is_working_day(day("2027-02-08")) == calendar.DayAnswer(
        working=False, tentative=True
    )
    assert calendar.is_working_day(day("2027-02-20")).working
    assert str(CalendarDay.objects.get(day=day("2027-02-20"))) == "2027-02-20 补班"


def test_announce_calendar_year_makes_its_answers_final(allow):
    announce_calendar_year(year=2027, source="国务院办公厅通知", actor=SYSTEM)

    assert not calendar.is_working_day(day("2027-03-01")).tentative
    assert str(CalendarYear.objects.get(year=2027)) == "2027年"


@pytest.mark.parametrize(("text", "kind"), [("2027-02-08", "makeup"), ("2027-02-08", "festival")])
def test_set_calendar_day_refuses_what_cannot_be(allow, text, kind):
    with pytest.raises(ValidationError):
        set_calendar_day(day=day(text), kind=kind, actor=SYSTEM)


def test_set_calendar_day_without_permission_changes_nothing(allow):
    allow(policy.Decision(allowed=False, reason="只有省级管理员可以修改工作日历。"))

    with pytest.raises(policy.Refused, match="省级管理员"):
        set_calendar_day(day=day("2027-02-08"), kind="holiday", actor=SYSTEM)

    assert CalendarYear.objects.filter(year=2027).count() == 0


def test_actions_leave_a_trace(allow, monkeypatch):
    kept = []
    monkeypatch.setattr("gonghui.kernel.lib.actions._sinks", [kept.extend])

    set_calendar_day(day=day("2027-02-08"), kind="holiday", actor=SYSTEM)
    announce_calendar_year(year=2027, source="通知", actor=SYSTEM)

    assert [trace.key for trace in kept] == ["lib.calendar.day_set", "lib.calendar.year_announced"]
