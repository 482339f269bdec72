"""A column: where its value comes from, how it looks, and what goes into a workbook."""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gonghui.kernel.ui import looks

Value = str | Callable[[Any], Any] | None
FEN = 100
HOLE = 987_654_321
"""A number that no address contains by itself."""


def follow(row: Any, path: str) -> Any:
    """The value at a path of attributes joined by double underscores; None where it breaks off.

    A field with choices answers with its label.
    """
    found, names = row, path.split("__")
    for name in names[:-1]:
        found = getattr(found, name, None)
    value = getattr(found, names[-1], None)
    labels = labels_of(type(found), names[-1])
    if labels:
        return str(labels[value]) if value in labels else value
    return value() if callable(value) else value


@cache
def labels_of(kind: type, name: str) -> dict[Any, Any]:
    """The labels of a model's field with choices, by value; empty for whatever has none.

    Django builds them anew for every ``get_…_display``, that is for every cell of a page.
    """
    if not issubclass(kind, Model):
        return {}
    try:
        return dict(getattr(kind._meta.get_field(name), "flatchoices", ()))
    except FieldDoesNotExist:
        return {}


def link_to(url_name: str, key: str = "pk") -> Callable[[Any], str]:
    """A column's link: the address ``url_name`` of the number that a row has at ``key``.

    The address is looked up once, and not again for each of fifty rows.
    """

    @cache
    def around() -> list[str]:
        return reverse(url_name, args=[HOLE]).split(str(HOLE))

    return lambda row: str(getattr(row, key)).join(around())


def _date(value: Any) -> str:
    return looks.short_date(value)


def _datetime(value: datetime) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


def _percent(value: Any) -> str:
    return f"{value:.2%}"


def _yes_no(value: Any) -> str:
    return _("是") if value else _("否")


def _money(value: int) -> str:
    return looks.number(Decimal(value) / FEN, 2)


SHOWN: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "html": conditional_escape,
    "name": str,
    "state": str,
    "number": looks.number,
    "money": _money,
    "percent": _percent,
    "date": _date,
    "datetime": _datetime,
    "yes_no": _yes_no,
    "identity": lambda value: looks.masked(value, "identity"),
    "phone": lambda value: looks.masked(value, "phone"),
}
CLASSES = {
    "number": "is-number",
    "money": "is-number",
    "percent": "is-number",
    "date": "is-date",
    "datetime": "is-date",
    "identity": "is-masked",
    "phone": "is-masked",
}
PLAIN = (int, float, Decimal, date, datetime, bool)


@dataclass(frozen=True)
class Column:
    """One column of a list.

    Attributes:
        key: stable name, used in addresses, saved views and exports.
        label: the heading, as users say it.
        value: path of attributes (``person__name``), or a function of the row; the key by default.
        kind: text, number, money (fen), percent (0 to 1), date, datetime, state, yes_no, identity,
            phone (both masked), name or html.
        sort: ORM field or fields to sort by; empty when the list cannot be sorted by it.
        link: function of the row giving the address the cell leads to.
        shown: whether the column is there before somebody chooses columns.
        phone: whether it appears on the card that a row becomes on a phone.
        precision: attribute path of Y, M or D for a date that is only partly known.
        tone: for ``state``: the raw value or the row to good, warn, bad, info, gold or "".
        export: function of the row giving the value for a workbook.
        help: one sentence about the column, shown at its heading.
    """

    key: str
    label: str
    value: Value = None
    kind: str = "text"
    sort: str | tuple[str, ...] = ()
    link: Callable[[Any], str] | None = None
    shown: bool = True
    phone: bool = True
    precision: str = ""
    tone: Mapping[Any, str] | Callable[[Any], str] | None = None
    export: Callable[[Any], Any] | None = None
    help: str = ""

    def __post_init__(self) -> None:
        """Refuse a kind that nobody can draw."""
        if self.kind not in SHOWN:
            raise ImproperlyConfigured(f"column {self.key} has the unknown kind {self.kind}")

    @property
    def order(self) -> tuple[str, ...]:
        """The fields it sorts by."""
        return (self.sort,) if isinstance(self.sort, str) and self.sort else tuple(self.sort)

    @cached_property
    def escaped(self) -> str:
        """The label as each of its cells carries it."""
        return escape(self.label)

    @cached_property
    def css(self) -> str:
        """Classes of its cells."""
        phone = "" if self.phone else "not-phone"
        return " ".join(filter(None, (CLASSES.get(self.kind, ""), phone)))

    def value_of(self, row: Any) -> Any:
        """The value as the record has it."""
        return self.value(row) if callable(self.value) else follow(row, self.value or self.key)

    def text(self, row: Any) -> str:
        """The value in words; empty for nothing."""
        value = self.value_of(row)
        if value is None or value == "":
            return ""
        if self.kind == "date" and self.precision:
            return looks.short_date(value, follow(row, self.precision))
        return SHOWN[self.kind](value)

    def dress(self, row: Any, text: str) -> SafeString:
        """The inside of the cell for a text that is known already."""
        if text in ("", looks.NONE):
            return mark_safe("")
        shown = looks.state(text, self._tone(row)) if self.kind == "state" else text
        inside = shown if isinstance(shown, SafeString) else html.escape(shown)
        target = self.link(row) if self.link else ""
        return mark_safe(f'<a href="{html.escape(target)}">{inside}</a>' if target else inside)  # noqa: S308 -- escaped

    def exported(self, row: Any) -> Any:
        """The value for a workbook: numbers and full dates stay what they are, masks stay on."""
        if self.export:
            return self.export(row)
        value = self.value_of(row)
        if self.kind == "money":
            return None if value is None else Decimal(value) / FEN
        partly = self.precision and follow(row, self.precision) != "D"
        if isinstance(value, PLAIN) and self.kind != "yes_no" and not partly:
            return value
        return self.text(row)

    def _tone(self, row: Any) -> str:
        if callable(self.tone):
            return self.tone(row)
        if self.tone is None:
            return ""
        found = row
        for name in (self.value if isinstance(self.value, str) else self.key).split("__"):
            found = getattr(found, name, None)
        return self.tone.get(found, "")
