"""Decides about every row of a list of trained people: new, changed, nothing new, or refused."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import Level
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
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.lib.texts import as_text
from gonghui.kernel.people.api import IdentityDocument, document_hash
from gonghui.rooms.learning.enums import COUNTS, EventSource, RecordStatus
from gonghui.rooms.learning.imports.columns import COLUMNS, OUTCOMES, OWN, UNIT
from gonghui.rooms.learning.models import TrainingRecord
from gonghui.rooms.learning.rules.attendance import objection_to_hours

TITLES = {column.key: column.title for column in COLUMNS}
NUMBERS = ("hours", "score")
REASON = "people of an old list are looked up in the whole tree of the union that imports it"
Row = dict[str, Any]
Key = tuple[Any, ...]


class TrainingChecker(Checker):
    """Checks one file for one union."""

    def __init__(self, setting: Setting, target_key: str) -> None:
        self.setting = setting
        self.target_key = target_key
        self.holders = Holders(setting.union, setting.choices.get(UNIT))
        self.fields = [key for key in OWN if key in setting.mapped]
        self.seen: dict[Key, int] = {}
        with scoping.everything(REASON):
            rows = TrainingRecord.objects.filter(event__union=setting.union)
            present = list(rows.select_related("event"))
        self.by_id = {one.pk: one for one in present}
        self.by_key = {_key(_plain(one)): one for one in present if one.status in COUNTS}

    def check(self, block: ParsedBlock) -> Verdict:
        """Cells first, then who it is today, then the register."""
        rows = [self._row(block, index) for index in range(len(block.numbers))]
        verdict = Verdict([row["name"] or "—" for row in rows], [_detail(row) for row in rows])
        self._link_persons(block, rows)
        for index, row in enumerate(rows):
            self._refuse_oddities(block, index, row)
            self._refuse_twice(block, index, row)
            record = self._known(block, index, row)
            if record is None and row["status"] not in OUTCOMES:
                said = _("历史培训只记结果：结业、未结业或缺席。")
                block.refuse(index, "status", "not_over", said)
            if block.is_refused(index):
                continue
            if record is None:
                verdict.new.append((index, [row]))
            else:
                self._compare(block, index, row, record, verdict)
        return verdict

    def _row(self, block: ParsedBlock, index: int) -> Row:
        """The plain values of a row, JSON only."""

        def cell(key: str, default: Any = "") -> Any:
            values = block.values.get(key)
            return default if values is None or values[index] is None else values[index]

        start, end = cell("starts_on", None), cell("ends_on", None)
        for key, day in (("starts_on", start), ("ends_on", end)):
            if day is not None and day.precision != "D":
                said = _("“%(day)s”没有写到日，请写到日，如 2023-09-10。")
                block.refuse(index, key, "date_short", said % {"day": day})
        union_id = self.holders.find(cell(UNIT))
        if union_id is None:
            block.note(index, UNIT, "unit_unknown", _("没有对应的工会，只记当时的单位名称。"))
        first = start.day.isoformat() if start else ""
        return {
            **{key: cell(key) for key in ("name", UNIT, "duty", "title", "organiser_name")},
            **{key: cell(key) for key in ("certificate_no", "document_no", "reason")},
            **{key: _text(cell(key, None)) for key in NUMBERS},
            "organiser_level": int(cell("organiser_level") or 0),
            "starts_on": first,
            "ends_on": end.day.isoformat() if end else first,
            "status": cell("status") or RecordStatus.COMPLETED,
            "union_id": union_id,
            "person_id": None,
        }

    def _refuse_oddities(self, block: ParsedBlock, index: int, row: Row) -> None:
        """What a cell alone does not show: blanks, an end before the start, hours that are days."""
        blanks = {
            "title": "title_blank",
            "organiser_level": "level_blank",
            "starts_on": "date_blank",
        }
        for key, code in blanks.items():
            if not row[key] and not block.is_refused(index):
                said = _("%(title)s为空，请填写。") % {"title": TITLES[key]}
                block.refuse(index, key, code, said)
        if block.is_refused(index):
            return
        start, end = _days(row)
        if end < start:
            block.refuse(index, "ends_on", "date_order", _("结束日期早于开始日期，请核对。"))
        elif row["hours"] and (said := objection_to_hours(Decimal(row["hours"]), start, end)):
            block.refuse(index, "hours", "hours_odd", said)
        if row["organiser_name"] == "" and not block.is_refused(index):
            row["organiser_name"] = Level(row["organiser_level"]).label

    def _link_persons(self, block: ParsedBlock, rows: Sequence[Row]) -> None:
        """Persons by their document, else by a name that only one member of the unit has."""
        numbers = [as_text(raw).strip().upper() for raw in block.values.get("doc_no", ())]
        hashes: dict[str, list[int]] = {}
        for index, number in enumerate(numbers):
            if number:
                hashes.setdefault(document_hash(number), []).append(index)
        with scoping.everything(REASON):
            found = IdentityDocument.objects.filter(
                doc_type=DocumentType.RESIDENT_ID, doc_hash__in=hashes, person__merged_into=None
            )
            for doc_hash, person_id in found.values_list("doc_hash", "person_id"):
                for index in hashes[doc_hash]:
                    rows[index]["person_id"] = person_id
        called = self.holders.members_called(row["name"] for row in rows)
        for index, row in enumerate(rows):
            if row["person_id"] is None:
                self._link_by_name(block, index, row, called.get(row["name"], []))

    def _link_by_name(
        self, block: ParsedBlock, index: int, row: Row, called: list[tuple[int, str]]
    ) -> None:
        path = self.holders.paths.get(row["union_id"] or 0)
        top = row["union_id"] == self.setting.union.pk
        same = [pk for pk, at in called if path and not top and is_below(at, path)]
        if len(same) == 1:
            row["person_id"] = same[0]
        elif len(same) > 1:
            said = _("该单位有多位“%(name)s”，请补填证件号码，否则只按姓名计。")
            block.note(index, "name", "namesakes", said % {"name": row["name"]})
        elif row["name"]:
            said = _("会员名册上没有“%(name)s”，只记当时姓名。")
            block.note(index, "name", "no_member", said % {"name": row["name"]})

    def _refuse_twice(self, block: ParsedBlock, index: int, row: Row) -> None:
        """The same person in the same training twice in one file."""
        if block.is_refused(index):
            return
        keys = [_key(row)]
        if row["person_id"]:
            keys.append((row["person_id"], *_event_key(row)))
        for key in keys:
            first = self.seen.setdefault(key, block.numbers[index])
            if first != block.numbers[index]:
                said = _("与第 %(row)d 行是同一人参加同一培训，请删去一行。")
                block.refuse(index, "name", "duplicate", said % {"row": first})
                return

    def _known(self, block: ParsedBlock, index: int, row: Row) -> TrainingRecord | None:
        """The record of the row: by its key in our own export, else by what it says."""
        texts = block.values.get(ROW_KEY)
        given = str(texts[index]).strip() if texts else ""
        if not given:
            return self.by_key.get(_key(row))
        key = read_row_key(self.target_key, self.setting.union.pk, given)
        record = self.by_id.get(key.record) if key else None
        if key is None or record is None:
            said = _("行标识不是本工会导出的，或这条记录已不在，请重新导出后再改。")
            block.refuse(index, ROW_KEY, "row_key", said)
        elif str(record.version) != key.version:
            said = _("“%(name)s”在导出之后又被修改，请重新导出后再改。")
            block.refuse(index, ROW_KEY, "stale", said % {"name": record})
        return record

    def _compare(
        self, block: ParsedBlock, index: int, row: Row, record: TrainingRecord, verdict: Verdict
    ) -> None:
        """What the file says otherwise; an empty cell only counts in a file of our own."""
        before = _plain(record)
        changes = {
            key: row[key]
            for key in self.fields
            if row[key] != before[key] and (row[key] not in ("", None) or self.setting.has_row_keys)
        }
        if not changes:
            verdict.unchanged.append(index)
        elif record.event.source == EventSource.OWN:
            said = _("本系统办的培训以签到和结班为准，不能用表格修改。")
            block.refuse(index, next(iter(changes)), "own_event", said)
        else:
            shown = [(key, _said(key, before[key]), _said(key, changes[key])) for key in changes]
            verdict.changed.append((index, shown, [record.pk, record.version, changes]))


def _plain(record: TrainingRecord) -> Row:
    """A record in the form of a row."""
    event = record.event
    return {
        **{key: getattr(record, key) for key in ("name", UNIT, *OWN)},
        **{key: _text(getattr(record, key)) for key in NUMBERS},
        "title": event.title,
        "organiser_level": event.organiser_level,
        "starts_on": event.starts_on.isoformat(),
    }


def _text(value: Decimal | None) -> str:
    """A number as JSON keeps it; none and no hours at all are empty."""
    return f"{value:.1f}" if value else ""


def _said(key: str, value: Any) -> str:
    return RecordStatus(value).label if key == "status" and value else str(value or "")


def _event_key(row: Row) -> Key:
    return (normal(row["title"]), row["organiser_level"], row["starts_on"])


def _key(row: Row) -> Key:
    """By what a row is known again: who, from where, in which training."""
    return (normal(row["name"]), normal(row[UNIT]), *_event_key(row))


def _days(row: Row) -> tuple[date, date]:
    return date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])


def _detail(row: Row) -> str:
    level = Level(row["organiser_level"]).label if row["organiser_level"] else ""
    return " · ".join(filter(None, (row["title"], level, row[UNIT], row["starts_on"])))
