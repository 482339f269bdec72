"""The publicity vote: one ballot each, marks, two reviewers, both totals, hidden counts (contests §4)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from gonghui.engines.campaigns.actions.ranking import rank_category
from gonghui.engines.campaigns.actions.voting import (
    Source,
    cast_ballot,
    mark_suspicious,
    review_ballot,
)
from gonghui.engines.campaigns.models import Ballot, Stage
from gonghui.engines.campaigns.queries.votes import shown_until, tallies
from gonghui.engines.campaigns.rules.freezing import differences
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import make_cadre, make_user
from tests.factories.entries import fresh
from tests.factories.votes import make_vote


@pytest.fixture
def scene(db):
    with scoping.everything("test"):
        yield make_vote(least=1, most=2)


def vote(scene, voter, *places, **source):
    choices = [scene.entries[place].pk for place in places]
    return cast_ballot(
        actor=scene.voters[voter], stage=scene.stage, choices=choices, source=Source(**source)
    )


def totals(scene):
    return {
        scene.entries.index(entry): (tally.all_votes, tally.valid_votes)
        for entry, tally in tallies(scene.stage)
    }


def test_ballots_are_counted(scene):
    vote(scene, 0, 0, 1)
    vote(scene, 1, 1)

    assert totals(scene) == {0: (1, 1), 1: (2, 2), 2: (0, 0)}


def test_nobody_votes_twice(scene):
    vote(scene, 0, 0)
    with pytest.raises(ValidationError, match="您已投过票"):
        vote(scene, 0, 1)

    assert totals(scene) == {0: (1, 1), 1: (0, 0), 2: (0, 0)}


def test_daily_ballot_is_taken_once_a_day(db, monkeypatch):
    with scoping.everything("test"):
        scene = make_vote(least=1, most=2, daily=True)
        vote(scene, 0, 0)
        with pytest.raises(ValidationError, match="请明天再来"):
            vote(scene, 0, 0)
        tomorrow = dates.today() + timedelta(days=1)
        monkeypatch.setattr(dates, "today", lambda: tomorrow)
        vote(scene, 0, 0)

        assert totals(scene)[0] == (2, 2)


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ((), "每张选票须选 1 至 2 名，现选 0 名。"),
        ((0, 1, 2), "每张选票须选 1 至 2 名，现选 3 名。"),
        ((0, 0), "同一候选对象只能选一次。"),
    ],
)
def test_wrong_number_of_names_is_refused(scene, places, sentence):
    with pytest.raises(ValidationError) as refusal:
        vote(scene, 0, *places)

    assert refusal.value.messages == [sentence]
    assert Ballot.objects.count() == 0


def test_stranger_to_the_list_is_refused(scene):
    with pytest.raises(ValidationError, match="不在候选名单中"):
        cast_ballot(actor=scene.voters[0], stage=scene.stage, choices=[0])


def test_account_without_member_is_refused(scene):
    with pytest.raises(ValidationError, match="只限实名会员"):
        cast_ballot(actor=make_user(), stage=scene.stage, choices=[scene.entries[0].pk])


def test_closed_vote_takes_nothing(scene):
    Stage.objects.filter(pk=scene.stage.pk).update(closes_at=timezone.now() - timedelta(hours=1))
    scene.stage.refresh_from_db()
    with pytest.raises(ValidationError, match="投票尚未开始或已经结束"):
        vote(scene, 0, 0)


def test_ballots_of_one_device_are_marked_and_stay(db):
    with scoping.everything("test"):
        scene = make_vote(voters=5, least=1, most=2)
        for voter in range(5):
            vote(scene, voter, 0, device="one phone")

        fresh = mark_suspicious(actor=SYSTEM, stage=scene.stage)

        assert (fresh, Ballot.objects.filter(verdict="marked").count()) == (5, 5)
        assert totals(scene)[0] == (5, 5)


def test_two_people_decide_what_one_cannot(db):
    with scoping.everything("test"):
        scene = make_vote(voters=5, least=1, most=2)
        ballots = [vote(scene, voter, 0, device="one phone") for voter in range(5)]
        mark_suspicious(actor=SYSTEM, stage=scene.stage)
        first, second = (make_cadre(scene.federation, "province_cadre") for _reviewer in range(2))
        reason = {"ballot": ballots[0], "verdict": "invalid", "reason": "同一手机代投"}
        alone = review_ballot(actor=first, **reason).verdict
        again = review_ballot(actor=first, **reason).verdict

        both = review_ballot(actor=second, **reason).verdict

        assert (alone, again, both) == ("marked", "marked", "invalid")
        assert totals(scene)[0] == (5, 4)


def test_review_needs_a_mark_and_a_reason(scene):
    ballot = vote(scene, 0, 0)
    cadre = make_cadre(scene.federation, "province_cadre")
    with pytest.raises(ValidationError, match="没有被标记"):
        review_ballot(actor=cadre, ballot=ballot, verdict="invalid", reason="看着不对")


def test_counts_are_hidden_until_the_hour(scene, monkeypatch):
    opened = timezone.localtime(scene.stage.opens_at)
    before = opened.replace(hour=17, minute=59)
    Stage.objects.filter(pk=scene.stage.pk).update(opens_at=opened.replace(hour=9, minute=0))
    scene.stage.refresh_from_db()
    monkeypatch.setattr(timezone, "localtime", lambda *_args: before)
    hidden = shown_until(scene.stage)
    monkeypatch.setattr(timezone, "localtime", lambda *_args: before + timedelta(minutes=2))

    shown = shown_until(scene.stage)

    assert hidden is None
    assert (shown.hour, shown.minute) == (18, 0)


def test_ballot_page_keeps_what_was_chosen(scene, client):
    client.force_login(scene.voters[0])
    address = f"/campaigns/votes/{scene.stage.pk}/"
    picked = [entry.pk for entry in scene.entries]

    refused = client.post(address, {"choice": picked})
    taken = client.post(address, {"choice": picked[:1]}, follow=True)

    assert refused.content.decode().count("checked") == 3
    assert "每张选票须选 1 至 2 名，现选 3 名。" in refused.content.decode()
    assert "投票成功" in taken.content.decode()
    assert totals(scene)[0] == (1, 1)


def test_desk_shows_both_totals_and_takes_reviews(db, client):
    with scoping.everything("test"):
        scene = make_vote(voters=5, least=1, most=2)
        ballots = [vote(scene, voter, 0, device="one phone") for voter in range(5)]
    client.force_login(make_cadre(scene.federation, "province_cadre"))
    desk = f"/campaigns/votes/{scene.stage.pk}/desk/"

    client.post(f"/campaigns/votes/{scene.stage.pk}/look/")
    client.post(
        f"/campaigns/ballots/{ballots[0].pk}/", {"verdict": "invalid", "reason": "同一手机"}
    )
    page = client.get(desk).content.decode()

    assert page.count("同一设备短时间多次投票") == 5
    assert page.count("无效（同一手机）") == 1


def test_votes_rank_the_entries_and_move_their_cases(scene):
    vote(scene, 0, 0, 1)
    vote(scene, 1, 1)
    ranking = scene.campaign.stages.get(kind="ranking")

    frozen = rank_category(actor=SYSTEM, stage=ranking, category=scene.campaign.categories.get())

    rows = [fresh(entry) for entry in scene.entries]
    assert [(row.rank, row.total, row.case.state_id) for row in rows] == [
        (2, 50, "ranked"),
        (1, 100, "ranked"),
        (3, 0, "ranked"),
    ]
    assert differences(frozen.content, frozen.digest) == []
