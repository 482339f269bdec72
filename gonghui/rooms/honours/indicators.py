"""The figures of this room (handbook contests §14); the review only reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from gonghui.engines.campaigns.api import Level, TargetKind
from gonghui.kernel.indicators.api import (
    Count,
    Distinct,
    Indicator,
    Part,
    Question,
    Reading,
    RowColumn,
    RowSet,
    register,
)
from gonghui.kernel.indicators.measures import Measure, Number, Split, walked
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.rooms.honours.queries import figures
from gonghui.rooms.honours.rules.titles import BY_KEY, EXAMPLES, MODEL_WORKERS, VOLUNTEERS

READ = "campaigns.award:read"
SOURCE = "荣誉台账统计口径（省教育科技工会）"
NOT_WITHDRAWN = "期内授予（命名）、期末未撤销的计入；"


def _link(row: Any) -> str:
    return reverse("honours:award-detail", args=[row.pk])


COLUMNS = (
    RowColumn("获得者", lambda row: row.holder_name, _link),
    RowColumn("单位（当时名称）", lambda row: row.holder_unit_name),
    RowColumn("称号", lambda row: row.title),
    RowColumn("级别", lambda row: row.get_honour_level_display()),
    RowColumn("授予单位", lambda row: row.granting_body),
    RowColumn("文号", lambda row: row.document_no),
    RowColumn("授予日期", lambda row: str(PartialDate(row.granted_on, row.granted_precision))),
    RowColumn("来源", lambda row: row.get_source_display()),
)
CONTEST_COLUMNS = (*COLUMNS, RowColumn("关联竞赛", lambda row: row.facts.get("contest", "")))


@dataclass(frozen=True)
class Run(Measure):
    """连续N年: years without a gap; the rows are the awards of these years."""

    rows: Callable[[Question], Any]
    label: str

    def row_sets(self) -> tuple[RowSet, ...]:
        """The awards of the run."""
        return (RowSet("rows", self.label, self.rows),)

    def read(self, question: Question) -> Reading:
        """How many years, the first and last of them beside it."""
        rows = self.rows(question)
        years = sorted(set(rows.order_by().values_list("year", flat=True)))
        bounds = (Part("自", years[0], "年"), Part("至", years[-1], "年")) if years else ()
        return Reading(len(years), (Part(self.label, rows.count(), "项", "rows"), *bounds))

    def recount(self, question: Question) -> Number:
        """The years, row by row."""
        return walked(self.rows(question), "year")


LEVELS = tuple(
    RowSet(f"level-{level.value}", level.label, figures.given_at(level.value))
    for level in reversed(Level)
)
KINDS = (
    RowSet("persons", "个人", figures.medals_of_persons),
    RowSet("bodies", "集体", figures.medals_of_bodies),
)


CONTEST_KINDS = tuple(
    RowSet(each.key, each.label, figures.of_contests(each.rows)) for each in KINDS
)
WORKERS = (
    RowSet("workers", "劳模先进", figures.model_workers_of(*MODEL_WORKERS)),
    RowSet("examples", "抗疫典型", figures.model_workers_of(*EXAMPLES)),
)
VOLUNTEER = tuple(RowSet(key, BY_KEY[key].name, figures.given_in(key)) for key in VOLUNTEERS)


def _indicator(
    key: str, name: str, unit: str, definition: str, measure: Measure, version: int = 1
) -> Indicator:
    return Indicator(
        key=f"honours.{key}",
        name=name,
        unit=unit,
        definition=definition,
        measure=measure,
        columns=CONTEST_COLUMNS if key == "contest_medals" else COLUMNS,
        permission=READ,
        source=SOURCE,
        stock=key == "studios_in_force",
        version=version,
    )


def _persons(rows: Any, label: str, parts: tuple[RowSet, ...] = ()) -> Distinct:
    """Distinct persons, with the rows that name nobody on the roll beside."""
    unlinked = RowSet("unlinked", "仅有姓名、未对应到会员", figures.not_linked(rows))
    return Distinct(rows, "holder", label, parts, beside=(unlinked,))


INDICATORS = (
    _indicator(
        "awards_given",
        "获得荣誉数",
        "项",
        NOT_WITHDRAWN + "按授予级别分列，一人一队获多项的计多项。系统级（产业工会授予）不是省级。",
        Split(figures.given, LEVELS, "荣誉", "项"),
    ),
    _indicator(
        "studios_industry",
        "省教科技系统级劳模和工匠人才创新工作室",
        "个",
        NOT_WITHDRAWN
        + "本级工会命名的工作室；升为省级的，在两个级别各计一次；同一级别多次命名计一个。",
        Distinct(figures.studios_named(Level.INDUSTRY), "studio", "命名"),
        version=2,
    ),
    _indicator(
        "studios_province",
        "省级劳模和工匠人才创新工作室",
        "个",
        NOT_WITHDRAWN + "省总工会命名的工作室；同一工作室多次命名计一个。",
        Distinct(figures.studios_named(Level.PROVINCE), "studio", "命名"),
        version=2,
    ),
    _indicator(
        "studios_raised",
        "系统级工作室升为省级",
        "个",
        NOT_WITHDRAWN + "期内获省总工会命名、且期末持有省教科技系统级称号的工作室。",
        Distinct(figures.studios_raised, "studio", "命名"),
    ),
    _indicator(
        "studios_in_force",
        "在册创新工作室",
        "个",
        "统计日已命名、未撤销、未终止、未到期的系统级以上工作室称号。",
        Count(figures.studios_in_force, "工作室"),
    ),
    _indicator(
        "high_medals",
        "省级以上五一劳动奖状、奖章和工人先锋号",
        "个",
        NOT_WITHDRAWN + "省级或国家级；数的是授予的集体和个人（个集体和个人）。",
        Split(figures.medals, KINDS, "集体和个人"),
    ),
    _indicator(
        "contest_medals",
        "劳动竞赛中获省级以上奖状、奖章和工人先锋号",
        "个",
        NOT_WITHDRAWN + "省级或国家级，且台账注明了关联竞赛。",
        Split(figures.of_contests(figures.medals), CONTEST_KINDS, "集体和个人"),
    ),
    _indicator(
        "model_workers",
        "劳动模范、先进工作者和抗疫典型",
        "名",
        NOT_WITHDRAWN + "省级或国家级；同一人获多项计一名。",
        _persons(figures.model_workers, "荣誉", WORKERS),
    ),
    _indicator(
        "open_affairs",
        "直属基层工会获厂务公开民主管理先进单位",
        "个",
        NOT_WITHDRAWN
        + "省级或国家级，直属工会及其下级；同一工会多次获得计一个，获评次数和系统内其他工会另列。",
        Distinct(
            figures.open_affairs,
            "union",
            "获评",
            beside=(RowSet("guided", "系统内其他工会获评", figures.open_affairs_guided),),
        ),
        version=2,
    ),
    _indicator(
        "national_proposals",
        "全国优秀职工代表提案",
        "件",
        NOT_WITHDRAWN + "国家级；单位一栏为推荐工会，获奖者一栏为提案名称。",
        Count(figures.given_in("delegate-proposal-nation"), "提案"),
    ),
    _indicator(
        "volunteer_awards",
        "志愿服务获省级表彰",
        "项",
        NOT_WITHDRAWN + "省职工志愿服务先进集体和省志愿服务奖，按称号分列。",
        Split(figures.given_in(*VOLUNTEERS), VOLUNTEER, "表彰", "项"),
    ),
    _indicator(
        "finance_years",
        "连续获评市级工会财务工作先进单位",
        "年",
        "全国总工会授予所查工会本级的，期内获评年度中没有间断的最长一段；缺一年即断，下级工会的不计。",
        Run(figures.own_run_of("finance-award"), "获评"),
        version=2,
    ),
)


def _yearly(
    key: str, name: str, unit: str, series: str, measure: Distinct
) -> tuple[Indicator, Indicator]:
    """Two figures of a yearly plan: whom it chose, and for how many years without a gap."""
    years = "期内有入选者的年度中没有间断的最长一段；缺一年即断。"
    return (
        _indicator(key, name, unit, NOT_WITHDRAWN + "同一对象多次入选计一个，提名不计。", measure),
        _indicator(
            f"{key}_years", f"{name}连续年数", "年", years, Run(figures.run_of(series), "入选")
        ),
    )


RURAL, TEACHERS = "rural-teacher-plan", "teacher-of-the-year"
NAMED = figures.holders_of(TEACHERS)
TEACHER_KINDS = (
    RowSet("persons", "个人", figures.held_by(NAMED, TargetKind.PERSON)),
    RowSet("teams", "团队", figures.held_by(NAMED, TargetKind.TEAM, TargetKind.UNION)),
)
INDICATORS += (
    *_yearly(
        "rural_teachers",
        "乡村优秀青年教师培养奖励计划入选",
        "名",
        RURAL,
        _persons(figures.holders_of(RURAL), "入选"),
    ),
    *_yearly(
        "teachers_of_year",
        "教师年度人物（团队）",
        "个",
        TEACHERS,
        Distinct(NAMED, "holder", "入选", TEACHER_KINDS, "个"),
    ),
)


def register_indicators() -> None:
    """Declare them all."""
    for indicator in INDICATORS:
        register(indicator)


__all__ = ["INDICATORS", "Run", "Split", "register_indicators"]
