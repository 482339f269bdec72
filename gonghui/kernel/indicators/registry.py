"""The register of indicators: rooms declare them, the review and the figure pages only read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gonghui.kernel.indicators.measures import Measure, Question, Reading, RowSet
from gonghui.kernel.lib.registry import Registry


@dataclass(frozen=True)
class RowColumn:
    """A column of the opened rows. ``value`` takes the row; ``link`` gives the record's address."""

    title: str
    value: Callable[[Any], Any]
    link: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Indicator:
    """A figure that somebody answers for: what it is called, what it means, what stands behind it.

    ``key`` reads ``room.what_counted``. ``definition`` is what the reader is shown; whoever changes
    its meaning raises ``version``. ``permission`` guards the opened rows, not the number.
    """

    key: str
    name: str
    unit: str
    definition: str
    measure: Measure
    columns: tuple[RowColumn, ...]
    permission: str
    source: str = ""
    version: int = 1
    stock: bool = False

    def row_set(self, key: str) -> RowSet:
        """One of the measure's row sets.

        Raises:
            LookupError: the indicator has no such set.
        """
        for each in self.measure.row_sets():
            if each.key == key:
                return each
        raise LookupError(f"{self.key} has no rows called {key!r}")


@dataclass(frozen=True)
class Figure:
    """An indicator's answer to a question."""

    indicator: Indicator
    question: Question
    reading: Reading

    @property
    def value(self) -> Any:
        """The number, or None when there is none to give."""
        return self.reading.value

    @property
    def parts(self) -> tuple:
        """The numbers beside it."""
        return self.reading.parts


indicators: Registry[Indicator] = Registry("indicator")


def register(indicator: Indicator) -> Indicator:
    """Declare an indicator (in a room's ``registrations``)."""
    return indicators.register(indicator.key, indicator)


def figure(key: str, question: Question) -> Figure:
    """Ask an indicator.

    Raises:
        LookupError: nobody declared it.
    """
    indicator = indicators.get(key)
    return Figure(indicator, question, indicator.measure.read(question))
