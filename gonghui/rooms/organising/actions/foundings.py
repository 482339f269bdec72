"""Beginning a founding and writing down what happens on the way (handbook organisation §5)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Case, open_case
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import Unit, responsible_union
from gonghui.rooms.organising.actions.members import know_person
from gonghui.rooms.organising.models import Applicant, FoundingCase, FoundingUnit, Visit
from gonghui.rooms.organising.queries.foundings import (
    case_of,
    membership_elsewhere,
    units_of_founding,
    why_not_to_found,
)
from gonghui.rooms.organising.rules.founding import HANDLE, KEY

FACTS = frozenset(
    ["form", "reason_without", "survey_note", "contact", "union_name", "group_members"]
)


@action
def survey_unit(*, actor: Any, unit: Unit, **facts: Any) -> Case:
    """Begin a founding for ``unit`` at the union in charge of its region; opens the case, traces.

    ``facts`` are fields of FoundingCase (see FACTS); the proposed name is the unit's with 工会.

    Raises:
        Refused: the actor may not handle foundings there.
        ValidationError: the unit has a union, or a founding is under way.
        TypeError: an unknown fact.
    """
    _known(facts)
    union: Any = responsible_union(unit)  # nobody answers only in an empty system
    require(actor, HANDLE, union)
    _free(unit)
    facts.setdefault("union_name", f"{unit.name}工会")
    founding = FoundingCase.objects.create(union=union, **facts)
    FoundingUnit.objects.create(founding=founding, unit=unit)
    trace(
        "organising.founding.begun", actor=actor, subject=founding, union_id=union.pk, unit=unit.pk
    )
    return open_case(
        actor=actor,
        table_key=KEY,
        subject=founding,
        title=_("%(unit)s建会") % {"unit": unit.name},
        union=union,
    )


@action
def change_founding(
    *, actor: Any, founding: FoundingCase, expected_version: int | None = None, **facts: Any
) -> FoundingCase:
    """Change what is known: form, reason, group, proposed name; traces which fields.

    Raises:
        Refused: the actor may not handle this founding.
        Stale: somebody else changed it since ``expected_version``.
        ValidationError: the founding is closed, or a value does not fit.
    """
    _known(facts)
    founding = _handled(actor, founding)
    changed = edit(founding, facts, expected_version=expected_version)
    trace("organising.founding.changed", **_said(founding, actor), fields=changed)
    return founding


@action
def add_founding_unit(*, actor: Any, founding: FoundingCase, unit: Unit) -> FoundingUnit:
    """Another unit joins: the union becomes a joint one (§5); traces.

    Raises:
        Refused: the actor may not handle this founding.
        ValidationError: the unit has a union or a founding already.
    """
    founding = _handled(actor, founding)
    _free(unit)
    made = FoundingUnit.objects.create(founding=founding, unit=unit)
    edit(founding, {"form": "joint"})
    trace("organising.founding.unit_added", **_said(founding, actor), unit=unit.pk)
    return made


@action
def remove_founding_unit(*, actor: Any, founding: FoundingCase, unit: Unit) -> None:
    """A unit leaves a joint founding; traces.

    Raises:
        Refused: the actor may not handle this founding.
        ValidationError: it is the last one.
    """
    founding = _handled(actor, founding)
    if units_of_founding(founding).count() == 1:
        raise ValidationError(_("至少保留一个单位。"))
    FoundingUnit.objects.filter(founding=founding, unit=unit).delete()
    trace("organising.founding.unit_removed", **_said(founding, actor), unit=unit.pk)


@action
def log_visit(
    *, actor: Any, founding: FoundingCase, kind: str, visited_on: date, note: str, who: str = ""
) -> Visit:
    """Write down one contact with the unit; traces.

    Raises:
        Refused: the actor may not handle this founding.
        ValidationError: the founding is closed.
    """
    founding = _handled(actor, founding)
    visit = Visit.objects.create(
        founding=founding,
        kind=kind,
        visited_on=visited_on,
        note=note,
        who=who,
        actor_id=actor.pk,
    )
    trace("organising.founding.visited", **_said(founding, actor), visit=visit.pk)
    return visit


@action
def add_applicants(
    *, actor: Any, founding: FoundingCase, people: Sequence[Person], applied_on: date
) -> list[Applicant]:
    """These people applied to join; they become members when the union is approved. Traces the number.

    Whoever applied already is left as is.

    Raises:
        Refused: the actor may not handle this founding.
        ValidationError: somebody is a member elsewhere and needs a transfer (§8).
    """
    founding = _handled(actor, founding)
    for person in people:
        elsewhere = membership_elsewhere(person)
        if elsewhere:
            words = {"name": person.name, "union": elsewhere}
            raise ValidationError(_("%(name)s的会籍在“%(union)s”，请先办理会籍转移。") % words)
    known = set(founding.applicants.values_list("person_id", flat=True))
    fresh = list(dict.fromkeys(each for each in people if each.pk not in known))
    made = [
        Applicant.objects.create(founding=founding, person=each, applied_on=applied_on)
        for each in fresh
    ]
    trace("organising.founding.applied", **_said(founding, actor), count=len(made))
    return made


@action
def enter_applicants(
    *,
    actor: Any,
    founding: FoundingCase,
    doc_type: str,
    lines: Sequence[dict[str, str]],
    applied_on: date,
) -> list[Applicant]:
    """Applicants as typed: name, doc_no and phone each; all of them or, if one is wrong, none.

    Raises:
        Refused: the actor may not handle this founding.
        ValidationError: for every line that does not go, its name and why.
    """
    people, wrong = [], []
    for line in lines:
        details = {"phone": line["phone"]} if line["phone"] else {}
        try:
            person = know_person(
                actor=actor,
                union=founding.union,
                name=line["name"],
                doc_type=doc_type,
                doc_no=line["doc_no"],
                **details,
            )
        except ValidationError as refusal:
            wrong += [f"{line['name']}：{each}" for each in refusal.messages]
        else:
            people.append(person)
    if wrong:
        raise ValidationError({"lines": wrong})
    return add_applicants(actor=actor, founding=founding, people=people, applied_on=applied_on)


@action
def remove_applicant(*, actor: Any, founding: FoundingCase, person: Person) -> None:
    """Somebody took the application back; traces.

    Raises:
        Refused: the actor may not handle this founding.
        ValidationError: the founding is closed.
    """
    founding = _handled(actor, founding)
    founding.applicants.filter(person=person).delete()
    trace("organising.founding.applicant_removed", **_said(founding, actor), person=person.pk)


def _handled(actor: Any, founding: FoundingCase) -> FoundingCase:
    """The founding under lock, after asking the policy, while its union is not yet founded."""
    rows = FoundingCase.objects.select_for_update(of=("self",)).select_related("union")
    fresh = rows.get(pk=founding.pk)
    require(actor, HANDLE, fresh.union)
    if fresh.founded_id is not None or not case_of(fresh).is_open:
        raise ValidationError(_("这件建会工单已经办结，不能再改。"))
    return fresh


def _free(unit: Unit) -> None:
    reason = why_not_to_found(unit)
    if reason:
        raise ValidationError(reason)


def _known(facts: dict[str, Any]) -> None:
    if unknown := sorted(set(facts) - FACTS):
        raise TypeError(f"unknown facts: {', '.join(unknown)}")


def _said(founding: FoundingCase, actor: Any) -> dict[str, Any]:
    """What every trace of a founding says."""
    return {
        "actor": actor,
        "subject": founding,
        "union_id": founding.union_id,
        "name": founding.union_name,
    }
