"""Trainings as somebody may see them, with their seats."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Length

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.documents.api import chinese_date
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.money import format_yuan
from gonghui.kernel.lib.paths import ancestor_ids, below
from gonghui.kernel.unions.api import Union
from gonghui.rooms.learning.enums import (
    FINISHED,
    SEATED,
    EventStatus,
    RecordStatus,
    Theme,
    TrainingForm,
)
from gonghui.rooms.learning.models import HalfDay, SeatQuota, TrainingEvent, TrainingRecord
from gonghui.rooms.learning.rules.attendance import days_said, trimmed

EVERYBODY = "seats are counted over all who hold one"


def list_events() -> QuerySet[TrainingEvent]:
    """Trainings of unions in scope, and published ones of the unions above them.

    Annotates ``people`` (records that count now) and ``completed``.
    """
    seated = Q(records__status__in=(*SEATED, RecordStatus.COMPLETED, RecordStatus.INCOMPLETE))
    done = Q(records__status=RecordStatus.COMPLETED)
    rows = TrainingEvent.objects.filter(_visible()).select_related("union")
    return rows.annotate(
        people=Count("records", filter=seated), completed=Count("records", filter=done)
    )


def _visible() -> Q:
    scope = scoping.current()
    if scope.everything or "" in scope.paths:
        return Q()
    found, above = Q(pk__in=()), set()
    for path in scope.paths:
        found |= below(path, "union__path")
        above |= set(ancestor_ids(path))
    return found | (Q(union__in=above) & ~Q(status=EventStatus.PLANNED))


def quota_for(event: TrainingEvent, union: Union) -> SeatQuota | None:
    """The seats that ``union`` draws on: its own, else those of the nearest union above."""
    rows = event.quotas.filter(union__in=ancestor_ids(union.path)).select_related("union")
    return rows.order_by(Length("union__path").desc()).first()


@dataclass(frozen=True)
class Seats:
    """Seats of one union: given, taken, and how many wait."""

    quota: SeatQuota
    taken: int
    waiting: int

    @property
    def left(self) -> int:
        """How many are free; negative where seats were cut below what is taken."""
        return self.quota.seats - self.taken


def seats_of(event: TrainingEvent) -> list[Seats]:
    """Every union with its seats, in tree order."""
    taken = Count("records", filter=Q(records__status__in=(*SEATED, *FINISHED)))
    waiting = Count("records", filter=Q(records__status=RecordStatus.WAITING))
    rows = event.quotas.select_related("union").annotate(taken=taken, waiting=waiting)
    return [Seats(row, row.taken, row.waiting) for row in rows]


def taken_of(quota: SeatQuota) -> int:
    """How many seats are taken, whoever may see their holders."""
    with scoping.everything(EVERYBODY):
        return TrainingRecord.objects.filter(quota=quota, status__in=SEATED).count()


def first_waiting(quota: SeatQuota) -> TrainingRecord | None:
    """Who moves up next: the earliest that waits."""
    with scoping.everything(EVERYBODY):
        rows = TrainingRecord.objects.filter(quota=quota, status=RecordStatus.WAITING)
        return rows.order_by("enrolled_at", "pk").first()


def can_enrol(event: TrainingEvent) -> bool:
    """Whether names are still taken today."""
    last = event.enrol_until or event.starts_on
    return event.status == EventStatus.OPEN and dates.today() <= last


def half_days_with_counts(event: TrainingEvent) -> list[HalfDay]:
    """Half-days, each with ``present`` and ``late``: how many were noted after the day itself."""
    late = Q(check_ins__at__date__gt=F("day"))
    rows = event.half_days.annotate(
        present=Count("check_ins"), late=Count("check_ins", filter=late)
    )
    return list(rows)


def facts_of_event(event: TrainingEvent, *, whole: bool) -> list[tuple[str, Any]]:
    """Label and value of what is known; the budget only for those who run it."""
    themes = "、".join(str(Theme(key).label) for key in event.themes if key in Theme.values)
    per = f"1 学时 = {event.minutes_per_hour} 分钟"
    rule = f"出勤不低于 {event.attend_percent}%"
    if event.pass_score is not None:
        rule += f"，成绩不低于 {trimmed(event.pass_score)}"
    facts = [
        ("主办单位", event.organiser_name),
        ("主办级别", Level(event.organiser_level).label),
        ("形式", TrainingForm(event.form).label),
        ("时间", days_said(event.starts_on, event.ends_on)),
        ("学时", f"{trimmed(event.hours)}（{per}）"),
        ("地点", event.place),
        ("承办单位", event.host),
        ("师资", event.teachers),
        ("主题", themes),
        ("报名截止", chinese_date(event.enrol_until) if event.enrol_until else ""),
        ("结业条件", rule),
        ("通知文号", event.document_no),
    ]
    if whole:
        money = "" if event.budget_fen is None else format_yuan(event.budget_fen)
        facts.append(("预算", money))
    return facts
