"""Ending a stage of judges while sheets are missing (handbook contests §3)."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from gonghui.engines.campaigns.actions.opening import close_stage
from gonghui.engines.campaigns.actions.panels import recuse
from gonghui.engines.campaigns.actions.sheets import Draft, save_sheet, submit_sheet
from gonghui.engines.campaigns.models import Campaign, Stage
from gonghui.engines.campaigns.queries.blind import blind_numbers
from gonghui.engines.campaigns.queries.gaps import Gaps, OwingJudge, ShortEntry, gaps_of
from gonghui.kernel.audit.models import Entry as AuditEntry
from gonghui.kernel.lib import scoping
from tests.factories.access import make_cadre
from tests.factories.campaigns import make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN, bring_to, make_entry
from tests.factories.judging import make_scene
from tests.factories.people import make_member
from tests.factories.unions import make_province

FULL = {"aim": Decimal(18), "course": Decimal(55), "craft": Decimal(17)}


def running_scene(**settings):
    """Three judges before three entries; the stage runs."""
    scene = make_scene(**settings)
    Campaign.objects.filter(pk=scene.campaign.pk).update(status="judging")
    Stage.objects.filter(pk=scene.judging.pk).update(status="running")
    scene.judging.refresh_from_db()
    scene.cadre = make_cadre(scene.federation, role="province_cadre")
    scene.numbers = blind_numbers(scene.seats[0])
    return scene


@pytest.fixture
def scene(db):
    with scoping.everything("test"):
        yield running_scene()


@pytest.fixture
def province(db):
    return make_province()


def hand_in(scene, judge, *numbers):
    who = scene.judges[judge].user
    for number in numbers:
        save_sheet(actor=who, seat=scene.seats[judge], candidate_no=number, draft=Draft(FULL))
        submit_sheet(actor=who, seat=scene.seats[judge], candidate_no=number)


def close_url(scene):
    return reverse("campaigns:stage-close", args=[scene.campaign.pk, scene.judging.pk])


def closing_traces():
    rows = AuditEntry.objects.filter(key__startswith="campaigns.stage.closed")
    return list(rows.values_list("key", flat=True))


def test_gaps_name_judges_and_entries_that_are_short(scene):
    one, two, three = scene.numbers
    hand_in(scene, 0, one, two, three)
    hand_in(scene, 1, one)
    save_sheet(actor=scene.judges[2].user, seat=scene.seats[2], candidate_no=one, draft=Draft(FULL))
    named = {each.candidate_no: each.name for each in scene.entries}

    found = gaps_of(scene.judging)

    panel = "文科评审组"
    assert found == Gaps(
        judges=(OwingJudge(panel, "B", "平测乙", 2), OwingJudge(panel, "C", "平测丙", 3)),
        entries=(
            ShortEntry(panel, one, named[one], 2, 3),
            ShortEntry(panel, two, named[two], 1, 3),
            ShortEntry(panel, three, named[three], 1, 3),
        ),
    )
    assert (found.sheets, found.short) == (5, 3)


def test_judge_who_stepped_back_owes_nothing(scene):
    one, two, three = scene.numbers
    barred = next(each for each in scene.entries if each.candidate_no == three)
    recuse(actor=scene.judges[2].user, seat=scene.seats[2], entry=barred, note="曾共同申报课题")
    hand_in(scene, 0, one, two, three)
    hand_in(scene, 1, one, two, three)
    hand_in(scene, 2, one, two)

    assert not gaps_of(scene.judging)


def test_blind_review_names_nobody(db):
    with scoping.everything("test"):
        scene = running_scene(kind="blind_review")

        found = gaps_of(scene.judging)

    assert {each.name for each in (*found.judges, *found.entries)} == {""}
    assert (found.sheets, found.short) == (9, 3)


def test_entry_that_nobody_may_judge_is_short(scene):
    one, two, three = scene.numbers
    for judge in range(3):
        hand_in(scene, judge, one, two)
        barred = next(each for each in scene.entries if each.candidate_no == three)
        recuse(actor=scene.judges[judge].user, seat=scene.seats[judge], entry=barred, note="师生")

    found = gaps_of(scene.judging)

    assert [(each.number, each.given, each.due) for each in found.entries] == [(three, 0, 0)]
    assert found.sheets == 0


def test_stage_with_gaps_ends_only_for_a_reason_which_the_trace_keeps(scene):
    hand_in(scene, 0, *scene.numbers)
    hand_in(scene, 1, *scene.numbers)

    with pytest.raises(ValidationError) as refusal:
        close_stage(actor=scene.cadre, stage=scene.judging, reason=" ")
    scene.judging.refresh_from_db()
    kept = (scene.judging.status, closing_traces())
    closed = close_stage(actor=scene.cadre, stage=scene.judging, reason="评委丙住院")

    assert refusal.value.message_dict == {
        "reason": ["“课堂教学”还缺 3 份评分，3 个参评对象评分不齐，结束须写明原因。"]
    }
    assert kept == ("running", [])
    assert closed.status == "done"
    trace = AuditEntry.objects.get(key="campaigns.stage.closed_short")
    said = {key: trace.facts[key] for key in ("sheets", "entries", "reason")}
    assert said == {"sheets": 3, "entries": 3, "reason": "评委丙住院"}


def test_complete_stage_ends_without_a_question(scene, client):
    for judge in range(3):
        hand_in(scene, judge, *scene.numbers)
    client.force_login(scene.cadre)

    answer = client.post(close_url(scene))

    scene.judging.refresh_from_db()
    assert (answer.status_code, scene.judging.status) == (302, "done")
    assert closing_traces() == ["campaigns.stage.closed"]


def test_pressing_end_asks_first_and_changes_nothing(scene, client):
    hand_in(scene, 0, *scene.numbers)
    client.force_login(scene.cadre)

    asked = client.post(close_url(scene))
    blank = client.post(close_url(scene), {"reason": ""})
    scene.judging.refresh_from_db()
    kept = (scene.judging.status, closing_traces())
    said = client.post(close_url(scene), {"reason": "评委因故缺席"})

    page = asked.content.decode()
    assert asked.context["gaps"].sheets == 6
    assert not asked.context["form"].is_bound
    assert all(text in page for text in ("评委 B", "评委 C", "还缺 6 份评分", "不能封存得分"))
    assert "评委 A" not in page
    assert list(blank.context["form"].errors) == ["reason"]
    assert kept == ("running", [])
    scene.judging.refresh_from_db()
    assert (said.status_code, scene.judging.status) == (302, "done")


def test_page_of_a_blind_review_shows_numbers_without_names(db, client):
    with scoping.everything("test"):
        scene = running_scene(kind="blind_review")
    client.force_login(scene.cadre)

    page = client.get(close_url(scene)).content.decode()

    assert f"{scene.numbers[0]} 号" in page
    assert [name for name in ("甄测甲", "平测甲", "东海") if name in page] == []


def test_eligible_entries_before_no_panel_are_counted(province):
    campaign = make_campaign(province.federation, plan_from(PEOPLE_PLAN))
    places = (province.first, province.second)
    entries = [make_entry(campaign, union, person=make_member(union)) for union in places]
    bring_to(entries[0], "eligible")
    stage = campaign.stages.get(kind="blind_review")

    with scoping.everything("test"):
        assert gaps_of(stage) == Gaps(seatless=1)


def test_stage_without_panels_lacks_nothing(province):
    campaign = make_campaign(province.federation)

    assert gaps_of(campaign.stages.get(kind="nominate")) == Gaps()
