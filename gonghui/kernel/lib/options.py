"""Choices a federation makes for itself: one registered default each, changed as data, never in code.

Everything the handbooks tag [K] or [U] (differs from place to place) is an option with its source.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.models import OptionValue
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.registry import Registry


@dataclass(frozen=True)
class Option:
    """A choice: ``default`` is a JSON value, ``source`` says where it comes from (law, handbook §)."""

    key: str
    label: str
    default: Any
    source: str = ""


options: Registry[Option] = Registry("option")


def register_option(item: Option) -> Option:
    """Declare an option; done once, in a ``registrations.py``."""
    return options.register(item.key, item)


def option(key: str, union: Any = None) -> Any:
    """The value chosen by ``union``, else by the whole federation, else the default.

    Raises:
        LookupError: nobody declared the option.
    """
    declared = options.get(key)
    rows = OptionValue.objects.filter(key=key)
    chosen: dict[int | None, Any] = dict(rows.filter(union=None).values_list("union_id", "value"))
    if union is not None:
        chosen |= dict(rows.filter(union=union).values_list("union_id", "value"))
    return chosen.get(getattr(union, "pk", None), chosen.get(None, declared.default))


@action
def set_option(*, actor: Any, key: str, value: Any, union: Any = None) -> OptionValue:
    """Choose ``value``, for one union or (None) for the whole federation.

    The value must be of the type of the default. Replaces an earlier choice, then traces.

    Raises:
        Refused: the actor may not.
        LookupError: nobody declared the option.
        ValueError: the value is of another type than the default.
    """
    declared = options.get(key)
    require(actor, "lib.option:edit", union)
    if type(value) is not type(declared.default):
        raise ValueError(_("参数“%(label)s”的取值类型不对") % {"label": declared.label})
    row = OptionValue.objects.select_for_update().filter(key=key, union=union).first()
    row = row or OptionValue(key=key, union=union)
    before, row.value = row.value, value
    row.save()
    trace(
        "lib.option.set", actor=actor, union_id=row.union_id, option=key, before=before, after=value
    )
    return row
