"""Entering people: whoever is known by a document is found, everybody else is made, once (§4, §8)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action
from gonghui.kernel.lib.identifiers import DocumentType, validate_document
from gonghui.kernel.people.api import (
    Person,
    add_document,
    admit,
    find_person_by_document,
    register_person,
)
from gonghui.kernel.unions.api import Union


@action
def enrol_member(
    *,
    actor: Any,
    union: Union,
    name: str,
    doc_type: str,
    doc_no: str,
    on: date,
    **details: Any,
) -> Person:
    """Make somebody a member of ``union``: find or register the person, then admit; their traces.

    Raises:
        Refused: the actor may not edit this union's members.
        ValidationError: a wrong document, another name on it, or a membership elsewhere.
    """
    person = know_person(
        actor=actor, union=union, name=name, doc_type=doc_type, doc_no=doc_no, **details
    )
    admit(actor=actor, person=person, union=union, on=on)
    return person


@action
def know_person(
    *, actor: Any, union: Union, name: str, doc_type: str, doc_no: str, **details: Any
) -> Person:
    """The person whom a document names, registered now if nobody knows them; traces of people.

    Raises:
        Refused: the actor may not edit people there.
        ValidationError: a wrong document, or the document belongs to another name.
    """
    answer = validate_document(DocumentType(doc_type), doc_no, dates.today())
    if answer.errors:
        raise ValidationError({"doc_no": [str(each) for each in answer.errors]})
    known = find_person_by_document(doc_type, answer.normalised)
    if known is None:
        person = register_person(actor=actor, name=name, union=union, **details)
        add_document(actor=actor, person=person, doc_type=doc_type, doc_no=answer.normalised)
        return person
    if known.name != name.strip():
        raise ValidationError({"doc_no": _("该证件号码已登记在另一姓名下，请核对。")})
    return known
