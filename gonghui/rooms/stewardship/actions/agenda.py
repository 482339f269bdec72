"""Meetings and first-agenda topics; nothing is edited once the minutes are signed (handbook homes §9)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit, labels_of
from gonghui.kernel.unions.api import Union
from gonghui.rooms.stewardship.enums import AgendaState
from gonghui.rooms.stewardship.models import Addendum, AgendaRecord, AgendaTask, PartyMeeting
from gonghui.rooms.stewardship.rules.agenda import EDITABLE, NEXT, OPEN

KEEP = "stewardship.agenda:keep"


@action
def enter_meeting(*, actor: Any, union: Union, **facts: Any) -> PartyMeeting:
    """Enter a meeting of the Party group; traces. ``facts`` are fields of PartyMeeting.

    Raises:
        Refused: no permission.
        ValidationError: more present than asked, or entered before.
    """
    require(actor, KEEP, union)
    meeting = PartyMeeting(union=union, **facts)
    meeting.clean_fields(exclude=("union",))
    if meeting.present > meeting.should_attend:
        raise ValidationError({"present": _("实到人数不能多于应到人数。")})
    if meeting.present < meeting.should_attend and not meeting.absences.strip():
        raise ValidationError({"absences": _("有人缺席，请写明姓名和原因。")})
    same = PartyMeeting.objects.filter(
        union=union, meeting_no=meeting.meeting_no, held_on=meeting.held_on
    )
    if same.exists():
        raise ValidationError({"meeting_no": _("这次会议已经登记。")})
    meeting.save()
    trace(
        "stewardship.meeting.entered",
        actor=actor,
        subject=meeting,
        union_id=union.pk,
        meeting=str(meeting),
    )
    return meeting


@action
def pool_topic(*, actor: Any, union: Union, **facts: Any) -> AgendaRecord:
    """Put a topic into the pool; traces. ``facts`` are of EDITABLE; the source needs its date.

    Raises:
        Refused: no permission.
        ValidationError: the source has no date, or one to come.
        TypeError: an unknown fact.
    """
    require(actor, KEEP, union)
    _known(facts)
    if not facts.get("source_on"):
        raise ValidationError({"source_on": _("请填学习文件的日期，用来计算学习时滞。")})
    if facts["source_on"] > dates.today():
        raise ValidationError({"source_on": _("文件日期不能晚于今天。")})
    topic = AgendaRecord(union=union, **facts)
    topic.clean_fields(exclude=("union", "meeting", "signed_by"))
    topic.save()
    _trace("stewardship.topic.pooled", actor, topic)
    return topic


@action
def change_topic(
    *, actor: Any, topic: AgendaRecord, expected_version: int | None = None, **facts: Any
) -> AgendaRecord:
    """Change the wording before the minutes are signed; traces which fields.

    Raises:
        Refused: no permission.
        Stale: somebody changed it since ``expected_version``.
        ValidationError: the minutes are signed, or the source would lose its date.
        TypeError: an unknown fact.
    """
    _known(facts)
    row = _locked(actor, topic)
    if row.status not in OPEN:
        raise ValidationError(_("纪要已签发，不能修改；如有更正，请登记补充说明。"))
    if "source_on" in facts and not facts["source_on"]:
        raise ValidationError({"source_on": _("请填学习文件的日期，用来计算学习时滞。")})
    changed = edit(row, facts, expected_version=expected_version)
    _trace("stewardship.topic.changed", actor, row, fields=labels_of(row, changed))
    return row


@action
def schedule_topic(*, actor: Any, topic: AgendaRecord, meeting: PartyMeeting) -> AgendaRecord:
    """Put a pooled topic on the agenda of a meeting; traces.

    Raises:
        Refused: no permission.
        ValidationError: it is not in the pool, of another union, or younger than the meeting.
    """
    row = _locked(actor, topic)
    if row.status != AgendaState.POOLED:
        raise ValidationError(_("这个议题已经排期。"))
    if meeting.union_id != row.union_id:
        raise ValidationError({"meeting": _("会议不属于这个工会。")})
    if meeting.held_on < row.source_on:
        raise ValidationError({"meeting": _("会议日期早于文件日期，请核对。")})
    edit(row, {"meeting": meeting, "status": AgendaState.SCHEDULED})
    _trace("stewardship.topic.scheduled", actor, row)
    return row


@action
def advance_topic(*, actor: Any, topic: AgendaRecord, expected: str) -> AgendaRecord:
    """One state on: 材料审核, 已召开, 纪要签发, 任务跟踪, 归档. Traces.

    Args:
        actor: keeps the first agenda.
        topic: which.
        expected: the state the actor saw.

    Raises:
        Refused: no permission.
        ValidationError: somebody was faster, or what the next state needs is missing.
    """
    row = _locked(actor, topic)
    if row.status != expected:
        raise ValidationError(_("这个议题刚刚有人办理，请看过之后再办。"))
    target = NEXT.get(AgendaState(row.status))
    if target is None or target == AgendaState.SCHEDULED:
        raise ValidationError(_("请先排期。") if target else _("这个议题已经归档。"))
    _refuse_missing(row, target)
    changes: dict[str, Any] = {"status": target}
    if target == AgendaState.SIGNED:
        changes["signed_on"] = dates.today()
        row.signed_by_id = actor.pk
        row.save(update_fields=["signed_by"])
    edit(row, changes)
    _trace("stewardship.topic.advanced", actor, row, state=target.label)
    return row


@action
def add_task(
    *, actor: Any, topic: AgendaRecord, text: str, owner_name: str, due_on: date
) -> AgendaTask:
    """Write down what the meeting asked for; traces.

    Raises:
        Refused: no permission.
        ValidationError: the topic was not studied yet, or is filed.
    """
    row = _locked(actor, topic)
    if row.status in (AgendaState.POOLED, AgendaState.SCHEDULED, AgendaState.FILED):
        message = _("“%(state)s”状态下不能登记落实任务。") % {"state": row.get_status_display()}
        raise ValidationError(message)
    task = AgendaTask(topic=row, text=text.strip(), owner_name=owner_name.strip(), due_on=due_on)
    task.clean_fields(exclude=("topic",))
    task.save()
    _trace("stewardship.topic.tasked", actor, row)
    return task


@action
def finish_task(*, actor: Any, task: AgendaTask, done_on: date, done_note: str) -> AgendaTask:
    """Say that a task is done; traces.

    Raises:
        Refused: no permission.
        ValidationError: it is done already, or on a day to come.
    """
    rows = AgendaTask.objects.select_for_update(of=("self",)).select_related("topic__union")
    row = rows.get(pk=task.pk)
    require(actor, KEEP, row.topic.union)
    if row.done_on is not None:
        raise ValidationError(_("这项任务已经完成。"))
    if done_on > dates.today():
        raise ValidationError({"done_on": _("日期不能晚于今天。")})
    edit(row, {"done_on": done_on, "done_note": done_note.strip()})
    _trace("stewardship.task.finished", actor, row.topic)
    return row


@action
def add_addendum(*, actor: Any, topic: AgendaRecord, text: str) -> Addendum:
    """Correct signed minutes without touching them; traces.

    Raises:
        Refused: no permission.
        ValidationError: the minutes are not signed, or nothing was written.
    """
    row = _locked(actor, topic)
    if row.status in OPEN:
        raise ValidationError(_("纪要还没有签发，请直接修改。"))
    if not text.strip():
        raise ValidationError({"text": _("请写补充说明。")})
    made = Addendum.objects.create(
        topic=row, text=text.strip(), added_on=dates.today(), added_by_id=actor.pk
    )
    _trace("stewardship.topic.corrected", actor, row)
    return made


def _refuse_missing(topic: AgendaRecord, target: str) -> None:
    """What a state needs: a lead reader to be held on a day that has come, requirements to be signed."""
    if target == AgendaState.HELD:
        if topic.meeting is None or topic.meeting.held_on > dates.today():
            raise ValidationError(_("会议还没有召开。"))
        if not topic.lead_reader:
            raise ValidationError(_("请先填领学人。"))
    if target == AgendaState.SIGNED and not topic.summary:
        raise ValidationError(_("请先填会议要求。"))
    if target == AgendaState.FILED and topic.tasks.filter(done_on=None).exists():
        raise ValidationError(_("还有没完成的落实任务，不能归档。"))


def _known(facts: dict[str, Any]) -> None:
    unknown = set(facts) - EDITABLE
    if unknown:
        raise TypeError(f"unknown facts of a topic: {sorted(unknown)}")


def _locked(actor: Any, topic: AgendaRecord) -> AgendaRecord:
    rows = AgendaRecord.objects.select_for_update(of=("self",))
    row = rows.select_related("union", "meeting").get(pk=topic.pk)
    require(actor, KEEP, row.union)
    return row


def _trace(key: str, actor: Any, topic: AgendaRecord, **facts: Any) -> None:
    trace(key, actor=actor, subject=topic, union_id=topic.union_id, theme=topic.theme, **facts)
