"""What the union knows already: answers a form begins with, and flags that follow from the record."""

from collections.abc import Callable, Sequence
from typing import Any

from gonghui.engines.campaigns.enums import AwardStatus, FormFieldKind
from gonghui.engines.campaigns.models import Award, Entry, FormField
from gonghui.engines.campaigns.queries.stars import own_items
from gonghui.engines.campaigns.rules.prefills import FACTS, following_of
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
    names = units_of(union).values_list("name", flat=True)[:2]
    return names[0] if len(names) == 1 else union.name


def following(entry: Entry, fields: Sequence[FormField], answers: dict[str, Any]) -> dict[str, Any]:
    """Answers that follow from a person or union just chosen: sex, post, unit, honours …

    Only what is empty or still says what the one chosen before gave; what somebody typed stays.

    Args:
        entry: with its answers so far.
        fields: the form.
        answers: what is to be kept now, by key of the question.
    """
    kinds = {each.key: each.kind for each in fields}
    chosen = {
        key for key in answers if kinds.get(key) in FACTS and answers[key] != entry.answers.get(key)
    }
    found: dict[str, Any] = {}
    for each in fields:
        head, fact = following_of(each.prefill, kinds) or ("", "")
        if head not in chosen:
            continue
        before, after = (
            in_shape(_fact(kinds[head], source.get(head), fact), each)
            for source in (entry.answers, answers)
        )
        if answers.get(each.key, entry.answers.get(each.key)) in (None, "", [], before):
            found[each.key] = _fitting(each, after)
    return found


def _fact(kind: str, pk: Any, fact: str) -> Any:
    """One thing that is known of a chosen person or union; "" without one."""
    model: Any = Person if kind == FormFieldKind.PERSON else Union
    record = model._base_manager.filter(pk=pk).first() if isinstance(pk, int) else None
    sources: dict[str, Callable[[Any], Any]] = (
        PERSON_SOURCES if kind == FormFieldKind.PERSON else UNION_SOURCES
    )
    return sources[fact](record) if record is not None else ""


def _fitting(question: FormField, value: Any) -> Any:
    """The value where the question can take it; a choice that does not offer it stays empty."""
    is_choice = question.kind == FormFieldKind.CHOICE
    return "" if is_choice and value not in question.choices else value


def _sex(person: Person) -> str:
    return str(Sex(person.sex).label) if person.sex else ""


def _born(person: Person) -> str:
    if person.born_on is None or person.born_precision != "D":
        return ""
    return person.born_on.isoformat()


def _born_in(person: Person) -> str:
    return str(person.born_on.year) if person.born_on else ""


def _span(person: Person) -> Membership | None:
    return present_members().filter(person=person).select_related("union").first()


def _duty(person: Person) -> str:
    span = _span(person)
    return span.duty if span else ""


def _unit(person: Person) -> str:
    span = _span(person)
    return unit_name_of(span.union) if span else ""


def _joined(person: Person) -> str:
    span = _span(person)
    return span.joined_on.isoformat() if span and span.joined_on else ""


def _awards(person: Person) -> list[tuple[str, str, str]]:
    """Title, granting body and year of the latest ten that were not withdrawn."""
    rows = Award._base_manager.filter(person=person).exclude(status=AwardStatus.REVOKED)
    newest = rows.order_by("-granted_on")[:10]
    return [(row.title, row.granting_body, f"{row.year}年") for row in newest]


def _chair(union: Union) -> str:
    offices = offices_on(union).filter(kind=OfficeKind.CHAIR).select_related("person")
    found = offices.first()
    return found.person.name if found else ""


def _member_count(union: Union) -> str:
    return str(present_members().filter(union__path__startswith=union.path).count())


def _self_rows(entry: Entry) -> list[dict[str, str]]:
    return blank_rows(own_items(entry.campaign).items())


PERSON_SOURCES: dict[str, Callable[[Person], Any]] = {
    "name": lambda person: person.name,
    "sex": _sex,
    "birth_on": _born,
    "birth_year": _born_in,
    "ethnicity": lambda person: person.ethnic_group,
    "political": lambda person: person.political_status,
    "education": lambda person: person.education,
    "title": lambda person: person.title,
    "position": _duty,
    "unit": _unit,
    "joined_on": _joined,
    "awards": _awards,
}
UNION_SOURCES: dict[str, Callable[[Union], Any]] = {
    "name": lambda union: union.name,
    "unit_name": unit_name_of,
    "member_count": _member_count,
    "chair": _chair,
}


def _of_candidate(source: Callable[[Person], Any]) -> Callable[[Entry], Any]:
    return lambda entry: source(entry.person) if entry.person else ""


def _of_entrant(source: Callable[[Union], Any]) -> Callable[[Entry], Any]:
    return lambda entry: source(entry.subject_union or entry.union)


SOURCES: dict[str, Callable[[Entry], Any]] = {
    **{f"person.{key}": _of_candidate(source) for key, source in PERSON_SOURCES.items()},
    **{f"union.{key}": _of_entrant(source) for key, source in UNION_SOURCES.items()},
    PREFILL: _self_rows,
}
"""Every prefill that a question may name (``rules/prefills.py``)."""
