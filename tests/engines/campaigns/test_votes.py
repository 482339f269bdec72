"""Casting ballots: once, by whom the plan lets in, never changed, nobody named (contests §4)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from gonghui.engines.campaigns.actions import voting
from gonghui.engines.campaigns.actions.ranking import rank_category
from gonghui.engines.campaigns.actions.voting import Proof, Source, cast_ballot
from gonghui.engines.campaigns.enums import CampaignStatus
from gonghui.engines.campaigns.models import Ballot, BallotChoice, SpentChallenge, Stage
from gonghui.engines.campaigns.queries.votes import changed_ballots, tallies
from gonghui.engines.campaigns.rules.challenges import Challenge, sealed
from gonghui.engines.campaigns.rules.freezing import differences
from gonghui.engines.campaigns.rules.invitations import code_of
from gonghui.engines.campaigns.rules.votes import SpeedLimit
from gonghui.kernel.audit.api import entries_of
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import make_user
from tests.factories.entries import fresh, step
from tests.factories.votes import answered, make_vote


@pytest.fixture
def scene(db):
    with scoping.everything("test"):
        yield make_vote(voters=3, least=1, most=2)


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
    with pytest.raises(ValidationError, match="有 1 名已退出或不在候选名单中"):
        cast_ballot(actor=scene.voters[0], stage=scene.stage, choices=[0])


def test_account_without_member_is_refused(scene):
    with pytest.raises(ValidationError, match="只限实名会员"):
        cast_ballot(actor=make_user(), stage=scene.stage, choices=[scene.entries[0].pk])


def test_closed_vote_takes_nothing(scene):
    Stage.objects.filter(pk=scene.stage.pk).update(closes_at=timezone.now() - timedelta(hours=1))
    scene.stage.refresh_from_db()
    with pytest.raises(ValidationError, match="投票已经结束，这一票没有记入"):
        vote(scene, 0, 0)


def test_candidate_who_withdrew_meanwhile_is_refused(scene):
    step(scene.entries[0], "pull", note="本人申请退出")
    with pytest.raises(ValidationError, match="有 1 名已退出或不在候选名单中"):
        vote(scene, 0, 0, 1)

    assert Ballot.objects.count() == 0


def test_suspended_campaign_takes_nothing(scene):
    scene.stage.campaign.status = CampaignStatus.SUSPENDED
    with pytest.raises(ValidationError, match="评选已暂停，这一票没有记入"):
        vote(scene, 0, 0)


def test_vote_before_its_hour_takes_nothing(scene):
    scene.stage.opens_at = timezone.now() + timedelta(minutes=1)
    with pytest.raises(ValidationError, match="投票尚未开始，这一票没有记入"):
        vote(scene, 0, 0)


def test_ballot_and_its_trace_name_nobody(scene):
    ballot = vote(scene, 0, 0, device="d", address="192.0.2.7", agent="phone")
    entry = entries_of(scene.stage).get(key="campaigns.ballot.cast")

    assert [field.name for field in Ballot._meta.get_fields() if field.is_relation] == [
        "choices", "reviews", "stage",
    ]  # fmt: skip
    assert (entry.actor, sorted(entry.facts)) == (None, ["ballot", "digest"])
    assert entry.facts["ballot"] == ballot.pk
    hashes = {ballot.voter_hash, ballot.device_hash, ballot.address_hash, ballot.agent_hash}
    assert [len(each) for each in hashes] == [64] * 4


def test_hashes_follow_nobody_into_another_vote(db):
    with scoping.everything("test"):
        first, second = make_vote(most=2), make_vote(most=2)
        voter = first.voters[0]
        ballots = [
            cast_ballot(
                actor=voter,
                stage=each.stage,
                choices=[each.entries[0].pk],
                source=Source("d", 9, "192.0.2.7", "phone"),
            )
            for each in (first, second)
        ]

    names = ("voter_hash", "device_hash", "address_hash", "agent_hash")
    shared = [name for name in names if len({getattr(each, name) for each in ballots}) == 1]
    assert shared == []


def test_changed_added_or_missing_ballot_is_found(scene):
    kept, changed, removed = (vote(scene, voter, voter % 3) for voter in range(3))
    before = changed_ballots(scene.stage)
    BallotChoice.objects.filter(ballot=changed).update(entry=scene.entries[2])
    BallotChoice.objects.filter(ballot=removed).delete()
    Ballot.objects.filter(pk=removed.pk).delete()
    added = Ballot.objects.create(
        stage=scene.stage, voter_hash="x", voted_on=dates.today(), cast_at=timezone.now()
    )

    assert before == []
    assert changed_ballots(scene.stage) == sorted([changed.pk, removed.pk, added.pk])
    assert Ballot.objects.filter(pk=kept.pk).exists()


def test_shared_computer_is_refused_far_above_what_people_do(scene, monkeypatch):
    monkeypatch.setattr(voting, "LIMIT", SpeedLimit(device_most=2, address_most=9))
    vote(scene, 0, 0, device="one computer")
    vote(scene, 1, 0, device="one computer")
    with pytest.raises(ValidationError, match="这台设备投票过于集中"):
        vote(scene, 2, 0, device="one computer")

    assert Ballot.objects.count() == 2


@pytest.fixture
def public(db):
    with scoping.everything("test"):
        yield make_vote(voters=0, least=1, most=2, voters_="public")


def cast(scene, device, *places, proof=None, **source):
    choices = [scene.entries[place].pk for place in places]
    return cast_ballot(
        actor=SYSTEM,
        stage=scene.stage,
        choices=choices,
        source=Source(device=device, **source),
        proof=proof or answered(scene.stage, device),
    )


def test_public_votes_once_a_device(public):
    cast(public, "a", 0)
    cast(public, "b", 0, 1)
    with pytest.raises(ValidationError, match="您已投过票") as refusal:
        cast(public, "a", 1)

    assert refusal.value.code == "voted"
    assert totals(public) == {0: (2, 2), 1: (1, 1), 2: (0, 0)}


@pytest.mark.parametrize(("kind", "way"), [("digits", "digits"), ("words", "words")])
def test_ballot_says_how_the_voter_was_let_in(public, kind, way):
    ballot = cast(public, "a", 0, proof=answered(public.stage, "a", kind=kind), device_age=30)

    assert (ballot.way, ballot.device_age_seconds, ballot.account_age_days) == (way, 30, None)


def test_question_lets_one_ballot_in(public):
    proof = answered(public.stage, "a")
    cast(public, "a", 0, proof=proof)
    Ballot.objects.update(voter_hash="somebody else")
    with pytest.raises(ValidationError, match="这道验证题已经用过"):
        cast(public, "a", 0, proof=proof)


@pytest.mark.parametrize(
    ("proof", "sentence"),
    [
        (Proof(), "验证题已更换"),
        (Proof(sealed(Challenge("digits", "1234", "vote:0:a", 2**33)), "1234"), "验证题已更换"),
    ],
)
def test_public_without_a_question_of_this_vote_is_refused(public, proof, sentence):
    with pytest.raises(ValidationError, match=sentence):
        cast(public, "a", 0, proof=proof)

    assert (Ballot.objects.count(), SpentChallenge.objects.count()) == (0, 0)


def test_question_of_another_device_is_refused(public):
    with pytest.raises(ValidationError, match="验证题已更换"):
        cast(public, "a", 0, proof=answered(public.stage, "b"))


def test_refused_ballot_uses_no_question_up(public):
    proof = answered(public.stage, "a")
    with pytest.raises(ValidationError, match="每张选票须选 1 至 2 名，现选 3 名"):
        cast(public, "a", 0, 1, 2, proof=proof)
    cast(public, "a", 0, 1, proof=proof)

    assert totals(public) == {0: (1, 1), 1: (1, 1), 2: (0, 0)}


def test_browser_without_cookies_is_told_what_to_do(public):
    with pytest.raises(ValidationError, match="请允许浏览器保存 Cookie"):
        cast(public, "", 0)


def test_invited_vote_once_a_code(db):
    with scoping.everything("test"):
        scene = make_vote(voters=0, least=1, most=2, voters_="invited", codes=20)
        codes = [code_of(scene.stage.pk, number) for number in (1, 20, 21)]
        cast(scene, "a", 0, proof=Proof(code=codes[0]))
        ballot = cast(scene, "a", 1, proof=Proof(code=codes[1].lower()))
        with pytest.raises(ValidationError, match="您已投过票"):
            cast(scene, "b", 0, proof=Proof(code=codes[0]))
        with pytest.raises(ValidationError, match="邀请码不对"):
            cast(scene, "b", 0, proof=Proof(code=codes[2]))

    assert ballot.way == "code"
    assert Ballot.objects.count() == 2


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


@pytest.mark.parametrize(("running", "shown"), [(True, True), (False, False)])
def test_member_finds_the_vote_on_the_first_page(client, scene, running, shown):
    if not running:
        Stage.objects.filter(pk=scene.stage.pk).update(status="done")
    client.force_login(scene.voters[0])

    page = client.get(reverse("member:home")).content.decode()

    assert (reverse("campaigns:vote", args=[scene.stage.pk]) in page) is shown
