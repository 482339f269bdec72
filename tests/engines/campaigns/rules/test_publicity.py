"""Public notices: the handbook's vectors both ways, and the pause of the decision."""

from datetime import date

import pytest

from gonghui.engines.campaigns.rules.publicity import (
    DecisionState,
    ObjectionFacts,
    decision_due,
    decision_state,
    notice_end,
    paused_days,
)
from gonghui.kernel.lib import calendar

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_table():
    calendar.refresh()
    yield
    calendar.refresh()


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "cautious"),
    [
        ("2025-09-26", "2025-10-09", "2025-10-10"),
        ("2025-09-28", "2025-10-10", "2025-10-11"),
        ("2025-01-24", "2025-02-06", "2025-02-07"),
        ("2026-02-12", "2026-02-25", "2026-02-26"),
        ("2024-03-12", "2024-03-18", "2024-03-19"),
    ],
)
def test_notice_ends_both_ways(start, end, cautious):
    practice = notice_end(day(start))
    code = notice_end(day(start), count_start_day=False)

    assert (practice.last_day, practice.other_last_day) == (day(end), day(cautious))
    assert (code.last_day, code.other_last_day) == (day(cautious), day(end))
    assert not practice.tentative


def test_notice_says_both_ends():
    assert notice_end(day("2025-09-26")).sentence == (
        "公示 5 个工作日：首日计入，至 2025年10月9日止；首日不计入（民法典第二百零一条），至 2025年10月10日止。"
    )


def test_notice_in_a_year_not_announced_is_tentative():
    found = notice_end(day("2031-03-03"))

    assert found.tentative
    assert found.sentence.endswith("该年度放假安排尚未公布，日期暂定。")


def test_decision_waits_for_the_notice_and_for_objections():
    last = day("2025-10-09")
    open_one = ObjectionFacts(day("2025-10-08"))
    dismissed = ObjectionFacts(day("2025-10-08"), closed_on=day("2025-10-15"))

    assert decision_state(last, [], day("2025-10-09")) == DecisionState(
        False, day("2025-10-10"), ("公示至 2025年10月9日止，期满后方可决定。",)
    )
    assert decision_state(last, [], day("2025-10-10")).free
    assert decision_state(last, [open_one], day("2025-10-10")) == DecisionState(
        False, None, ("有 1 件异议正在核查，答复后方可决定；公示照常进行。",)
    )
    assert decision_state(last, [dismissed], day("2025-10-15")) == DecisionState(
        True, day("2025-10-15"), ()
    )


def test_paused_days_of_overlapping_objections_count_once():
    objections = [
        ObjectionFacts(day("2025-10-13"), day("2025-10-15")),
        ObjectionFacts(day("2025-10-14"), day("2025-10-16")),
        ObjectionFacts(day("2025-10-20")),
    ]

    assert paused_days(objections, day("2025-10-20")) == [
        day(text) for text in ("2025-10-13", "2025-10-14", "2025-10-15", "2025-10-20")
    ]


def test_decision_is_due_later_by_the_working_days_of_the_pause():
    friday_to_tuesday = [ObjectionFacts(day("2025-10-17"), day("2025-10-21"))]

    assert decision_due(day("2025-10-20"), [], day("2025-10-20")) == day("2025-10-20")
    assert decision_due(day("2025-10-20"), friday_to_tuesday, day("2025-10-30")) == day(
        "2025-10-22"
    )
