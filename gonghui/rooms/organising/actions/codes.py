"""Codes on the wrong side: the unit's at the union, the union's at the unit (handbook §3)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.unions.api import Unit, change_union, change_unit, covering_union

UNION_CODE = "81"


@action
def swap_codes(*, actor: Any, unit: Unit) -> None:
    """Put the codes of a unit and its union each to its own side; traces.

    Raises:
        Refused: the actor may not change the unit or the union.
        ValidationError: no union, or nothing stands on the wrong side.
    """
    union = covering_union(unit)
    if union is None:
        raise ValidationError(_("“%(unit)s”没有工会，没有可对调的代码。") % {"unit": unit})
    codes = [code for code in (unit.uscc, union.uscc) if code]
    of_union = [code for code in codes if code.startswith(UNION_CODE)]
    of_unit = [code for code in codes if not code.startswith(UNION_CODE)]
    right = unit.uscc in ("", *of_unit) and union.uscc in ("", *of_union)
    if right or len(of_union) > 1 or len(of_unit) > 1:
        raise ValidationError(_("代码没有填反，不需要对调。"))
    change_unit(actor=actor, unit=unit, uscc=next(iter(of_unit), ""))
    change_union(actor=actor, union=union, uscc=next(iter(of_union), ""))
    trace(
        "organising.codes.swapped",
        actor=actor,
        subject=unit,
        union_id=union.pk,
        unit=unit.name,
    )
