"""Rows for the bulk path: ready column values, so that a caller may seal, hash and sort beforehand.

``prepare_member`` makes one from plain values; importers that stream build the tuples themselves,
in worker processes if they like.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from gonghui.kernel.lib.sealing import seal
from gonghui.kernel.people.enums import EventKind
from gonghui.kernel.people.names import name_columns
from gonghui.kernel.people.rules import document_hash, phone_hash

DOCUMENT_CONTEXT = "people.IdentityDocument.doc_no"
PHONE_CONTEXT = "people.Person.phone"
HARDSHIP_CONTEXT = "people.Person.hardship"


class PersonRow(NamedTuple):
    """Columns of Person; ``phone`` and ``hardship`` are sealed bytes under the contexts above."""

    name: str
    given_name: str
    name_pinyin: str
    name_initials: str
    name_strokes: str
    sex: str = ""
    born_on: date | None = None
    born_precision: str = "D"
    ethnic_group: str = ""
    political_status: str = ""
    education: str = ""
    degree: str = ""
    title: str = ""
    phone: bytes = b""
    phone_hash: str = ""
    email: str = ""
    household: str = ""
    work_started_on: date | None = None
    work_started_precision: str = "D"
    model_worker: bool = False
    women_cadre: bool = False
    hardship: bytes = b""


class DocumentRow(NamedTuple):
    """Columns of IdentityDocument; ``doc_no`` is sealed bytes."""

    doc_type: str
    doc_no: bytes
    doc_hash: str


class FactsRow(NamedTuple):
    """Facts of a membership span, in the order of ``actions.events.FACTS``."""

    joined_on: date | None = None
    joined_precision: str = "D"
    group_name: str = ""
    duty: str = ""
    employment: str = ""
    staff_no: str = ""
    remark: str = ""


class EventRow(NamedTuple):
    """Something that happened, and the facts of the span that begins with it (None: as before)."""

    kind: str
    union_id: int
    on: date
    to_union_id: int | None = None
    precision: str = "D"
    document: str = ""
    note: str = ""
    facts: FactsRow | None = None


class NewMember(NamedTuple):
    """A person nobody knows yet, with documents and history; the first event is 入会 as a rule."""

    person: PersonRow
    documents: tuple[DocumentRow, ...]
    events: tuple[EventRow, ...]


class MemberChange(NamedTuple):
    """Ready values to write over a person and the present span, by column name.

    Versions are those that the caller has seen; None writes over whatever stands there.
    """

    person_id: int
    person: Mapping[str, Any] = {}
    membership: Mapping[str, Any] = {}
    person_version: int | None = None
    membership_version: int | None = None


class Regrouping(NamedTuple):
    """A person goes to another branch of the same grassroots union (调整小组)."""

    person_id: int
    union_id: int
    on: date


def document_row(doc_type: str, doc_no: str) -> DocumentRow:
    """Seal and hash a normalised document number."""
    return DocumentRow(doc_type, seal(doc_no, DOCUMENT_CONTEXT), document_hash(doc_no))


def person_row(name: str, *, phone: str = "", hardship: str = "", **columns: Any) -> PersonRow:
    """Seal, hash and add the name's keys; values must be normalised (lib.names, lib.phones)."""
    return PersonRow(
        name,
        *name_columns(name),
        phone=seal(phone, PHONE_CONTEXT),
        phone_hash=phone_hash(phone),
        hardship=seal(hardship, HARDSHIP_CONTEXT),
        **columns,
    )


def admission(union_id: int, on: date, **facts: Any) -> EventRow:
    """An 入会 whose span joined on ``on`` unless ``joined_on`` says otherwise."""
    return EventRow(EventKind.ADMIT, union_id, on, facts=FactsRow(**{"joined_on": on} | facts))
