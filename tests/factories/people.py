"""Invented people and their memberships, made through the actions."""

from datetime import date
from itertools import count

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.identifiers import DocumentType, resident_check
from gonghui.kernel.people import api as people
from tests.factories.unions import make_direct_union

JOINED = date(2015, 9, 1)
SAMPLE_ID = "11010519491231002X"
_numbers = count(1)


def make_id(number=None, *, born=date(1980, 1, 1), female=True):
    """A resident ID that no office issued: region 329900, right check character."""
    sequence = (number if number is not None else next(_numbers)) * 2 % 1000 + (0 if female else 1)
    first = f"329900{born:%Y%m%d}{sequence:03d}"
    return first + resident_check(first)


def make_person(name=None, *, doc_no=None, union=None, **more):
    """A registered person; with a document if ``doc_no`` is given."""
    name = name or f"张测{'甲乙丙丁戊己庚辛壬癸'[next(_numbers) % 10]}"
    person = people.register_person(actor=SYSTEM, name=name, union=union, **more)
    if doc_no:
        people.add_document(
            actor=SYSTEM, person=person, doc_type=DocumentType.RESIDENT_ID, doc_no=doc_no
        )
    return person


def make_member(union=None, name=None, *, on=JOINED, doc_no=None, facts=None, **more):
    """A member in good standing of ``union`` since ``on``; ``facts`` are the span's (duty, staff_no …)."""
    union = union or make_direct_union()
    person = make_person(name, doc_no=doc_no, union=union, **more)
    people.admit(actor=SYSTEM, person=person, union=union, on=on, **(facts or {}))
    return person


def make_members(union, number, **more):
    """Several members of one union."""
    return [make_member(union, **more) for _ in range(number)]


def make_transferring(old, new, *, on=date(2020, 1, 1), **more):
    """A member of ``old`` whose transfer to ``new`` waits for an answer."""
    person = make_member(old, **more)
    people.transfer_out(actor=SYSTEM, person=person, to_union=new, on=on)
    return person


def present(person):
    """The person's present span, whoever asks."""
    with scoping.everything("test"):
        return people.present_membership(person)


def spans_of(person):
    """(from, to, union id, status) of every span, the earliest first."""
    with scoping.everything("test"):
        rows = people.history_of(person)
        return list(rows.values_list("valid_from", "valid_to", "union_id", "status"))
