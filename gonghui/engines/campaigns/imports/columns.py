"""The columns of a table of places: one row for every union and group."""

from typing import Any

from gonghui.engines.campaigns.rules.quotas import read_places
from gonghui.kernel.exchange.api import ExchangeColumn, Fault, text


def places_cell(raw: Any) -> Any:
    """A number of places; 10+1, 2.5, -1 and 约10 are refused in their cell."""
    try:
        return read_places(raw)
    except ValueError as problem:
        return Fault("places", str(problem))


COLUMNS = (
    ExchangeColumn(
        "campaign",
        "评选活动",
        text(255, nulls=False),
        synonyms="评选 活动 评选名称 活动名称",
        required=True,
        help="照导出的写，不要改编号",
        example="五一劳动奖章（2026年，编号12）",
        fill_down=True,
        width=34,
    ),
    ExchangeColumn(
        "category",
        "组别",
        text(64, nulls=False),
        synonyms="类别 项目 奖项",
        required=True,
        example="五一劳动奖章",
        width=20,
    ),
    ExchangeColumn(
        "union",
        "推荐工会",
        text(128, nulls=False),
        synonyms="工会 单位 推荐单位 单位名称 分配单位",
        required=True,
        help="工会全称、简称或单位名称",
        example="示范大学工会",
        fill_down=True,
        width=28,
    ),
    ExchangeColumn(
        "places",
        "名额",
        places_cell,
        synonyms="名额数 分配名额 推荐名额 数量 人数",
        required=True,
        help="0 或正整数；候补不填",
        example="3",
        width=10,
    ),
)
