"""What a room declares so that a list of its own can go out to a workbook and come back.

The kernel reads, parses cells, keeps the rows between check and confirmation and shows the differences; the
target knows which rows it has, compares, writes and takes back.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from gonghui.kernel.exchange.cells import NOTE, REFUSE, Finding
from gonghui.kernel.exchange.columns import ROW_KEY, ExchangeColumn
from gonghui.kernel.exchange.phrases import code_label
from gonghui.kernel.lib.registry import Registry
from gonghui.kernel.unions.api import UnionKind


@dataclass(frozen=True)
class Setting:
    """On whose behalf and for what a batch is checked or written.

    Attributes:
        union: the union whose list it is, with everything below.
        mapped: keys of the columns that the file has.
        choices: what was decided on the mapping page, text → chosen id (0: leave), by column.
    """

    actor: Any
    union: Any
    today: date
    mapped: frozenset[str] = frozenset()
    choices: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    batch_id: int | None = None

    @property
    def has_row_keys(self) -> bool:
        """Whether the file is an export of ours, whose empty cells mean that a value was removed."""
        return ROW_KEY in self.mapped


class Unsettled(NamedTuple):
    """A text that leads to no known record yet, how often it stands there, and what it may mean."""

    text: str
    count: int
    proposal: int = 0


class Late(NamedTuple):
    """Something about an earlier row that only a later one brought to light."""

    sheet: int
    number: int
    finding: Finding


class Missing(NamedTuple):
    """A record that the file does not mention; shown with a proposal, never removed."""

    label: str
    detail: str
    proposal: str


@dataclass
class ParsedBlock:
    """Rows of a sheet after their cells were parsed; the checker adds findings and values.

    ``asides`` are texts that were taken out of a cell and belong into the remarks.
    """

    sheet: int
    sheet_name: str
    numbers: list[int]
    values: dict[str, list[Any]]
    raws: Mapping[str, Sequence[Any]]
    findings: dict[int, list[Finding]] = field(default_factory=dict)
    asides: dict[int, list[str]] = field(default_factory=dict)

    def say(self, index: int, finding: Finding) -> None:
        """Add a finding to row ``index`` of the block."""
        self.findings.setdefault(index, []).append(finding)

    def refuse(
        self, index: int, column: str, code: str, message: str, suggestion: str = ""
    ) -> None:
        """Refuse a cell, and with it the row."""
        self.say(index, Finding(column, REFUSE, code, message, "", suggestion))

    def note(self, index: int, column: str, code: str, message: str) -> None:
        """Point a cell out without refusing it."""
        self.say(index, Finding(column, NOTE, code, message))

    def codes(self, index: int) -> set[str]:
        """Codes of what was said about a row."""
        said = self.findings.get(index)
        return {found.code for found in said} if said else set()

    def has_key(self, index: int) -> bool:
        """Whether the row carries a row key, so that it speaks of a record whatever its cells say."""
        keys = self.values.get(ROW_KEY)
        return bool(keys and str(keys[index] or "").strip())

    def is_refused(self, index: int) -> bool:
        """Whether a person has to look at the row first."""
        said = self.findings.get(index)
        return said is not None and any(found.level == REFUSE for found in said)


@dataclass
class Verdict:
    """What the checker decided about the rows of a block, by index.

    Attributes:
        labels: a name for each row; details: a second line (masked number), for the pages.
        new: (index, payload) — JSON that the writer can load without further thought.
        changed: (index, changes, payload); changes are (column, before, after) for the pages.
    """

    labels: Sequence[str]
    details: Sequence[str]
    new: list[tuple[int, Sequence[Any]]] = field(default_factory=list)
    changed: list[tuple[int, list[tuple[str, str, str]], Any]] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)


class Checker(ABC):
    """Looks at the parsed rows of one file, block by block, and remembers what it has seen."""

    @abstractmethod
    def check(self, block: ParsedBlock) -> Verdict:
        """Decide about the rows; refuse what needs a person by adding findings."""

    def late(self) -> Iterable[Late]:
        """What was learned about rows of earlier blocks; asked once, after the last block."""
        return ()

    def missing(self) -> Iterable[Missing]:
        """Records that the file does not mention; asked once, after the last block."""
        return ()


class Stale(Exception):
    """Rows changed since they were checked or written; nothing was written. ``names`` says which."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = list(names)
        super().__init__("、".join(self.names))


Progress = Callable[[int], None]


class Writer(ABC):
    """Writes the rows of a checked batch, or takes them back, inside the caller's transaction."""

    @abstractmethod
    def write(
        self,
        new: Iterable[Any],
        changed: Iterable[Any],
        resumed: Mapping[str, Any] | None,
        progress: Progress,
    ) -> Iterator[Any]:
        """Write all rows; yields JSON parts that lead back.

        Args:
            new: payloads of ``Verdict.new``, streamed.
            changed: payloads of ``Verdict.changed``, streamed.
            resumed: what ``take_back`` returned, when the batch is written again after an undo.
            progress: called with the number of rows written so far.

        Raises:
            Stale: rows changed since the check.
        """

    @abstractmethod
    def take_back(self, parts: Iterable[Any]) -> Mapping[str, Any]:
        """Undo what ``write`` did, all of it; returns JSON that ``write`` needs to do it again.

        Raises:
            Stale: rows were touched since; the names say which.
        """


class Settling(ABC):
    """Leads texts of a file (departments) to records; what it cannot lead is decided by a person."""

    @abstractmethod
    def unsettled(self, texts: Counter[Any]) -> list[Unsettled]:
        """Texts that must be decided on the mapping page."""

    @abstractmethod
    def choices(self) -> list[tuple[int, str]]:
        """What an unsettled text can be led to: (id, label)."""

    @abstractmethod
    def remember(self, decisions: Mapping[str, int]) -> None:
        """Keep decisions (text → id) for the next file."""


class Target(ABC):
    """One list that can go out and come back; see docs/subsystems/exchange.md.

    Attributes:
        row_name: what the name of a row is called on the page of differences.
        row_detail: what its second line is called; "" where rows have none.
        union_help: one line beside the choice of the union.
        union_kinds: kinds of unions that have such a list; empty for all.
        reasons: words for the codes of refusals and notes that only this list has.
    """

    key: str
    label: str
    permission: str
    columns: tuple[ExchangeColumn, ...]
    keys: tuple[str, ...]
    fill_key: str = ""
    ordinal: str = ""
    done_url: str = ""
    row_name: str = "名称"
    row_detail: str = ""
    union_help: str = "清单由哪个工会登记；里面的单位应在它下面。"
    union_kinds: tuple[UnionKind, ...] = ()
    reasons: Mapping[str, str] = {}

    def reason(self, code: str) -> str:
        """The words for the code of a mend, a note or a refusal."""
        return self.reasons.get(code) or code_label(code)

    def column(self, key: str) -> ExchangeColumn:
        """The column of a key; raises LookupError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise LookupError(key)

    @abstractmethod
    def checker(self, setting: Setting) -> Checker:
        """Start checking a file."""

    @abstractmethod
    def writer(self, setting: Setting) -> Writer:
        """Start writing a batch."""

    def unions(self, allowed: QuerySet) -> QuerySet:
        """Which of the unions that a user may import for have such a list."""
        return allowed.filter(kind__in=self.union_kinds) if self.union_kinds else allowed

    def summaries(self, payloads: Sequence[Any]) -> list[str]:
        """One line about each new row, for the difference page; holds nothing that is shown masked."""
        return [""] * len(payloads)

    def settling(self, setting: Setting) -> "Settling | None":  # noqa: ARG002 -- for those who override it
        """Who knows what the texts of ``fill_key`` mean; None where nothing has to be settled."""
        return None

    @abstractmethod
    def export(
        self, union: Any, rows: QuerySet, *, unmasked: bool
    ) -> Iterator[tuple[list[Any], str]]:
        """The rows of a list in the order of ``export_columns``, each with its signed row key.

        Args:
            union: for which the keys are signed; the one that will import them again.
            rows: of the list that is exported.
            unmasked: whether sensitive values go out whole.
        """

    def export_columns(self, *, unmasked: bool) -> tuple[ExchangeColumn, ...]:
        """The columns of an export; those that are left out by default come only when unmasked."""
        return tuple(one for one in self.columns if one.kept and (unmasked or not one.left_out))


targets: Registry[Target] = Registry("exchange target")


def register_target(target: Target) -> Target:
    """Declare a target; done once, in ``registrations.py`` of the room."""
    return targets.register(target.key, target)
