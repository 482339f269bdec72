"""Writing the register of units: names, facts, standing over time, exemption from the rate."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER, today, valid_on
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.lib.sorting import text_pinyin
from gonghui.kernel.unions.actions.naming import check_details, rename
from gonghui.kernel.unions.actions.relations import close
from gonghui.kernel.unions.enums import UnitKind, UnitStatus
from gonghui.kernel.unions.models import Unit, UnitExemption, UnitName, UnitStanding
from gonghui.kernel.unions.queries.units import responsible_union
from gonghui.kernel.unions.rules import UNKNOWN_START, check_unit_uscc

UNIT_DETAILS = frozenset(
    [
        "short_name",
        "code",
        "subkind",
        "ownership",
        "for_profit",
        "area",
        "uscc",
        "institution_code",
        "address",
        "head_name",
        "staff_total",
        "staff_female",
        "staff_teaching",
        "staff_as_of",
        "closed_on",
    ]
)
UNIT_FACTS = UNIT_DETAILS | {"kind", "region_code", "opened_on"}


@action
def create_unit(
    *,
    actor: Any,
    name: str,
    kind: UnitKind | str,
    region_code: str,
    opened_on: date | None = None,
    **details: Any,
) -> Unit:
    """Enter an employer; it is running from ``opened_on`` on (undated: since ever). Traces.

    ``details`` are fields of Unit (see UNIT_DETAILS).

    Raises:
        Refused: the actor may not enter units of this region.
        ValidationError: a value does not fit, or the code is a union's (81…, §3).
    """
    check_details(details, UNIT_DETAILS)
    unit = Unit(
        name=name.strip(), kind=kind, region_code=region_code, opened_on=opened_on, **details
    )
    responsible = responsible_union(unit)
    require(actor, "unions.unit:edit", responsible)
    check_unit_uscc(unit.uscc)
    unit.name_pinyin = text_pinyin(unit.name)
    unit.full_clean(validate_unique=False)
    unit.save()
    start = opened_on or UNKNOWN_START
    UnitName.objects.create(unit=unit, name=unit.name, valid_from=start, valid_to=FOREVER)
    UnitStanding.objects.create(
        unit=unit, status=UnitStatus.RUNNING, valid_from=start, valid_to=FOREVER
    )
    trace(
        "unions.unit.created", actor=actor, subject=unit, union_id=_pk(responsible), name=unit.name
    )
    return unit


@action
def change_unit(
    *, actor: Any, unit: Unit, expected_version: int | None = None, **changes: Any
) -> Unit:
    """Change facts of a unit (see UNIT_FACTS; names by ``rename_unit``); traces what changed.

    A corrected ``opened_on`` moves the start of the first standing with it.

    Raises:
        Refused: the actor may not change this unit.
        Stale: somebody else changed it since ``expected_version``.
        ValidationError: a value does not fit, or the code is a union's.
    """
    check_details(changes, UNIT_FACTS)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    responsible = responsible_union(unit)
    require(actor, "unions.unit:edit", responsible)
    check_unit_uscc(changes.get("uscc", ""))
    changed = edit(unit, changes, expected_version=expected_version)
    if "opened_on" in changed:
        _move_start(unit)
    trace(
        "unions.unit.changed", actor=actor, subject=unit, union_id=_pk(responsible), fields=changed
    )
    return unit


@action
def rename_unit(*, actor: Any, unit: Unit, name: str, on: date) -> Unit:
    """From ``on`` the unit is called ``name``; the old name stays findable (曾用名). Traces.

    Raises:
        Refused: the actor may not change this unit.
        ValidationError: empty name, a future day, or a later rename stands in the way.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    responsible = responsible_union(unit)
    require(actor, "unions.unit:edit", responsible)
    before = unit.name
    rename(unit, unit.names, name, on)
    trace(
        "unions.unit.renamed",
        actor=actor,
        subject=unit,
        union_id=_pk(responsible),
        before=before,
        after=unit.name,
        on=on.isoformat(),
    )
    return unit


@action
def set_unit_standing(
    *,
    actor: Any,
    unit: Unit,
    status: UnitStatus | str,
    on: date,
    reason: str = "",
    merged_into: Unit | None = None,
) -> UnitStanding:
    """From ``on`` the unit is running, suspended, closed or merged; the rate's base follows (§10).

    Closes the standing before, sets ``closed_on`` for closed and merged units, traces.

    Raises:
        Refused: the actor may not change this unit.
        ValidationError: a later standing exists, or a merger names no other unit.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    responsible = responsible_union(unit)
    require(actor, "unions.unit:edit", responsible)
    if (status == UnitStatus.MERGED) != (merged_into is not None) or merged_into == unit:
        raise ValidationError(_("合并须注明并入的另一单位"))
    if unit.standings.filter(valid_from__gt=on).exists():
        raise ValidationError(_("该日之后已有状态变更，不能再补登更早的变更"))
    close(unit.standings.filter(valid_on(on)), on)
    standing = UnitStanding.objects.create(
        unit=unit,
        status=status,
        valid_from=on,
        valid_to=FOREVER,
        reason=reason,
        merged_into=merged_into,
    )
    ended = status in (UnitStatus.CLOSED, UnitStatus.MERGED)
    edit(unit, {"closed_on": on if ended else None})
    trace(
        "unions.unit.standing_set",
        actor=actor,
        subject=unit,
        union_id=_pk(responsible),
        status=str(status),
        on=on.isoformat(),
    )
    return standing


@action
def exempt_unit(
    *, actor: Any, unit: Unit, reason: str, on: date, until: date = FOREVER
) -> UnitExemption:
    """The unit stays outside the base of the formation rate from ``on`` to ``until`` (不适用, §10).

    The approver is the actor; traces.

    Raises:
        Refused: the actor may not exempt units of this region.
        ValidationError: no reason, an empty stretch, or exempt already.
    """
    responsible = responsible_union(unit)
    require(actor, "unions.unit:exempt", responsible)
    if not reason.strip() or until <= on:
        raise ValidationError(_("请写明不适用的原因和起止日期"))
    if unit.exemptions.filter(valid_from__lt=until, valid_to__gt=on).exists():
        raise ValidationError(_("“%(unit)s”在这段时间已是不适用") % {"unit": unit})
    exemption = UnitExemption.objects.create(
        unit=unit,
        reason=reason.strip(),
        approver_id=actor.pk,
        valid_from=on,
        valid_to=until,
    )
    trace(
        "unions.unit.exempted", actor=actor, subject=unit, union_id=_pk(responsible), reason=reason
    )
    return exemption


@action
def end_exemption(*, actor: Any, unit: Unit, on: date | None = None) -> None:
    """The unit counts again from ``on`` (today); traces.

    Raises:
        Refused: the actor may not exempt units of this region.
        ValidationError: it was not exempt on that day.
    """
    responsible = responsible_union(unit)
    require(actor, "unions.unit:exempt", responsible)
    day = on or today()
    if not close(unit.exemptions.filter(valid_on(day)), day):
        raise ValidationError(_("“%(unit)s”当天不在不适用之列") % {"unit": unit})
    trace("unions.unit.exemption_ended", actor=actor, subject=unit, union_id=_pk(responsible))


def _move_start(unit: Unit) -> None:
    start = unit.opened_on or UNKNOWN_START
    for rows in (unit.standings, unit.names):
        first = rows.order_by("valid_from").first()
        if first is not None:
            if first.valid_to <= start:
                raise ValidationError({"opened_on": _("开办日期晚于已登记的状态或名称变更")})
            edit(first, {"valid_from": start})


def _pk(union: Any) -> int | None:
    return union.pk if union is not None else None
