"""What a figure is made of: a question, named sets of rows, and the arithmetic between them.

Every measure is computed from row sets that the reader can open; nothing is counted up by hand, so a
corrected record corrects the figure, and the rows always re-add to it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import QuerySet, Sum

Number = int | Decimal | None
Rows = Callable[["Question"], QuerySet]


@dataclass(frozen=True)
class Question:
    """Which unions (a tree path, ``""`` for all) and which stretch of time, both days included."""

    start: date
    end: date
    path: str = ""

    @property
    def opening(self) -> "Question":
        """The same question at the first day of the period."""
        return Question(self.start, self.start, self.path)


@dataclass(frozen=True)
class RowSet:
    """Rows behind a figure, with the words that say what they are."""

    key: str
    label: str
    rows: Rows
    opening: bool = False

    def ask(self, question: Question) -> QuerySet:
        """The rows for ``question``; those of the opening day if the set says so."""
        return self.rows(question.opening if self.opening else question)

    def in_order(self, question: Question) -> QuerySet:
        """The same, always in one order, so that pages neither repeat nor leave out a row."""
        rows = self.ask(question)
        return rows if rows.ordered else rows.order_by("pk")


@dataclass(frozen=True)
class Part:
    """A number beside the figure: numerator, denominator, the other kinds of increase.

    ``by`` names what is told apart where the number is one of different values, not of rows.
    """

    label: str
    value: Number
    unit: str
    row_set: str = ""
    by: str = ""


@dataclass(frozen=True)
class Reading:
    """What a measure found: the value (None prints as —) and its parts."""

    value: Number
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Measure(ABC):
    """Base of all measures: which row sets there are and how they make the value."""

    @abstractmethod
    def row_sets(self) -> tuple[RowSet, ...]:
        """The sets of rows that a reader can open, the main one first."""

    @abstractmethod
    def read(self, question: Question) -> Reading:
        """The value for ``question``."""

    def recount(self, question: Question) -> Number:
        """The value once more, from the opened rows walked one by one.

        A measure whose value does not come from rows alone may leave this out; its parts are still
        compared with their rows.
        """
        return self.read(question).value


@dataclass(frozen=True)
class Count(Measure):
    """How many rows there are: 个, 项, 场; with a date-bound row set a stock (期末数)."""

    rows: Rows
    label: str = "记录"

    def row_sets(self) -> tuple[RowSet, ...]:
        """One set: the counted rows."""
        return (RowSet("rows", self.label, self.rows),)

    def read(self, question: Question) -> Reading:
        """The number of rows."""
        return Reading(self.rows(question).count())

    def recount(self, question: Question) -> Number:
        """The rows, one by one."""
        return walked(self.rows(question))


@dataclass(frozen=True)
class Distinct(Measure):
    """How many different values of ``by`` the rows hold: 名 and 人 count persons, not rows.

    ``parts`` are counted likewise and left out when they are empty; they may overlap, for one person
    may stand in two of them. ``beside`` are counted by rows: what the reader should know but what is
    no part of the figure.
    """

    rows: Rows
    by: str
    label: str = "记录"
    parts: tuple[RowSet, ...] = ()
    unit: str = "名"
    beside: tuple[RowSet, ...] = ()

    def row_sets(self) -> tuple[RowSet, ...]:
        """The rows, more than the figure where somebody appears twice; then the parts."""
        return (RowSet("rows", self.label, self.rows), *self.parts, *self.beside)

    def read(self, question: Question) -> Reading:
        """The number of different values, and the number of rows beside it."""
        rows = self.rows(question)
        counted = [(each, self._different(each.ask(question))) for each in self.parts]
        parts = tuple(Part(each.label, n, self.unit, each.key, self.by) for each, n in counted if n)
        noted = [(each, each.ask(question).count()) for each in self.beside]
        beside = tuple(Part(each.label, n, "条", each.key) for each, n in noted if n)
        whole = Part(self.label, rows.count(), "条", "rows")
        return Reading(self._different(rows), (whole, *parts, *beside))

    def recount(self, question: Question) -> Number:
        """The different values, row by row."""
        return walked(self.rows(question), self.by)

    def _different(self, rows: QuerySet) -> int:
        return rows.order_by().values(self.by).distinct().count()


@dataclass(frozen=True)
class Total(Measure):
    """The sum of a column: 元, 人次, 小时."""

    rows: Rows
    of: str
    label: str = "记录"

    def row_sets(self) -> tuple[RowSet, ...]:
        """One set: the rows that are added."""
        return (RowSet("rows", self.label, self.rows),)

    def read(self, question: Question) -> Reading:
        """The sum; 0 when there are no rows."""
        return Reading(self.rows(question).aggregate(total=Sum(self.of))["total"] or 0)

    def recount(self, question: Question) -> Number:
        """The column, added row by row."""
        return sum(getattr(row, self.of) or 0 for row in self.rows(question).iterator())


@dataclass(frozen=True)
class Ratio(Measure):
    """Part of a whole, in percent. With an empty whole there is no rate: neither 0 nor 100 %."""

    numerator: Rows
    denominator: Rows
    labels: tuple[str, str] = ("分子", "分母")

    def row_sets(self) -> tuple[RowSet, ...]:
        """Numerator and denominator."""
        return (
            RowSet("numerator", self.labels[0], self.numerator),
            RowSet("denominator", self.labels[1], self.denominator),
        )

    def read(self, question: Question) -> Reading:
        """The percentage, with both counts beside it."""
        top = self.numerator(question).count()
        whole = self.denominator(question).count()
        parts = (
            Part(self.labels[0], top, "个", "numerator"),
            Part(self.labels[1], whole, "个", "denominator"),
        )
        return Reading(percent(top, whole), parts)

    def recount(self, question: Question) -> Number:
        """Both sets, row by row."""
        return percent(walked(self.numerator(question)), walked(self.denominator(question)))


@dataclass(frozen=True)
class RateGain(Measure):
    """The change of a rate over the period: in points, relative, and in count, side by side.

    Three different "increases" (handbook organisation §10); the figure itself is the one in points.
    """

    numerator: Rows
    denominator: Rows
    labels: tuple[str, str] = ("分子", "分母")

    def row_sets(self) -> tuple[RowSet, ...]:
        """Both sets at both ends of the period."""
        top, whole = self.labels
        return (
            RowSet("numerator", f"期末{top}", self.numerator),
            RowSet("denominator", f"期末{whole}", self.denominator),
            RowSet("numerator_opening", f"期初{top}", self.numerator, opening=True),
            RowSet("denominator_opening", f"期初{whole}", self.denominator, opening=True),
        )

    def read(self, question: Question) -> Reading:
        """The gain in percentage points, and every number it can be checked with."""
        counts = {each.key: each.ask(question).count() for each in self.row_sets()}
        gain = Gain(
            counts["numerator_opening"],
            counts["denominator_opening"],
            counts["numerator"],
            counts["denominator"],
        )
        counted = tuple(
            Part(each.label, counts[each.key], "个", each.key) for each in self.row_sets()
        )
        return Reading(gain.points, (*counted, *gain.parts()))


@dataclass(frozen=True)
class Gain:
    """Two rates and the three ways to say how much one grew into the other."""

    top0: int
    whole0: int
    top1: int
    whole1: int
    rates: tuple[Decimal | None, Decimal | None] = field(init=False)

    def __post_init__(self) -> None:
        """Work out both rates, unrounded."""
        both = (_exact(self.top0, self.whole0), _exact(self.top1, self.whole1))
        object.__setattr__(self, "rates", both)

    @property
    def points(self) -> Decimal | None:
        """Percentage points (个百分点); None when one of the rates does not exist."""
        before, after = self.rates
        return None if before is None or after is None else rounded(after - before)

    @property
    def relative(self) -> Decimal | None:
        """Relative growth of the rate in percent; None when it grew from nothing."""
        before, after = self.rates
        return None if not before or after is None else rounded((after / before - 1) * 100)

    @property
    def count(self) -> Decimal | None:
        """Growth of the number itself in percent; None when it grew from nothing."""
        return rounded(Decimal(self.top1 - self.top0) * 100 / self.top0) if self.top0 else None

    def parts(self) -> tuple[Part, ...]:
        """All of them, labelled as the handbook asks."""
        before, after = self.rates
        return (
            Part("期初比率", rounded(before), "%"),
            Part("期末比率", rounded(after), "%"),
            Part("提高", self.points, "个百分点"),
            Part("相对提高", self.relative, "%"),
            Part("数量增长", self.count, "%"),
        )


def walked(rows: QuerySet, by: str = "") -> int:
    """How many rows there are, or how many different values of ``by`` they hold, one row at a time."""
    if not by:
        return sum(1 for _row in rows.iterator())
    return len({getattr(row, by) for row in rows.iterator()})


def percent(top: int, whole: int) -> Decimal | None:
    """``top / whole`` in percent with two places, half up; None for an empty whole."""
    return rounded(_exact(top, whole))


def rounded(value: Decimal | None) -> Decimal | None:
    """Two places, half up, once, at the very end."""
    return None if value is None else value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _exact(top: int, whole: int) -> Decimal | None:
    return Decimal(top) * 100 / whole if whole else None


@dataclass(frozen=True)
class Split(Measure):
    """A count with its parts, each opening to its own rows; parts without rows are left out."""

    rows: Callable[[Question], QuerySet]
    parts: tuple[RowSet, ...]
    label: str
    unit: str = "个"

    def row_sets(self) -> tuple[RowSet, ...]:
        """All, then each part."""
        return (RowSet("rows", self.label, self.rows), *self.parts)

    def read(self, question: Question) -> Reading:
        """The total beside its parts."""
        counted = [(each, each.ask(question).count()) for each in self.parts]
        parts = tuple(Part(each.label, n, self.unit, each.key) for each, n in counted if n)
        return Reading(self.rows(question).count(), parts)

    def recount(self, question: Question) -> Number:
        """The rows, one by one."""
        return walked(self.rows(question))
