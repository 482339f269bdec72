"""A judge who cannot go on: out for what is not in, never a zero (handbook contests §3)."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from gonghui.engines.campaigns.actions.absences import excuse_judge
from gonghui.engines.campaigns.actions.panels import recuse
from gonghui.engines.campaigns.actions.sheets import Draft, save_sheet, submit_sheet
from gonghui.engines.campaigns.models import Recusal
from gonghui.engines.campaigns.queries.blind import blind_numbers
from gonghui.engines.campaigns.queries.sheets import scores_of
from gonghui.kernel.audit.models import Entry as AuditEntry
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre
from tests.factories.judging import make_scene

FULL = {"aim": Decimal(18), "course": Decimal(55), "craft": Decimal(17)}
NINETY = Decimal(90)


@pytest.fixture
def scene(db):
    """Two judges before three entries; A handed all in, B one."""
    with scoping.everything("test"):
        scene = make_scene(judges=2)
        scene.cadre = make_cadre(scene.federation, role="province_cadre")
        scene.numbers = blind_numbers(scene.seats[0])
        hand_in(scene, 0, *scene.numbers)
        hand_in(scene, 1, scene.numbers[0])
        yield scene


def hand_in(scene, judge, *numbers):
    who, seat = scene.judges[judge].user, scene.seats[judge]
    for number in numbers:
        save_sheet(actor=who, seat=seat, candidate_no=number, draft=Draft(FULL))
        submit_sheet(actor=who, seat=seat, candidate_no=number)


def test_judge_is_out_for_what_is_missing_and_counts_where_the_sheet_is_in(scene):
    one, two, three = scene.numbers

    excused = excuse_judge(actor=scene.cadre, seat=scene.seats[1], reason=" 住院 ")

    assert excused == [two, three]
    assert scores_of(scene.panel) == {
        one: {"A": NINETY, "B": NINETY},
        two: {"A": NINETY},
        three: {"A": NINETY},
    }
    kept = Recusal.objects.filter(seat=scene.seats[1]).order_by("entry__candidate_no")
    assert [(each.entry.candidate_no, each.get_kind_display(), each.note) for each in kept] == [
        (number, "未能评分", "住院") for number in sorted([two, three])
    ]
    trace = AuditEntry.objects.get(key="campaigns.judge.excused")
    said = {key: trace.facts[key] for key in ("letter", "count", "reason")}
    assert said == {"letter": "B", "count": 2, "reason": "住院"}


def test_excused_judge_cannot_score_any_more(scene):
    excuse_judge(actor=scene.cadre, seat=scene.seats[1], reason="住院")

    with pytest.raises(ValidationError, match=r"没有 .* 号，或您需要回避"):
        hand_in(scene, 1, scene.numbers[1])


def refused(scene, actor=None, judge=1, reason="住院"):
    """What an attempt is told; nothing was changed by it."""
    before = Recusal.objects.count()
    with pytest.raises((ValidationError, Refused)) as refusal:
        excuse_judge(actor=actor or scene.cadre, seat=scene.seats[judge], reason=reason)
    assert Recusal.objects.count() == before
    return refusal.value


def test_reason_is_needed(scene):
    assert refused(scene, reason=" ").message_dict == {"reason": ["请写明不再评分的原因。"]}


def test_judge_who_handed_everything_in_owes_nothing(scene):
    assert refused(scene, judge=0).messages == ["评委 A 没有未交的评分。"]


def test_last_judge_of_an_entry_stays(scene):
    two = next(each for each in scene.entries if each.candidate_no == scene.numbers[1])
    scene.seats[0].sheets.filter(entry=two).delete()
    recuse(actor=scene.judges[0].user, seat=scene.seats[0], entry=two, note="师生")

    said = refused(scene).messages

    assert said == [f"{scene.numbers[1]} 号没有其他评委，这位评委不能免于评分。"]


def test_closed_panel_stays_as_it_is(scene):
    scene.panel.is_open = False
    scene.panel.save()

    assert refused(scene).messages == ["评分尚未开放或已经封存，不能调整评委。"]


def test_judge_cannot_excuse_oneself(scene):
    assert isinstance(refused(scene, actor=scene.judges[1].user), Refused)


def test_desk_offers_it_for_the_judge_who_owes_and_asks_why(scene, client):
    client.force_login(scene.cadre)
    url = reverse("campaigns:seat-excuse", args=[scene.seats[1].pk])
    panel = reverse("campaigns:panel-detail", args=[scene.panel.pk])

    page = client.get(panel).content.decode()
    empty = client.post(url, {"reason": ""}).content.decode()
    done = client.post(url, {"reason": "住院"}, follow=True).content.decode()

    assert (page.count("不再评分"), url in page) == (1, True)
    assert "请填写原因。" in empty
    assert "评委 B 免评 2 份。" in done
    assert url not in done
