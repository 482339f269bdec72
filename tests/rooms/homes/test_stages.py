"""The members' part of a campaign: rounds open with the stage, results become marks."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from gonghui.engines.campaigns.models import Entry, Mark, Stage
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.notices.models import Notice
from gonghui.rooms.homes.actions.stages import close_stage_ratings, open_stage_ratings
from gonghui.rooms.homes.models import RatingRound
from tests.factories.access import make_member as make_account
from tests.factories.homes import vote
from tests.factories.judging import make_contest
from tests.factories.people import make_members

pytestmark = pytest.mark.usefixtures("all_scope")


@action
def moved(move, stage):
    """A stage moves inside an action that leaves its own trace."""
    trace("campaigns.stage.opened", actor=SYSTEM, subject=stage, union_id=None)
    move(actor=SYSTEM, stage=stage)


@pytest.fixture
def contest(province):
    found = make_contest(
        province.federation, kind="member_rating", least_share="50", pass_mark="75"
    )
    for union in (province.first, province.second):
        Entry.objects.create(
            campaign=found.campaign,
            category=found.category,
            union=union,
            at_union=province.federation,
            target="union",
            subject_union=union,
            name=union.name,
        )
    found.users = [make_account(each) for each in make_members(province.first, 6)]
    make_members(province.second, 2)
    return found


def test_opening_the_stage_opens_a_round_for_each_union_that_can_stay_unknown(contest):
    moved(open_stage_ratings, contest.judging)
    moved(open_stage_ratings, contest.judging)
    rows = RatingRound.objects.values_list("union__name", "issued", "return_percent")
    assert list(rows) == [("示范大学工会", 6, 50)]


def test_closing_the_stage_makes_the_result_a_mark_of_the_entry(contest):
    moved(open_stage_ratings, contest.judging)
    rating = RatingRound.objects.get()
    answers = ("satisfied", "satisfied", "basic", "unsatisfied", "unsatisfied", "unsatisfied")
    for user, answer in zip(contest.users, answers, strict=True):
        vote(rating, user, answer)
    moved(close_stage_ratings, contest.judging)
    marks = Mark.objects.order_by("part").values_list("entry__name", "part", "value")
    assert list(marks) == [
        ("示范大学工会", "rating", Decimal(50)),
        ("示范大学工会", "turnout", Decimal(100)),
    ]
    rating.refresh_from_db()
    assert rating.status == "published"


@pytest.mark.parametrize(
    ("closes_at", "said"),
    [
        (None, "须在汇总排名前完成。"),
        (datetime(2026, 5, 8, 17, tzinfo=UTC), "须在2026年05月09日汇总排名结束前完成。"),
    ],
)
def test_officers_hear_until_when_a_round_for_a_campaign_may_be_repeated(
    contest, province, closes_at, said
):
    Stage.objects.filter(pk=contest.ranking.pk).update(closes_at=closes_at)
    moved(open_stage_ratings, contest.judging)
    rating = RatingRound.objects.get()

    moved(close_stage_ratings, contest.judging)

    told = Notice.objects.get(dedupe_key=f"homes.rating.void.{rating.pk}")
    assert (told.recipient, told.link) == (province.local, f"/homes/ratings/{rating.pk}/")
    reason = "参评少于 5 人，为保护参评人不出结果"
    assert told.body == f"{reason}。可以重新测评一次，{said}"
