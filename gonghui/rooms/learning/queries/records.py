"""Records of people in trainings: lists, rosters, sheets, and what a member may see of their own."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from gonghui.kernel.documents.api import Certificate, certificates_of_person
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.paths import ancestor_ids
from gonghui.kernel.people.api import present_membership
from gonghui.rooms.learning.enums import ALIVE, COUNTS, SEATED, EventStatus, RecordStatus
from gonghui.rooms.learning.models import CheckIn, HalfDay, TrainingEvent, TrainingRecord
from gonghui.rooms.learning.rules.attendance import days_said, trimmed


def list_records() -> QuerySet[TrainingRecord]:
    """Records of unions in scope with their trainings."""
    return TrainingRecord.objects.select_related("event__union", "union")


def roster_of(event: TrainingEvent) -> QuerySet[TrainingRecord]:
    """Everybody of one training in scope, by union, those on the way and finished before those who left."""
    return list_records().filter(event=event).order_by("union__path", "pk")


def seated_of(event: TrainingEvent) -> QuerySet[TrainingRecord]:
    """Who holds a seat, for sheets of check-ins and scores."""
    return roster_of(event).filter(status__in=SEATED)


def uncertified_of(event: TrainingEvent) -> QuerySet[TrainingRecord]:
    """Who completed and has no certificate yet."""
    return list_records().filter(event=event, status=RecordStatus.COMPLETED, certificate_no="")


@dataclass(frozen=True)
class SheetLine:
    """One person on the sheet of a half-day."""

    record: TrainingRecord
    mark: CheckIn | None


def sheet_of(half_day: HalfDay) -> list[SheetLine]:
    """Who holds a seat, each with the check-in of this half-day."""
    marks = {one.record_id: one for one in CheckIn.objects.filter(half_day=half_day)}
    return [SheetLine(row, marks.get(row.pk)) for row in seated_of(half_day.event)]


def halves_attended(record: TrainingRecord) -> list[str]:
    """The half-days somebody was there."""
    rows = record.check_ins.select_related("half_day")
    return [str(one.half_day) for one in rows.order_by("half_day__day", "half_day__half")]


def applications_waiting() -> QuerySet[TrainingRecord]:
    """Who enrolled by themselves and waits for their union, in scope."""
    rows = list_records().filter(status=RecordStatus.APPLIED, event__status=EventStatus.OPEN)
    return rows.order_by("enrolled_at", "pk")


@dataclass(frozen=True)
class Own:
    """What a member sees: trainings open to them, their records, hours and certificates."""

    open_events: list[TrainingEvent]
    records: list[TrainingRecord]
    hours: Decimal
    hours_this_year: Decimal
    certificates: list[Certificate]


def own_trainings(user: Any) -> Own:
    """Everything about the account's person; nothing without one."""
    if user.person_id is None:
        return Own([], [], Decimal(0), Decimal(0), [])
    with scoping.everything("a member reads about themselves"):
        records = list(
            list_records().filter(person=user.person_id).order_by("-event__starts_on", "-pk")
        )
        done = TrainingRecord.objects.filter(person=user.person_id, status=RecordStatus.COMPLETED)
        this_year = done.filter(event__ends_on__year=dates.today().year)
        certificates = certificates_of_person(user.person).filter(
            subject_type=TrainingRecord._meta.label
        )
        return Own(
            open_events=_open_for(user, records),
            records=records,
            hours=_hours(done),
            hours_this_year=_hours(this_year),
            certificates=list(certificates),
        )


def _hours(rows: QuerySet[TrainingRecord]) -> Decimal:
    return rows.aggregate(total=Sum("hours"))["total"] or Decimal(0)


def _open_for(user: Any, records: list[TrainingRecord]) -> list[TrainingEvent]:
    membership = present_membership(user.person)
    if membership is None:
        return []
    taken = {row.event_id for row in records if row.status in COUNTS}
    rows = TrainingEvent.objects.filter(
        status=EventStatus.OPEN,
        quotas__union__in=ancestor_ids(membership.union.path),
        quotas__seats__gt=0,
    )
    today = dates.today()
    found = rows.exclude(pk__in=taken).distinct().order_by("starts_on")
    return [event for event in found if today <= (event.enrol_until or event.starts_on)]


def own_waiting(user: Any) -> int:
    """How many trainings are open to the account's person, for the sign beside the menu."""
    if getattr(user, "person_id", None) is None:
        return 0
    with scoping.everything("one's own trainings are counted on every page of one's own"):
        records = list(TrainingRecord.objects.filter(person=user.person_id))
        return len(_open_for(user, records))


def may_leave(record: TrainingRecord) -> bool:
    """Whether somebody may still withdraw."""
    return record.status in ALIVE and record.status != RecordStatus.IN_TRAINING


def facts_of_record(record: TrainingRecord) -> list[tuple[str, Any]]:
    """Label and value of what is known about one person in one training."""
    event = record.event
    return [
        ("姓名", record.name),
        ("单位（当时名称）", record.unit_name),
        ("所属工会", record.union),
        ("当时职务", record.duty),
        ("培训", event.title),
        ("主办", f"{event.organiser_name}（{event.get_organiser_level_display()}）"),
        ("时间", days_said(event.starts_on, event.ends_on)),
        ("学时", trimmed(record.hours) if record.hours else ""),
        ("成绩", "" if record.score is None else trimmed(record.score)),
        ("证书编号", record.certificate_no),
        ("会员名册", "已对应本人" if record.person_id else "名册上没有，只记当时姓名"),
        ("说明", record.reason),
    ]
