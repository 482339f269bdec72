"""Half-days, hours and the rule of completion, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from gonghui.rooms.learning.imports.columns import name_of_one, number
from gonghui.rooms.learning.rules.attendance import (
    CompletionRule,
    days_said,
    half_days_between,
    hours_of,
    objection_to_hours,
)

DAY, NEXT = date(2024, 5, 6), date(2024, 5, 7)


@pytest.mark.parametrize(
    ("first", "last", "halves"),
    [
        ("am", "pm", [(DAY, "am"), (DAY, "pm"), (NEXT, "am"), (NEXT, "pm")]),
        ("pm", "am", [(DAY, "pm"), (NEXT, "am")]),
    ],
)
def test_half_days_begin_and_end_where_they_are_told(first, last, halves):
    assert list(half_days_between(DAY, first, NEXT, last)) == halves


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (DAY, "2024年5月6日"),
        (NEXT, "2024年5月6日至7日"),
        (date(2024, 6, 2), "2024年5月6日至6月2日"),
        (date(2025, 5, 7), "2024年5月6日至2025年5月7日"),
    ],
)
def test_days_are_said_once(end, said):
    assert days_said(DAY, end) == said


@pytest.mark.parametrize(("minutes", "hours"), [(45, "12.0"), (60, "9.0")])
def test_hours_follow_from_minutes_and_the_length_of_an_hour(minutes, hours):
    assert hours_of([180, 180, 180], minutes) == Decimal(hours)


@pytest.mark.parametrize(
    ("attended", "score", "outcome"),
    [
        (0, Decimal(90), ("absent", "没有签到记录")),
        (3, Decimal(90), ("incomplete", "出勤 3/5 个半天，未达 80%")),
        (4, None, ("incomplete", "没有成绩，合格线 60")),
        (4, Decimal("59.5"), ("incomplete", "成绩 59.5，合格线 60")),
        (4, Decimal(60), ("completed", "")),
    ],
)
def test_completion_needs_attendance_and_score(attended, score, outcome):
    rule = CompletionRule(half_days=5, attend_percent=80, pass_score=Decimal(60))

    assert rule.outcome(attended, score) == outcome


@pytest.mark.parametrize(
    ("hours", "days", "doubted"), [(3, 3, True), (24, 3, False), (40, 3, True), (1, 1, False)]
)
def test_hours_that_are_days_are_doubted(hours, days, doubted):
    said = objection_to_hours(Decimal(hours), DAY, date(2024, 5, 5 + days))

    assert bool(said) is doubted


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("3天", "“3天”是天数，请填学时；按 1 天 8 学时是 24。"),
        ("2天半", "“2天半”是天数，请填学时；按 1 天 8 学时是 20。"),
        ("40余", "“40余”不是确数。学时请填准确的数，“余、多、约”由报告按确数生成。"),
        ("约40", "“约40”不是确数。学时请填准确的数，“余、多、约”由报告按确数生成。"),
        ("很多课", "“很多课”不是数字，学时请只填数字。"),
        ("四十", "“四十”不是数字，学时请只填数字。"),
        ("4000", "学时应在 0 至 999 之间，请核对“4000”。"),
    ],
)
def test_hours_that_are_no_exact_hours_are_refused(cell, said):
    assert number(999, "学时", "学时")(cell).message == said


@pytest.mark.parametrize(("cell", "value"), [("24学时", "24"), (16, "16"), ("１２．５", "12.5")])
def test_plain_hours_are_read(cell, value):
    assert number(999, "学时", "学时")(cell) == value


@pytest.mark.parametrize("cell", ["张三等20人", "2000余人", "35名"])
def test_crowd_is_no_person(cell):
    assert name_of_one(cell).code == "crowd"
