"""Count sheets: entering one, taking one back (handbook organisation §6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Case
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.policy import require
from gonghui.kernel.people.api import Person
from gonghui.rooms.organising.enums import ElectionSeat
from gonghui.rooms.organising.models import Candidate, Election
from gonghui.rooms.organising.rules import founding, renewal
from gonghui.rooms.organising.rules.elections import Count, contradictions, least_candidates

HANDLE = {founding.KEY: founding.HANDLE, renewal.KEY: renewal.HANDLE}
SURPLUS = {
    ElectionSeat.COMMITTEE: "organising.committee_surplus",
    ElectionSeat.STANDING: "organising.standing_surplus",
    ElectionSeat.AUDIT: "organising.committee_surplus",
    ElectionSeat.WOMEN: "organising.committee_surplus",
}


@dataclass(frozen=True)
class Standing:
    """One name on the sheet: who, how many votes, which office if elected."""

    person: Person
    votes: int
    office: str = "member"
    write_in: bool = False


@action
def record_election(
    *,
    actor: Any,
    case: Case,
    body: str,
    held_on: date,
    numbers: dict[str, int],
    standings: Sequence[Standing],
    runoff: bool = False,
) -> Election:
    """Enter the count sheet of one ballot in the present round; traces the numbers.

    Who is elected is never entered: it follows from the sheet. A void sheet is kept as it is, so that
    the round can be repeated with its reason.

    Args:
        actor: who enters it.
        case: a founding or a re-election in its election.
        body: an ElectionSeat.
        held_on: day of the assembly.
        numbers: seats, should_attend, present, issued, recovered, valid.
        standings: every name that got votes.
        runoff: a second vote among those who tied.

    Raises:
        Refused: the actor may not handle the case.
        ValidationError: not electing now, a contradiction on the sheet, or too few candidates.
    """
    require(actor, HANDLE[case.table_key], case.union)
    _check_sheet(case, numbers, standings)
    if not runoff:
        _competitive(case, body, numbers["seats"], standings)
    election = Election.objects.create(
        case=case,
        union=case.union,
        round_no=case.round_no,
        body=body,
        runoff=runoff,
        held_on=held_on,
        **numbers,
    )
    for each in standings:
        Candidate.objects.create(election=election, **vars(each))
    trace(
        "organising.election.recorded",
        actor=actor,
        subject=election,
        union_id=case.union_id,
        body=body,
        round=case.round_no,
        **numbers,
    )
    return election


@action
def drop_election(*, actor: Any, election: Election) -> None:
    """Take a wrongly entered sheet back while the round is still open; traces.

    Raises:
        Refused: the actor may not handle the case.
        ValidationError: the results were reported, or the round is over.
    """
    case = election.case
    require(actor, HANDLE[case.table_key], case.union)
    if case.state_id != "electing" or election.round_no != case.round_no:
        raise ValidationError(_("选举结果已经报送或本轮已结束，不能撤下。"))
    trace(
        "organising.election.dropped",
        actor=actor,
        subject=election,
        union_id=case.union_id,
        body=election.body,
        round=election.round_no,
    )
    election.delete()


def _check_sheet(case: Case, numbers: dict[str, int], standings: Sequence[Standing]) -> None:
    """Only while electing, and only a sheet that can be true."""
    if case.state_id != "electing":
        raise ValidationError(_("现在不在选举阶段，不能录入选举结果。"))
    votes = {str(each.person.pk): each.votes for each in standings}
    wrong = contradictions(Count(**numbers, votes=votes))
    if wrong:
        raise ValidationError(wrong)


def _competitive(case: Case, body: str, seats: int, standings: Sequence[Standing]) -> None:
    """差额选举: enough candidates, write-ins not counted."""
    least = least_candidates(seats, option(SURPLUS[ElectionSeat(body)], case.union))
    named = sum(not each.write_in for each in standings)
    if named < least:
        words = {"seats": seats, "least": least, "named": named}
        raise ValidationError(
            _("应选%(seats)d人，差额选举至少须有%(least)d名候选人，现只有%(named)d名。") % words
        )
