"""Members as rows of a workbook, in the very form that the check reads back without a difference."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.lib.sealing import mask_phone
from gonghui.kernel.people.api import EmploymentForm, Membership, Sex

PIECE = 2000
PERSON = (
    *("name", "ethnic_group", "political_status", "education", "degree", "title", "email"),
    *("household", "women_cadre", "model_worker"),
)
SPAN = ("group_name", "duty", "staff_no", "remark")
DATES = {
    "born_on": ("person", "born_precision"),
    "work_started_on": ("person", "work_started_precision"),
    "joined_on": ("span", "joined_precision"),
}
DOCUMENTS = dict(DocumentType.choices)
Sign = Callable[[int, str], str]


def exported_members(
    rows: QuerySet[Membership], keys: Sequence[str], *, unmasked: bool, sign: Sign
) -> Iterator[tuple[list[Any], str]]:
    """Values in the order of ``keys`` and the signed row key of each member."""
    found = rows.select_related("person", "union").prefetch_related("person__documents")
    for number, span in enumerate(found.iterator(PIECE), 1):
        values = _values(span, number, unmasked=unmasked)
        version = f"{span.person.version}.{span.version}"
        yield [values[key] for key in keys], sign(span.person_id, version)


def _values(span: Membership, number: int, *, unmasked: bool) -> dict[str, Any]:
    person = span.person
    document = next(iter(person.documents.all()), None)
    values: dict[str, Any] = {name: getattr(person, name) for name in PERSON}
    values |= {name: getattr(span, name) for name in SPAN}
    values |= {
        key: _date(person if owner == "person" else span, key, precision)
        for key, (owner, precision) in DATES.items()
    }
    return values | {
        "ordinal": number,
        "sex": dict(Sex.choices)[person.sex] if person.sex else "",
        "doc_type": DOCUMENTS.get(document.doc_type, "") if document else "",
        "doc_no": document.doc_no if document and unmasked else "",
        "phone": person.phone if unmasked else mask_phone(person.phone),
        "employment": dict(EmploymentForm.choices)[span.employment] if span.employment else "",
        "hardship": bool(person.hardship),
        "department": span.union.name,
    }


def _date(row: Any, key: str, precision: str) -> Any:
    """A whole day as a day, anything less as text."""
    day, known = getattr(row, key), getattr(row, precision)
    if day is None:
        return ""
    return day if known == "D" else str(PartialDate(day, known))
