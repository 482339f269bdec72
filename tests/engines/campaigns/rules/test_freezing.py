"""The frozen sheet: one text, one digest, the same ranking for whoever recomputes it."""

import json
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.freezing import (
    SheetLine,
    SheetRules,
    canonical,
    differences,
    digest,
    freeze,
    read_rules,
    recompute,
)
from gonghui.engines.campaigns.rules.ranking import Criterion
from gonghui.engines.campaigns.rules.recounting import steps
from gonghui.engines.campaigns.rules.scoring import Formula, JudgeRule, Part, TimePenalty

RULES = SheetRules(
    Formula(
        (
            Part("design", "教学设计", points=20),
            Part("class", "课堂教学", points=75),
            Part("reflection", "教学反思", points=5),
        )
    ),
    penalty=TimePenalty(1200, 30, 1, 5),
    tie_breakers=(Criterion("class", "课堂教学"),),
)
LINES = [
    SheetLine(
        "02",
        {
            "design": Decimal("18.5"),
            "class": {"A": 70, "B": 65, "C": 71, "D": 60, "E": 74},
            "reflection": 4,
        },
        seconds=1262,
        values={"class": Fraction(206, 3)},
    ),
    SheetLine(
        "01",
        {"design": 18, "class": {"A": 70, "B": None, "C": 72}, "reflection": 5},
        values={"class": 71},
    ),
    SheetLine("03", {"design": 18, "class": {"A": 70}}),
]
WEIGHTED = SheetRules(
    Formula(
        (
            Part("theory", "理论", weight=Decimal("0.3")),
            Part("practical", "实操", weight=Decimal("0.7")),
        )
    )
)


def test_sheet_ranks_and_keeps_what_was_dropped():
    results = freeze(RULES, LINES)["results"]

    assert results["01"] == {
        "total": "94",
        "shown": "94.00",
        "parts": {"design": "18", "class": "71", "reflection": "5"},
        "dropped": {},
        "penalty": "0",
        "place": 1,
        "tied": False,
        "decided_by": "",
    }
    assert (results["02"]["total"], results["02"]["shown"]) == ("535/6", "89.17")
    assert results["02"]["dropped"] == {"class": ["D", "E"]}
    assert (results["03"]["total"], results["03"]["place"]) == (None, None)


def test_sheet_survives_a_database_and_recomputes_alike():
    sheet = freeze(RULES, LINES)
    kept = json.loads(json.dumps(sheet))

    assert canonical(kept) == canonical(sheet)
    assert recompute(kept) == sheet["results"]
    assert differences(kept, digest(sheet)) == []
    assert read_rules(kept["rules"]) == RULES


def test_sheet_with_a_changed_score_or_place_is_found():
    sheet = freeze(RULES, LINES)
    published = digest(sheet)
    sheet["lines"][0]["scores"]["design"] = "20"

    assert differences(sheet, published) == [
        "得分表与公布的校验值不符，内容可能被改动。",
        "01 号的重算结果与公布的不一致。",
    ]


def test_sheet_does_not_depend_on_the_order_of_lines_and_judges():
    turned = [
        SheetLine(
            line.key, dict(reversed(line.scores.items())), seconds=line.seconds, values=line.values
        )
        for line in reversed(LINES)
    ]

    assert digest(freeze(RULES, turned)) == digest(freeze(RULES, LINES))


def test_digest_stays_what_it_was():
    """If this changes, published sheets can no longer be checked: raise FORMULA_VERSION instead."""
    assert (
        digest(freeze(RULES, LINES))
        == "e4d0eb9ed6ee3759253b689231f6101f029abaed4a85fc94a2f60e6e0c5467b5"
    )


def test_steps_tell_how_a_total_comes_about():
    sheet = freeze(RULES, LINES)

    assert steps(sheet, "02") == [
        "教学设计：18.5",
        "课堂教学：A 70、B 65、C 71、D 60、E 74；去掉最低分（D）和最高分（E），其余 3 个平均 68.666667",
        "教学反思：4",
        "超时 62 秒，扣 2 分",
        "总分：18.5 + 68.666667 + 4 − 2 = 89.166667",
        "保留 2 位小数：89.17；按未修约的分数排名，第 2 名",
    ]
    assert steps(sheet, "03") == [
        "教学设计：18",
        "课堂教学：A 70；平均 70",
        "教学反思：未定",
        "成绩不全，总分未定。",
    ]


def test_steps_of_weights_and_compared_panels():
    panels = SheetRules(WEIGHTED.formula, JudgeRule(), rank_rounded=True, compare="standard")
    lines = [
        SheetLine(f"{name}{i}", {"theory": 80, "practical": base + i * step}, panel=name)
        for name, base, step in (("a", 70, 1), ("b", 80, 2))
        for i in range(5)
    ]

    sheet = freeze(panels, lines)

    assert differences(json.loads(canonical(sheet)), digest(sheet)) == []
    assert sheet["results"]["a0"]["raw"] == "73"
    assert steps(sheet, "a4")[2:] == [
        "总分：80 × 0.3 + 74 × 0.7 = 75.8",
        "按标准分换算各评审组：80.7",
        "保留 2 位小数：80.70；按修约后的分数排名，第 1 名（并列）",
    ]


@given(
    st.dictionaries(
        st.integers(1, 99).map(str),
        st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=7),
        min_size=1,
        max_size=6,
    )
)
def test_any_sheet_recomputes_alike(scores):
    rules = SheetRules(Formula((Part("score", "得分", weight=1),)))
    lines = [
        SheetLine(key, {"score": dict(zip("ABCDEFG", given, strict=False))})
        for key, given in scores.items()
    ]

    sheet = json.loads(canonical(freeze(rules, lines)))

    assert differences(sheet, digest(freeze(rules, lines))) == []


def test_part_with_trim_of_its_own_is_trimmed_while_the_other_is_not():
    parts = (
        Part("papers", "材料", weight=Decimal("0.5"), trim=True),
        Part("visit", "考察", weight=Decimal("0.5"), trim=False),
    )
    rules = SheetRules(Formula(parts), judges=JudgeRule(trim=False))
    five = dict(zip("ABCDE", (Decimal(n) for n in (60, 70, 80, 90, 95)), strict=True))
    sheet = freeze(rules, [SheetLine("1", {"papers": five, "visit": five})])
    assert recompute(sheet)["1"]["parts"] == {"papers": "80", "visit": "79"}


def test_bonus_lets_a_part_rise_above_its_points():
    parts = (Part("panel", "检查", points=90, bonus=5), Part("members", "会员", points=10))
    sheet = freeze(SheetRules(Formula(parts)), [SheetLine("1", {"panel": 95, "members": 10})])
    assert recompute(sheet)["1"]["total"] == "105"
