"""Registering people, changing what is known of them, and the documents that name them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.identifiers import DocumentType, validate_document
from gonghui.kernel.lib.names import normalise_name
from gonghui.kernel.lib.phones import parse_phone
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.people.actions.events import lock_person, present_row
from gonghui.kernel.people.models import IdentityDocument, Membership, Person
from gonghui.kernel.people.names import CARRIED, carried, name_columns
from gonghui.kernel.people.rules import document_hash, phone_hash

PERSON_DETAILS = frozenset(
    [
        "sex",
        "born_on",
        "born_precision",
        "ethnic_group",
        "political_status",
        "education",
        "degree",
        "title",
        "phone",
        "email",
        "household",
        "work_started_on",
        "work_started_precision",
        "model_worker",
        "women_cadre",
        "hardship",
    ]
)
PERSON_FACTS = PERSON_DETAILS | {"name"}
AGES = (0, 130)
"""A register also holds the retired; whether somebody may be admitted is the importer's question."""


@action
def register_person(*, actor: Any, name: str, union: Any = None, **details: Any) -> Person:
    """Make the one row of a person; add a document and admit them next. Traces.

    ``union`` is where the person is about to belong: the actor must be allowed to edit people there.
    ``details`` are fields of Person (see PERSON_DETAILS); the phone is mended, sealed and hashed.

    Raises:
        Refused: the actor may not edit people there.
        ValidationError: a value does not fit.
    """
    require(actor, "people.person:edit", union)
    values = _clean({"name": name, **details})
    person = Person(**values)
    person.clean_fields()
    person.save()
    trace(
        "people.person.registered", actor=actor, subject=person, union_id=getattr(union, "pk", None)
    )
    return person


@action
def change_person(
    *, actor: Any, person: Person, expected_version: int | None = None, **changes: Any
) -> Person:
    """Change what is known of a person (see PERSON_FACTS); people may change their own phone and e-mail.

    Sealed values are traced by field name only.

    Raises:
        Refused: the actor may not edit this person.
        Stale: somebody else changed the row since ``expected_version``.
        ValidationError: a value does not fit, or the row was merged or erased.
    """
    person = lock_person(person)
    union_id = _require_edit(actor, person, set(changes))
    changed = edit(person, _clean(changes), expected_version=expected_version)
    if set(changed) & set(CARRIED):
        carry(person)
    trace(
        "people.person.changed",
        actor=actor,
        subject=person,
        union_id=union_id,
        fields=sorted(set(changed) & PERSON_FACTS),
    )
    return person


@action
def add_document(
    *, actor: Any, person: Person, doc_type: DocumentType | str, doc_no: str
) -> IdentityDocument:
    """Name the person by a document; its number is mended, sealed, and unique in the whole system.

    Traces the type, never the number.

    Raises:
        Refused: the actor may not edit this person.
        ValidationError: the number is wrong, or belongs to somebody registered already; the sentence
            names that person's union only to an actor who may see it.
    """
    person = lock_person(person)
    union_id = _require_edit(actor, person, set())
    answer = validate_document(DocumentType(doc_type), doc_no, today(), ages=AGES)
    if answer.errors:
        raise ValidationError({"doc_no": [str(error) for error in answer.errors]})
    found = document_hash(answer.normalised)
    taken = IdentityDocument._base_manager.filter(doc_type=doc_type, doc_hash=found)
    if (other := taken.select_related("person").first()) is not None:
        raise _taken(actor, other.person)
    try:
        with transaction.atomic():
            document = IdentityDocument._base_manager.create(
                person=person, doc_type=doc_type, doc_no=answer.normalised, doc_hash=found
            )
    except IntegrityError as error:
        raise _taken(actor, taken.select_related("person").get().person) from error
    trace(
        "people.document.added",
        actor=actor,
        subject=person,
        union_id=union_id,
        doc_type=str(doc_type),
    )
    return document


def carry(person: Person) -> None:
    """Keep name and sex of all spans the person's own; that is no change of the span."""
    Membership._base_manager.filter(person=person).update(**carried(person))


def _require_edit(actor: Any, person: Person, fields: set[str]) -> int | None:
    """Ask for the right place: the present union, or the actor's own row; returns the union's id."""
    row = present_row(person)
    union = row.union if row else None
    own = getattr(actor, "person_id", None) == person.pk and fields and fields <= {"phone", "email"}
    require(actor, "people.self:edit" if own else "people.person:edit", union)
    return union.pk if union else None


def _clean(changes: dict[str, Any]) -> dict[str, Any]:
    """Checked values of Person's columns, with those that follow from them."""
    unknown = sorted(set(changes) - PERSON_FACTS)
    if unknown:
        raise TypeError(f"unknown details: {', '.join(unknown)}")
    values = dict(changes)
    if "name" in changes:
        answer = normalise_name(changes["name"])
        _refuse("name", answer.errors)
        values |= {"name": answer.normalised, **name_columns(answer.normalised)._asdict()}
    if "phone" in changes:
        phone = parse_phone(changes["phone"])
        _refuse("phone", phone.errors)
        values |= {"phone": phone.normalised, "phone_hash": phone_hash(phone.normalised)}
    if isinstance(changes.get("born_on"), date) and changes["born_on"] > today():
        _refuse("born_on", [_("出生日期不能晚于今天")])
    return values


def _refuse(field: str, errors: Any) -> None:
    if errors:
        raise ValidationError({field: [str(error) for error in errors]})


def _taken(actor: Any, other: Person) -> ValidationError:
    """Who has this document already; the union is named only to those who may see its members."""
    row = present_row(other)
    if row is not None and (actor is SYSTEM or decide(actor, "people.member:read", row.union)):
        message = _("该证件号码已登记为“%(union)s”的%(name)s") % {"union": row.union, "name": other}
    else:
        message = _("该证件号码已在其他工会登记")
    return ValidationError({"doc_no": ValidationError(message, code="taken")})
