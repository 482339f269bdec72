"""What a parser says about a cell: a plain value, a mended one, or why it needs a person."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

MEND, REFUSE, NOTE = "mend", "refuse", "note"
CACHE_SIZE = 50_000


class Mended(NamedTuple):
    """A value whose form was put right; ``before`` and ``after`` are shown to the user.

    ``aside`` is text that was taken out of the cell and belongs into the remarks.
    """

    value: Any
    code: str
    before: str
    after: str
    note: str = ""
    aside: str = ""


class Fault(NamedTuple):
    """Why a cell is refused, in a sentence for the user; ``suggestion`` is what was probably meant."""

    code: str
    message: str
    suggestion: str = ""


class Finding(NamedTuple):
    """Something about one cell: mended, refused, or only to be looked at."""

    column: str
    level: str
    code: str
    message: str
    before: str = ""
    after: str = ""


Parser = Callable[[Any], Any]


class ParsedCells(dict):
    """Remembers what a parser made of each distinct cell: most columns hold few different values."""

    def __init__(self, parse: Parser) -> None:
        super().__init__()
        self.parse = parse
        self.has_findings = False

    def __missing__(self, raw: Any) -> Any:
        if len(self) >= CACHE_SIZE:
            self.clear()
        value = self[raw] = self.parse(raw)
        if type(value) is Mended or type(value) is Fault:
            self.has_findings = True
        return value

    def column(self, raws: Sequence[Any]) -> tuple[list[Any], list[tuple[int, Mended | Fault]]]:
        """Parsed values of a column, None where refused, and what there is to say by index."""
        values = list(map(self.__getitem__, raws))
        if not self.has_findings:
            return values, []
        findings = [
            (index, value)
            for index, value in enumerate(values)
            if type(value) is Mended or type(value) is Fault
        ]
        for index, found in findings:
            values[index] = found.value if type(found) is Mended else None
        return values, findings


def finding(column: str, said: Mended | Fault) -> Finding:
    """The finding for what a parser said about a cell of ``column``."""
    if type(said) is Mended:
        return Finding(column, MEND, said.code, said.note, said.before, said.after)
    return Finding(column, REFUSE, said.code, said.message, "", said.suggestion)
