"""Pages that stay quick at any depth, and totals that are exact only where that is cheap."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

EXACT_UP_TO = 10_000
DEEP = 250
"""From so many rows before the page on, keys are fetched first."""
FEW = 5_000
"""So many rows are found first and sorted then; see ``sorted_after``."""
WIDE = 500
"""From so many rows on, keys are sorted alone and only the page's rows are joined with what they show."""
AROUND = 2


@dataclass(frozen=True)
class Total:
    """How many rows there are; ``more`` means "at least", counted no further."""

    count: int
    more: bool = False


def count(rows: QuerySet, *, exact: bool = False) -> Total:
    """Count up to EXACT_UP_TO rows, or all of them when somebody asks."""
    plain = rows.order_by().values("pk")
    if exact:
        return Total(plain.count())
    found = plain[: EXACT_UP_TO + 1].count()
    return Total(min(found, EXACT_UP_TO), found > EXACT_UP_TO)


@dataclass(frozen=True)
class Page:
    """One page of a list and its neighbours."""

    number: int
    last: int
    rows: list[Any]
    first_row: int
    cut: bool

    @property
    def last_row(self) -> int:
        """Position of its last row, counted from 1."""
        return self.first_row + len(self.rows) - 1

    @property
    def previous(self) -> int | None:
        """The page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after."""
        return self.number + 1 if self.number < self.last else None

    @property
    def numbers(self) -> list[int | None]:
        """Page numbers to offer; None is a gap."""
        near = range(self.number - AROUND, self.number + AROUND + 1)
        wanted = sorted({1, self.last, *(n for n in near if 1 <= n <= self.last)})
        found: list[int | None] = []
        for before, number in zip([0, *wanted], wanted, strict=False):
            if number - before > 1:
                found.append(None)
            found.append(number)
        return found


def page_of(rows: QuerySet, number: int, size: int, total: Total) -> Page:
    """The page ``number`` (1 upwards) of sorted rows.

    No page lies beyond EXACT_UP_TO rows: whoever needs row 10,001 filters or exports. Deep pages, and
    those of hundreds of rows that must be sorted, fetch keys first, so that skipped rows are not joined.
    """
    last = max(1, -(-min(total.count, EXACT_UP_TO) // size))
    number = min(max(number, 1), last)
    start = (number - 1) * size
    few = total.count <= FEW and not total.more
    ordered = sorted_after(rows) if few else rows
    if start < DEEP and (total.count <= WIDE or not few):
        found = list(ordered[start : start + size])
    else:
        keys = list(ordered.values_list("pk", flat=True)[start : start + size])
        known = {row.pk: row for row in rows.filter(pk__in=keys)}
        found = [known[key] for key in keys if key in known]
    return Page(number, last, found, start + 1 if found else 0, total.more and number == last)


def sorted_after(rows: QuerySet) -> QuerySet:
    """The same rows in the same order, but no index serves the order.

    A database that expects matches to lie evenly walks the sorted index of a whole province until it
    has met fifty members of one university. With an expression in front it finds the few rows by their
    conditions and sorts them.
    """
    first, *others = rows.query.order_by or ("pk",)
    if not isinstance(first, str):
        return rows
    field = F(first.removeprefix("-"))
    hidden = Coalesce(field, field)
    return rows.order_by(hidden.desc() if first.startswith("-") else hidden.asc(), *others)
