"""What a row of an honours register means: level and body of known titles, whose honour it is, what cannot be."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import (
    Award,
    AwardStatus,
    KnownTitle,
    TargetKind,
    grade_in,
    title_doubts,
    title_of,
)
from gonghui.kernel.exchange.api import Desk, Holders, ParsedBlock, Row, Setting
from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.lib.texts import as_text
from gonghui.kernel.people.api import IdentityDocument, document_hash
from gonghui.rooms.honours.imports.columns import UNIT


class AwardDesk(Desk):
    """Completes the rows of one file."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.holders = Holders(setting.union, setting.choices.get(UNIT))

    def begin(self, rows: Sequence[Row]) -> None:
        """Persons by their document; the names of all others at once."""
        numbers = [as_text(row.pop("doc_no", None)).strip().upper() for row in rows]
        hashes = {
            document_hash(number): row for number, row in zip(numbers, rows, strict=True) if number
        }
        found = IdentityDocument.objects.filter(
            doc_type=DocumentType.RESIDENT_ID, doc_hash__in=hashes, person__merged_into=None
        )
        for row in rows:
            row["person_id"] = None
        for doc_hash, person_id in found.values_list("doc_hash", "person_id"):
            hashes[doc_hash]["person_id"] = person_id
        self.holders.call({row["holder_name"] or "" for row in rows})

    def read(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Two scales in one title, a city's provincial honour, a number of another year."""
        title, day = row["title"] or "", row["granted_on"]
        known = _known(row)
        level = _level(row) or (known.honour_level if known else 0)
        body = row["granting_body"] or (known.granting_body if known else "")
        texts = (title, level, body, row["document_no"] or "")
        for field, sentence in title_doubts(*texts, int(day[:4]) if day else None).items():
            say = block.note if field == "granted_on" else block.refuse
            say(index, field, f"doubt_{field}", sentence)
        found = grade_in(title)
        if found and not row["grade"] and not self.setting.has_row_keys:
            row["grade"] = found
            message = _("等次由称号读出：%(grade)s。")
            block.note(index, "title", "grade_read", message % {"grade": found})

    def ask_of_new(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Level, body and kind of titles that everybody knows; others have to say their level."""
        known = _known(row)
        if known is not None:
            row["honour_level"] = row["honour_level"] or str(known.honour_level)
            row["granting_body"] = row["granting_body"] or known.granting_body
        row["holder_kind"] = row["holder_kind"] or (known.target if known else _kind_of(row))
        row["year"] = row["year"] or int((row["granted_on"] or "0")[:4])
        row["union_id"] = self.holders.find(row[UNIT])
        if row["union_id"] is None:
            block.note(index, UNIT, "unit_unknown", _("没有对应的工会，只记当时的单位名称。"))
        if not row["honour_level"]:
            message = _("看不出“%(title)s”是哪一级，请填写级别。")
            block.refuse(index, "honour_level", "level_blank", message % {"title": row["title"]})
        if not row["granting_body"]:
            block.refuse(index, "granting_body", "body_blank", _("授予单位为空，请填写。"))
        self._link(block, index, row)

    def ask_of_known(self, block: ParsedBlock, index: int, record: Award) -> None:
        """A foreign list that still holds what was taken back; our own export may."""
        if record.status == AwardStatus.REVOKED and not block.has_key(index):
            message = _("这项称号已于%(day)s撤销，请从表中删去；有恢复决定的，请在台账中登记。")
            block.refuse(index, "title", "withdrawn", message % {"day": record.ended_on})

    def _link(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Without a document, by a name that only one member of the unit has."""
        if row["person_id"] or row["holder_kind"] != TargetKind.PERSON:
            return
        same = self.holders.persons_called(row["holder_name"] or "", row["union_id"])
        if len(same) == 1:
            row["person_id"] = same[0]
            block.note(index, "holder_name", "member_found", _("已与会员名册上的本人对应。"))


def _known(row: Row) -> KnownTitle | None:
    return title_of(row["title"] or "", _level(row), row["granting_body"] or "")


def _level(row: Row) -> int | None:
    return int(row["honour_level"]) if row["honour_level"] else None


def _kind_of(row: Row) -> str:
    """A person where the unit is named apart and the name is short; a body else."""
    name = row["holder_name"] or ""
    short = len(name) <= 4 and row[UNIT] and name != row[UNIT]
    return (TargetKind.PERSON if short else TargetKind.UNION).value
