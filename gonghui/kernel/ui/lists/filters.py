"""Filters of a list: each reads its own parameters, narrows the rows and says what it did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.paths import below
from gonghui.kernel.lib.sorting import matches_pinyin
from gonghui.kernel.unions.api import Union

MANY = 20


@dataclass(frozen=True)
class Filter:
    """A filter by a typed text; the other kinds derive from it.

    Attributes:
        key: name of its parameter.
        label: what users call it.
        field: ORM field it looks into; the key by default.
        default: value while the address says nothing; an empty parameter switches it off.
        apply_with: function of rows and value, instead of looking into a field.
        more: stands behind 更多筛选.
    """

    key: str
    label: str
    field: str = ""
    default: str = ""
    apply_with: Callable[[QuerySet, Any], QuerySet] | None = None
    more: bool = False
    template = "ui/filters/text.html"

    @property
    def target(self) -> str:
        """The ORM field."""
        return self.field or self.key

    @property
    def names(self) -> tuple[str, ...]:
        """Parameters it owns."""
        return (self.key,)

    def read(self, params: QueryDict) -> Any:
        """Its value, or something empty."""
        return params.get(self.key, self.default).strip()

    def apply(self, rows: QuerySet, value: Any) -> QuerySet:
        """The rows that pass."""
        return self.apply_with(rows, value) if self.apply_with else self.narrow(rows, value)

    def narrow(self, rows: QuerySet, value: Any) -> QuerySet:
        """What it does to its field."""
        return rows.filter(**{f"{self.target}__icontains": value})

    def told(self, value: Any) -> str:
        """The value in words."""
        return str(value)

    def context(self, value: Any) -> dict[str, Any]:  # noqa: ARG002 -- kinds that draw more use it
        """What its template needs besides key, label and value."""
        return {}


class TextFilter(Filter):
    """The rows whose field contains a text."""


@dataclass(frozen=True)
class ChoiceFilter(Filter):
    """The rows with one of a few values; ``choices`` are pairs or a function of nothing."""

    choices: Sequence[tuple[Any, str]] | Callable[[], Sequence[tuple[Any, str]]] = ()
    template = "ui/filters/choice.html"

    @property
    def options(self) -> list[tuple[str, str]]:
        """Pairs of value and label."""
        found = self.choices() if callable(self.choices) else self.choices
        return [(str(value), label) for value, label in found]

    def read(self, params: QueryDict) -> str:
        """A known value or nothing."""
        value = super().read(params)
        return value if value in dict(self.options) else ""

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Equality with the value."""
        return rows.filter(**{self.target: value})

    def told(self, value: str) -> str:
        """Its label."""
        return str(dict(self.options)[value])

    def context(self, value: str) -> dict[str, Any]:
        """The options, the chosen one marked."""
        return {"options": [(key, label, key == value) for key, label in self.options]}


@dataclass(frozen=True)
class YesNoFilter(ChoiceFilter):
    """The rows where a flag is set or not."""

    choices: Sequence[tuple[Any, str]] = field(default=(("1", "是"), ("0", "否")))

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Equality with the flag."""
        return rows.filter(**{self.target: value == "1"})


@dataclass(frozen=True)
class Days:
    """A stretch of days as typed; both ends included, either may be open."""

    first: date | None
    last: date | None

    def __bool__(self) -> bool:
        return bool(self.first or self.last)


def _day(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


class DateFilter(Filter):
    """The rows whose date lies between two days."""

    template = "ui/filters/date.html"

    @property
    def names(self) -> tuple[str, ...]:
        """Two parameters: from and to."""
        return (f"{self.key}_from", f"{self.key}_to")

    def read(self, params: QueryDict) -> Days:
        """The days that can be read; what cannot is no condition."""
        first, last = (_day(params.get(name, "")) for name in self.names)
        return Days(first, last)

    def narrow(self, rows: QuerySet, value: Days) -> QuerySet:
        """Between the two days, both included."""
        found = Q()
        if value.first:
            found &= Q(**{f"{self.target}__gte": value.first})
        if value.last:
            found &= Q(**{f"{self.target}__lte": value.last})
        return rows.filter(found)

    def told(self, value: Days) -> str:
        """Both ends."""
        first = value.first.isoformat() if value.first else _("不限")
        last = value.last.isoformat() if value.last else _("不限")
        return f"{first} ~ {last}"


@dataclass(frozen=True)
class UnionFilter(Filter):
    """The rows of one union and everything below it; ``path_field`` leads to its path."""

    path_field: str = "union__path"
    template = "ui/filters/union.html"

    def read(self, params: QueryDict) -> Union | None:
        """The union meant by an id or by a typed name that fits exactly one in scope."""
        text = params.get(self.key, "").strip()
        if not text:
            return None
        rows = unions_in_scope()
        if text.isdigit():
            return rows.filter(pk=int(text)).first()
        exact = list(rows.filter(Q(name=text) | Q(short_name=text))[:2])
        found = exact or list(unions_like(text)[:2])
        return found[0] if len(found) == 1 else None

    def narrow(self, rows: QuerySet, value: Union) -> QuerySet:
        """The subtree as one range of the path index."""
        return rows.filter(below(value.path, self.path_field))

    def told(self, value: Union) -> str:
        """Its name."""
        return value.short_name or value.name


def unions_in_scope() -> QuerySet[Union]:
    """The unions that the active scope shows."""
    condition = scoping.current().condition("path", None)
    rows = Union.objects.all()
    return rows if condition is None else rows.filter(condition)


def unions_like(text: str) -> QuerySet[Union]:
    """Unions in scope by a piece of name, short name, pinyin or code; the widest first."""
    wanted = (
        Q(name__icontains=text)
        | Q(short_name__icontains=text)
        | matches_pinyin(text)
        | Q(code=text)
    )
    return unions_in_scope().filter(wanted).order_by("path")
