"""The floor of a contest on site: times, announcements one entrant later, segments; who watches and signs."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.campaigns.actions.floors import (
    announce_score,
    draw_panel_segments,
    record_time,
)
from gonghui.engines.campaigns.actions.panels import seat_judge, take_pledge
from gonghui.engines.campaigns.actions.ranking import publish_sheet, rank_category, sign_sheet
from gonghui.engines.campaigns.actions.sheets import Draft, save_sheet, submit_sheet
from gonghui.engines.campaigns.models import PanelEntry
from gonghui.engines.campaigns.queries.blind import blind_entry
from gonghui.engines.campaigns.queries.floors import floor_of
from gonghui.engines.campaigns.rules.drawing import draw_segments
from gonghui.engines.campaigns.rules.floors import may_announce, shown_time
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from tests.factories.judging import make_judge, make_scene

ON_SITE = {"minutes": 20, "announce_later": 1, "segments": 20}


@pytest.fixture
def scene(db):
    with scoping.everything("test"):
        scene = make_scene(is_open=False, **ON_SITE)
        for role in ("secretary", "supervisor"):
            seated = make_judge(scene.federation, scene.unions[2], f"值测{role[:3]}")
            seat = seat_judge(actor=SYSTEM, panel=scene.panel, expert=seated.expert, role=role)
            take_pledge(actor=seated.user, seat=seat)
            setattr(scene, role, seated.user)
            setattr(scene, f"{role}_seat", seat)
        scene.panel.is_open = True
        scene.panel.save()
        scene.places = list(PanelEntry.objects.filter(panel=scene.panel).order_by("position"))
        yield scene


def score(scene, place, points=(90, 92, 94)):
    """Three judges hand in for an entrant."""
    number = place.entry.candidate_no
    for judge, seat, given in zip(scene.judges, scene.seats, points, strict=True):
        take_pledge(actor=judge.user, seat=seat)
        seat.refresh_from_db()
        parts = {"aim": Decimal(20), "course": Decimal(given - 40), "craft": Decimal(20)}
        save_sheet(actor=judge.user, seat=seat, candidate_no=number, draft=Draft(parts))
        submit_sheet(actor=judge.user, seat=seat, candidate_no=number)


def waiting(scene):
    return [line.waits for line in floor_of(scene.panel).lines]


@pytest.mark.parametrize(
    ("finished", "at", "later", "may"),
    [
        ([True, False, False], 0, 1, False),
        ([True, True, False], 0, 1, True),
        ([True, True, False], 1, 1, False),
        ([True, True, True], 2, 2, True),
        ([True, True, False], 0, 2, False),
        ([True, False], 0, 0, True),
        ([False, True], 0, 0, False),
    ],
)
def test_score_is_announced_when_enough_others_have_finished(finished, at, later, may):
    assert may_announce(finished, at, later) is may


def test_time_reads_in_minutes_and_seconds():
    assert [shown_time(each) for each in (59, 60, 1205)] == ["0:59", "1:00", "20:05"]


def test_secretary_times_and_announces_one_entrant_later(scene):
    first, second, _third = scene.places
    for place in (first, second):
        score(scene, place)
    record_time(actor=scene.secretary, place=first, seconds=1170)
    early = waiting(scene)
    record_time(actor=scene.secretary, place=second, seconds=1230)

    announce_score(actor=scene.secretary, place=first)

    board = floor_of(scene.panel)
    assert early == ["待后面 1 名选手结束", "还没有上场", "还没有上场"]
    assert [line.waits for line in board.lines] == ["", "待后面 1 名选手结束", "还没有上场"]
    assert (board.lines[0].score, board.lines[0].time, board.now.place) == (
        *("92", "19:30"),
        scene.places[2],
    )
    assert [line.announced_at is not None for line in board.lines] == [True, False, False]


def test_score_waits_for_every_judge(scene):
    for place in scene.places:
        record_time(actor=SYSTEM, place=place, seconds=1100)

    with pytest.raises(ValidationError, match="还缺评委 A、B、C 的评分"):
        announce_score(actor=SYSTEM, place=scene.places[0])


def test_time_of_an_announced_score_stays(scene):
    for place in scene.places:
        score(scene, place)
        record_time(actor=SYSTEM, place=place, seconds=1100)
    announce_score(actor=SYSTEM, place=scene.places[0])

    with pytest.raises(ValidationError, match="得分已经宣布"):
        record_time(actor=SYSTEM, place=scene.places[0], seconds=1000)


@pytest.mark.parametrize("seconds", [0, -1, 24 * 3600])
def test_impossible_time_is_refused(scene, seconds):
    with pytest.raises(ValidationError, match="用时应为"):
        record_time(actor=SYSTEM, place=scene.places[0], seconds=seconds)


def test_judge_keeps_no_time(scene):
    with pytest.raises(Refused):
        record_time(actor=scene.judges[0].user, place=scene.places[0], seconds=1100)


def test_segments_are_drawn_so_that_anyone_draws_them_again(scene):
    draw = draw_panel_segments(actor=SYSTEM, panel=scene.panel, seed="花信", witness="周监督")

    numbers = [place.entry.candidate_no for place in scene.places]
    again = draw_segments("花信", numbers, 20)
    assert draw.outcome == [f"{number}：{again[number]}" for number in numbers]
    assert (draw.seed, draw.witness) == ("花信", "周监督")
    assert blind_entry(scene.seats[0], numbers[0]).segment_no == again[numbers[0]]


def test_segments_are_not_drawn_again_once_somebody_has_taught(scene):
    record_time(actor=SYSTEM, place=scene.places[0], seconds=1100)

    with pytest.raises(ValidationError, match="已有选手上场"):
        draw_panel_segments(actor=SYSTEM, panel=scene.panel)


@pytest.mark.parametrize("role", ["secretary", "supervisor"])
def test_who_keeps_records_or_watches_reads_and_scores_nothing(scene, role):
    seat, number = getattr(scene, f"{role}_seat"), scene.places[0].entry.candidate_no

    with pytest.raises(Refused, match="不评分"):
        save_sheet(actor=getattr(scene, role), seat=seat, candidate_no=number, draft=Draft({}))

    assert blind_entry(seat, number) is None


def ranked(scene):
    for place in scene.places:
        score(scene, place)
    return rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category)


def test_sheet_is_published_after_the_supervisor_signed(scene):
    frozen = ranked(scene)
    with pytest.raises(ValidationError, match="监督员还没有在得分表上签字"):
        publish_sheet(actor=SYSTEM, frozen=frozen)

    signed = sign_sheet(actor=scene.supervisor, frozen=frozen)

    assert signed.signed_by == scene.supervisor
    assert publish_sheet(actor=SYSTEM, frozen=signed).published_at is not None


@pytest.mark.parametrize("role", ["secretary", "judge"])
def test_nobody_else_signs(scene, role):
    frozen = ranked(scene)
    actor = scene.judges[0].user if role == "judge" else scene.secretary

    with pytest.raises(Refused, match="只有这个组别评审组的监督员"):
        sign_sheet(actor=actor, frozen=frozen)


def test_older_version_is_not_signed(scene):
    frozen = ranked(scene)
    rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category, reason="改录入")

    with pytest.raises(ValidationError, match="得分已重新封存"):
        sign_sheet(actor=scene.supervisor, frozen=frozen)
