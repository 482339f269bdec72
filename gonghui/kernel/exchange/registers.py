"""A register: a list in which each row is one record, known again by a few columns, written by actions.

A target of this kind says which records there are, what a row says of one, and which actions create, change
and withdraw. Rolls, whose rows become events of persons, have checkers and writers of their own.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.columns import ROW_KEY
from gonghui.kernel.exchange.holders import names_in, normal
from gonghui.kernel.exchange.row_keys import read as read_row_key
from gonghui.kernel.exchange.row_keys import write as write_row_key
from gonghui.kernel.exchange.targets import (
    Checker,
    ParsedBlock,
    Progress,
    Setting,
    Stale,
    Target,
    Verdict,
    Writer,
)
from gonghui.kernel.jobs.api import JobFailed
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.lib.policy import decide
from gonghui.kernel.lib.records import Stale as RowStale
from gonghui.kernel.lib.texts import as_text

Row = dict[str, Any]
PIECE = 2000
MOST_SAID = 80  # characters in a sentence; a joint union covers hundreds of units
REASON = "a register is compared and written for the union that imports it"


class Desk:
    """Looks at the rows of one file for a register; refuses cells, fills in what follows from others."""

    def begin(self, rows: Sequence[Row]) -> None:
        """Look up for all rows of a block at once."""

    def fill(self, row: Row) -> None:
        """Put in what a blank cell means and how names are spelt."""

    def read(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Look at a row before its record is looked for."""

    def ask_of_known(self, block: ParsedBlock, index: int, record: Any) -> None:
        """Look at a row that means ``record``."""

    def ask_of_new(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Look at a row that is no record yet; it has to be enough for one."""

    @staticmethod
    def refuse(
        block: ParsedBlock, index: int, row: Row, refusal: ValidationError, otherwise: str
    ) -> None:
        """Say what an action would refuse, in the cells that it names, else in column ``otherwise``."""
        named = hasattr(refusal, "error_dict")
        said = refusal.message_dict if named else {otherwise: refusal.messages}
        for field, messages in said.items():
            column = field if field in row else otherwise
            block.refuse(index, column, "impossible", "；".join(messages))


class RegisterTarget(Target):
    """A list of records with a version.

    Attributes:
        changeable: columns that an import may change; others of a known record must stay as they are.
        known_by: sets of columns, tried in turn: a row that agrees with a record in all of one is that record.
        where_to_change: column → sentence that tells where what is not ``changeable`` can be changed.
        words: column → stored value → what is shown and exported.
        at_once: how many new records are made by one ``create_many``.
        kept_by: attribute of a record: the union where ``permission`` is needed to change it.
        several: columns whose cells hold several names, in any order (``names_in``).
    """

    changeable: tuple[str, ...]
    known_by: tuple[tuple[str, ...], ...]
    where_to_change: Mapping[str, str] = {}
    words: Mapping[str, Mapping[Any, str]] = {}
    kept_by = ""
    several: tuple[str, ...] = ()
    at_once = 100

    def keys_of(self, row: Row) -> list[tuple[str, ...]]:
        """By what a row is known again: the column to point at, then texts that tell it from others."""
        sets = [
            (names, [normal(as_text(row.get(key))) for key in names]) for names in self.known_by
        ]
        return [(names[0], "".join(names), *values) for names, values in sets if all(values)]

    def detail_of(self, row: Row) -> str:  # noqa: ARG002 -- for those who override it
        """The second line of a row on the pages."""
        return ""

    @abstractmethod
    def present(self, setting: Setting) -> QuerySet:
        """The records that a row may mean."""

    def with_facts(self, rows: QuerySet) -> QuerySet:
        """``rows`` with what ``row_of`` reads beside them, so that many cost as few queries as one."""
        return rows

    @abstractmethod
    def row_of(self, record: Any) -> Row:
        """What a row of the file would say of ``record``, one of ``with_facts``, by column."""

    def desk(self, setting: Setting) -> Desk:  # noqa: ARG002 -- for those who override it
        """Who looks at the rows beyond single cells."""
        return Desk()

    @abstractmethod
    def create(self, setting: Setting, row: Row) -> int:
        """Create the record of a new row by its action; returns its id."""

    def create_many(self, setting: Setting, rows: Sequence[Row]) -> list[int]:
        """Create the records of several new rows; overridden where one action takes many of them.

        Raises:
            JobFailed: an action refuses one; the sentence names it.
        """
        return [self._create_named(setting, row) for row in rows]

    def _create_named(self, setting: Setting, row: Row) -> int:
        try:
            return self.create(setting, row)
        except ValidationError as refusal:
            reasons = "；".join(refusal.messages)
            raise JobFailed(f"“{self.name_of(row)}”：{reasons}") from refusal

    @abstractmethod
    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:
        """Change a record by its action; returns the version after.

        Raises:
            kernel.lib.records.Stale: it has another version than ``version``.
        """

    def why_not_change(self, setting: Setting, record: Any) -> str:
        """Why the importing cadre may not change ``record``; "" where nothing stands against it."""
        if not self.kept_by:
            return ""
        decision = decide(setting.actor, self.permission, getattr(record, self.kept_by))
        return "" if decision else decision.reason

    @abstractmethod
    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Remove records that a batch created; names of those that were touched since, then none is."""

    def checker(self, setting: Setting) -> Checker:
        """Start checking a file."""
        return RegisterChecker(self, setting)

    def writer(self, setting: Setting) -> Writer:
        """Start writing a batch."""
        return RegisterWriter(self, setting)

    def export(
        self,
        union: Any,
        rows: Any,
        *,
        unmasked: bool,
    ) -> Iterator[tuple[list[Any], str]]:
        """The records of the list, in the form in which they may come back."""
        keys = [column.key for column in self.export_columns(unmasked=unmasked)]
        for number, record in enumerate(self.with_facts(rows).iterator(PIECE), 1):
            row = {self.ordinal: number} | self.row_of(record)
            signed = write_row_key(self.key, union.pk, record.pk, str(record.version))
            yield [self.shown(key, row.get(key)) for key in keys], signed

    def name_of(self, row: Row) -> str:
        """What a row is called on the pages: its first column to be filled in."""
        return str(row[next(column.key for column in self.columns if column.required)] or "—")

    def summaries(self, payloads: Sequence[Any]) -> list[str]:
        """What a new row says, without its name."""
        return [self._summary(row) for (row,) in payloads]

    def _summary(self, row: Row) -> str:
        columns = [column for column in self.columns if not column.required and not column.mask]
        said = [(column.title, self.shown(column.key, row.get(column.key))) for column in columns]
        return "；".join(f"{title} {value}" for title, value in said if value not in ("", None))

    def shown(self, key: str, value: Any) -> Any:
        """A stored value as people read it."""
        if isinstance(value, bool):
            return _("是") if value else _("否")
        return self.words.get(key, {}).get(value, "" if value is None else value)


class RegisterChecker(Checker):
    """Compares the rows of one file with the records that there are."""

    def __init__(self, target: RegisterTarget, setting: Setting) -> None:
        self.target, self.setting = target, setting
        self.columns = [column for column in target.columns if column.key != target.ordinal]
        self.seen: dict[tuple[str, ...], int] = {}
        with scoping.everything(REASON):
            self.desk = target.desk(setting)
            present = target.with_facts(target.present(setting))
            self.by_id = {record.pk: record for record in present.iterator(PIECE)}
            self.before = {pk: target.row_of(record) for pk, record in self.by_id.items()}
        self.by_key: dict[tuple[str, ...], int] = {}
        for pk, row in self.before.items():
            for key in target.keys_of(row):
                self.by_key.setdefault(key, pk)

    def check(self, block: ParsedBlock) -> Verdict:
        """Cells first, then what only this register knows, then the records."""
        rows = [self._row(block, index) for index in range(len(block.numbers))]
        names = [self.target.name_of(row) for row in rows]
        with scoping.everything(REASON):
            self.desk.begin(rows)
            known = [self._meet(block, index, row) for index, row in enumerate(rows)]
            verdict = Verdict(names, [self.target.detail_of(row) for row in rows])
            for index, (row, record) in enumerate(zip(rows, known, strict=True)):
                if block.is_refused(index):
                    continue
                if record is None:
                    verdict.new.append((index, [row]))
                else:
                    self._compare(block, index, row, record, verdict)
        return verdict

    def _meet(self, block: ParsedBlock, index: int, row: Row) -> Any:
        """Complete a row and find its record; says what stands against either."""
        self.desk.fill(row)
        self.desk.read(block, index, row)
        self._refuse_twice(block, index, row)
        record = self._known(block, index, row)
        if record is not None:
            self._refuse_fixed(block, index, row, record)
            self.desk.ask_of_known(block, index, record)
        elif not block.has_key(index):
            self.desk.ask_of_new(block, index, row)
        return record

    def _row(self, block: ParsedBlock, index: int) -> Row:
        row: Row = {}
        for column in self.columns:
            values = block.values.get(column.key)
            row[column.key] = _plain(values[index]) if values is not None else None
            refused = any(said.column == column.key for said in block.findings.get(index, ()))
            if column.required and row[column.key] in ("", None) and not refused:
                message = _("%(title)s为空，请填写。") % {"title": column.title}
                block.refuse(index, column.key, "blank", message)
        return row

    def _refuse_twice(self, block: ParsedBlock, index: int, row: Row) -> None:
        for key in self.target.keys_of(row):
            first = self.seen.setdefault(key, block.numbers[index])
            if first != block.numbers[index]:
                title = self.target.column(key[0]).title
                message = _("与第 %(row)d 行的%(title)s相同，请核对后删去一行。")
                said = message % {"row": first, "title": title}
                block.refuse(index, key[0], "duplicate", said)
                return

    def _known(self, block: ParsedBlock, index: int, row: Row) -> Any:
        texts = block.values.get(ROW_KEY)
        text = str(texts[index] or "").strip() if texts else ""
        if not text:
            keys = self.target.keys_of(row)
            pk = next((self.by_key[key] for key in keys if key in self.by_key), None)
            return self.by_id.get(pk) if pk is not None else None
        key = read_row_key(self.target.key, self.setting.union.pk, text)
        record = self.by_id.get(key.record) if key else None
        if key is None or record is None:
            message = _("行标识不是本工会导出的，或这条记录已不在名册，请重新导出后再改。")
            block.refuse(index, ROW_KEY, "row_key", message)
        elif str(record.version) != key.version:
            message = _("“%(record)s”在导出之后又被修改，请重新导出后再改。")
            block.refuse(index, ROW_KEY, "stale", message % {"record": record})
        return record

    def _said(self, row: Row, before: Row, keys: Iterable[str]) -> Iterator[str]:
        """Columns in which the row says something else; an empty cell counts only in our own export."""
        for key in keys:
            if key not in self.setting.mapped or self._same(key, row[key], before[key]):
                continue
            empty = row[key] in ("", None)
            if empty and (before[key] in ("", None) or not self.setting.has_row_keys):
                continue
            yield key

    def _same(self, key: str, given: Any, registered: Any) -> bool:
        if key not in self.target.several:
            return given == registered
        return set(map(normal, names_in(given))) == set(map(normal, names_in(registered)))

    def _refuse_fixed(self, block: ParsedBlock, index: int, row: Row, record: Any) -> None:
        before = self.before[record.pk]
        for key in self._said(row, before, self.target.where_to_change):
            registered = str(self.target.shown(key, before[key])) or _("（空）")
            words = {"before": Truncator(registered).chars(MOST_SAID)}
            message = _("已登记为“%(before)s”。") % words + self.target.where_to_change[key]
            block.refuse(index, key, "fixed", message)

    def _compare(
        self, block: ParsedBlock, index: int, row: Row, record: Any, verdict: Verdict
    ) -> None:
        before, shown = self.before[record.pk], self.target.shown
        keys = list(self._said(row, before, self.target.changeable))
        if not keys:
            verdict.unchanged.append(index)
            return
        reason = self.target.why_not_change(self.setting, record)
        if reason:
            block.refuse(index, keys[0], "refused", reason)
            return
        lines = [(key, str(shown(key, before[key])), str(shown(key, row[key]))) for key in keys]
        changes = {key: row[key] for key in keys}
        verdict.changed.append((index, lines, [record.pk, record.version, changes]))


class RegisterWriter(Writer):
    """Writes one batch through the actions of its target."""

    def __init__(self, target: RegisterTarget, setting: Setting) -> None:
        self.target, self.setting = target, setting

    def write(
        self,
        new: Iterable[Any],
        changed: Iterable[Any],
        resumed: Mapping[str, Any] | None,
        progress: Progress,
    ) -> Iterator[Any]:
        """New records first, then changes."""
        done = 0
        versions = (resumed or {}).get("versions", {})
        rows = (payload[0] for payload in new)
        with scoping.everything(REASON):
            while chunk := list(islice(rows, self.target.at_once)):
                yield {"added": self.target.create_many(self.setting, chunk)}
                done += len(chunk)
                progress(done)
            for pk, version, changes in changed:
                yield {"changed": self._change(pk, versions.get(str(pk), version), changes)}
                done += 1
            progress(done)

    def take_back(self, parts: Iterable[Any]) -> Mapping[str, Any]:
        """Changes back first, then the records that came with the batch go."""
        added: list[int] = []
        versions: dict[str, int] = {}
        with scoping.everything(REASON):
            for part in parts:
                added += part.get("added", ())
                if "changed" in part:
                    pk, before, after = part["changed"]
                    versions[str(pk)] = self._change(pk, after, before)[2]
            touched = self.target.withdraw(self.setting, added) if added else []
        if touched:
            raise Stale(touched)
        return {"versions": versions}

    def _change(self, pk: int, version: int, changes: Row) -> list[Any]:
        """Change one record; its id, what leads back, and its version after."""
        present = self.target.present(self.setting).filter(pk=pk)
        record = self.target.with_facts(present).first()
        if record is None:
            raise Stale([str(pk)])
        row = self.target.row_of(record)
        before = {key: row[key] for key in changes}
        try:
            return [pk, before, self.target.change(self.setting, pk, version, changes)]
        except RowStale as error:
            raise Stale([str(record)]) from error


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, PartialDate) else value
