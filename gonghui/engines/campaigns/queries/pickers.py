"""Persons and unions that a question of the entry form may name: found by name, chosen from a list.

Only what the union knows already: its present members and those below it, and the unions of the
directory. No identity number is shown; namesakes are told apart by union, post and year of birth.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import FormFieldKind
from gonghui.engines.campaigns.models import Entry, FormField
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.paths import below
from gonghui.kernel.people.api import Membership, Person, present_members, search_members
from gonghui.kernel.unions.api import Union

FEW = 8
RECORDS = (FormFieldKind.PERSON, FormFieldKind.UNION)


@dataclass(frozen=True)
class Choice:
    """One that may be chosen, with the words that tell it apart."""

    pk: int
    name: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name}（{self.note}）" if self.note else self.name


@dataclass(frozen=True)
class Found:
    """What a search gave: at most FEW, and whether there are more."""

    text: str
    choices: list[Choice]
    more: bool = False

    @property
    def only(self) -> Choice | None:
        """The one that the text names exactly; a beginning of a name chooses nobody."""
        exact = [each for each in self.choices if each.name == self.text]
        return exact[0] if len(exact) == 1 and not self.more else None


def find_records(entry: Entry, question: FormField, text: str) -> Found:
    """Whoever the text may mean: by name, its beginning, pinyin or a staff number; a union by any part."""
    wanted = text.strip()
    if not wanted:
        return Found("", [])
    find = _persons if question.kind == FormFieldKind.PERSON else _unions
    found = find(entry.union, wanted)
    return Found(wanted, found[:FEW], len(found) > FEW)


def _persons(union: Union, text: str) -> list[Choice]:
    rows = search_members(_members(union), text).select_related("person", "union")
    return [choice_of_member(row) for row in rows.order_by("name_pinyin", "pk")[: FEW + 1]]


def _members(union: Union) -> Any:
    return present_members().filter(below(union.path, "union__path"))


def choice_of_member(row: Membership) -> Choice:
    """A member as a list names them."""
    born = row.person.born_on
    year = _("%(year)d年生") % {"year": born.year} if born else ""
    notes = (row.union.name, row.duty, year)
    return Choice(row.person_id, row.person.name, " · ".join(filter(None, notes)))


def _unions(_union: Union, text: str) -> list[Choice]:
    """The directory of unions is public, so any living one may be named."""
    named = Q(name__contains=text) | Q(short_name__contains=text) | Q(code=text)
    rows = Union.objects.filter(named, revoked_on__gt=today()).order_by("path")[: FEW + 1]
    return [Choice(row.pk, row.name) for row in rows]


def chosen_of(entry: Entry, questions: Sequence[FormField]) -> dict[str, Choice]:
    """Who is chosen, by key of the question, persons with union and post; three queries at most."""
    keys = {each.key: each.kind for each in questions if each.kind in RECORDS}
    ids = {key: entry.answers.get(key) for key in keys}
    people = [pk for key, pk in ids.items() if pk and keys[key] == FormFieldKind.PERSON]
    unions = [pk for key, pk in ids.items() if pk and keys[key] == FormFieldKind.UNION]
    names: dict[str, dict[int, str]] = {
        FormFieldKind.PERSON: _names(Person, people),
        FormFieldKind.UNION: _names(Union, unions),
    }
    notes = _notes(people)
    return {
        key: Choice(pk, names[keys[key]][pk], notes.get(pk, "") if pk in people else "")
        for key, pk in ids.items()
        if pk and pk in names[keys[key]]
    }


def _notes(people: Sequence[int]) -> dict[int, str]:
    """Union and post of members, as far as the reader sees them."""
    rows = present_members().filter(person__in=people).select_related("union") if people else ()
    return {row.person_id: " · ".join(filter(None, (row.union.name, row.duty))) for row in rows}


def _names(model: Any, ids: Sequence[int]) -> dict[int, str]:
    rows = model._base_manager.filter(pk__in=ids).values_list("pk", "name") if ids else ()
    return dict(rows)


def require_choosable(
    entry: Entry, questions: Sequence[FormField], answers: Mapping[str, Any]
) -> None:
    """Whoever is newly chosen is somebody whom the list offers.

    Raises:
        ValidationError: naming the question; the page was changed by hand, or they left meanwhile.
    """
    for each in questions:
        pk = answers.get(each.key)
        if each.kind not in RECORDS or not pk or pk == entry.answers.get(each.key):
            continue
        if each.kind == FormFieldKind.PERSON:
            known = _members(entry.union).filter(person=pk).exists()
        else:
            known = Union.objects.filter(pk=pk, revoked_on__gt=today()).exists()
        if not known:
            words = {"label": each.label}
            raise ValidationError(_("“%(label)s”选的对象已不在名册上，请重新查找后选择。") % words)
