"""What the union knows already: answers a form begins with, and flags that follow from the record."""

from collections.abc import Callable
from typing import Any

from gonghui.engines.campaigns.enums import FormFieldKind
from gonghui.engines.campaigns.models import Award, Entry, FormField
from gonghui.engines.campaigns.queries.stars import own_items
from gonghui.engines.campaigns.rules.selfchecks import PREFILL, blank_rows
from gonghui.kernel.people.api import Membership, Person, Sex, present_members
from gonghui.kernel.unions.api import OfficeKind, Union, offices_on, units_of

HAN = "汉族"


def prefilled(entry: Entry, fields: list[FormField]) -> dict[str, Any]:
    """The answers that the records give, by key of the question; what nobody knows is left out."""
    known: dict[str, Any] = {}
    for each in fields:
        source = SOURCES.get(each.prefill)
        value = source(entry) if source else None
        if value not in (None, "", []):
            known[each.key] = in_shape(value, each)
    return known


def in_shape(value: Any, field: FormField) -> Any:
    """Rows under the columns of a table in their order; in any other question a line of text for each."""
    if not isinstance(value, list) or all(isinstance(row, dict) for row in value):
        return value
    if field.kind == FormFieldKind.TABLE:
        return [dict(zip(field.choices, row, strict=False)) for row in value]
    return "；".join(" ".join(row) for row in value)


def flags_of(entry: Entry, fields: list[FormField]) -> list[str]:
    """Codes of the shares a list must keep: yes-answers, and what the candidate's record says."""
    yes = [each.key for each in fields if each.kind == FormFieldKind.YES]
    found = {key for key in yes if entry.answers.get(key) is True}
    person = entry.person
    if person is not None and person.sex == Sex.FEMALE:
        found.add("woman")
    if person is not None and person.ethnic_group not in ("", HAN, "汉"):
        found.add("minority")
    return sorted(found)


def membership_of(entry: Entry) -> Membership | None:
    """The candidate's present membership, if the actor may see it."""
    return present_members().filter(person=entry.person_id).first() if entry.person_id else None


def unit_name_of(union: Union) -> str:
    """The name of the unit that the union stands in; that of the union where there are several."""
    names = [unit.name for unit in units_of(union)[:2]]
    return names[0] if len(names) == 1 else union.name


def _of_person(name: str) -> Callable[[Entry], Any]:
    def read(entry: Entry) -> Any:
        return getattr(entry.person, name, "") if entry.person else ""

    return read


def _sex(entry: Entry) -> str:
    return str(Sex(entry.person.sex).label) if entry.person and entry.person.sex else ""


def _born(entry: Entry) -> str:
    person: Person | None = entry.person
    if person is None or person.born_on is None or person.born_precision != "D":
        return ""
    return person.born_on.isoformat()


def _duty(entry: Entry) -> str:
    span = membership_of(entry)
    return span.duty if span else ""


def _joined(entry: Entry) -> str:
    span = membership_of(entry)
    return span.joined_on.isoformat() if span and span.joined_on else ""


def _awards(entry: Entry) -> list[tuple[str, str, str]]:
    """Title, granting body and year of the latest ten."""
    if entry.person_id is None:
        return []
    rows = Award._base_manager.filter(person=entry.person_id).order_by("-granted_on")[:10]
    return [(row.title, row.granting_body, f"{row.year}年") for row in rows]


def _chair(entry: Entry) -> str:
    union = entry.subject_union or entry.union
    offices = offices_on(union).filter(kind=OfficeKind.CHAIR).select_related("person")
    found = offices.first()
    return found.person.name if found else ""


def _member_count(entry: Entry) -> str:
    union = entry.subject_union or entry.union
    return str(present_members().filter(union__path__startswith=union.path).count())


def _self_rows(entry: Entry) -> list[dict[str, str]]:
    return blank_rows(own_items(entry.campaign).items())


SOURCES: dict[str, Callable[[Entry], Any]] = {
    "person.name": _of_person("name"),
    "person.sex": _sex,
    "person.birth_on": _born,
    "person.ethnicity": _of_person("ethnic_group"),
    "person.political": _of_person("political_status"),
    "person.education": _of_person("education"),
    "person.title": _of_person("title"),
    "person.position": _duty,
    "person.joined_on": _joined,
    "person.awards": _awards,
    "union.name": lambda entry: (entry.subject_union or entry.union).name,
    "union.unit_name": lambda entry: unit_name_of(entry.subject_union or entry.union),
    "union.member_count": _member_count,
    "union.chair": _chair,
    PREFILL: _self_rows,
}
"""Every prefill that a question may name (``rules/prefills.py``)."""
