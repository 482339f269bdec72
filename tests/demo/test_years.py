"""Five years of campaigns and those under way, seeded once for all tests of this module."""

from collections import Counter
from dataclasses import replace
from math import ceil

import pytest
from django.db import transaction
from django.db.models import F, Sum

from gonghui.demo.accounts import FLAGSHIP, JUDGE, write_accounts
from gonghui.demo.campaigns.rating import RATED, YEARS
from gonghui.demo.campaigns.running import write_running
from gonghui.demo.campaigns.writing import scene_of, write_years
from gonghui.demo.consents import ASKED, SILENT
from gonghui.demo.members import write_members
from gonghui.demo.pairings import ENDED, PAIRINGS, write_pairings
from gonghui.demo.plan import draw
from gonghui.demo.territory import write_territory
from gonghui.engines.campaigns.api import of_series
from gonghui.engines.campaigns.enums import AwardSource, CampaignStatus, SheetStatus
from gonghui.engines.campaigns.models import (
    Award,
    Campaign,
    Category,
    Entry,
    FrozenSheet,
    Mark,
    Objection,
    PublicNotice,
    Quota,
    ScoreSheet,
    Stage,
)
from gonghui.engines.campaigns.queries.completeness import faults_of
from gonghui.engines.campaigns.queries.entries import Standing
from gonghui.engines.campaigns.queries.notices import digest_of_proof, running_notices
from gonghui.engines.campaigns.queries.results import RATING, TURNOUT
from gonghui.engines.campaigns.queries.sheets import progress_of, seats_of
from gonghui.engines.campaigns.rules.freezing import differences
from gonghui.engines.campaigns.rules.numbers import shown
from gonghui.engines.casework.api import inbox_of
from gonghui.kernel.access.api import User
from gonghui.kernel.audit.api import verify
from gonghui.kernel.audit.models import Entry as LogEntry
from gonghui.kernel.indicators.api import Question, figure, percent, readds
from gonghui.kernel.lib import dates, scoping
from gonghui.rooms.contests.models import LaborContest
from gonghui.rooms.homes.models import Pairing, RatingBox, RatingRound
from gonghui.rooms.homes.queries.ratings import waiting_ratings
from gonghui.rooms.homes.queries.satisfaction import counts_of
from gonghui.rooms.homes.rules import ballots
from gonghui.rooms.honours.queries.workers import shown_awards

pytestmark = pytest.mark.province
SHOWN = {
    "honours": {
        "studios_industry": 81,
        "studios_province": 3,
        "contest_medals": 11,
        "high_medals": 31,
        "model_workers": 96,
        "open_affairs": 11,
        "finance_years": 5,
        "rural_teachers": 360,
        "rural_teachers_years": 4,
        "teachers_of_year": 20,
        "teachers_of_year_years": 3,
    },
    "contests": {
        "first_listings": 2,
        "labour_contests": 1,
        "champions": 9,
        "top_results": 3,
        "speech_editions": 3,
        "national_first": 11,
        "entrant_medals": 20,
    },
    "homes": {
        "star_homes": 60,
        "rural_homes": 96,
        "health_stations": 49,
        "nursing_rooms": 32,
        "pairings": PAIRINGS,
        "pairing_visits": 91,
        "pairing_value": 999_000,
    },
}
"""The review at the size of the real one; eleven of the high medals were won in the labour contest."""


@pytest.fixture(scope="module")
def plan():
    """A cut with as many unions as campaigns need, so that each is honoured once."""
    whole = draw(2026, dates.today())
    schools = tuple(
        unit
        for unit in whole.schools
        if unit.ownership == "public" or unit.closed_on < dates.FOREVER
    )
    return replace(whole, direct=whole.direct[:110], schools=schools)


@pytest.fixture(scope="module", autouse=True)
def territory(plan, django_db_setup, django_db_blocker):
    """The cut with its campaigns; everything is rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic(), scoping.everything("seeding"):
        territory = write_territory(plan)
        write_members(plan, territory, members=9_000, seed=2026)
        write_accounts(territory, plan.start)
        scene = scene_of(plan, territory, 2026)
        write_years(plan, scene)
        write_pairings(plan, territory, scene, 2026)
        write_running(territory, scene, plan.end)
        yield territory
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _everything(db, all_scope):
    """Each test sees what was seeded."""


def test_figures_are_those_of_the_review(plan, territory):
    question = Question(start=plan.start, end=plan.end, path=territory.federation.path)

    figures = {
        room: {key: figure(f"{room}.{key}", question).value for key in keys}
        for room, keys in SHOWN.items()
    }

    assert figures == SHOWN


def test_figures_on_ratings_are_what_lies_in_the_boxes(plan, territory):
    """Entries and yearly ratings of the seed, counted anew from ballots and marks."""
    question = Question(start=plan.start, end=plan.end, path=territory.federation.path)
    rounds = RatingRound.objects.filter(status="published")
    counts = {each.rating: Counter() for each in RatingBox.objects.filter(rating__in=rounds)}
    for each in RatingBox.objects.filter(rating__in=rounds):
        for ballot, many in each.ballots.items():
            counts[each.rating][ballot[0]] += many
    every = sum(counts.values(), Counter())
    issued = sum(rating.issued for rating in counts)

    figures = {
        key: figure(f"homes.rating_{key}", question)
        for key in ("rounds", "unions", "members", "return", "satisfied", "passed")
    }

    turnouts = Mark.objects.filter(part=TURNOUT).count()
    assert {key: found.value for key, found in figures.items()} == {
        "rounds": turnouts + RATED * YEARS,
        "unions": len({rating.union_id for rating in counts}),
        "members": every.total(),
        "return": percent(every.total(), issued),
        "satisfied": percent(every["s"] + every["b"], every.total() - every["u"]),
        "passed": percent(sum(passed(*each) for each in counts.items()), len(counts)),
    }
    assert {key: readds(found) for key, found in figures.items()} == dict.fromkeys(figures, True)


def passed(rating, count):
    """Both lines of a round, by its ballots."""
    good, judged = count["s"] + count["b"], count.total() - count["u"]
    back = count.total() * 100 >= rating.issued * rating.return_percent
    return back and good * 100 >= judged * rating.satisfied_percent


def test_every_star_was_rated_by_members_as_its_award_says():
    """Own, panel's and members' points stand on the award; satisfaction and turnout are the round's."""
    stars = Award.objects.filter(series__key__startswith="star-", source=AwardSource.OWN)
    rounds = {row.entry_id: row for row in RatingRound.objects.exclude(entry=None)}

    told = [star.facts["scores"] for star in stars]
    rated = [(star, rounds[star.entry_id]) for star in stars if star.entry_id in rounds]
    said = [
        (star.facts["scores"]["satisfaction"], star.facts["scores"]["turnout"])
        for star, _row in rated
    ]
    counted = [ballots.marks(counts_of(row)) for _star, row in rated]

    assert [{"own", "panel", "members", "total"} <= set(each) for each in told] == [True] * 60
    assert said == [(shown(each[RATING], 2), shown(each[TURNOUT], 2)) for each in counted]
    assert [each[TURNOUT] >= 60 for each in counted] == [True] * len(counted)
    assert [star.grade != "" for star in stars] == [True] * 60


def test_every_pairing_supports_a_rural_home():
    pairings = Pairing.objects.select_related("place")

    assert [each.place.kind for each in pairings] == ["rural_home"] * PAIRINGS
    assert [each.place.union_id for each in pairings] == [each.helped_union_id for each in pairings]
    assert pairings.filter(visits=None).count() == 0
    assert pairings.exclude(result="").count() == PAIRINGS // ENDED


def test_every_award_of_an_own_campaign_leads_to_entry_and_decision():
    own = Award.objects.filter(source=AwardSource.OWN)

    whole = own.filter(
        entry__case__state_id="awarded",
        entry__campaign=F("campaign"),
        decision__campaign=F("campaign"),
        campaign__status=CampaignStatus.ARCHIVED,
    )

    assert own.count() > 900
    assert whole.count() == own.count()


def test_every_past_entry_keeps_its_steps_answers_and_papers():
    past = Entry.objects.filter(campaign__status=CampaignStatus.ARCHIVED)

    assert past.filter(case__is_open=True).count() == 0
    assert past.filter(case__steps=None).count() == past.filter(submissions=None).count() == 0
    states = set(past.values_list("case__state_id", flat=True))
    assert states == {"awarded", "not_selected", "rejected", "withdrawn"}
    assert past.filter(submission_no=2).count() > 20


def test_forms_of_past_entries_are_complete():
    past = Campaign.objects.filter(status=CampaignStatus.ARCHIVED)
    some = [(campaign, entry) for campaign in past for entry in campaign.entries.all()[:3]]

    faults = {
        f"{entry.name}，{campaign}": faults_of(entry, Standing(campaign))
        for campaign, entry in some
    }

    assert [name for name, found in faults.items() if found] == []


def test_every_frozen_sheet_recomputes():
    sheets = list(FrozenSheet.objects.all())

    assert len(sheets) > 30
    assert [differences(each.content, each.digest) for each in sheets] == [[]] * len(sheets)


def test_every_proof_of_a_notice_is_what_was_posted():
    notices = list(PublicNotice.objects.exclude(slate=None))

    assert [digest_of_proof(each.proof) for each in notices] == [
        each.proof_digest for each in notices
    ]


def test_one_objection_was_upheld_and_one_dismissed():
    outcomes = Objection.objects.order_by("outcome").values_list("outcome", "entry__case__state_id")

    assert list(outcomes) == [("dismissed", "awarded"), ("upheld", "withdrawn")]


def test_awards_from_outside_have_their_paper():
    outside = Award.objects.exclude(source=AwardSource.OWN)

    assert outside.filter(evidence=None).count() == 0
    assert set(
        outside.filter(facts__has_key="contest").values_list("facts__contest", flat=True)
    ) == {LaborContest.objects.get().name}


def test_labour_contest_is_over_and_says_no_detail():
    contest = LaborContest.objects.get()

    assert (contest.redacted, contest.place, contest.merits.count()) == (True, "", 5)
    assert list(contest.listings.order_by("pk").values_list("kind", flat=True)) == [
        "own", "province", "nation",
    ]  # fmt: skip


def test_each_past_campaign_is_one_act_of_a_sound_chain():
    acts = LogEntry.objects.filter(key="campaigns.campaign.recorded").count()

    archived = Campaign.objects.filter(status=CampaignStatus.ARCHIVED).count()
    assert acts == archived - 1  # one edition was walked act by act
    assert verify().sound is True


def test_university_has_a_draft_a_returned_entry_and_places_left(territory):
    university = territory.unions[FLAGSHIP]
    cadre = User.objects.get(username="university")
    entries = Entry.objects.filter(union=university, campaign__status="nominating")

    assert sorted(entries.values_list("case__state_id", flat=True)) == ["draft", "returned"]
    assert set(inbox_of(cadre)) >= {entry.case for entry in entries}
    assert (
        Quota.objects.get(
            union=university, category__name="五一劳动奖章", campaign__status="nominating"
        ).places
        == 3
    )


def test_no_group_gives_more_places_than_it_has():
    rows = Category.objects.annotate(given=Sum("quotas__places")).exclude(given=None)

    nominating = rows.filter(
        campaign__status="nominating", campaign__programme_key="may_day_medals"
    )
    given = dict(nominating.values_list("name", "given"))

    assert given == {"五一劳动奖章": 20, "竞赛获奖者": 3}
    assert list(rows.filter(given__gt=F("places"))) == []


def test_two_of_three_persons_agreed_to_stand_on_the_portal():
    asked = of_series(Award.objects.exclude(person=None), *ASKED)
    people = set(asked.values_list("person_id", flat=True))

    shown = Award.objects.filter(shown_publicly=True)
    pages = {pk: shown_awards(pk) for pk in people}

    assert set(shown) <= set(asked)
    assert sum(bool(page) for page in pages.values()) == len(people) - ceil(len(people) / SILENT)
    assert {pk for pk, page in pages.items() if page} == set(
        shown.values_list("person_id", flat=True)
    )
    assert LogEntry.objects.filter(key="campaigns.award.shown").count() == shown.count()


def test_province_has_an_entry_to_accept():
    waiting = inbox_of(User.objects.get(username="province"))

    assert "recommended" in set(waiting.values_list("state_id", flat=True))


def test_judge_has_sheets_to_fill():
    judge = User.objects.get(username=JUDGE.username)
    seats = list(seats_of(judge.person_id).filter(panel__is_open=True))

    open_sheets = [row for seat in seats for row in progress_of(seat) if row.status == ""]

    assert len(seats) == 2
    assert len(open_sheets) == 4
    assert ScoreSheet.objects.filter(
        seat__in=seats, status=SheetStatus.SUBMITTED
    ).count() == 2  # fmt: skip


def test_portal_shows_a_notice_and_members_have_a_vote_and_a_rating():
    member = User.objects.get(username="member")

    assert [notice.campaign.programme_key for notice in running_notices()] == ["pioneer_teams"]
    assert Stage.objects.get(kind="public_vote", status="running").campaign.entries.count() == 8
    assert waiting_ratings(member) == 1
