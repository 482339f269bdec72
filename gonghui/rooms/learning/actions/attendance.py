"""Check-in by half-days, scores, and what follows from both: hours, completion, certificates."""

from collections import Counter
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.documents.api import CertificateDraft, CertificateRun, issue_certificates
from gonghui.kernel.lib import bulk, dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.rooms.learning.actions.events import MANAGE, open_event
from gonghui.rooms.learning.actions.seating import lock_event
from gonghui.rooms.learning.enums import ALIVE, SEATED, EventStatus, RecordStatus
from gonghui.rooms.learning.models import CheckIn, HalfDay, TrainingEvent, TrainingRecord
from gonghui.rooms.learning.queries.records import uncertified_of
from gonghui.rooms.learning.rules.attendance import CompletionRule, days_said, hours_of, trimmed

SERIES = "GHPX"
HEADING = "结业证书"
HUNDRED = 100


@action
def mark_attendance(
    *, actor: Any, half_day: HalfDay, present: Collection[int], left: Collection[int] = ()
) -> int:
    """Say who was there for a half-day, and who signed out; whoever is not named was not. Traces.

    Args:
        actor: runs the training.
        half_day: not after today: a list copied ahead is no attendance (handbook homes §14).
        present: ids of records that hold a seat; their holders are 在训 from the first time on.
        left: ids among them that signed out.

    Returns:
        How many were there.

    Raises:
        Refused: no permission.
        ValidationError: the day is to come, or the training is over or not yet open.
    """
    event = open_event(actor, half_day.event)
    if event.status != EventStatus.OPEN:
        raise ValidationError(_("培训发布后才能签到。"))
    if half_day.day > dates.today():
        raise ValidationError(_("%(day)s 还没有到，不能提前签到。") % {"day": half_day.day})
    records = {row.pk: row for row in event.records.filter(status__in=SEATED, pk__in=present)}
    rows = CheckIn.objects.filter(half_day=half_day)
    rows.exclude(record__in=records).delete()
    known = set(rows.values_list("record_id", flat=True))
    CheckIn.objects.bulk_create(
        CheckIn(record=row, half_day=half_day, actor=actor if actor.pk else None)
        for pk, row in records.items()
        if pk not in known
    )
    rows.filter(record__in=left, left_at=None).update(left_at=timezone.now())
    rows.exclude(record__in=left).update(left_at=None)
    for row in records.values():
        edit(row, {"status": RecordStatus.IN_TRAINING})
    _trace("learning.event.attended", actor, event, half=str(half_day), present=len(records))
    return len(records)


@action
def record_scores(*, actor: Any, event: TrainingEvent, scores: Mapping[int, Decimal | None]) -> int:
    """Write test scores, id of record → 0 to 100 or None; returns how many changed. Traces.

    Raises:
        Refused: no permission.
        ValidationError: the training is over, or a score is none.
    """
    row = open_event(actor, event)
    changed = 0
    for record in row.records.filter(status__in=SEATED, pk__in=scores):
        score = scores[record.pk]
        if score is not None and not 0 <= score <= HUNDRED:
            said = _("“%(name)s”的成绩应在 0 至 100 之间。")
            raise ValidationError(said % {"name": record})
        changed += bool(edit(record, {"score": score}))
    _trace("learning.event.scored", actor, row, count=changed)
    return changed


@action
def finish_event(*, actor: Any, event: TrainingEvent) -> Counter[str]:
    """结班: decide every record by the rule of the training, with its hours; traces the numbers.

    Whoever still waits or applied was not admitted. Hours are those of the half-days attended.

    Returns:
        How many ended in each status.

    Raises:
        Refused: no permission.
        ValidationError: it is not over yet, or nobody was ever checked in: a list of nominations is
            no attendance (handbook homes §14).
    """
    row = open_event(actor, event)
    if row.status != EventStatus.OPEN or row.ends_on > dates.today():
        raise ValidationError(_("培训在 %(day)s 结束，结束后才能结班。") % {"day": row.ends_on})
    marks = CheckIn.objects.filter(record__event=row)
    minutes: dict[int, list[int]] = {}
    for pk, each in marks.values_list("record_id", "half_day__minutes"):
        minutes.setdefault(pk, []).append(each)
    if not minutes:
        raise ValidationError(
            _("没有任何签到记录，不能结班。推荐名单不能代替出勤，请先按半天登记签到。")
        )
    rule = CompletionRule(row.half_days.count(), row.attend_percent, row.pass_score)
    outcomes: Counter[str] = Counter()
    for record in row.records.filter(status__in=ALIVE):
        outcomes[_settle(record, rule, minutes.get(record.pk, []), row.minutes_per_hour)] += 1
    edit(row, {"status": EventStatus.ENDED})
    numbers = {key: outcomes[key] for key in ("completed", "incomplete", "absent")}
    _trace("learning.event.finished", actor, row, **numbers)
    return outcomes


def _settle(
    record: TrainingRecord, rule: CompletionRule, minutes: list[int], minutes_per_hour: int
) -> str:
    if record.status not in SEATED:
        edit(record, {"status": RecordStatus.NOT_ADMITTED, "reason": "结班时仍未录取"})
        return RecordStatus.NOT_ADMITTED
    status, reason = rule.outcome(len(minutes), record.score)
    hours = hours_of(minutes, minutes_per_hour)
    edit(record, {"status": status, "reason": reason, "hours": hours})
    return status


@action
def certify_event(*, actor: Any, event: TrainingEvent) -> int:
    """Give 结业证书 to all who completed and have none; returns how many. Traces.

    Side effects: certificates with numbers and codes (kernel.documents), their numbers on the records.

    Raises:
        Refused: no permission to run the training or to grant certificates.
        ValidationError: it is not finished, or nobody is left without one.
    """
    require(actor, MANAGE, event.union)
    row = lock_event(event)
    if row.status != EventStatus.ENDED:
        raise ValidationError(_("结班后、归档前才能颁发结业证书。"))
    records = list(uncertified_of(row).select_related("person"))
    if not records:
        raise ValidationError(_("没有需要颁发证书的结业人员。"))
    run = CertificateRun(
        series=SERIES,
        year=row.ends_on.year,
        granted_on=dates.today(),
        issuers=(row.organiser_name,),
        heading=HEADING,
    )
    drafts = [_draft(row, record) for record in records]
    made = issue_certificates(actor=actor, union=row.union, run=run, drafts=drafts)
    pairs = [(one.cert_no, record.pk) for one, record in zip(made, records, strict=True)]
    bulk.update(TrainingRecord, ["certificate_no"], pairs)
    _trace("learning.event.certified", actor, row, count=len(made))
    return len(made)


def _draft(event: TrainingEvent, record: TrainingRecord) -> CertificateDraft:
    words = {
        "days": days_said(event.starts_on, event.ends_on),
        "title": event.title,
        "hours": trimmed(record.hours),
    }
    text = _("于%(days)s参加“%(title)s”，完成%(hours)s学时，准予结业。") % words
    return CertificateDraft(
        holder=record.name,
        title=event.title,
        text=text,
        unit_name=record.unit_name,
        person=record.person,
        subject=record,
    )


def _trace(key: str, actor: Any, event: TrainingEvent, **facts: Any) -> None:
    trace(key, actor=actor, subject=event, union_id=event.union_id, title=event.title, **facts)
