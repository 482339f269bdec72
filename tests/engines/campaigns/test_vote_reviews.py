"""After the ballots: marks, two reviewers, both totals, hidden counts, what is forgotten (contests §4)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from gonghui.engines.campaigns.actions.challenges import forget_spent, spend, try_answer
from gonghui.engines.campaigns.actions.invitations import try_code
from gonghui.engines.campaigns.actions.opening import close_stage
from gonghui.engines.campaigns.actions.vote_retention import forget_voters
from gonghui.engines.campaigns.actions.vote_reviews import (
    give_out_codes,
    mark_running_votes,
    mark_suspicious,
    note_post,
    review_ballot,
    review_ballots,
)
from gonghui.engines.campaigns.actions.voting import Proof, Source, cast_ballot
from gonghui.engines.campaigns.models import Ballot, SpentChallenge, Stage, WrongCode
from gonghui.engines.campaigns.queries.votes import (
    changed_ballots,
    moments_of_posts,
    shown_until,
    tallies,
)
from gonghui.engines.campaigns.rules.challenges import opened
from gonghui.engines.campaigns.rules.invitations import code_of
from gonghui.engines.campaigns.tasks import forget_old_votes
from gonghui.kernel.audit.api import entries_of
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre
from tests.factories.votes import answered, make_vote


@pytest.fixture
def scene(db):
    with scoping.everything("test"):
        yield make_vote(voters=5, least=1, most=2)


@pytest.fixture
def marked(scene):
    """Five ballots from one device, marked."""
    ballots = [vote(scene, voter, 0, device="one phone") for voter in range(5)]
    mark_suspicious(actor=SYSTEM, stage=scene.stage)
    return ballots


@pytest.fixture
def reviewers(scene):
    return [make_cadre(scene.federation, "province_cadre") for _reviewer in range(2)]


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


def test_ballots_of_one_device_are_marked_and_stay(scene, marked):
    assert Ballot.objects.filter(verdict="marked").count() == 5
    assert totals(scene)[0] == (5, 5)
    assert mark_suspicious(actor=SYSTEM, stage=scene.stage) == 0


def test_two_people_decide_what_one_cannot(scene, marked, reviewers):
    first, second = reviewers
    reason = {"ballot": marked[0], "verdict": "invalid", "reason": "同一手机代投"}
    alone = review_ballot(actor=first, **reason).verdict
    again = review_ballot(actor=first, **reason).verdict

    both = review_ballot(actor=second, **reason).verdict

    assert (alone, again, both) == ("marked", "marked", "invalid")
    assert totals(scene)[0] == (5, 4)
    assert changed_ballots(scene.stage) == []


def test_many_are_judged_at_once(scene, marked, reviewers):
    said = {
        "stage": scene.stage,
        "ballots": [each.pk for each in marked],
        "verdict": "invalid",
        "reason": "同一手机代投",
    }

    decided = [review_ballots(actor=reviewer, **said) for reviewer in reviewers]

    assert decided == [0, 5]
    assert totals(scene)[0] == (5, 0)


def test_nothing_ticked_is_said(scene, reviewers):
    with pytest.raises(ValidationError, match="请先勾选要复核的选票"):
        review_ballots(
            actor=reviewers[0], stage=scene.stage, ballots=[], verdict="invalid", reason="刷票"
        )


def test_stranger_judges_nothing(scene, marked):
    stranger = make_cadre(scene.entries[0].union)
    with pytest.raises(Refused):
        review_ballot(actor=stranger, ballot=marked[0], verdict="invalid", reason="不服")

    assert marked[0].reviews.count() == 0


@pytest.mark.parametrize(
    ("is_marked", "reason", "sentence"),
    [(False, "看着不对", "没有被标记"), (True, " ", "请写明理由")],
)
def test_review_needs_a_mark_and_a_reason(scene, reviewers, is_marked, reason, sentence):
    ballot = vote(scene, 0, 0)
    Ballot.objects.filter(pk=ballot.pk).update(marks=["burst"] if is_marked else [])
    with pytest.raises(ValidationError, match=sentence):
        review_ballot(actor=reviewers[0], ballot=ballot, verdict="invalid", reason=reason)


def test_vote_ends_when_its_time_is_over_and_two_people_judged(scene, marked, reviewers):
    stage = scene.stage
    Stage.objects.filter(pk=stage.pk).update(closes_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(ValidationError) as early:
        close_stage(actor=reviewers[0], stage=stage)
    Stage.objects.filter(pk=stage.pk).update(closes_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(ValidationError) as unjudged:
        close_stage(actor=reviewers[0], stage=stage)
    ballots = [each.pk for each in marked]
    for reviewer in reviewers:
        review_ballots(
            actor=reviewer, stage=stage, ballots=ballots, verdict="counted", reason="办公室电脑"
        )

    closed = close_stage(actor=reviewers[0], stage=stage)

    left = "“网络投票”还有 5 张被标记的选票没有经两人复核，不能结束。"
    assert early.value.messages == [
        "“网络投票”到截止时间后才能结束；要提前结束，请先调整截止时间。",
        left,
    ]
    assert unjudged.value.messages == [left]
    assert closed.status == "done"
    assert shown_until(closed) is not None


def test_totals_after_the_end_wait_for_the_review(scene):
    stage = scene.stage
    opened_at = timezone.localtime().replace(hour=9, minute=0) - timedelta(days=3)
    stage.opens_at, stage.closes_at = opened_at, opened_at + timedelta(days=1)

    shown = timezone.localtime(shown_until(stage))

    assert (shown.date(), shown.hour) == (opened_at.date(), 18)


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


def test_posts_and_published_totals_are_looked_at(scene):
    stage = scene.stage
    posted = timezone.now() - timedelta(hours=2)
    stage.opens_at = timezone.localtime().replace(hour=9, minute=0) - timedelta(days=2)
    stage.closes_at = stage.opens_at + timedelta(days=1, hours=12)
    note_post(actor=SYSTEM, stage=stage, posted_at=posted, title="公众号文章")

    moments = moments_of_posts(stage)

    first = stage.opens_at.replace(hour=18, second=0, microsecond=0)
    assert moments == [posted, first, first + timedelta(days=1)]
    with pytest.raises(ValidationError, match="请写明宣传内容"):
        note_post(actor=SYSTEM, stage=stage, posted_at=posted, title=" ")


def test_clock_marks_running_votes(scene):
    for voter in range(5):
        vote(scene, voter, 0, device="one phone")

    assert mark_running_votes(actor=SYSTEM) == 5


def test_codes_are_for_the_invited_only(scene):
    with pytest.raises(ValidationError, match="不用邀请码"):
        give_out_codes(actor=SYSTEM, stage=scene.stage)
    with scoping.everything("test"):
        invited = make_vote(voters_="invited", codes=3)
        codes = give_out_codes(actor=SYSTEM, stage=invited.stage)

    assert [code.partition("-")[0] for code in codes] == ["1", "2", "3"]


def test_voters_are_forgotten_ninety_days_after_the_end(scene):
    vote(scene, 0, 0, device="d", address="192.0.2.7", agent="phone", referrer="example.org")
    vote(scene, 1, 1)
    Stage.objects.filter(pk=scene.stage.pk).update(
        status="done", closes_at=timezone.now() - timedelta(days=91)
    )
    young = forget_voters(actor=SYSTEM)
    Ballot.objects.update(cast_at=timezone.now() - timedelta(days=92))

    count = forget_voters(actor=SYSTEM)

    left = Ballot.objects.order_by("pk").values_list(
        "voter_hash", "device_hash", "address_hash", "agent_hash", "referrer", "account_age_days"
    )
    keys = list(Ballot.objects.order_by("pk").values_list("pk", flat=True))
    assert (young, count, forget_voters(actor=SYSTEM)) == (0, 2, 0)
    assert list(left) == [(f"gone:{key}", "", "", "", "", None) for key in keys]
    assert totals(scene) == {0: (1, 1), 1: (1, 1), 2: (0, 0)}


def test_running_vote_forgets_nobody(scene):
    vote(scene, 0, 0)
    Ballot.objects.update(cast_at=timezone.now() - timedelta(days=92))

    assert forget_voters(actor=SYSTEM) == 0


def test_wrong_answer_uses_the_question_up(db):
    with scoping.everything("test"):
        scene = make_vote(voters_="public")
    proof, purpose = answered(scene.stage, "a"), f"vote:{scene.stage.pk}:a"
    right = opened(proof.token).answer
    wrong = "1" if right != "1" else "2"

    said = [try_answer(proof.token, typed, purpose) for typed in ("", wrong)]

    assert said == ["请填写验证答案；所选已保留。", "验证答案不对，请回答新的一题；所选已保留。"]
    assert spend(proof.token) == "这道验证题已经用过，请回答新的一题；所选已保留。"


def test_spent_questions_are_removed_after_a_day(db):
    spend("old")
    SpentChallenge.objects.update(spent_at=timezone.now() - timedelta(hours=25))
    spend("new")

    forget_spent()

    assert SpentChallenge.objects.count() == 1


def test_wrong_codes_are_counted_by_address_traced_and_removed_after_a_day(db):
    with scoping.everything("test"):
        stage = make_vote(voters=0, voters_="invited", code_tries=3).stage
        campus = [Source(device=f"d{number}", address="192.0.2.1") for number in range(19)]
        said = [try_code(stage, "1-AAAAAAAA", each) for each in campus]
        code = code_of(stage.pk, 1)
        with pytest.raises(ValidationError, match="您所在的网络已填错邀请码 18 次"):
            cast_ballot(
                actor=SYSTEM, stage=stage, choices=[], source=campus[0], proof=Proof(code=code)
            )
        traced = [each.facts for each in entries_of(stage) if each.key == "campaigns.codes.refused"]
    WrongCode.objects.filter(pk__gt=WrongCode.objects.earliest("pk").pk).update(
        tried_at=timezone.now() - timedelta(hours=25)
    )
    forget_old_votes()

    assert [each.startswith("您所在的网络") for each in said] == [False] * 17 + [True] * 2
    assert traced == [{"device": 1, "address": 18}]
    assert WrongCode.objects.count() == 1
