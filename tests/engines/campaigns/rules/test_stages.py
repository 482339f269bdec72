"""Stages as data: settings are read strictly, orders and plans are judged in sentences."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.enums import CampaignStatus, StageKind
from gonghui.engines.campaigns.rules.orders import may_follow, order_problems
from gonghui.engines.campaigns.rules.plans import read_plan
from gonghui.engines.campaigns.rules.programmes import ShippedProgramme
from gonghui.engines.campaigns.rules.progress import earlier_open, status_after
from gonghui.engines.campaigns.rules.settings import Setting, read_settings
from gonghui.engines.campaigns.rules.shipping import faults_of
from gonghui.engines.campaigns.rules.soundness import plan_problems
from gonghui.engines.campaigns.rules.stages import STAGES, chosen
from tests.factories.campaigns import PROGRAMMES, SMALL, plan_from, programme

WAY = [
    "notice",
    "quota",
    "nominate",
    "democratic",
    "unit_publicity",
    "recommend",
    "qualification",
    "blind_review",
    "ranking",
    "slate",
    "deliberation",
    "public_notice",
    "decision",
    "certificates",
    "archive",
]


def stages(*kinds, **settings):
    return [
        SimpleNamespace(
            kind=kind, label=f"{STAGES[kind].label}{number}", settings=settings.get(kind, {})
        )
        for number, kind in enumerate(kinds)
    ]


def test_every_kind_is_declared_and_says_what_it_is_for():
    assert set(STAGES) == set(StageKind.values)
    assert [kind for kind, each in STAGES.items() if not each.says.endswith("。")] == []


def test_defaults_of_every_kind_are_values_of_its_settings():
    for kind, each in STAGES.items():
        assert read_settings(each.settings, chosen(kind, {})) == chosen(kind, {})


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("whole", "12", 12),
        ("decimal", "7.50", "7.5"),
        ("percent", 40, "40"),
        ("yes", "on", True),
        ("lines", " 甲 \n\n乙", ["甲", "乙"]),
        ("text", " 甲 ", "甲"),
        ("whole", "", None),
    ],
)
def test_setting_is_kept_as_plain_json(kind, typed, kept):
    assert Setting("key", "名称", kind).read(typed) == kept


@pytest.mark.parametrize(
    ("setting", "typed", "sentence"),
    [
        (Setting("n", "人数", "whole"), "七", "“人数”应填数字。"),
        (Setting("n", "人数", "whole"), "1.5", "“人数”应填数字。"),
        (Setting("n", "人数", "whole", minimum=1), "0", "“人数”不能小于 1。"),
        (Setting("p", "比例", "percent"), "101", "“比例”不能大于 100。"),
        (Setting("c", "方式", "choice", choices=(("a", "甲"),)), "b", "“方式”没有这个选项。"),
    ],
)
def test_setting_that_does_not_fit_is_refused(setting, typed, sentence):
    with pytest.raises(ValueError, match=sentence):
        setting.read(typed)


def test_setting_nobody_declared_is_refused():
    with pytest.raises(ValueError, match="没有“colour”这项设置"):
        read_settings((), {"colour": "red"})


def test_full_way_is_sound():
    assert order_problems(stages(*WAY)) == []


@given(st.integers(0, len(WAY) - 2))
def test_two_neighbours_changed_are_named_unless_they_share_a_band(at):
    changed = [*WAY[:at], WAY[at + 1], WAY[at], *WAY[at + 2 :]]

    sound = not order_problems(stages(*changed))

    assert sound == may_follow(WAY[at + 1], WAY[at])


def test_stages_in_the_wrong_order_are_named():
    assert order_problems(stages("notice", "recommend", "nominate", "decision")) == [
        "“填表推荐2”应放在“逐级推荐1”之前。",
        "“表彰决定3”之前须有“拟定名单”。",
    ]


def test_missing_and_doubled_stages_are_named():
    assert order_problems(stages("nominate", "nominate", "exam")) == [
        "缺少“发布通知”环节。",
        "有评分环节，但没有“汇总排名”，得分不会形成名次。",
        "“填表推荐”只能有一个，现有 2 个。",
    ]


def test_weights_count_for_each_round_alone():
    rounds = ["exam", "ranking", "blind_review", "onsite", "ranking"]
    settings = {"blind_review": {"weight": "30"}, "onsite": {"weight": "60"}}

    problems = order_problems(stages("notice", "nominate", *rounds, **settings))

    assert problems == [
        "“汇总排名6”之前各评分环节（匿名评审4、现场评分5）的权重合计 90%，应为 100%。"
    ]


@pytest.mark.parametrize("name", sorted(path.stem for path in PROGRAMMES.glob("*.toml")))
def test_example_programme_is_sound(name):
    assert faults_of(programme(name)) == []


def test_programme_with_an_unknown_key_is_named(tmp_path):
    path = tmp_path / "odd.toml"
    path.write_text('name = "奇"\n[campaign]\nhonour_level = "province"\ncolour = "red"\n')

    faults = faults_of(ShippedProgramme(path.stem, path))

    assert faults == ["plan 中没有“colour”这一项。"]


def test_plan_survives_its_json():
    plan = programme("teaching_contest").plan

    again = read_plan({**plan.as_json(), "digest": plan.digest})

    assert (again, again.digest) == (plan, plan.digest)


def test_digest_changes_with_a_setting():
    plan = plan_from()
    other = plan_from(purpose="面向基层")

    assert plan.digest != other.digest


def test_newer_format_is_refused():
    with pytest.raises(ValueError, match="方案格式版本 2 无法识别"):
        read_plan({**SMALL, "format": 2})


def test_everything_wrong_with_a_plan_is_named():
    plan = plan_from(
        categories=[{"name": "书法", "places": 0}, {"name": "书法", "places": 2}],
        fields=[{"key": "a", "label": "等级", "kind": "choice"}],
        composition=[{"flag": "leader", "label": "负责人"}],
        eligibility=[{"code": "age", "label": "年龄"}],
    )

    assert plan_problems(plan) == [
        "组别“书法”重复了 2 次。",
        "组别“书法”的名额为 0，请填写。",
        "表单项目“等级”须写明选项（表格须写明列）。",
        "比例要求“负责人”须填下限或上限。",
        "比例要求“负责人”没有对应的是否类表单项目（代码 leader）。",
        "有资格条件，但没有“资格审查”环节。",
    ]


def test_rubric_that_nobody_wrote_is_named():
    plan = programme("teaching_contest").plan

    problems = plan_problems(replace(plan, rubrics=plan.rubrics[1:]))

    assert problems == ["“教学设计评审”所用的评价标准“teaching-design”不存在。"]


def moving(*pairs):
    return [
        SimpleNamespace(kind=kind, position=position, status=status)
        for position, (kind, status) in enumerate(pairs)
    ]


def test_status_is_that_of_the_furthest_running_stage():
    rows = moving(("nominate", "done"), ("qualification", "running"), ("opinions", "waiting"))

    assert status_after(rows) == CampaignStatus.CHECKING


def test_status_stays_with_what_was_done_last():
    assert status_after(moving(("notice", "done"), ("nominate", "waiting"))) == CampaignStatus.OPEN


def test_neighbours_of_one_group_need_not_wait():
    rows = moving(
        ("recommend", "done"),
        ("qualification", "running"),
        ("opinions", "waiting"),
        ("exam", "waiting"),
    )

    assert earlier_open(rows, rows[2]) == []
    assert earlier_open(rows, rows[3]) == rows[1:3]
