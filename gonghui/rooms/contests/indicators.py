"""The figures of this room (handbook contests §14); the review only reads them.

Medals won by a labour contest are a figure of honours; here is what the contests themselves bring.
"""

from typing import Any

from django.urls import reverse

from gonghui.kernel.indicators.api import (
    Count,
    Distinct,
    Indicator,
    Ratio,
    RowColumn,
    RowSet,
    register,
)
from gonghui.kernel.indicators.measures import Measure, Split
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.rooms.contests.enums import ListingKind
from gonghui.rooms.contests.queries import figures
from gonghui.rooms.contests.rules.labour import READ
from gonghui.rooms.contests.rules.titles import BY_KEY, TOP_RESULTS
from gonghui.rooms.contests.rules.titles import CLASSES as CONTESTS

AWARDS = "campaigns.award:read"
SOURCE = "竞赛统计口径（省教育科技工会）"
GIVEN = "期内授予、期末未撤销的计入，含本系统和外部竞赛；"


def _award(row: Any) -> str:
    return reverse("honours:award-detail", args=[row.pk])


RESULT_COLUMNS = (
    RowColumn("获奖者（成果）", lambda row: row.holder_name, _award),
    RowColumn("单位（当时名称）", lambda row: row.holder_unit_name),
    RowColumn("竞赛（称号）", lambda row: row.title),
    RowColumn("等次", lambda row: row.grade),
    RowColumn("名次", lambda row: row.rank),
    RowColumn("级别", lambda row: row.get_honour_level_display()),
    RowColumn("授予日期", lambda row: str(PartialDate(row.granted_on, row.granted_precision))),
    RowColumn("来源", lambda row: row.get_source_display()),
)
LISTING_COLUMNS = (
    RowColumn("竞赛", lambda row: row.contest.name),
    RowColumn("牵头工会", lambda row: row.contest.union.name),
    RowColumn("领域", lambda row: row.contest.sector),
    RowColumn("立项", lambda row: row.get_kind_display()),
    RowColumn("立项日期", lambda row: row.listed_on),
    RowColumn("文号", lambda row: row.document_no),
)
CONTEST_COLUMNS = (
    RowColumn("竞赛", lambda row: row.name),
    RowColumn("牵头工会", lambda row: row.union.name),
    RowColumn("工程（项目）", lambda row: row.project),
    RowColumn("计划开始", lambda row: row.begins_on),
    RowColumn("计划结束", lambda row: row.ends_on),
)
MILESTONE_COLUMNS = (
    RowColumn("竞赛", lambda row: row.contest.name),
    RowColumn("节点", lambda row: row.name),
    RowColumn("计划日期", lambda row: row.planned_on),
    RowColumn("完成日期", lambda row: row.actual_on or "未完成"),
)
MERIT_COLUMNS = (
    RowColumn("姓名（集体名称）", lambda row: row.holder_name),
    RowColumn("所属工会", lambda row: row.union.name),
    RowColumn("竞赛", lambda row: row.contest.name),
    RowColumn("等级", lambda row: row.get_grade_display()),
    RowColumn("授予日期", lambda row: row.granted_on),
)


LISTED = tuple(
    RowSet(kind.value, kind.label, figures.first_listings(kind))
    for kind in (ListingKind.PROVINCE, ListingKind.NATION)
)


CLASSES = tuple(RowSet(key, label, figures.champions_of(keys)) for key, label, keys in CONTESTS)
TEN = tuple(RowSet(key, BY_KEY[key].name, figures.top_results_of(key)) for key in TOP_RESULTS)


def _persons(rows: Any, label: str, parts: tuple[RowSet, ...] = ()) -> Distinct:
    """Distinct persons, with the rows that name nobody on the roll beside."""
    unlinked = RowSet("unlinked", "仅有姓名、未对应到会员", figures.not_linked(rows))
    return Distinct(rows, "holder", label, parts, beside=(unlinked,))


def _indicator(
    key: str, name: str, unit: str, definition: str, measure: Measure, version: int = 1
) -> Indicator:
    """A figure of results in the register."""
    return Indicator(
        key=f"contests.{key}",
        name=name,
        unit=unit,
        definition=definition,
        measure=measure,
        columns=RESULT_COLUMNS,
        permission=AWARDS,
        source=SOURCE,
        version=version,
    )


def _labour(
    key: str, name: str, unit: str, definition: str, measure: Measure, columns: Any
) -> Indicator:
    """A figure of labour contests."""
    return Indicator(
        key=f"contests.{key}",
        name=name,
        unit=unit,
        definition=definition,
        measure=measure,
        columns=columns,
        permission=READ,
        source=SOURCE,
    )


INDICATORS = (
    _labour(
        "first_listings",
        "劳动竞赛首次列入省级、国家级",
        "项",
        "期内列入省十大重点工程劳动竞赛或全国引领性劳动和技能竞赛，且同一领域此前从未列入同一名单的。",
        Split(figures.all_first_listings, LISTED, "首次立项", "项"),
        LISTING_COLUMNS,
    ),
    _labour(
        "labour_contests",
        "开展劳动竞赛",
        "项",
        "已立项、竞赛期间与统计期有交集的劳动竞赛。",
        Count(figures.contests_held, "劳动竞赛"),
        CONTEST_COLUMNS,
    ),
    _labour(
        "milestones_on_time",
        "劳动竞赛节点按期完成率",
        "%",
        "计划日期在期内的节点中，不晚于计划日期完成的所占比例。",
        Ratio(figures.milestones_on_time, figures.milestones_due, ("按期完成", "到期节点")),
        MILESTONE_COLUMNS,
    ),
    _labour(
        "post_merits",
        "岗位立功",
        "项",
        "期内授予的一、二、三等功，个人和集体合计；一人多次立功的计多项。",
        Count(figures.merits, "岗位立功"),
        MERIT_COLUMNS,
    ),
    _indicator(
        "champions",
        "竞赛冠军",
        "名",
        GIVEN
        + "个人竞赛名次为第一（外部成绩写明冠军、状元）的；同一人多次夺冠计一名，按竞赛类别分列。",
        _persons(figures.champions, "第一名", CLASSES),
        version=2,
    ),
    _indicator(
        "top_results",
        "入选十大科技创新成果、十大优秀专利",
        "项",
        GIVEN + "数的是成果和专利，不是完成人。",
        Split(figures.top_results, TEN, "成果和专利", "项"),
    ),
    _indicator(
        "speech_editions",
        "教师演讲比赛",
        "届",
        GIVEN + "同一年度的奖项合为一届。",
        Distinct(figures.speech_editions, "year", "奖项"),
    ),
    _indicator(
        "national_first",
        "全国青年教师教学竞赛一等奖选手",
        "名",
        GIVEN + "高校和中小学两项赛事的一等奖，凭证明登记；同一人多次获奖计一名。",
        _persons(figures.national_first, "一等奖"),
        version=2,
    ),
    _indicator(
        "entrant_medals",
        "教学竞赛选手获省级以上五一劳动奖章",
        "名",
        "期内授予、期末未撤销的省级或国家级五一劳动奖章的获得者中，此前参加过教学竞赛或在其中获奖的；"
        "同一人获多枚计一名。",
        Distinct(figures.entrant_medals, "holder", "奖章"),
        version=2,
    ),
)


def register_indicators() -> None:
    """Declare them all."""
    for indicator in INDICATORS:
        register(indicator)
