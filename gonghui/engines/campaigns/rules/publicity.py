"""Public notice (公示): when it ends, both ways of counting, and when the decision may follow (§2.4).

An objection pauses the decision, never the notice. Days come from the calendar of working days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from gonghui.kernel.lib.calendar import NoticePeriod, add_working_days, public_notice_period

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NoticeEnd:
    """The last day as the campaign counts, as the other way would, and both as a sentence."""

    first_day: date
    last_day: date
    other_last_day: date
    tentative: bool
    sentence: str


def notice_end(
    start: date, days: int = 5, *, working: bool = True, count_start_day: bool = True
) -> NoticeEnd:
    """When a notice posted on ``start`` ends (handbook contests §2.4).

    Args:
        start: day of posting.
        days: length; five working days is usual.
        working: working days, else calendar days.
        count_start_day: True as practice counts, False as the Civil Code (art. 201) does.
    """
    period = public_notice_period(start, days, working=working)
    last, other = period.last_day, period.cautious_last_day
    if not count_start_day:
        last, other = other, last
    return NoticeEnd(start, last, other, period.tentative, _both(period, days, working=working))


def _both(period: NoticePeriod, days: int, *, working: bool) -> str:
    """Both ends in one sentence, with the mark of a calendar that may still change."""
    words = {
        "days": days,
        "kind": _("个工作日") if working else _("日"),
        "last": _day(period.last_day),
        "cautious": _day(period.cautious_last_day),
    }
    sentence = _(
        "公示 %(days)s %(kind)s：首日计入，至 %(last)s止；首日不计入（民法典第二百零一条），至 %(cautious)s止。"
    )
    tentative = _("该年度放假安排尚未公布，日期暂定。") if period.tentative else ""
    return sentence % words + tentative


def _day(day: date) -> str:
    return _("%(year)s年%(month)s月%(day)s日") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    """An objection: when it came, when it was answered (None: open), and whether it was upheld."""

    raised_on: date
    closed_on: date | None = None
    upheld: bool = False


@dataclass(frozen=True, slots=True)
class DecisionState:
    """Whether the decision may be taken; ``reasons`` say why not, ``earliest`` is the first day if known."""

    free: bool
    earliest: date | None
    reasons: tuple[str, ...]


def decision_state(last_day: date, objections: Sequence[ObjectionFacts], on: date) -> DecisionState:
    """Whether the decision may be taken on ``on``: the notice is over and no objection is open.

    Args:
        last_day: of the notice; objections do not move it.
        objections: all of the list (or of one name, to decide on the others).
        on: the day asked about.
    """
    unanswered = [o for o in objections if o.raised_on <= on and not _closed(o, on)]
    reasons = []
    if on <= last_day:
        reasons.append(_("公示至 %(day)s止，期满后方可决定。") % {"day": _day(last_day)})
    if unanswered:
        reasons.append(
            _("有 %(n)s 件异议正在核查，答复后方可决定；公示照常进行。") % {"n": len(unanswered)}
        )
    closings = [o.closed_on for o in objections if o.closed_on is not None]
    earliest = None if unanswered else max([last_day + ONE_DAY, *closings])
    return DecisionState(not reasons, earliest, tuple(reasons))


def _closed(objection: ObjectionFacts, on: date) -> bool:
    return objection.closed_on is not None and objection.closed_on <= on


def paused_days(objections: Iterable[ObjectionFacts], on: date) -> list[date]:
    """Calendar days on which the decision was paused up to ``on``: from raising to the day before closing."""
    days: set[date] = set()
    for objection in objections:
        end = (
            on + ONE_DAY if objection.closed_on is None else min(objection.closed_on, on + ONE_DAY)
        )
        day = objection.raised_on
        while day < end:
            days.add(day)
            day += ONE_DAY
    return sorted(days)


def decision_due(due: date, objections: Sequence[ObjectionFacts], on: date) -> date:
    """The deadline of the decision, moved on by a working day for each working day it was paused.

    Only pauses before the deadline count; a pause that lies in the added days adds to it, too.
    """
    paused, moved, counted = paused_days(objections, on), due, 0
    while True:
        worked = [
            d
            for d in paused
            if d <= moved and add_working_days(d, 1, count_start_day=True).day == d
        ]
        if len(worked) == counted:
            return moved
        counted = len(worked)
        moved = add_working_days(due, counted).day
