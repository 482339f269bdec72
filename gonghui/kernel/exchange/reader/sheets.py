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
        month_columns: columns whose dates are shown without a day (``yyyy年m月``).
    """

    name: str
    height: int
    width: int
    visible: bool = True
    merged: list[Range] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    month_columns: frozenset[int] = frozenset()
    merges_known: bool = True
    source: CalamineSheet | list[Row] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """All rows from the first of the sheet on, each ``width`` cells wide; empty cells are ``""``."""
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
