"""Decides about every row of a register: a new honour, a changed one, nothing new, or refused."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import (
    Award,
    AwardStatus,
    Level,
    TargetKind,
    grade_in,
    title_doubts,
    title_of,
)
from gonghui.kernel.exchange.api import (
    ROW_KEY,
    Checker,
    Holders,
    ParsedBlock,
    Setting,
    Verdict,
    normal,
    read_row_key,
)
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.lib.paths import below, is_below
from gonghui.kernel.lib.texts import as_text
from gonghui.kernel.people.api import IdentityDocument, document_hash
from gonghui.rooms.honours.imports.columns import COLUMNS, FACTS, PLAIN, UNIT

TITLES = {column.key: column.title for column in COLUMNS}
REASON = "an honour is looked up for the whole tree of the union that imports it"
Row = dict[str, Any]


class RegisterChecker(Checker):
    """Checks one file for one union."""

    def __init__(self, setting: Setting, target_key: str) -> None:
        self.setting = setting
        self.target_key = target_key
        self.holders = Holders(setting.union, setting.choices.get(UNIT))
        self.fields = [key for key in (*PLAIN, *FACTS) if key in setting.mapped]
        self.seen: dict[tuple[Any, ...], int] = {}
        with scoping.everything(REASON):
            rows = Award.objects.filter(below(setting.union.path, "union__path"))
            self.present = list(rows.select_related(None))
        self.by_id = {award.pk: award for award in self.present}
        self.by_key: dict[tuple[Any, ...], Award] = {}
        for award in self.present:
            for key in _keys(_plain(award)):
                self.by_key.setdefault(key, award)

    def check(self, block: ParsedBlock) -> Verdict:
        """Cells first, then who the holder is today, then the register."""
        rows = [self._row(block, index) for index in range(len(block.numbers))]
        names = [row["holder_name"] or "—" for row in rows]
        verdict = Verdict(names, [_detail(row) for row in rows])
        self._link_persons(block, rows)
        for index, row in enumerate(rows):
            self._complete(block, index, row)
            self._refuse_twice(block, index, row)
            award = self._known(block, index, row)
            if block.is_refused(index):
                continue
            if award is None:
                verdict.new.append((index, [row]))
            else:
                self._compare(index, row, award, verdict)
        return verdict

    def _row(self, block: ParsedBlock, index: int) -> Row:
        """The plain values of a row, JSON only."""

        def cell(key: str, default: Any = "") -> Any:
            values = block.values.get(key)
            return default if values is None or values[index] is None else values[index]

        day: PartialDate | None = cell("granted_on", None)
        union_id = self.holders.find(cell(UNIT))
        if union_id is None:
            block.note(index, UNIT, "unit_unknown", _("没有对应的工会，只记当时的单位名称。"))
        if day is None and not block.is_refused(index):
            block.refuse(index, "granted_on", "date_blank", _("授予日期为空，请填写，至少到年。"))
        level_cell = cell("honour_level")
        return {
            **{key: cell(key) for key in PLAIN if key not in ("year", "rank")},
            **{key: cell(key) for key in FACTS},
            "rank": cell("rank", None),
            "year": cell("year", None) or (day.day.year if day else 0),
            "honour_level": int(level_cell) if level_cell else None,
            "holder_kind": cell("holder_kind"),
            "granted_on": day.day.isoformat() if day else "",
            "granted_precision": day.precision if day else "D",
            "union_id": union_id,
            "person_id": None,
        }

    def _complete(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Level, body and kind of titles that everybody knows; others have to say their level."""
        if not row["holder_name"]:
            block.refuse(index, "holder_name", "name_blank", _("获得者为空，请填写。"))
        if not row["title"]:
            block.refuse(index, "title", "title_blank", _("称号为空，请填写。"))
        known = title_of(row["title"], row["honour_level"], row["granting_body"])
        if known is None and row["honour_level"] is None:
            message = _("看不出“%(title)s”是哪一级，请填写级别。")
            block.refuse(index, "honour_level", "level_blank", message % {"title": row["title"]})
        row["honour_level"] = row["honour_level"] or (known.honour_level if known else 0)
        row["granting_body"] = row["granting_body"] or (known.granting_body if known else "")
        guess = known.target if known else _kind_of(row)
        row["holder_kind"] = row["holder_kind"] or guess
        if not row["granting_body"]:
            block.refuse(index, "granting_body", "body_blank", _("授予单位为空，请填写。"))
        self._doubt(block, index, row)

    def _doubt(self, block: ParsedBlock, index: int, row: Row) -> None:
        """What reads well and cannot be true: two scales in one title, a city's provincial honour."""
        year = int(row["granted_on"][:4]) if row["granted_on"] else None
        texts = (row["title"], row["honour_level"], row["granting_body"], row["document_no"])
        for field, sentence in title_doubts(*texts, year).items():
            say = block.note if field == "granted_on" else block.refuse
            say(index, field, f"doubt_{field}", sentence)
        found = grade_in(row["title"])
        if found and not row["grade"] and not self.setting.has_row_keys:
            row["grade"] = found
            message = _("等次由称号读出：%(grade)s。")
            block.note(index, "title", "grade_read", message % {"grade": found})

    def _link_persons(self, block: ParsedBlock, rows: Sequence[Row]) -> None:
        """Persons by their document, else by a name that only one member of the unit has."""
        numbers = [as_text(raw).strip().upper() for raw in block.values.get("doc_no", ())]
        hashes = {document_hash(number): index for index, number in enumerate(numbers) if number}
        with scoping.everything(REASON):
            found = IdentityDocument.objects.filter(
                doc_type=DocumentType.RESIDENT_ID, doc_hash__in=hashes, person__merged_into=None
            )
            for doc_hash, person_id in found.values_list("doc_hash", "person_id"):
                rows[hashes[doc_hash]]["person_id"] = person_id
        called = self.holders.members_called(row["holder_name"] for row in rows)
        for index, row in enumerate(rows):
            path = self.holders.paths.get(row["union_id"] or 0)
            if row["person_id"] or path is None or row["union_id"] == self.setting.union.pk:
                continue
            same = [pk for pk, at in called.get(row["holder_name"], ()) if is_below(at, path)]
            if len(same) == 1 and row["holder_kind"] in ("", TargetKind.PERSON):
                row["person_id"] = same[0]
                block.note(index, "holder_name", "member_found", _("已与会员名册上的本人对应。"))

    def _refuse_twice(self, block: ParsedBlock, index: int, row: Row) -> None:
        """The same honour in two rows of one file, or in the tables of two years."""
        if not row["holder_name"] or not row["title"]:
            return
        for key in _keys(row):
            first = self.seen.setdefault(key, block.numbers[index])
            if first != block.numbers[index]:
                message = _("与第 %(row)d 行是同一项荣誉，请删去一行。")
                block.refuse(index, "title", "duplicate", message % {"row": first})
                return

    def _known(self, block: ParsedBlock, index: int, row: Row) -> Award | None:
        """The award of the row: by its key in our own export, else by what it says."""
        texts = block.values.get(ROW_KEY)
        text = str(texts[index]).strip() if texts else ""
        if not text:
            known = next((self.by_key[key] for key in _keys(row) if key in self.by_key), None)
            self._refuse_withdrawn(block, index, known)
            return known
        key = read_row_key(self.target_key, self.setting.union.pk, text)
        award = self.by_id.get(key.record) if key else None
        if key is None or award is None:
            message = _("行标识不是本工会导出的，或这项荣誉已不在台账，请重新导出后再改。")
            block.refuse(index, ROW_KEY, "row_key", message)
        elif str(award.version) != key.version:
            message = _("“%(award)s”在导出之后又被修改，请重新导出后再改。")
            block.refuse(index, ROW_KEY, "stale", message % {"award": award})
        return award

    def _refuse_withdrawn(self, block: ParsedBlock, index: int, award: Award | None) -> None:
        """A foreign list that still holds what was taken back; our own export may."""
        if award is not None and award.status == AwardStatus.REVOKED:
            message = _("这项称号已于%(day)s撤销，请从表中删去；有恢复决定的，请在台账中登记。")
            block.refuse(index, "title", "withdrawn", message % {"day": award.ended_on})

    def _compare(self, index: int, row: Row, award: Award, verdict: Verdict) -> None:
        """What the file says otherwise; an empty cell only counts in a file of our own."""
        before = _plain(award)
        changes = {
            key: row[key]
            for key in self.fields
            if row[key] != before[key] and (row[key] not in ("", None) or self.setting.has_row_keys)
        }
        if (row["granted_on"], row["granted_precision"]) != _day(before):
            changes |= {name: row[name] for name in ("granted_on", "granted_precision")}
        shown = [
            (key, str(before[key] or ""), str(value or ""))
            for key, value in changes.items()
            if key in TITLES
        ]
        if not changes:
            verdict.unchanged.append(index)
            return
        if award.kept_by_id != self.setting.union.pk:
            shown = [
                (key, old, _("%(new)s（由登记工会更正）") % {"new": new}) for key, old, new in shown
            ]
        verdict.changed.append((index, shown, [award.pk, award.version, changes]))


def _plain(award: Award) -> Row:
    """An award in the form of a row."""
    return {
        **{key: getattr(award, key) for key in PLAIN},
        **{key: award.facts.get(key, "") for key in FACTS},
        "granted_on": award.granted_on.isoformat(),
        "granted_precision": award.granted_precision,
    }


def _day(row: Row) -> tuple[str, str]:
    return row["granted_on"], row["granted_precision"]


def _keys(row: Row) -> list[tuple[Any, ...]]:
    """By what a row is known again: title, holder and unit with the year, or with the document."""
    base = (normal(row["title"]), normal(row["holder_name"]), normal(row[UNIT]), row["grade"])
    keys: list[tuple[Any, ...]] = [(*base, row["year"])]
    if row["granted_on"]:  # the tables of three years may give one award three years
        keys.append((*base, *_day(row)))
    if row["document_no"]:
        keys.append((*base, normal(row["document_no"])))
    return keys


def _kind_of(row: Row) -> str:
    """A person where the unit is named apart and the name is short; a body else."""
    short = len(row["holder_name"]) <= 4 and row[UNIT] and row["holder_name"] != row[UNIT]
    return TargetKind.PERSON if short else TargetKind.UNION


def _detail(row: Row) -> str:
    level = Level(row["honour_level"]).label if row["honour_level"] else ""
    day = (
        PartialDate(date.fromisoformat(row["granted_on"]), row["granted_precision"])
        if row["granted_on"]
        else ""
    )
    return " · ".join(filter(None, (row["title"], level, row[UNIT], str(day))))
