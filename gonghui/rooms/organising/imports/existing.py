"""Who of a file's people is in the register already: one question per block of rows, whatever their union."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.people.api import IdentityDocument, Membership, Person

PERSON_FIELDS = (
    *("id", "version", "name", "sex", "born_on", "born_precision", "ethnic_group"),
    *("political_status", "education", "degree", "title", "phone_hash", "email", "household"),
    *("work_started_on", "work_started_precision", "women_cadre", "model_worker", "hardship"),
)
SPAN_FIELDS = (
    *("id", "version", "union_id", "status", "valid_from", "joined_on", "joined_precision"),
    *("group_name", "duty", "employment", "staff_no", "remark"),
)
REASON = "one person once: a document may be registered in any union"


class Standing(NamedTuple):
    """A registered person and the present membership, as plain values (None without one)."""

    person: dict[str, Any]
    span: dict[str, Any] | None
    union_path: str
    union_name: str


class Register:
    """Answers for one block of rows at a time."""

    def by_document(self, documents: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """(doc_type, doc_hash) → person id, for those that are registered."""
        with scoping.everything(REASON):
            rows = IdentityDocument.objects.filter(
                doc_hash__among=[found for _kind, found in documents], person__merged_into=None
            )
            return {
                (kind, found): person
                for kind, found, person in rows.values_list("doc_type", "doc_hash", "person_id")
            }

    def standings(self, person_ids: Iterable[int]) -> dict[int, Standing]:
        """Person id → standing."""
        wanted = list(person_ids)
        with scoping.everything(REASON):
            people = Person.objects.filter(pk__in=wanted).values(*PERSON_FIELDS)
            spans = Membership.objects.filter(person__in=wanted, valid_to=FOREVER)
            present = {
                row["person_id"]: row
                for row in spans.values("person_id", "union__path", "union__name", *SPAN_FIELDS)
            }
            return {row["id"]: _standing(row, present.get(row["id"])) for row in people}

    def namesakes(self, phones: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
        """Phone hash → (person id, name) of those who gave it."""
        found: dict[str, list[tuple[int, str]]] = {}
        with scoping.everything(REASON):
            rows = Person.objects.filter(phone_hash__among=phones, merged_into=None)
            for key, pk, name in rows.values_list("phone_hash", "pk", "name"):
                found.setdefault(key, []).append((pk, name))
        return found


def _standing(person: dict[str, Any], span: dict[str, Any] | None) -> Standing:
    if span is None:
        return Standing(person, None, "", "")
    return Standing(person, span, span["union__path"], span["union__name"])
