"""Values in words and marks, for templates and for the cells of lists alike."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gonghui.kernel.lib import dates, sealing
from gonghui.kernel.lib.calendar import working_days_between

NONE = "—"
MASKS = {
    "identity": sealing.mask_identity,
    "phone": sealing.mask_phone,
    "name": sealing.mask_name,
}
SOON = 3
TONES = 6
FAR = 60


def number(value: float | Decimal | str | None, places: int | None = None) -> str:
    """A number in groups of three with ``places`` decimals (as many as it has by default).

    A text is taken as already written out.
    """
    if value is None or value == "":
        return NONE
    if isinstance(value, str):
        return value
    return f"{value:,}" if places is None else f"{value:,.{int(places)}f}"


def partial_date(value: date | None, precision: str = "D") -> str:
    """A date as far as it is known; the open end of an interval is no date."""
    if value is None or value == dates.FOREVER:
        return NONE
    if precision == "Y":
        return _("%(year)d年") % {"year": value.year}
    if precision == "M":
        return _("%(year)d年%(month)d月") % {"year": value.year, "month": value.month}
    return _("%(year)d年%(month)d月%(day)d日") % {
        "year": value.year,
        "month": value.month,
        "day": value.day,
    }


def short_date(value: date | None, precision: str = "D") -> str:
    """A date for columns, as far as it is known: 2019, 2019-09, 2019-09-01."""
    if value is None or value == dates.FOREVER:
        return NONE
    return value.isoformat()[: {"Y": 4, "M": 7}.get(precision, 10)]


def masked(value: str, kind: str = "identity") -> str:
    """The value with its middle hidden.

    Raises:
        LookupError: there is no such mask.
    """
    return MASKS[kind](value) if value else NONE


@lru_cache(maxsize=1024, typed=True)  # by type, because a safe label is not escaped
def state(label: str, kind: str = "") -> SafeString:
    """A state as a badge. Colour is never the only sign: the label says it all."""
    return format_html('<span class="badge {}">{}</span>', f"is-{kind}" if kind else "", label)


@dataclass(frozen=True)
class Piece:
    """A part of a composition bar; ``start``, ``width`` and ``share`` in percent."""

    label: str
    value: float
    start: float
    width: float
    tone: int

    @property
    def share(self) -> str:
        """Its share of the whole, in words."""
        return f"{self.width:.1f}%"


def pieces(parts: list[tuple[str, float]]) -> list[Piece]:
    """Parts laid side by side on a bar of 100."""
    whole = sum(value for _label, value in parts) or 1
    found, start = [], 0.0
    for position, (label, value) in enumerate(parts):
        width = round(100 * value / whole, 3)
        found.append(Piece(label, value, round(start, 3), width, min(position + 1, TONES)))
        start += width
    return found


def clock(due: date | None, *, paused: bool = False, done: bool = False) -> SafeString:
    """How much time is left until the end of ``due``, in working days."""
    if due is None:
        return SafeString("")
    if done:
        return state(_("已办结"), "good")
    return state(_("计时暂停")) if paused else _time_left(due, dates.today())


def _time_left(due: date, today: date) -> SafeString:
    days = (due - today).days
    if days < 0:
        return state(_("已超期 %(days)d 天") % {"days": -days}, "bad")
    if days == 0:
        return state(_("今天到期"), "bad")
    if days > FAR:
        return state(_("还剩 %(days)d 天") % {"days": days}, "info")
    left = working_days_between(today, due).days
    return state(_("还剩 %(days)d 个工作日") % {"days": left}, "warn" if left <= SOON else "info")
