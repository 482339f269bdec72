"""How values look on every page: numbers, dates as precise as they are known, masks, clocks."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gonghui.kernel.ui import drafts, icons, looks, widgets
from gonghui.kernel.ui.lists.filters import Filter
from gonghui.kernel.ui.models import FormDraft

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of bootstrap-icons."""
    return icons.draw(name)


@register.filter
def number(value: float | Decimal | None, places: int | None = None) -> str:
    """A number in groups of three; a dash for none."""
    return looks.number(value, places)


@register.filter
def partial_date(value: date | None, precision: str = "D") -> str:
    """A date as far as it is known: 2019年, 2019年9月, 2019年9月1日."""
    return looks.partial_date(value, precision)


@register.filter
def masked(value: str, kind: str = "identity") -> str:
    """An identity number, phone or name with its middle hidden."""
    return looks.masked(value, kind)


@register.filter
def shape(field: BoundField) -> str:
    """What a field is: group, check, file or line."""
    return widgets.shape(field)


@register.filter
def choices(field: BoundField) -> list:
    """A group's inputs with the classes of the look."""
    return widgets.choices(field)


@register.filter
def told(field: BoundField) -> list[str]:
    """A field's errors in words that say what to do."""
    return widgets.told(field)


@register.filter
def drawn(field: BoundField) -> SafeString:
    """A field's input with the classes of the look."""
    return widgets.draw(field)


@register.simple_tag(takes_context=True)
def draft_of(context: template.Context, key: str) -> FormDraft | None:
    """The draft this account left of a form."""
    return drafts.find_draft(context["request"].user, key)


@register.inclusion_tag("ui/kpi.html")
def kpi(label: str, value: Any, unit: str = "", **more: Any) -> dict[str, Any]:
    """A key figure; ``as_of`` a date or text, ``url`` to its rows, ``note``, ``key`` for the red one."""
    return {"label": label, "value": value, "unit": unit, **more}


@register.inclusion_tag("ui/composition.html")
def composition(parts: list[tuple[str, float]], unit: str = "", label: str = "") -> dict[str, Any]:
    """Parts of a whole as one bar with its legend; pairs of label and value, largest first."""
    return {"pieces": looks.pieces(parts), "unit": unit, "label": label}


@register.simple_tag
def clock(due: date | None, *, paused: bool = False, done: bool = False) -> SafeString:
    """How much time is left, in words and colour."""
    return looks.clock(due, paused=paused, done=done)


@register.simple_tag
def state(label: str, kind: str = "") -> SafeString:
    """A state as a badge; ``kind`` is good, warn, bad, info, gold, running or empty."""
    return looks.state(label, kind)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The address's query with some parameters changed; None removes one."""
    return _changed(context, changes)


@register.simple_tag(takes_context=True)
def without(context: template.Context, item: Filter) -> str:
    """The address's query with a filter switched off, its default included."""
    changes = dict.fromkeys(item.names, "" if item.default else None)
    return _changed(context, {**changes, "page": None})


def _changed(context: template.Context, changes: dict[str, Any]) -> str:
    params = context["request"].GET.copy()
    params.pop("count", None)
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = value
    return format_html("?{}", params.urlencode()) if params else "?"
