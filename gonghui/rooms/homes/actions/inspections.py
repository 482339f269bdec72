"""Keeps inspections of places and what they found, until it is mended (handbook homes §4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.rooms.homes.actions.places import MANAGE, PHOTO
from gonghui.rooms.homes.models import Defect, Inspection, Place

INSPECT = "homes.place:inspect"


@dataclass(frozen=True)
class Seen:
    """What an inspection saw: pairs of item and whether it was fine, and what must be mended till when."""

    inspected_on: date
    inspectors: str
    items: Sequence[tuple[str, bool]] = ()
    note: str = ""
    defects: Sequence[tuple[str, date]] = field(default=())
    photo: Any = None


@action
def record_inspection(*, actor: Any, place: Place, seen: Seen) -> Inspection:
    """Keep an inspection with its findings; traces how many.

    Raises:
        Refused: no permission.
        ValidationError: a day to come, or a deadline before the visit.
    """
    require(actor, INSPECT, place.union)
    if seen.inspected_on > dates.today():
        raise ValidationError({"inspected_on": _("检查日期还没有到。")})
    if any(due < seen.inspected_on for _text, due in seen.defects):
        raise ValidationError({"due_on": _("整改期限不能早于检查日期。")})
    photo = None
    if seen.photo:
        photo = store_upload(actor=actor, upload=seen.photo, purpose=PHOTO, union=place.union)
    inspection = Inspection.objects.create(
        place=place,
        inspected_on=seen.inspected_on,
        inspectors=seen.inspectors,
        items=[list(each) for each in seen.items],
        note=seen.note,
        photo=photo,
        recorded_by_id=actor.pk,
    )
    for text, due_on in seen.defects:
        Defect.objects.create(inspection=inspection, text=text, due_on=due_on)
    facts = {"name": place.name, "count": len(seen.defects)}
    trace(
        "homes.inspection.recorded",
        actor=actor,
        subject=place,
        union_id=place.union_id,
        **facts,
    )
    return inspection


@action
def mend_defect(*, actor: Any, defect: Defect, note: str, on: date | None = None) -> Defect:
    """Say that a finding is mended; traces.

    Raises:
        Refused: no permission.
        ValidationError: mended already, or before the inspection.
    """
    row = Defect.objects.select_for_update().get(pk=defect.pk)
    place, day = row.inspection.place, on or dates.today()
    require(actor, MANAGE, place.union)
    if row.mended_on is not None:
        raise ValidationError(_("这个问题已经登记整改完成。"))
    if not row.inspection.inspected_on <= day <= dates.today():
        raise ValidationError({"on": _("整改日期应在检查之后，且不晚于今天。")})
    row.mended_on, row.mended_note = day, note
    row.save(update_fields=["mended_on", "mended_note"])
    trace(
        "homes.defect.mended",
        actor=actor,
        subject=place,
        union_id=place.union_id,
        name=place.name,
        text=row.text,
    )
    return row
