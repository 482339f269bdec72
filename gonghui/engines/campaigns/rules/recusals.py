"""Why a judge may not judge an entry, computed from plain facts (handbook contests §3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

from gonghui.kernel.lib.paths import is_below

Person = int
Kind = Literal["same_union", "kin", "coauthor", "coach", "supervisor", "nominator"]


@dataclass(frozen=True)
class JudgeFacts:
    """What is known of a judge.

    Args:
        person: the judge.
        union_path: path of the grassroots union that the judge belongs to, "" for none.
        kin: persons and names of relatives who apply, from the judge's statement.
        coauthors: persons with whom the judge shares works.
        students: persons whom the judge supervises or supervised.
    """

    person: Person
    union_path: str = ""
    kin: frozenset[Person | str] = frozenset()
    coauthors: frozenset[Person] = frozenset()
    students: frozenset[Person] = frozenset()


@dataclass(frozen=True)
class EntryFacts:
    """What is known of an entry.

    Args:
        key: the entry.
        union_path: path of the union that put it forward.
        people: candidate, team members, authors.
        names: names of those who are no registered persons.
        coaches: persons who coach or lead it.
        nominators: persons who recommended it.
    """

    key: str
    union_path: str = ""
    people: frozenset[Person] = frozenset()
    names: frozenset[str] = frozenset()
    coaches: frozenset[Person] = frozenset()
    nominators: frozenset[Person] = frozenset()


class Reason(NamedTuple):
    """One reason for recusal, and the sentence for the record."""

    kind: Kind
    sentence: str


def recusal_reasons(judge: JudgeFacts, entry: EntryFacts) -> list[Reason]:
    """Every reason why ``judge`` has to keep away from ``entry``; empty when there is none."""
    own = judge.person in entry.people
    tests: list[tuple[bool, Kind, str]] = [
        (_same_union(judge, entry), "same_union", _("评委与候选人在同一单位")),
        (bool(judge.kin & (entry.people | entry.names)), "kin", _("评委申报了与候选人的亲属关系")),
        (own or bool(judge.coauthors & entry.people), "coauthor", _("评委是候选人的合作者或本人")),
        (judge.person in entry.coaches, "coach", _("评委是候选人的指导教师")),
        (bool(judge.students & entry.people), "supervisor", _("评委与候选人有师生关系")),
        (judge.person in entry.nominators, "nominator", _("评委是候选人的推荐人")),
    ]
    return [Reason(kind, sentence) for found, kind, sentence in tests if found]


def _same_union(judge: JudgeFacts, entry: EntryFacts) -> bool:
    """Whether the entry comes from the judge's union or one inside it, or from one that it is inside."""
    if not judge.union_path or not entry.union_path:
        return False
    inside = is_below(entry.union_path, judge.union_path)
    return inside or is_below(judge.union_path, entry.union_path)


def free_judges(judges: Iterable[JudgeFacts], entries: Iterable[EntryFacts]) -> list[Person]:
    """Judges who need not keep away from any of the entries."""
    every = list(entries)
    return [judge.person for judge in judges if not any(recusal_reasons(judge, e) for e in every)]
