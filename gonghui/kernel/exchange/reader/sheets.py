"""One sheet of raw rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from python_calamine import CalamineSheet

Row = Sequence[Any]
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class Sheet:
    """One sheet. Rows and columns count from 0 here; users see ``index + 1``.

    Attributes:
        merged: ranges ((row, column), (row, column)), both ends included.
        hidden_rows: rows that the user does not see; they are read all the same.
        errors: what broken formulas show (``#N/A``), by row and column; they would be read as empty.
        month_columns: columns whose dates are shown without a day (``yyyy年m月``).
    """

    name: str
    height: int
    width: int
    visible: bool = True
    merged: list[Range] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    month_columns: frozenset[int] = frozenset()
    merges_known: bool = True
    source: CalamineSheet | list[Row] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """All rows from the first of the sheet on, each ``width`` cells wide; empty cells are ``""``."""
        return self._with_errors() if self.errors else self._plain_rows()

    def _with_errors(self) -> Iterator[Row]:
        for index, row in enumerate(self._plain_rows()):
            cells = self.errors.get(index, {})
            shown = {column: text for column, text in cells.items() if column < len(row)}
            yield [shown.get(column, cell) for column, cell in enumerate(row)] if shown else row

    def _plain_rows(self) -> Iterator[Row]:
        if isinstance(self.source, list):
            yield from self.source
            return
        left = self.source.start[1] if self.source.start else 0
        if not left:
            yield from self.source.iter_rows()
            return
        padding = list(repeat("", left))
        for row in self.source.iter_rows():
            yield padding + row
