"""The roster of leaders and their contact points from naming to end (handbook homes §7)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.paths import below
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit, labels_of
from gonghui.kernel.unions.api import Union
from gonghui.rooms.stewardship.enums import PointStatus
from gonghui.rooms.stewardship.models import ContactPoint, Leader, PointReport

MANAGE = "stewardship.point:manage"
REPORT = "stewardship.report"


@action
def enrol_leader(*, actor: Any, union: Union, name: str, duty: str, **facts: Any) -> Leader:
    """Put a leading cadre of ``union`` on the roster; traces.

    Args:
        actor: manages the contact points of ``union``.
        union: whose leader.
        name: as in the appointment.
        duty: for instance 副主席.
        **facts: ``valid_from`` (today), ``is_head``, ``obliged``, ``user``.

    Raises:
        Refused: no permission.
        ValidationError: somebody of that name is on the roster.
    """
    require(actor, MANAGE, union)
    present = Leader.objects.filter(union=union, name=name.strip(), valid_to=FOREVER)
    if present.exists():
        raise ValidationError({"name": _("“%(name)s”已在名册中。") % {"name": name}})
    facts.setdefault("valid_from", dates.today())
    leader = Leader(union=union, name=name.strip(), duty=duty.strip(), valid_to=FOREVER, **facts)
    leader.clean_fields(exclude=("union", "user"))
    leader.save()
    trace("stewardship.leader.enrolled", actor=actor, subject=leader, union_id=union.pk, name=name)
    return leader


@action
def retire_leader(*, actor: Any, leader: Leader, on: date, reason: str = "") -> Leader:
    """Take a leader off the roster from ``on``; running points end that day. Traces.

    Raises:
        Refused: no permission.
        ValidationError: before the first day.
    """
    row = _locked(actor, leader)
    if on <= row.valid_from:
        raise ValidationError({"on": _("日期应晚于列入名册的日期。")})
    edit(row, {"valid_to": on})
    for point in row.points.filter(valid_to=FOREVER):
        end_point(actor=actor, point=point, on=max(on, point.valid_from), reason=reason)
    trace(
        "stewardship.leader.retired", actor=actor, subject=row, union_id=row.union_id, name=row.name
    )
    return row


@action
def name_point(
    *, actor: Any, leader: Leader, union: Union, valid_from: date | None = None, **facts: Any
) -> ContactPoint:
    """Make ``union`` a contact point of ``leader`` from ``valid_from`` (today); traces.

    ``facts``: ``theme``, ``document_no``.

    Raises:
        Refused: no permission.
        ValidationError: it is one already, or the leader was not on the roster that day.
    """
    row = _locked(actor, leader)
    day = valid_from or dates.today()
    check_point(row, union, day)
    point = ContactPoint(
        leader=row, owner_id=row.union_id, union=union, valid_from=day, valid_to=FOREVER, **facts
    )
    point.clean_fields(exclude=("leader", "owner", "union", "replaced_by"))
    point.save()
    _trace("stewardship.point.named", actor, point)
    return point


def check_point(leader: Leader, union: Union, day: date) -> None:
    """Whether ``union`` may become a contact point of ``leader`` on ``day``.

    Raises:
        ValidationError: it is one already, or the leader is not on the roster that day.
    """
    if not leader.valid_from <= day < leader.valid_to:
        raise ValidationError(
            {"valid_from": _("这一天%(name)s不在领导干部名册中。") % {"name": leader}}
        )
    if leader.points.filter(union=union, valid_to__gt=day).exists():
        message = _("“%(union)s”已是%(name)s的联系点。") % {"union": union, "name": leader}
        raise ValidationError({"union": message})


@action
def change_point(
    *, actor: Any, point: ContactPoint, expected_version: int, **facts: Any
) -> ContactPoint:
    """Put ``theme`` or ``document_no`` of a point right; traces.

    Raises:
        Refused: no permission.
        Stale: somebody changed it since ``expected_version``.
        ValidationError: a value does not fit.
    """
    row = ContactPoint.objects.select_for_update(of=("self",)).get(pk=point.pk)
    require(actor, MANAGE, row.owner)
    changed = edit(row, facts, expected_version=expected_version)
    _trace("stewardship.point.changed", actor, row, fields=labels_of(row, changed))
    return row


@action
def withdraw_points(*, actor: Any, kept_by: Union, ids: Sequence[int]) -> list[str]:
    """Take entered points back that nobody touched or visited; all or nothing, traces the number.

    Returns:
        Names of those that were touched since; then none was taken back.

    Raises:
        Refused: no permission.
    """
    require(actor, MANAGE, kept_by)
    rows = ContactPoint.objects.filter(below(kept_by.path, "owner__path"), pk__in=ids)
    touched = rows.filter(Q(version__gt=1) | ~Q(stops=None)).select_related("union").distinct()
    names = [str(row) for row in touched]
    if not names:
        rows.delete()
    trace(
        "stewardship.point.withdrawn",
        actor=actor,
        subject=kept_by,
        union_id=kept_by.pk,
        count=0 if names else len(ids),
    )
    return names


@action
def adjust_point(
    *, actor: Any, point: ContactPoint, union: Union, on: date, reason: str
) -> ContactPoint:
    """Replace a point by ``union`` from ``on``; the old one stays listed as 调整. Traces both.

    Raises:
        Refused: no permission.
        ValidationError: it has ended, no reason, visits after ``on``, or ``union`` does not fit.
    """
    row = _running(actor, point, on, reason)
    edit(row, {"valid_to": on, "status": PointStatus.ADJUSTED, "end_reason": reason.strip()})
    made = name_point(actor=actor, leader=row.leader, union=union, valid_from=on, theme=row.theme)
    edit(row, {"replaced_by": made})
    _trace("stewardship.point.adjusted", actor, row, new=str(union))
    return made


@action
def end_point(*, actor: Any, point: ContactPoint, on: date, reason: str = "") -> ContactPoint:
    """End a point on ``on``, its first day without; traces.

    Raises:
        Refused: no permission.
        ValidationError: it has ended already, or visits lie after ``on``.
    """
    row = _running(actor, point, on, reason or _("结束联系"))
    edit(row, {"valid_to": on, "status": PointStatus.ENDED, "end_reason": reason.strip()})
    _trace("stewardship.point.ended", actor, row)
    return row


@action
def file_report(
    *, actor: Any, leader: Leader, year: int, title: str, upload: Any = None
) -> PointReport:
    """Keep the research report of a leader's year, or replace it; traces.

    Raises:
        Refused: no permission.
        ValidationError: a year to come.
        UploadRefused: a file of another kind, or too large.
    """
    row = _locked(actor, leader)
    if year > dates.today().year:
        raise ValidationError({"year": _("这一年还没有到。")})
    facts: dict[str, Any] = {"title": title.strip(), "filed_on": dates.today()}
    if upload:
        facts["stored"] = store_upload(actor=actor, upload=upload, purpose=REPORT, union=row.union)
    report, _made = PointReport.objects.update_or_create(leader=row, year=year, defaults=facts)
    trace(
        "stewardship.report.filed",
        actor=actor,
        subject=report,
        union_id=row.union_id,
        name=row.name,
        year=year,
    )
    return report


def _locked(actor: Any, leader: Leader) -> Leader:
    """The leader fresh and locked, for somebody who manages the roster."""
    rows = Leader.objects.select_for_update(of=("self",)).select_related("union")
    row = rows.get(pk=leader.pk)
    require(actor, MANAGE, row.union)
    return row


def _running(actor: Any, point: ContactPoint, on: date, reason: str) -> ContactPoint:
    rows = ContactPoint.objects.select_for_update(of=("self",))
    row = rows.select_related("leader", "owner", "union").get(pk=point.pk)
    require(actor, MANAGE, row.owner)
    if row.valid_to != FOREVER:
        raise ValidationError(_("“%(union)s”已不是联系点。") % {"union": row.union})
    if not reason.strip():
        raise ValidationError({"reason": _("请写明原因。")})
    if on < row.valid_from:
        raise ValidationError({"on": _("日期不能早于确定联系的日期。")})
    if row.stops.filter(Q(visit__last_day__gte=on)).exists():
        raise ValidationError({"on": _("这一天之后还有走访记录，请改日期。")})
    return row


def _trace(key: str, actor: Any, point: ContactPoint, **facts: Any) -> None:
    trace(
        key,
        actor=actor,
        subject=point,
        union_id=point.owner_id,
        union=str(point.union),
        leader=point.leader.name,
        **facts,
    )
