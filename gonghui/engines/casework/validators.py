"""What a step asks for: note and fields, as typed values and as plain JSON."""

from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from gonghui.engines.casework.enums import FieldKind
from gonghui.engines.casework.rules import CannotStep, StepField, Transition

EMPTY = (None, "")


def clean_fields(transition: Transition, note: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The asked values, typed; what was not asked is dropped.

    Raises:
        CannotStep: the note or a required field is missing, or a value does not fit its kind.
    """
    if transition.needs_note and not note.strip():
        raise CannotStep(_("办理“%(step)s”须写明原因。") % {"step": transition.label})
    values = {each.key: _clean(each, fields.get(each.key)) for each in transition.needs_fields}
    return {key: value for key, value in values.items() if value is not None}


def plain_fields(values: dict[str, Any]) -> dict[str, Any]:
    """The values as JSON can hold them."""
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in values.items()
    }


def _clean(field: StepField, value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip()
    if field.kind == FieldKind.YES:
        value = value in (True, "on", "true", "1")
        return _present(field, value or None)
    if value in EMPTY:
        return _present(field, None)
    return _typed(field, value)


def _present(field: StepField, value: Any) -> Any:
    if value is None and field.required:
        raise CannotStep(_("请填写“%(field)s”。") % {"field": field.label})
    return value


def _typed(field: StepField, value: Any) -> Any:
    if field.kind == FieldKind.INTEGER:
        if str(value).isdecimal():
            return int(value)
        raise CannotStep(_("“%(field)s”应为不小于 0 的整数。") % {"field": field.label})
    if field.kind == FieldKind.DAY:
        return _day(field, value)
    if field.kind == FieldKind.CHOICE and value not in dict(field.choices):
        raise CannotStep(_("“%(field)s”须从选项中选取。") % {"field": field.label})
    return value


def _day(field: StepField, value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        day = parse_date(str(value))
    except ValueError:
        day = None
    if day is None:
        raise CannotStep(_("“%(field)s”应为日期，如 2026-03-01。") % {"field": field.label})
    return day
