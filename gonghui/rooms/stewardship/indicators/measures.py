"""Measures of this room: a count with rows beside it that are no part of it, and half-days."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from gonghui.kernel.indicators.api import Part, Question, Ratio, Reading, RowSet
from gonghui.kernel.indicators.measures import Measure

Rows = Callable[[Question], QuerySet]


@dataclass(frozen=True)
class Beside(Measure):
    """A number of rows; ``beside`` are other rows that the reader must not take for them."""

    rows: Rows
    label: str
    beside: tuple[RowSet, ...]
    unit: str = "个"

    def row_sets(self) -> tuple[RowSet, ...]:
        """The counted rows, then those beside."""
        return (RowSet("rows", self.label, self.rows), *self.beside)

    def read(self, question: Question) -> Reading:
        """The number, each other one named."""
        parts = (
            Part(each.label, each.ask(question).count(), self.unit, each.key)
            for each in self.beside
        )
        return Reading(self.rows(question).count(), tuple(parts))


@dataclass(frozen=True)
class HalfDays(Measure):
    """Days of leaders: distinct half-days by two."""

    rows: Rows

    def row_sets(self) -> tuple[RowSet, ...]:
        """The half-days."""
        return (RowSet("rows", "半天", self.rows),)

    def read(self, question: Question) -> Reading:
        """Days, with the half-days beside."""
        n = self.rows(question).order_by().count()
        return Reading(Decimal(n) / 2, (Part("半天", n, "个", "rows"),))


@dataclass(frozen=True)
class RatioBeside(Ratio):
    """A rate with rows beside it that the reader must not take for its numerator."""

    beside: tuple[RowSet, ...] = ()

    def row_sets(self) -> tuple[RowSet, ...]:
        """Numerator, denominator, then those beside."""
        return (*super().row_sets(), *self.beside)

    def read(self, question: Question) -> Reading:
        """The percentage with all counts."""
        found = super().read(question)
        parts = (
            Part(each.label, each.ask(question).count(), "个", each.key) for each in self.beside
        )
        return Reading(found.value, (*found.parts, *parts))
