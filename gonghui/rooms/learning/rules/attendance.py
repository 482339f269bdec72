"""Half-days, hours and the rule of completion (handbook homes §10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from gonghui.rooms.learning.enums import Half, RecordStatus

HALVES = (Half.AM, Half.PM)
MINUTES = (45, 60)
"""How long 1 学时 may be."""
LONGEST_DAYS = 60


def half_days_between(start: date, first: str, end: date, last: str) -> Iterator[tuple[date, Half]]:
    """Every half-day from ``first`` half of ``start`` to ``last`` half of ``end``, both included."""
    for number in range((end - start).days + 1):
        day = start + timedelta(days=number)
        for half in HALVES:
            early = day == start and half < first
            late = day == end and half > last
            if not (early or late):
                yield day, half


def hours_of(minutes: Iterable[int], minutes_per_hour: int) -> Decimal:
    """学时 of the half-days attended, one place, half up."""
    whole = Decimal(sum(minutes)) / minutes_per_hour
    return whole.quantize(Decimal("0.1"), ROUND_HALF_UP)


def trimmed(value: Decimal) -> Decimal:
    """A number as people write it: 16 for 16.0, 16.5 as it is."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def days_said(start: date, end: date) -> str:
    """The days of a training in words: 2024年5月6日至8日."""
    first = f"{start.year}年{start.month}月{start.day}日"
    if start == end:
        return first
    year = "" if end.year == start.year else f"{end.year}年"
    month = "" if not year and end.month == start.month else f"{end.month}月"
    return f"{first}至{year}{month}{end.day}日"


@dataclass(frozen=True)
class CompletionRule:
    """What a training asks for: a share of its half-days and, where it is tested, a score."""

    half_days: int
    attend_percent: int
    pass_score: Decimal | None = None

    def outcome(self, attended: int, score: Decimal | None) -> tuple[RecordStatus, str]:
        """Status and, unless completed, the reason in words."""
        if not attended:
            return RecordStatus.ABSENT, "没有签到记录"
        if attended * 100 < self.half_days * self.attend_percent:
            return (
                RecordStatus.INCOMPLETE,
                f"出勤 {attended}/{self.half_days} 个半天，未达 {self.attend_percent}%",
            )
        if self.pass_score is not None and (score is None or score < self.pass_score):
            said = "没有成绩" if score is None else f"成绩 {trimmed(score)}"
            return RecordStatus.INCOMPLETE, f"{said}，合格线 {trimmed(self.pass_score)}"
        return RecordStatus.COMPLETED, ""


def objection_to_hours(hours: Decimal, start: date, end: date) -> str:
    """Why a number of hours cannot be right for these days; "" when it can (handbook homes §14).

    Hours typed as days is the usual slip: a training of three days has more than three hours.
    """
    days = (end - start).days + 1
    if days > 1 and hours <= days:
        return f"{days} 天的培训只有 {trimmed(hours)} 学时，像是把天数填成了学时，请填学时（1 天一般为 8 学时）。"
    if hours > days * 12:
        return f"{days} 天的培训有 {trimmed(hours)} 学时，每天超过 12 学时，请核对。"
    return ""
