"""Panels, draws, blind entries, score sheets, frozen results (handbook contests §3)."""

import dataclasses
import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.campaigns.actions.panels import (
    bring_entries,
    draw_seats,
    recuse,
    seat_judge,
)
from gonghui.engines.campaigns.actions.ranking import publish_sheet, rank_category, reopen_panel
from gonghui.engines.campaigns.actions.sheets import Draft, return_sheet, save_sheet, submit_sheet
from gonghui.engines.campaigns.models import FrozenSheet, Recusal, ScoreSheet, Stage
from gonghui.engines.campaigns.queries.blind import blind_entry, blind_numbers
from gonghui.engines.campaigns.queries.sheets import progress_of, scores_of
from gonghui.engines.campaigns.rules.drawing import draw_order
from gonghui.engines.campaigns.rules.freezing import differences
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.lib.records import Stale
from tests.factories.access import make_cadre
from tests.factories.judging import make_entry, make_judge, make_scene

FULL = {"aim": Decimal(18), "course": Decimal(55), "craft": Decimal(17)}


@pytest.fixture
def scene(db):
    with scoping.everything("test"):
        yield make_scene()


def score(scene, judge, number, points):
    """A judge saves and hands in; ``points`` go to the lesson itself."""
    who = scene.judges[judge]
    given = {"aim": Decimal(20), "course": Decimal(points) - 40, "craft": Decimal(20)}
    save_sheet(actor=who.user, seat=scene.seats[judge], candidate_no=number, draft=Draft(given))
    return submit_sheet(actor=who.user, seat=scene.seats[judge], candidate_no=number)


def score_all(scene, table):
    """Every judge's points for every number, in drawn order."""
    for number, row in zip(blind_numbers(scene.seats[0]), table, strict=True):
        for judge, points in enumerate(row):
            score(scene, judge, number, points)


def test_order_is_drawn_again_from_the_recorded_seed(scene):
    draw = scene.campaign.draws.get(purpose="文科评审组：出场顺序")
    by_key = {str(entry.pk): entry.candidate_no for entry in scene.entries}

    again = [by_key[key] for key in draw_order(draw.seed, draw.pool)]

    assert draw.outcome == again


def test_judges_are_drawn_from_the_pool_by_the_recorded_seed(db):
    with scoping.everything("test"):
        scene = make_scene(judges=5, is_open=False)
        pool = [each.expert for each in scene.judges]
        draw = draw_seats(
            actor=SYSTEM, panel=scene.panel, pool=pool, judges=3, reserves=1, seed="秋月"
        )
        drawn = list(scene.panel.seats.order_by("letter").values_list("letter", "role"))

    assert draw.seed == "秋月"
    assert drawn == [("A", "judge"), ("B", "judge"), ("C", "judge"), ("D", "reserve")]


def test_draw_from_too_small_a_pool_is_refused(db):
    with scoping.everything("test"):
        scene = make_scene(judges=2, is_open=False)
        pool = [each.expert for each in scene.judges]
        with pytest.raises(ValidationError, match="可用的专家只有 2 名，需要 4 名"):
            draw_seats(actor=SYSTEM, panel=scene.panel, pool=pool, judges=3, reserves=1)


def test_judge_of_the_same_university_is_recused(db):
    with scoping.everything("test"):
        scene = make_scene(is_open=False)
        colleague = make_judge(scene.federation, scene.unions[1], "平测己")
        seat = seat_judge(actor=SYSTEM, panel=scene.panel, expert=colleague.expert)
        found = Recusal.objects.filter(seat=seat).values_list("entry__name", "kind", "note")

        assert sorted(found) == [
            ("甄测丙", "same_union", "评委与候选人在同一单位"),
            ("甄测乙", "same_union", "评委与候选人在同一单位"),
        ]
        assert blind_numbers(seat) == [scene.entries[0].candidate_no]


def test_declared_relative_is_recused(db):
    with scoping.everything("test"):
        scene = make_scene(is_open=False)
        aunt = make_judge(scene.federation, scene.unions[2], "平测庚", kin=["甄测甲"])
        seat = seat_judge(actor=SYSTEM, panel=scene.panel, expert=aunt.expert)

        assert list(seat.recusals.values_list("entry__name", "kind")) == [("甄测甲", "kin")]


def test_blind_entry_tells_nothing_of_the_candidate(scene):
    entry = scene.entries[0]

    seen = blind_entry(scene.seats[0], entry.candidate_no)

    told = json.dumps(dataclasses.asdict(seen), ensure_ascii=False)
    assert seen.answers == (("课题", "甄测甲的课题"),)
    assert "东海" not in told


def test_judge_never_reaches_an_entry_after_stepping_back(scene):
    seat, entry = scene.seats[0], scene.entries[0]
    recuse(actor=scene.judges[0].user, seat=seat, entry=entry, note="曾共同申报课题")

    assert blind_entry(seat, entry.candidate_no) is None
    assert [each.candidate_no for each in progress_of(seat)] == [
        number for number in blind_numbers(scene.seats[1]) if number != entry.candidate_no
    ]
    with pytest.raises(ValidationError, match="或您需要回避"):
        save_sheet(
            actor=scene.judges[0].user,
            seat=seat,
            candidate_no=entry.candidate_no,
            draft=Draft(FULL),
        )


def test_recusal_needs_a_reason(scene):
    with pytest.raises(ValidationError, match="请写明回避原因"):
        recuse(actor=scene.judges[0].user, seat=scene.seats[0], entry=scene.entries[0], note=" ")


def test_sheet_is_saved_changed_and_handed_in_once(scene):
    number, judge, seat = scene.entries[0].candidate_no, scene.judges[0].user, scene.seats[0]
    first = save_sheet(
        actor=judge, seat=seat, candidate_no=number, draft=Draft({"aim": Decimal(18)})
    )
    save_sheet(
        actor=judge,
        seat=seat,
        candidate_no=number,
        draft=Draft(FULL, expected_version=first.version),
    )

    handed_in = submit_sheet(actor=judge, seat=seat, candidate_no=number)
    again = submit_sheet(actor=judge, seat=seat, candidate_no=number)

    assert handed_in.total == 90
    assert again.submitted_at == handed_in.submitted_at
    with pytest.raises(ValidationError, match="已提交，不能再改"):
        save_sheet(actor=judge, seat=seat, candidate_no=number, draft=Draft(FULL))


def test_repeated_sending_of_one_saving_changes_nothing(scene):
    number, judge, seat = scene.entries[0].candidate_no, scene.judges[0].user, scene.seats[0]
    sent = {
        "actor": judge,
        "seat": seat,
        "candidate_no": number,
        "draft": Draft(FULL, client_key="k1"),
    }
    first = save_sheet(**sent)

    second = save_sheet(**sent)

    assert (second.pk, second.version) == (first.pk, first.version)
    assert ScoreSheet.objects.count() == 1


def test_second_device_does_not_overwrite_the_first(scene):
    number, judge, seat = scene.entries[0].candidate_no, scene.judges[0].user, scene.seats[0]
    save_sheet(actor=judge, seat=seat, candidate_no=number, draft=Draft(FULL, client_key="tablet"))

    with pytest.raises(Stale, match="已在另一台设备上改过"):
        save_sheet(
            actor=judge,
            seat=seat,
            candidate_no=number,
            draft=Draft({"aim": Decimal(1)}, client_key="phone"),
        )


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ({"aim": Decimal("20.5")}, "“教学目标”须在 0 到 20 分之间，现为 20.5。"),
        ({"aim": Decimal(-1)}, "“教学目标”须在 0 到 20 分之间，现为 -1。"),
        ({"song": Decimal(1)}, "没有项目“song”。"),
    ],
)
def test_impossible_points_are_refused(scene, points, sentence):
    with pytest.raises(ValidationError) as refusal:
        save_sheet(
            actor=scene.judges[0].user,
            seat=scene.seats[0],
            candidate_no=scene.entries[0].candidate_no,
            draft=Draft(points),
        )

    assert refusal.value.messages == [sentence]


def test_incomplete_sheet_is_not_taken(scene):
    number, judge, seat = scene.entries[0].candidate_no, scene.judges[0].user, scene.seats[0]
    save_sheet(actor=judge, seat=seat, candidate_no=number, draft=Draft({"aim": Decimal(9)}))

    with pytest.raises(ValidationError) as refusal:
        submit_sheet(actor=judge, seat=seat, candidate_no=number)

    assert refusal.value.messages == ["“教学过程”还没有评分。", "“教学基本功”还没有评分。"]


def test_nobody_scores_on_another_seat(scene):
    with pytest.raises(Refused, match="这是另一位评委的评分表"):
        save_sheet(
            actor=scene.judges[1].user,
            seat=scene.seats[0],
            candidate_no=scene.entries[0].candidate_no,
            draft=Draft(FULL),
        )


def test_returned_sheet_is_open_again(scene):
    sheet = score(scene, 0, scene.entries[0].candidate_no, 88)

    returned = return_sheet(actor=SYSTEM, sheet=sheet, reason="项目填反")

    assert (returned.status, returned.total) == ("draft", None)
    assert scores_of(scene.panel)[scene.entries[0].candidate_no]["A"] is None


def test_missing_sheet_stops_the_ranking(scene):
    score(scene, 0, scene.entries[0].candidate_no, 88)

    with pytest.raises(ValidationError, match="3 个参评对象的得分还不全"):
        rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category)


def test_ranking_freezes_what_anyone_recomputes(scene):
    score_all(scene, [(88, 90, 92), (95, 95, 95), (70, 80, 90)])

    frozen = rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category)

    for entry in scene.entries:
        entry.refresh_from_db()
    by_number = {entry.candidate_no: (entry.rank, entry.total) for entry in scene.entries}
    assert [by_number[number] for number in blind_numbers(scene.seats[0])] == [
        (2, Decimal(90)),
        (1, Decimal(95)),
        (3, Decimal(80)),
    ]
    assert differences(frozen.content, frozen.digest) == []
    assert "甄测" not in json.dumps(frozen.content, ensure_ascii=False)


def test_five_judges_lose_one_highest_and_one_lowest(db):
    with scoping.everything("test"):
        scene = make_scene(judges=5)
        score_all(scene, [(60, 80, 81, 82, 100), (90, 90, 90, 90, 90), (70, 70, 70, 70, 71)])

        rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category)

        totals = {entry.candidate_no: entry.total for entry in scene.campaign.entries.all()}
        assert [totals[number] for number in blind_numbers(scene.seats[0])] == [81, 90, 70]


def test_recused_judge_is_left_out_and_counts_nothing(scene):
    number = scene.entries[0].candidate_no
    recuse(actor=SYSTEM, seat=scene.seats[2], entry=scene.entries[0], note="同一课题组")
    score(scene, 0, number, 80)
    score(scene, 1, number, 90)
    for entry in scene.entries[1:]:
        for judge in range(3):
            score(scene, judge, entry.candidate_no, 70)

    rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category)

    scene.entries[0].refresh_from_db()
    assert (scene.entries[0].total, scene.entries[0].rank) == (Decimal(85), 1)


def test_second_freezing_needs_a_reason_and_keeps_the_first(scene):
    score_all(scene, [(88, 90, 92), (95, 95, 95), (70, 80, 90)])
    first = rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category)
    with pytest.raises(ValidationError, match="重新计分须写明原因"):
        rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category)
    reopen_panel(actor=SYSTEM, panel=scene.panel, reason="一份评分表项目填反")

    second = rank_category(
        actor=SYSTEM, stage=scene.ranking, category=scene.category, reason="更正评分表"
    )

    assert [first.version_no, second.version_no] == [1, 2]
    assert FrozenSheet.objects.get(pk=first.pk).digest == first.digest


def test_entries_cannot_change_once_scoring_is_open(scene):
    with pytest.raises(ValidationError, match="评分已经开始"):
        bring_entries(actor=SYSTEM, panel=scene.panel, entries=scene.entries)


def test_entry_of_another_category_is_not_brought(db):
    with scoping.everything("test"):
        scene = make_scene(is_open=False)
        other = scene.campaign.categories.create(position=2, name="理科组", places=1)
        stranger = make_entry(scene, scene.unions[0], "甄测丁")
        stranger.category = other
        with pytest.raises(ValidationError, match="有申报不属于“文科组”组"):
            bring_entries(actor=SYSTEM, panel=scene.panel, entries=[stranger])


def test_published_sheet_opens_to_everybody(scene, client):
    score_all(scene, [(88, 90, 92), (95, 95, 95), (70, 80, 90)])
    frozen = rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category)
    hidden = client.get(f"/campaigns/results/{frozen.pk}/")
    publish_sheet(actor=SYSTEM, frozen=frozen)

    page = client.get(f"/campaigns/results/{frozen.pk}/")
    data = client.get(f"/campaigns/results/{frozen.pk}/data/").json()

    assert hidden.status_code == 404
    assert "名次与封存的完全一致" in page.content.decode()
    assert differences(data["sheet"], data["sha256"]) == []


def test_ranked_panel_offers_only_to_open_again(scene, client):
    score_all(scene, [(88, 90, 92), (95, 95, 95), (70, 80, 90)])
    rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category)
    client.force_login(make_cadre(scene.campaign.union, "province_cadre"))

    text = client.get(f"/campaigns/panels/{scene.panel.pk}/").content.decode()

    found = [word in text for word in ("评分已结束", "重新开放评分", "抽取评委", "指定评委")]
    assert found == [True, True, False, False]


def test_judge_finds_what_waits_apart_from_what_is_over(scene, client):
    client.force_login(scene.judges[0].user)
    open_now = client.get("/expert/").content.decode()
    score_all(scene, [(88, 90, 92), (95, 95, 95), (70, 80, 90)])
    rank_category(actor=SYSTEM, stage=scene.ranking, category=scene.category)
    Stage.objects.filter(pk=scene.panel.stage_id).update(status="done")
    over = client.get("/expert/").content.decode()
    assert ("还有 3 份" in open_now, "已结束的" in open_now) == (True, False)
    assert ("现在没有需要您评分的组。" in over, "已结束的 1 个" in over) == (True, True)
