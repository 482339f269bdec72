"""A standard of points changes in place until it is used; then there is a next version."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from gonghui.engines.campaigns.actions.rubrics import keep_rubric
from gonghui.engines.campaigns.models import Rubric
from gonghui.engines.campaigns.queries.plans import rubric_plan
from gonghui.engines.campaigns.rules.plans import RubricItemPlan, RubricPlan
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre
from tests.factories.campaigns import make_draft
from tests.factories.unions import make_province

pytestmark = pytest.mark.django_db

SPEECH = RubricPlan(
    "", "演讲", (RubricItemPlan("i1", "内容", "40"), RubricItemPlan("i2", "语言", "30"))
)


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def cadre(province):
    return make_cadre(province.federation, role="province_cadre")


def test_unused_standard_is_changed_in_place(province, cadre, all_scope):
    first = keep_rubric(actor=cadre, union=province.federation, rubric=SPEECH)
    longer = replace(rubric_plan(first), items=(*SPEECH.items, RubricItemPlan("i3", "仪态", "10")))

    again = keep_rubric(actor=cadre, union=province.federation, rubric=longer)

    assert (again.pk, again.version_no, again.items.count()) == (first.pk, 1, 3)


def test_used_standard_gets_a_next_version(province, cadre, all_scope):
    first = keep_rubric(actor=cadre, union=province.federation, rubric=SPEECH)
    Rubric.objects.update(used_at=timezone.now())

    renamed = replace(rubric_plan(first), name="演讲比赛")
    second = keep_rubric(actor=cadre, union=province.federation, rubric=renamed)

    assert (second.key, second.version_no) == (first.key, 2)
    assert rubric_plan(first).name == "演讲"


def test_standard_without_items_is_refused(province, cadre, all_scope):
    with pytest.raises(ValidationError, match="至少要有一个评价项目"):
        keep_rubric(actor=cadre, union=province.federation, rubric=replace(SPEECH, items=()))


def test_standard_of_another_union_is_refused(province, all_scope):
    with pytest.raises(Refused):
        keep_rubric(actor=make_cadre(province.first), union=province.federation, rubric=SPEECH)


def test_standard_is_written_line_by_line_and_chosen_in_a_stage(client, province, cadre):
    draft = make_draft(province.federation, "teaching_contest")
    client.force_login(cadre)
    lines = "教学\t内容\t40\n\n教学｜语言｜30"

    client.post(reverse("campaigns:rubric-add", args=[draft.pk]), {"name": "说课", "items": lines})

    stage = draft.stages.get(kind="onsite")
    page = client.get(reverse("campaigns:part-edit", args=[draft.pk, "stages", stage.pk]))
    choices = dict(page.context["form"].fields["set_rubric"].choices)
    assert choices["rubric-1"] == "说课（第1版）"
    board = client.get(reverse("campaigns:compose", args=[draft.pk]), {"tab": "rubrics"})
    named = {str(row): stage for row, stage in board.context["rubrics"]}
    assert named == {
        "教学反思评分标准（第1版）": "教学反思评审",
        "教学设计评分标准（第1版）": "教学设计评审",
        "课堂教学评分标准（第1版）": "课堂教学",
        "说课（第1版）": "",
    }


def test_line_that_cannot_be_read_is_named(client, province, cadre):
    draft = make_draft(province.federation)
    client.force_login(cadre)

    page = client.post(
        reverse("campaigns:rubric-add", args=[draft.pk]),
        {"name": "说课", "items": "教学｜内容｜40\n语言 30\n教学｜仪态｜零"},
    )

    assert page.context["form"].errors["items"] == [
        "第 2 行应为“章｜评价内容｜满分”，满分大于 0。",
        "第 3 行应为“章｜评价内容｜满分”，满分大于 0。",
    ]


def test_way_of_scoring_stays_while_the_text_stays(client, province, cadre):
    draft = make_draft(province.federation, "teaching_contest")
    client.force_login(cadre)
    with_veto = Rubric.objects.get(key="reflection")
    with_veto.items.update(rule="tiered", steps=["甲", "乙"])
    text = with_veto.items.get().text

    client.post(
        reverse("campaigns:rubric-edit", args=[draft.pk, "reflection"]),
        {"name": "教学反思", "items": f"反思｜{text}｜6"},
    )

    item = Rubric.objects.get(key="reflection").items.get()
    assert (item.rule, item.steps, item.full_score) == ("tiered", ["甲", "乙"], 6)
