"""Decides about every row of a roll: a new member, a changed one, nothing new, or refused (handbook §11)."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import (
    ROW_KEY,
    Checker,
    Late,
    Missing,
    ParsedBlock,
    Setting,
    Verdict,
)
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.lib.sealing import hasher, mask_identity
from gonghui.kernel.people.api import DOCUMENT_HASH, PHONE_HASH, MembershipStatus
from gonghui.rooms.organising.imports.absent import Absent
from gonghui.rooms.organising.imports.checks import RowChecks
from gonghui.rooms.organising.imports.columns import MASKED
from gonghui.rooms.organising.imports.comparing import compare
from gonghui.rooms.organising.imports.departments import COLUMN, Departments
from gonghui.rooms.organising.imports.existing import Register, Standing
from gonghui.rooms.organising.imports.identities import Identity
from gonghui.rooms.organising.imports.keyed import check_key, keys_of, merge_keys
from gonghui.rooms.organising.imports.payloads import Packer, RollRow
from gonghui.rooms.organising.imports.standings import complaint_about

COLUMN_OF = {"born": "born_on", "work_started": "work_started_on", "joined": "joined_on"}
"""Columns of the roll whose values bear another name in a ``RollRow``."""
LONGEST_REMARK = 255
JOINT = "；"


class RollChecker(Checker):
    """Checks one file for one union."""

    def __init__(self, setting: Setting, target_key: str) -> None:
        self.setting = setting
        self.target_key = target_key
        self.departments = Departments(setting.union, setting.choices.get(COLUMN))
        self.rows = RowChecks(setting, self.departments)
        self.register = Register()
        self.packer = Packer(setting.today)
        self.hash_document = hasher(DOCUMENT_HASH)
        self.hash_phone = hasher(PHONE_HASH)
        self.absent = Absent(setting)

    def check(self, block: ParsedBlock) -> Verdict:
        """Look at the cells, then at the register, then compare."""
        names = self._names(block)
        identities = self.rows.identities(block)
        unions = self.rows.departments_of(block)
        verdict = Verdict(names, [_detail(found) for found in identities])
        for index, found in enumerate(identities):
            if found is not None:
                self.rows.compare_with_number(block, index, found)
                self.rows.find_duplicate(block, index, found, names[index])
                self.rows.check_order(block, index, found.born)
        hashes = [self.hash_document(one.number) if one else "" for one in identities]
        keys = keys_of(block, self.setting, self.target_key)
        by_document = self._persons(identities, hashes)
        persons = merge_keys(keys, by_document)
        standings = self.register.standings({pk for pk in persons if pk})
        for index, key in enumerate(keys):
            if key is not None:
                standing = standings.get(key.record)
                check_key(block, index, key, identities[index], by_document[index], standing)
        self._note_presence(block, names, persons, unions)
        phones = self._phones(block)
        rows = self._rows(block, identities, unions, phones)
        namesakes = self._namesakes(persons, phones)
        for index, person_id in enumerate(persons):
            if block.is_refused(index):
                continue
            if person_id is None:
                document = (identities[index], hashes[index])
                self._add(block, index, rows[index], document, namesakes, verdict)
            else:
                self._compare(block, index, rows[index], standings[person_id], verdict)
        return verdict

    def late(self) -> Iterable[Late]:
        """Doubles that only a later row brought to light."""
        return self.rows.late

    def missing(self) -> Iterable[Missing]:
        """Members of the departments in the file whom the file does not name."""
        return self.absent.rows()

    def _names(self, block: ParsedBlock) -> Sequence[str]:
        names = block.values.get("name")
        if names is None:
            return [""] * len(block.numbers)
        raws = block.raws["name"]
        return [name or str(raw) for name, raw in zip(names, raws, strict=True)]

    def _persons(
        self, identities: Sequence[Identity | None], hashes: Sequence[str]
    ) -> list[int | None]:
        """Whom each document names, None for nobody known."""
        documents = [
            (one.kind, found) if one else ("", "")
            for one, found in zip(identities, hashes, strict=True)
        ]
        known = self.register.by_document([one for one in documents if one[1]])
        return [known.get(one) for one in documents]

    def _note_presence(
        self,
        block: ParsedBlock,
        names: Sequence[str],
        persons: Sequence[int | None],
        unions: Sequence[int | None],
    ) -> None:
        refused = [
            names[index]
            for index, person in enumerate(persons)
            if person is None and block.is_refused(index)
        ]
        self.absent.note(persons, unions, refused)

    def _phones(self, block: ParsedBlock) -> list[str]:
        phones = block.values.get("phone")
        if phones is None:
            return [""] * len(block.numbers)
        keyed = block.values.get(ROW_KEY) or [""] * len(phones)
        for index, (phone, key) in enumerate(zip(phones, keyed, strict=True)):
            if phone == MASKED and not key:
                message = _("手机号打了码，请填写完整号码或清空。")
                block.refuse(index, "phone", "phone_odd", message)
        return [self.hash_phone(phone) if phone and phone != MASKED else "" for phone in phones]

    def _namesakes(
        self, persons: Sequence[int | None], phones: Sequence[str]
    ) -> dict[str, list[Any]]:
        new = {phone for person, phone in zip(persons, phones, strict=True) if phone and not person}
        return self.register.namesakes(list(new)) if new else {}

    def _rows(
        self,
        block: ParsedBlock,
        identities: Sequence[Identity | None],
        unions: Sequence[int | None],
        phones: Sequence[str],
    ) -> list[RollRow]:
        """The plain values by row; the number fills what the file leaves open."""
        values = block.values
        size = len(block.numbers)
        sexes, births = values.get("sex") or [""] * size, values.get("born_on") or [None] * size
        columns = {
            field: values.get(COLUMN_OF.get(field, field)) or repeat(default)
            for field, default in RollRow._field_defaults.items()
        }
        columns["union_id"] = [union_id or 0 for union_id in unions]
        columns["phone_hash"] = phones
        columns["sex"] = [
            sex or (one.sex if one else "") for sex, one in zip(sexes, identities, strict=True)
        ]
        columns["born"] = [
            PartialDate(one.born, "D") if one and one.born else born
            for born, one in zip(births, identities, strict=True)
        ]
        rows = list(map(RollRow._make, zip(*columns.values(), strict=False)))
        for index, asides in block.asides.items():
            remark = JOINT.join(filter(None, [rows[index].remark, *asides]))[:LONGEST_REMARK]
            rows[index] = rows[index]._replace(remark=remark)
        return rows

    def _add(
        self,
        block: ParsedBlock,
        index: int,
        row: RollRow,
        document: tuple[Identity | None, str],
        namesakes: dict[str, list[Any]],
        verdict: Verdict,
    ) -> None:
        identity, found = document
        if identity is None:
            block.refuse(index, "doc_no", "id_blank", _("证件号码为空，请填写。"))
            return
        if any(name == row.name for _pk, name in namesakes.get(row.phone_hash, ())):
            message = _(
                "名册上已有同名、同手机号的“%(name)s”，证件号码不同。请核对号码；确是同一人时到会员页更正证件。"
            )
            block.refuse(index, "doc_no", "other_document", message % {"name": row.name})
            return
        payload = self.packer.pack(row, identity.kind, identity.number, found)
        verdict.new.append((index, payload))

    def _compare(
        self, block: ParsedBlock, index: int, row: RollRow, standing: Standing, verdict: Verdict
    ) -> None:
        own = self.setting.union.path
        said = complaint_about(standing, own)
        if said is not None:
            block.refuse(index, "doc_no", *said)
            return
        erases = self.setting.has_row_keys and bool(block.values[ROW_KEY][index])
        if standing.span is None or not is_below(standing.union_path, own):
            self._readmit(index, row, standing, verdict)
            return
        keeps_union = COLUMN not in block.values or not str(block.values[COLUMN][index]).strip()
        row = _keep_remark(row, standing, block.asides.get(index))
        if row.phone == MASKED:
            row = row._replace(phone="", phone_hash=standing.person["phone_hash"])
        change = compare(row, standing, self.setting.mapped, erases=erases)
        moved = not keeps_union and row.union_id != standing.span["union_id"]
        shown = list(change.shown)
        if moved:
            shown.append((COLUMN, standing.union_name, self.departments.labels[row.union_id]))
        if not shown:
            verdict.unchanged.append(index)
            return
        versions = [standing.person["version"], standing.span["version"]]
        payload = [standing.person["id"], versions, change.person, change.span]
        verdict.changed.append((index, shown, [*payload, row.union_id if moved else None]))

    def _readmit(self, index: int, row: RollRow, standing: Standing, verdict: Verdict) -> None:
        """Somebody who left comes back: an admission of a person who is known already."""
        before = MembershipStatus(standing.span["status"]).label if standing.span else _("无会籍")
        shown = [("status", before, MembershipStatus.NORMAL.label)]
        versions = [standing.person["version"], None]
        payload = [standing.person["id"], versions, None, None, row.union_id]
        verdict.changed.append((index, shown, payload))


def _detail(identity: Identity | None) -> str:
    return mask_identity(identity.number) if identity else ""


def _keep_remark(row: RollRow, standing: Standing, asides: Sequence[str] | None) -> RollRow:
    """Asides join the stored remark when the file has none of its own, and only once."""
    if not asides:
        return row
    stored = standing.span["remark"] if standing.span else ""
    joined = JOINT.join(asides)
    if row.remark == joined and stored:
        extra = [aside for aside in asides if aside not in stored]
        return row._replace(remark=JOINT.join([stored, *extra])[:LONGEST_REMARK])
    return row
