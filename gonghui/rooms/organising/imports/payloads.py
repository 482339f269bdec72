"""New rows in the form in which they wait for confirmation: sealed, hashed, ready for the bulk load.

What costs time (sealing, hashing, keys of names) is done once, in the check; the load only unpacks.
"""

from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from gonghui.kernel.exchange.api import iso
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.lib.sealing import seal, sealer
from gonghui.kernel.people.api import (
    DOCUMENT_CONTEXT,
    HARDSHIP_CONTEXT,
    PHONE_CONTEXT,
    DocumentRow,
    EventKind,
    EventRow,
    FactsRow,
    NewMember,
    PersonRow,
    Sex,
    name_columns,
)

YES = "是"
ADMIT = EventKind.ADMIT.value
DAYS_KEPT = 1 << 15
PERSON_PHONE = PersonRow._fields.index("phone")
PERSON_HARDSHIP = PersonRow._fields.index("hardship")


class RollRow(NamedTuple):
    """One row of a roll after the check, as plain values."""

    name: str = ""
    sex: str = ""
    born: PartialDate | None = None
    ethnic_group: str = ""
    political_status: str = ""
    education: str = ""
    degree: str = ""
    title: str = ""
    phone: str = ""
    phone_hash: str = ""
    email: str = ""
    household: str = ""
    work_started: PartialDate | None = None
    model_worker: bool | None = None
    women_cadre: bool | None = None
    hardship: bool | None = None
    union_id: int = 0
    joined: PartialDate | None = None
    group_name: str = ""
    duty: str = ""
    employment: str = ""
    staff_no: str = ""
    remark: str = ""


def as_text(sealed_bytes: bytes) -> str:
    """Sealed bytes as text for JSON."""
    return b2a_base64(sealed_bytes, newline=False).decode() if sealed_bytes else ""


def sealed(text: str, context: str) -> str:
    """A text sealed, as text for JSON."""
    return as_text(seal(text, context))


def unsealed_bytes(text: str) -> bytes:
    """Back to what the column holds."""
    return a2b_base64(text) if text else b""


class Packer:
    """Makes payloads of new members; sealing is prepared once for a whole file."""

    def __init__(self, today: date) -> None:
        self.today = today.isoformat()
        self.seal_phone = sealer(PHONE_CONTEXT)
        self.seal_number = sealer(DOCUMENT_CONTEXT)

    def pack(self, row: RollRow, kind: str, number: str, doc_hash: str) -> list[Any]:
        """Columns of person, document and admission, as JSON values."""
        born, born_precision = iso(row.born)
        started, started_precision = iso(row.work_started)
        joined, joined_precision = iso(row.joined)
        return [
            [
                *(row.name, *name_columns(row.name), row.sex, born, born_precision),
                *(row.ethnic_group, row.political_status, row.education, row.degree, row.title),
                *(as_text(self.seal_phone(row.phone)), row.phone_hash, row.email, row.household),
                *(started, started_precision, bool(row.model_worker), bool(row.women_cadre)),
                sealed(YES if row.hardship else "", HARDSHIP_CONTEXT),
            ],
            [kind, as_text(self.seal_number(number)), doc_hash],
            [row.union_id, joined or self.today, joined_precision],
            [
                *(joined, joined_precision, row.group_name, row.duty, row.employment),
                *(row.staff_no, row.remark),
            ],
        ]


def unpack(payload: Sequence[Any]) -> NewMember:
    """The rows that people.admit_many loads."""
    person, (kind, number, doc_hash), (union_id, on, precision), facts = payload
    person[PERSON_PHONE] = unsealed_bytes(person[PERSON_PHONE])
    person[PERSON_HARDSHIP] = unsealed_bytes(person[PERSON_HARDSHIP])
    admission = (ADMIT, union_id, _day(on), None, precision, "", "", FactsRow._make(facts))
    return NewMember(
        PersonRow._make(person),
        (DocumentRow(kind, a2b_base64(number), doc_hash),),
        (EventRow._make(admission),),
    )


_day = lru_cache(maxsize=DAYS_KEPT)(date.fromisoformat)


def summary_of(payload: Sequence[Any], union_names: Mapping[int, str]) -> str:
    """What the difference page says about a new member; number and phone stay sealed."""
    person = PersonRow(*payload[0])
    parts = [
        dict(Sex.choices).get(person.sex, ""),
        str(person.born_on or "")[:7],
        union_names.get(payload[2][0], ""),
        person.title or person.education,
        str(payload[2][1])[:7] if payload[3][0] else "",
    ]
    return " · ".join(filter(None, parts))
