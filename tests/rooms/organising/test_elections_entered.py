"""Entering count sheets: contradictions are refused, ties wait for a second vote, chairs are single."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.lib.options import set_option
from gonghui.kernel.lib.policy import Refused
from gonghui.rooms.organising.actions.elections import Standing, drop_election, record_election
from gonghui.rooms.organising.queries.elections import election_stands, results_of
from tests.rooms.organising.conftest import acting, vote

SHEET = {
    "seats": 2,
    "should_attend": 25,
    "present": 24,
    "issued": 24,
    "recovered": 24,
    "valid": 24,
}


@pytest.fixture
def electing(province, founding_at):
    """A founding in its election."""
    return founding_at("electing")


@pytest.fixture
def enter(province, electing):
    """``enter([(votes, office), …])`` records a sheet as the city cadre."""

    def record(lines, who=None, people=None, **more):
        standings = [
            Standing(person, votes, office)
            for person, (votes, office) in zip(people or electing.people, lines, strict=False)
        ]
        settings = {"numbers": SHEET, "body": "committee", "held_on": date(2025, 2, 27)} | more
        actor = who or province.city
        with acting(actor):
            return record_election(actor=actor, case=electing.case, standings=standings, **settings)

    return record


def test_contradictory_sheet_is_refused(enter):
    with pytest.raises(ValidationError, match="多于有效票"):
        enter([(25, "chair"), (13, "member"), (2, "member")])


def test_too_few_candidates_are_refused_unless_the_option_allows(province, enter, electing):
    with pytest.raises(ValidationError, match="至少须有3名候选人"):
        enter([(20, "chair"), (13, "member")])
    set_option(actor=province.cadre, key="organising.committee_surplus", value=0)
    enter([(20, "chair"), (13, "member")])
    with acting(province.city):
        assert bool(election_stands(electing.case))


def test_sheet_by_a_stranger_is_refused(province, enter):
    with pytest.raises(Refused):
        enter([(20, "chair"), (13, "member"), (2, "member")], who=province.other_city)


def test_sheet_outside_the_election_is_refused(province, founding_at):
    found = founding_at("recruiting")
    with acting(province.city), pytest.raises(ValidationError, match="不在选举阶段"):
        vote(province.city, found.case, found.people)


def test_results_need_a_committee_and_one_chair(province, electing, enter):
    with acting(province.city):
        assert election_stands(electing.case).reason == "请先录入工会委员会的选举结果。"
    sheet = enter([(20, "member"), (13, "member"), (2, "member")])
    with acting(province.city):
        assert election_stands(electing.case).reason == "当选的委员中须有且只有一名主席。"
        drop_election(actor=province.city, election=sheet)
    enter([(20, "chair"), (13, "member"), (2, "member")])
    with acting(province.city):
        assert bool(election_stands(electing.case))


def test_tie_waits_for_a_second_vote_among_the_tied(province, electing, enter):
    enter([(20, "chair"), (14, "member"), (14, "member")])
    with acting(province.city):
        result = results_of(electing.case)[0]
        assert [each.person for each in result.elected] == electing.people[:1]
        assert [each.person for each in result.tied] == electing.people[1:3]
        assert "得票相同，请再次投票" in election_stands(electing.case).reason
    enter(
        [(14, "member"), (10, "member")],
        people=electing.people[1:3],
        numbers=SHEET | {"seats": 1},
        runoff=True,
    )
    with acting(province.city):
        assert bool(election_stands(electing.case))
        elected = [each.person for one in results_of(electing.case) for each in one.elected]
    assert elected == electing.people[:2]


def test_reported_sheet_cannot_be_dropped(province, electing, enter, press):
    sheet = enter([(20, "chair"), (13, "member"), (2, "member")])
    press(province.city, electing.case, "submit_results", reported_on="2025-02-28")
    sheet.case.refresh_from_db()
    with acting(province.city), pytest.raises(ValidationError, match="不能撤下"):
        drop_election(actor=province.city, election=sheet)
