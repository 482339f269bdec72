"""A stage that is a visit: the inspector knows whom, sees the self-check beside the points, keeps photos."""

import io
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gonghui.engines.campaigns.actions.photos import add_sheet_photo
from gonghui.engines.campaigns.actions.sheets import Draft, save_sheet, submit_sheet
from gonghui.engines.campaigns.models import FormField
from gonghui.engines.campaigns.queries.blind import blind_entry
from gonghui.engines.campaigns.queries.floors import has_floor
from gonghui.engines.campaigns.queries.papers import may_fetch_photo
from gonghui.engines.campaigns.queries.sheets import progress_of
from gonghui.engines.campaigns.rules.selfchecks import EVIDENCE, ITEM, OWN, PREFILL, is_begun
from gonghui.kernel.lib import scoping
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


def test_prefilled_self_check_is_no_answer_until_points_are_typed():
    blank = [{**SELF[0], OWN: ""}]

    assert [is_begun(each) for each in (None, [], blank, SELF, "写了")] == [
        *(False, False, False, True, True)
    ]
