"""The self-check table: added up by the system, checked against the full scores."""

from decimal import Decimal

from gonghui.engines.campaigns.rules.selfchecks import (
    blank_rows,
    own_scores,
    own_total,
    self_faults,
)

ITEMS = {"按期换届": Decimal(6), "会员实名": Decimal(5)}


def filled(*values):
    rows = blank_rows(ITEMS.items())
    return [{**row, "自评分": value} for row, value in zip(rows, values, strict=True)]


def test_table_begins_with_every_item_and_its_full_score():
    assert blank_rows(ITEMS.items()) == [
        {"项目": "按期换届", "满分": "6", "自评分": "", "佐证": ""},
        {"项目": "会员实名", "满分": "5", "自评分": "", "佐证": ""},
    ]


def test_total_is_added_up_and_unknown_before_the_first_score():
    assert own_total(filled("5.5", "４")) == Decimal("9.5")
    assert own_scores(filled("5.5", "")) == {"按期换届": Decimal("5.5")}
    assert own_total(filled("", "")) is None


def test_faults_name_the_item_and_what_is_wrong():
    assert self_faults(filled("6", "5"), ITEMS) == []
    assert self_faults(filled("7", "很好"), ITEMS) == [
        "“按期换届”满分 6 分，自评不能填 7。",
        "“会员实名”的自评分“很好”应填数字。",
    ]
    assert self_faults([{"项目": "别的", "自评分": "1"}], ITEMS) == [
        "自查表中的“别的”不是评价标准的项目。",
        "“按期换届”还没有自评。",
        "“会员实名”还没有自评。",
    ]
