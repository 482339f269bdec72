"""Count sheets of a round and what follows from them (handbook organisation §6)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Case
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.policy import ALLOWED, Decision
from gonghui.kernel.people.api import Person, members_on
from gonghui.kernel.unions.api import OfficeKind
from gonghui.rooms.organising.enums import ElectionSeat
from gonghui.rooms.organising.models import Applicant, Candidate, Election
from gonghui.rooms.organising.rules import founding
from gonghui.rooms.organising.rules.elections import Count, Outcome, outcome


@dataclass(frozen=True)
class Result:
    """One count sheet with its outcome and its candidates, the most votes first."""

    election: Election
    outcome: Outcome
    candidates: list[Candidate]

    @property
    def elected(self) -> list[Candidate]:
        """Who is in."""
        return [each for each in self.candidates if str(each.person_id) in self.outcome.elected]

    @property
    def tied(self) -> list[Candidate]:
        """Among whom a second vote decides."""
        return [each for each in self.candidates if str(each.person_id) in self.outcome.tied]


def elections_of(case: Case, round_no: int | None = None) -> QuerySet[Election]:
    """The count sheets of a round, the present one by default."""
    rows = Election.objects.filter(case=case, round_no=round_no or case.round_no)
    return rows.prefetch_related("candidates__person")


def results_of(case: Case, round_no: int | None = None) -> list[Result]:
    """The outcome of every count sheet of a round."""
    return [result_of(each) for each in elections_of(case, round_no)]


def result_of(election: Election) -> Result:
    """The outcome of one count sheet."""
    candidates = sorted(election.candidates.all(), key=lambda each: (-each.votes, each.pk))
    return Result(election, outcome(count_of(election, candidates)), candidates)


def count_of(election: Election, candidates: list[Candidate]) -> Count:
    """The sheet as the rules take it; people are named by their key, for names repeat."""
    return Count(
        seats=election.seats,
        should_attend=election.should_attend,
        present=election.present,
        issued=election.issued,
        recovered=election.recovered,
        valid=election.valid,
        votes={str(each.person_id): each.votes for each in candidates},
    )


def elected_in(case: Case) -> dict[str, list[Candidate]]:
    """Everybody elected in the present round, by body, run-offs included."""
    found: dict[str, list[Candidate]] = {}
    for result in results_of(case):
        found.setdefault(result.election.body, []).extend(result.elected)
    return found


def seats_of(case: Case, body: str) -> int:
    """How many seats of a body the first vote of the round was about."""
    rows = elections_of(case).filter(body=body, runoff=False)
    return sum(each.seats for each in rows)


def election_stands(case: Case) -> Decision:
    """Whether the present round can be reported: valid, complete, without an open tie, with a chair."""
    results = results_of(case)
    committee = [each for each in results if each.election.body == ElectionSeat.COMMITTEE]
    if not committee:
        return Decision(False, _("请先录入工会委员会的选举结果。"))
    for each in results:
        if each.outcome.void:
            return Decision(False, each.outcome.void + _("请退回重新选举。"))
    tie = _open_tie(results)
    if tie:
        return Decision(False, tie)
    chairs = [each for result in committee for each in result.elected if each.office == CHAIR]
    if len(chairs) != 1:
        return Decision(False, _("当选的委员中须有且只有一名主席。"))
    return ALLOWED


CHAIR = OfficeKind.CHAIR.value


def _open_tie(results: list[Result]) -> str:
    """The tie that no later vote decided; empty when there is none."""
    for position, each in enumerate(results):
        if not each.outcome.tied:
            continue
        later = results[position + 1 :]
        if not any(
            one.election.runoff and one.election.body == each.election.body for one in later
        ):
            names = "、".join(one.person.name for one in each.tied)
            return _("%(names)s得票相同，请再次投票后录入结果。") % {"names": names}
    return ""


def eligible_people(case: Case) -> dict[str, list[Person]]:
    """Who may stand, by name: applicants of a founding, members of a union that re-elects."""
    rows: QuerySet[Any]
    if case.table_key == founding.KEY:
        rows = Applicant.objects.filter(founding_id=case.subject_id)
    else:
        rows = members_on(dates.today(), case.union.path)
    found: dict[str, list[Person]] = {}
    for row in rows.select_related("person").order_by("pk"):
        found.setdefault(row.person.name, []).append(row.person)
    return found
