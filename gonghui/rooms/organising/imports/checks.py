"""What can be said about the rows of a roll without looking at the register: numbers, order of dates, doubles.

Every refusal names the cell and how to mend it (handbook organisation §11). Nothing is written here.
"""

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import (
    MEND,
    REFUSE,
    ROW_KEY,
    Fault,
    Finding,
    Late,
    Mended,
    ParsedBlock,
    Setting,
)
from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.lib.sealing import mask_identity
from gonghui.kernel.lib.texts import NullReason, as_text, null_reason
from gonghui.rooms.organising.imports import identities
from gonghui.rooms.organising.imports.departments import COLUMN, Departments
from gonghui.rooms.organising.imports.identities import Identity

SEX_LABELS = {"M": "男", "F": "女"}
LEAST_AGE = 14
CONTRADICTIONS = {"sex_mismatch", "born_mismatch"}
DOUBTS = CONTRADICTIONS | {"duplicate"}


class Seen(NamedTuple):
    """Where a document stood first in the file."""

    sheet: int
    number: int
    name: str
    contradicted: bool


class RowChecks:
    """What can be said about the rows of a file without looking at the roll."""

    def __init__(self, setting: Setting, departments: Departments) -> None:
        self.setting = setting
        self.departments = departments
        self.seen: dict[tuple[str, str], Seen] = {}
        self.late: list[Late] = []
        self._sheets: dict[int, str] = {}
        self._types: dict[Any, Any] = {}
        self._above: tuple[int, Any] = (-1, "")

    def identities(self, block: ParsedBlock) -> list[Identity | None]:
        """The documents of the rows; None where refused, and for rows that their row key identifies."""
        self._sheets[block.sheet] = block.sheet_name
        numbers = block.values.get("doc_no")
        if numbers is None:
            return [None] * len(block.numbers)
        types = block.values.get("doc_type") or [""] * len(numbers)
        keyed = block.values.get(ROW_KEY) or [""] * len(numbers)
        return [
            None
            if key and (number == "" or "*" in str(number))
            else self._identity(block, i, kind, number)
            for i, (kind, number, key) in enumerate(zip(types, numbers, keyed, strict=True))
        ]

    def _identity(self, block: ParsedBlock, index: int, raw_kind: Any, raw: Any) -> Identity | None:
        kind = self._types.get(raw_kind)
        if kind is None:
            kind = self._types[raw_kind] = identities.document_type(raw_kind)
        if type(kind) is Fault:
            block.refuse(index, "doc_type", *kind)
            kind = DocumentType.RESIDENT_ID
        found = identities.identity(kind, raw, self.setting.today)
        if type(found) is Fault:
            block.refuse(index, "doc_no", *found)
            return None
        if type(found) is Mended:
            before, after = mask_identity(found.before), mask_identity(found.after)
            block.say(index, Finding("doc_no", MEND, found.code, found.note, before, after))
            found = found.value
        for warning in found.warnings:
            block.note(index, "doc_no", "id_warning", warning)
        return found

    def compare_with_number(self, block: ParsedBlock, index: int, found: Identity) -> None:
        """Refuse sex and birth that contradict the number; the number is the proposal (§11)."""
        sexes, births = block.values.get("sex"), block.values.get("born_on")
        sex = sexes[index] if sexes else ""
        if sex and found.sex and sex != found.sex:
            message = _("性别填“%(given)s”，证件号码显示为“%(said)s”，请核对这两格。")
            words = {"given": SEX_LABELS[sex], "said": SEX_LABELS[found.sex]}
            block.refuse(index, "sex", "sex_mismatch", message % words, words["said"])
        born = births[index] if births else None
        if born is not None and found.born is not None and not born.covers(found.born):
            message = _("出生日期填 %(given)s，证件号码显示为 %(said)s，请核对这两格。")
            words = {"given": born, "said": found.born}
            block.refuse(index, "born_on", "born_mismatch", message % words, str(found.born))

    def check_order(self, block: ParsedBlock, index: int, born: date | None) -> None:
        """Nobody starts work or joins before fourteen, unless the number is in doubt itself."""
        if born is None or block.codes(index) & DOUBTS:
            return
        for key in ("work_started_on", "joined_on"):
            dates = block.values.get(key)
            day = dates[index] if dates else None
            if day is not None and day.last_day.year - born.year < LEAST_AGE:
                message = _("%(day)s 时还不满 %(age)d 周岁，请核对日期。")
                block.refuse(index, key, "date_order", message % {"day": day, "age": LEAST_AGE})

    def find_duplicate(self, block: ParsedBlock, index: int, found: Identity, name: str) -> None:
        """Refuse a document that an earlier row has; the first row stands.

        A first row that contradicts its own number gives way to a later one that does not.
        """
        key = (found.kind, found.number)
        contradicted = bool(block.codes(index) & CONTRADICTIONS)
        here = Seen(block.sheet, block.numbers[index], name, contradicted)
        first = self.seen.setdefault(key, here)
        if first is here:
            return
        if first.contradicted and not contradicted:
            told = self._duplicate_of(here, first.sheet)
            self.late.append(Late(first.sheet, first.number, told))
            self.seen[key] = here
        else:
            told = self._duplicate_of(first, block.sheet)
            block.findings.setdefault(index, []).insert(0, told)

    def _duplicate_of(self, first: Seen, sheet: int) -> Finding:
        """The refusal of a document of a row in ``sheet`` that stands in another row too."""
        message = _("证件号码与%(sheet)s第 %(row)d 行（%(name)s）相同，请核对这两行。")
        place = "" if first.sheet == sheet else f"“{self._sheets[first.sheet]}”"
        words = {"sheet": place, "row": first.number, "name": first.name or _("姓名为空")}
        return Finding("doc_no", REFUSE, "duplicate", message % words)

    def departments_of(self, block: ParsedBlock) -> list[int | None]:
        """The branch of every row, None where the text is unknown; the union itself without a column."""
        raws = block.values.get(COLUMN)
        if raws is None:
            return [self.setting.union.pk] * len(block.numbers)
        raws = block.values[COLUMN] = self._without_dittos(block, raws)
        found = list(map(self.departments.find, raws))
        for index, union_id in enumerate(found):
            if union_id is None:
                proposal = self.departments.labels.get(
                    self.departments.propose(str(raws[index])), ""
                )
                message = _("“%(text)s”不是本工会的部门，请改成分工会名称，或在“对应”页指定。")
                block.refuse(
                    index, COLUMN, "unknown_department", message % {"text": raws[index]}, proposal
                )
        return found

    def _without_dittos(self, block: ParsedBlock, raws: list[Any]) -> list[Any]:
        """The texts with 同上 replaced by what stands above it, and said so."""
        sheet, above = self._above
        above = above if sheet == block.sheet else ""
        dittos = {raw for raw in set(raws) if null_reason(as_text(raw)) is NullReason.DITTO}
        if dittos:
            raws = list(raws)
            for index, raw in enumerate(raws):
                if raw not in dittos:
                    above = raw
                elif above == "":
                    message = _("“同上”上面没有部门，请填写部门。")
                    block.refuse(index, COLUMN, "unknown_department", message)
                else:
                    raws[index] = above
                    block.say(index, Finding(COLUMN, MEND, "ditto", "", str(raw), as_text(above)))
        self._above = (block.sheet, raws[-1] if raws else above)
        return raws
