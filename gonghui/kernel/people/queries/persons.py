"""Finding people: by document or phone through keyed hashes, by name through indexed beginnings."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from gonghui.kernel.lib.characters import syllables
from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.lib.sorting import JOINT, pinyin_prefixes
from gonghui.kernel.people.models import IdentityDocument, Membership, Person
from gonghui.kernel.people.names import COMMON_SURNAMES, name_columns
from gonghui.kernel.people.rules import document_hash, phone_hash

LONG_NUMBER = re.compile(r"[A-Z]{0,3}\d{7,17}[\dX]?")
STAFF_NO = re.compile(r"[A-Za-z]*\d[\w-]*", re.ASCII)
DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅●", "·"))
"""Signs that keyboards give for the dot of a name such as 阿依古丽·买买提."""
LETTERS = re.compile(r"[a-z' ]+")
MANY = 200
EVERYBODY = 1_000_000_000
AFTER_ALL_PINYIN = "zz"
"""No syllable holds two z, so every name that begins with P sorts before P + this, in any collation."""


def find_person_by_document(doc_type: DocumentType | str, doc_no: str) -> Person | None:
    """The person whom this document names, wherever they belong: outside every scope.

    ``doc_no`` must be normalised (lib.identifiers). Show nothing of the person before asking the policy.
    """
    rows = IdentityDocument._base_manager.filter(
        doc_type=doc_type, doc_hash=document_hash(doc_no), person__merged_into=None
    )
    found = rows.select_related("person").first()
    return found.person if found else None


def find_persons_by_phone(phone: str) -> QuerySet[Person]:
    """The people who gave this (normalised) phone number, outside every scope."""
    return Person._base_manager.filter(phone_hash=phone_hash(phone)).exclude(phone_hash="")


def holders_of(doc_hashes: Iterable[str]) -> dict[tuple[str, str], int]:
    """(type, hash) → id of the person registered under it, outside every scope; for importers.

    One query for every few thousand hashes.
    """
    found: dict[tuple[str, str], int] = {}
    source = iter(doc_hashes)
    while chunk := list(islice(source, 5000)):
        rows = IdentityDocument._base_manager.filter(doc_hash__in=chunk)
        for doc_type, doc_hash, person_id in rows.values_list("doc_type", "doc_hash", "person_id"):
            found[doc_type, doc_hash] = person_id
    return found


def documents_of(person: Person) -> QuerySet[IdentityDocument]:
    """The documents of a person, inside the active scope; show the numbers masked."""
    return IdentityDocument.objects.filter(person=person).order_by("pk")


def search_members(rows: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    """Those of ``rows`` that ``text`` means.

    A whole identity number or phone, a staff number, the beginning of a name, of a given name, of a
    name's pinyin or of its initials. Every way is a beginning or an equality that an index answers.
    """
    text = unicodedata.normalize("NFKC", text).translate(DOTS).strip()
    if not text:
        return rows
    code = text.replace(" ", "").upper().replace("×", "X")
    if LONG_NUMBER.fullmatch(code):
        return rows.filter(pk__in=_numbered(code))
    if STAFF_NO.fullmatch(text):
        return rows.filter(staff_no=text)
    if LETTERS.fullmatch(text.lower()):
        return rows.filter(_spelled(text.lower()))
    return rows.filter(_called(text.replace(" ", "")))


def _called(name: str) -> Q:
    """By the characters of a name: a common surname, else the beginning of name or given name."""
    if name in COMMON_SURNAMES:
        # the range lets the database read in sorted order and stop early; the name only tells
        # homophones apart, in a form that no index answers: PostgreSQL would intersect two of them
        named = Case(When(name__prefix=name, then=Value(True)), default=Value(False))
        return _begins("name_pinyin", name_columns(name).name_pinyin) & Q(named)
    return Q(name__prefix=name) | Q(given_name__prefix=name)


def _spelled(letters: str) -> Q:
    """Pinyin if the letters can be read so, else initials."""
    prefixes = [prefix for prefix in pinyin_prefixes(letters) if _is_pinyin(prefix)]
    if not prefixes:
        return Q(person__in=_fenced(_begins("name_initials", re.sub("[' ]", "", letters))))
    found = Q(pk__in=())
    for prefix in prefixes:
        found |= _begins("name_pinyin", prefix)
    return found


def _is_pinyin(prefix: str) -> bool:
    *whole, last = prefix.split(JOINT)
    return all(part in syllables() for part in whole) and any(
        syllable.startswith(last) for syllable in syllables()
    )


def _fenced(condition: Q) -> Any:
    """Ids of the few people meant, found first.

    Without the fence PostgreSQL may walk all names in order. Where thousands are meant, walking is right.
    """
    return Person._base_manager.filter(condition).values("pk")[:EVERYBODY]


def _numbered(code: str) -> set[int]:
    """Spans of whoever has this document, phone or staff number.

    Looked up at once: one condition with three ways in it would read the whole roll instead.
    """
    documents = IdentityDocument._base_manager.filter(doc_hash=document_hash(code))
    people = set(documents.values_list("person_id", flat=True)[:MANY])
    phones = Person._base_manager.filter(phone_hash=phone_hash(code))
    people |= set(phones.values_list("pk", flat=True)[:MANY])
    spans = Membership._base_manager
    found = set(spans.filter(staff_no=code).values_list("pk", flat=True)[:MANY])
    return found | set(spans.filter(person__in=people).values_list("pk", flat=True))


def _begins(field: str, letters: str) -> Q:
    return Q(**{f"{field}__gte": letters, f"{field}__lt": letters + AFTER_ALL_PINYIN})
