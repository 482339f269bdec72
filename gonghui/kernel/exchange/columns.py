"""The columns of a target: titles with synonyms, how a cell is read, and what the template says about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gonghui.kernel.exchange.cells import Parser

ROW_KEY = "_row"
ROW_KEY_TITLE = "行标识（请勿修改）"


@dataclass(frozen=True)
class ExchangeColumn:
    """One column of a target.

    Attributes:
        key: its name in code and in stored mappings.
        title: what our own template and exports print above it.
        parse: raw cell → value, ``Mended`` or ``Fault``; None leaves the raw cell to the target.
        synonyms: other titles, also the abbreviations of personnel systems, apart by spaces.
        required: a file without this column cannot be imported.
        help: one line for the template.
        example: a filled cell for the template.
        choices: the drop-down list of template and export.
        as_text: written as text, so that spreadsheets keep every digit.
        mask: how a sensitive value is shown on pages and in exports.
        left_out: stays out of exports unless somebody with the right to see it says why.
        looks_like: whether a raw value is of this kind; confirms a doubtful title.
        telling: whether such values settle the matter without any title.
        fill_down: may stand in merged cells, in headings above the rows, or as the sheet's name.
        kept: whether the value is stored; what is only asked for to find somebody never goes out.
        width: in characters.
    """

    key: str
    title: str
    parse: Parser | None = None
    synonyms: str = ""
    required: bool = False
    help: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    as_text: bool = False
    mask: Callable[[str], str] | None = None
    looks_like: Callable[[Any], bool] | None = None
    telling: bool = False
    fill_down: bool = False
    left_out: bool = False
    kept: bool = True
    width: int = 12

    @property
    def names(self) -> tuple[str, ...]:
        """Every title that means this column, our own first."""
        return self.title, *self.synonyms.split()
