"""Widths, heights and type of the cells of a form, alike for both writers."""

from collections.abc import Iterator
from dataclasses import dataclass

from gonghui.kernel.documents.content import Cell, Form, Opinion
from gonghui.kernel.documents.fitting import USUAL_PT, size_for
from gonghui.kernel.documents.metrics import PAPERS
from gonghui.kernel.documents.numbers import chinese_date

OPEN_DATE = "年　　月　　日"


class GridBroken(ValueError):
    """The cells of a row do not fill the columns of its form; the text names the row."""


@dataclass(frozen=True)
class Placed:
    """A cell at its place: first row and column, width in millimetres, size of type in points."""

    cell: Cell
    row: int
    column: int
    width: float
    size: float


def text_room(paper: str) -> float:
    """Width between the margins, millimetres."""
    width, _height, (_top, right, _bottom, left) = PAPERS[paper]
    return width - left - right


def column_widths(form: Form) -> list[float]:
    """Millimetres of every column of the grid."""
    room = text_room(form.paper)
    return [room * share / sum(form.widths) for share in form.widths]


def placed_cells(form: Form) -> Iterator[Placed]:
    """Every cell with its place.

    Raises:
        GridBroken: a row has too few or too many cells.
    """
    widths = column_widths(form)
    covered = [0] * len(widths)  # rows that a cell from above still covers
    for index, row in enumerate(form.rows):
        column = 0
        for cell in row.cells:
            while column < len(widths) and covered[column]:
                column += 1
            if column + cell.columns > len(widths):
                raise GridBroken(f"row {index + 1} of {form.title} is too wide")
            yield _placed(form, cell, index, column, widths)
            covered[column : column + cell.columns] = [cell.rows] * cell.columns
            column += cell.columns
        if not all(covered):
            raise GridBroken(f"row {index + 1} of {form.title} is too narrow")
        covered = [left - 1 for left in covered]


def _placed(form: Form, cell: Cell, row: int, column: int, widths: list[float]) -> Placed:
    width = sum(widths[column : column + cell.columns])
    height = sum(one.height for one in form.rows[row : row + cell.rows])
    size = size_for(cell.text, width, height) if cell.fit == "shrink" else USUAL_PT
    return Placed(cell, row, column, width, size)


def cell_text(cell: Cell) -> str:
    """The text of a cell; an upright label has one character to a line."""
    return "\n".join(cell.text) if cell.upright else cell.text


def seal_lines(opinion: Opinion) -> list[str]:
    """What stands at the lower right of an opinion: signer, place of the seal, date."""
    signer = [f"签字：{opinion.signer}"] if opinion.signer else []
    seal = [opinion.seal] if opinion.seal else []
    day = chinese_date(opinion.signed_on) if opinion.signed_on else OPEN_DATE
    return [*signer, *seal, day]
