"""A stage that is a visit: the inspector knows whom, sees the self-check beside the points, keeps photos."""

import io
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gonghui.engines.campaigns.actions.photos import add_sheet_photo
from gonghui.engines.campaigns.actions.ranking import rank_category
from gonghui.engines.campaigns.actions.sheets import Draft, return_sheet, save_sheet, submit_sheet
from gonghui.engines.campaigns.actions.spreads import explain_spread
from gonghui.engines.campaigns.models import FormField
from gonghui.engines.campaigns.queries.blind import blind_entry
from gonghui.engines.campaigns.queries.floors import has_floor
from gonghui.engines.campaigns.queries.papers import may_fetch_photo
from gonghui.engines.campaigns.queries.recusals import reasons_to_recuse
from gonghui.engines.campaigns.queries.sheets import progress_of
from gonghui.engines.campaigns.queries.spreads import numbers_to_explain, wide_items
from gonghui.engines.campaigns.rules.selfchecks import EVIDENCE, ITEM, OWN, PREFILL, is_begun
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import make_cadre
from tests.factories.judging import make_scene

SELF = [{ITEM: "教学目标", "满分": "20", OWN: "18", EVIDENCE: "见附件"}]


def picture():
    kept = io.BytesIO()
    Image.new("RGB", (8, 8)).save(kept, "PNG")
    return SimpleUploadedFile("现场.png", kept.getvalue(), "image/png")


@pytest.fixture
def scene(db):
    with scoping.everything("test"):
        scene = make_scene(visit=True)
        FormField.objects.create(
            campaign=scene.campaign,
            position=3,
            key="self",
            label="逐项自查",
            kind="table",
            prefill=PREFILL,
        )
        scene.entry = scene.entries[0]
        scene.entry.answers["self"] = SELF
        scene.entry.save()
        scene.number = scene.entry.candidate_no
        yield scene


def add(scene, seat=0):
    return add_sheet_photo(
        actor=scene.judges[seat].user,
        seat=scene.seats[seat],
        candidate_no=scene.number,
        upload=picture(),
        caption="书屋",
    )


def test_inspector_knows_whom_and_reads_the_self_check(scene):
    shown = blind_entry(scene.seats[0], scene.number)

    assert (shown.name, shown.own) == ("甄测甲", {"教学目标": ("18", "见附件")})
    assert ("学校", scene.unions[0].name) in shown.answers
    assert "逐项自查" not in dict(shown.answers)
    assert {each.name for each in progress_of(scene.seats[0])} == {"甄测甲", "甄测乙", "甄测丙"}
    assert has_floor(scene.panel) is False


def test_person_whom_the_form_chose_is_named_to_inspectors_and_judges_nothing(scene):
    head = scene.judges[0].expert.person
    FormField.objects.create(
        campaign=scene.campaign, position=4, key="head", label="负责人", kind="person"
    )
    scene.entry.answers["head"] = head.pk
    scene.entry.save()

    shown = blind_entry(scene.seats[1], scene.number)
    barred = [
        entry for entry, _kind, _why in reasons_to_recuse(scene.panel, scene.judges[0].expert)
    ]
    assert (("负责人", head.name) in shown.answers, barred) == (True, [scene.entry])
    assert list(reasons_to_recuse(scene.panel, scene.judges[1].expert)) == []


def test_photo_begins_a_sheet_and_is_for_inspector_and_organiser(scene):
    photo = add(scene)

    assert (photo.sheet.status, photo.caption) == ("draft", "书屋")
    organiser, stranger = make_cadre(scene.federation), make_cadre(scene.unions[1])
    allowed = [
        bool(may_fetch_photo(user, photo.stored))
        for user in (scene.judges[0].user, organiser, scene.judges[1].user, stranger)
    ]
    assert allowed == [True, True, False, False]


def test_photo_after_handing_in_is_refused(scene):
    judge, seat = scene.judges[0].user, scene.seats[0]
    points = {"aim": Decimal(20), "course": Decimal(50), "craft": Decimal(15)}
    save_sheet(actor=judge, seat=seat, candidate_no=scene.number, draft=Draft(points))
    submit_sheet(actor=judge, seat=seat, candidate_no=scene.number)

    with pytest.raises(ValidationError, match="评分已提交，不能再加照片"):
        add(scene)


def test_photo_where_nobody_visits_is_refused(scene):
    scene.panel.settings = {}
    scene.panel.save()
    scene.seats[0].panel.refresh_from_db()

    with pytest.raises(ValidationError, match="不是实地检查"):
        add(scene)


def hand_in(scene, courses):
    """Every inspector's sheet of the first entry, apart only in how the course went (60 points)."""
    for judge, seat, course in zip(scene.judges, scene.seats, courses, strict=True):
        points = {"aim": Decimal(20), "course": Decimal(course), "craft": Decimal(15)}
        save_sheet(actor=judge.user, seat=seat, candidate_no=scene.number, draft=Draft(points))
        submit_sheet(actor=judge.user, seat=seat, candidate_no=scene.number)


def explain(scene, seat, **reasons):
    return explain_spread(
        actor=scene.judges[seat].user,
        seat=scene.seats[seat],
        candidate_no=scene.number,
        reasons=reasons,
    )


@pytest.mark.parametrize(
    ("courses", "percent", "gap"),
    [((50, 44, 38), "20", []), ((50, 44, "37.5"), "20", ["12.5"]), ((50, 44, 10), None, [])],
)
def test_item_asks_for_a_reason_above_a_fifth_of_its_full_score(scene, courses, percent, gap):
    scene.panel.settings["spread"] = percent
    hand_in(scene, courses)

    assert [each.spread for each in wide_items(scene.panel)] == gap


def test_scores_are_frozen_once_somebody_said_why_inspectors_lie_apart(scene):
    def rank():
        return rank_category(
            actor=SYSTEM, stage=scene.ranking, category=scene.category, allow_missing=True
        )

    with pytest.raises(ValidationError, match="请先提交"):
        explain(scene, 0, course="看的是不同的课")
    hand_in(scene, (50, 50, 30))
    with pytest.raises(ValidationError, match="“教学过程”各检查人相差 20 分，须由检查人说明原因"):
        rank()
    with pytest.raises(ValidationError, match="分差没有超过规定，不用说明"):
        explain(scene, 0, aim="一致")
    explain(scene, 0, course=" ")
    assert numbers_to_explain(scene.seats[1]) == [scene.number]
    sheet = explain(scene, 2, course=" 台账缺两个学期 ")

    assert sheet.explanations == {"course": "台账缺两个学期"}
    assert numbers_to_explain(scene.seats[1]) == []
    assert rank().version_no == 1
    scene.panel.is_open = True
    scene.panel.save()
    assert return_sheet(actor=SYSTEM, sheet=sheet, reason="补看台账").explanations == {}


def test_inspector_sees_the_gap_on_the_sheet_and_not_what_others_gave(scene, client):
    address = f"/campaigns/expert/{scene.seats[0].pk}/{scene.number}/"
    client.force_login(scene.judges[0].user)
    before = client.get(address).content.decode()
    hand_in(scene, (50, 50, 30))
    shown = client.get(address).content.decode()
    client.post(f"{address}explain/", {"why-course": "各看了一节课"})
    after = client.get(address).content.decode()
    client.force_login(make_cadre(scene.federation))
    board = client.get(f"/campaigns/panels/{scene.panel.pk}/").content.decode()

    assert "同一项目各检查人相差超过满分 20% 的，提交后须说明原因。" in before
    assert "满分 60 分，您评 50 分，最高与最低相差 20 分" in shown
    assert (">30<" in shown, "各看了一节课</textarea>" in after) == (False, True)
    assert "满分 60 分，相差 20 分；A：各看了一节课" in board


def test_prefilled_self_check_is_no_answer_until_points_are_typed():
    blank = [{**SELF[0], OWN: ""}]

    assert [is_begun(each) for each in (None, [], blank, SELF, "写了")] == [
        *(False, False, False, True, True)
    ]
