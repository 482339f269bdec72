"""The figures of this room (handbook contests §14); the review only reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from gonghui.engines.campaigns.api import Level
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
from gonghui.kernel.indicators.measures import Measure, Split
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.rooms.honours.queries import figures

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


LEVELS = tuple(
    RowSet(f"level-{level.value}", level.label, figures.given_at(level.value))
    for level in reversed(Level)
)
KINDS = (
    RowSet("persons", "个人", figures.medals_of_persons),
    RowSet("bodies", "集体", figures.medals_of_bodies),
)


def _indicator(key: str, name: str, unit: str, definition: str, measure: Measure) -> Indicator:
    return Indicator(
        key=f"honours.{key}",
        name=name,
        unit=unit,
        definition=definition,
        measure=measure,
        columns=COLUMNS,
        permission=READ,
        source=SOURCE,
        stock=key == "studios_in_force",
    )


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
        NOT_WITHDRAWN + "本级工会命名的工作室；升为省级的，在两个级别各计一次。",
        Count(figures.studios_named(Level.INDUSTRY), "工作室"),
    ),
    _indicator(
        "studios_province",
        "省级劳模和工匠人才创新工作室",
        "个",
        NOT_WITHDRAWN + "省总工会命名的工作室。",
        Count(figures.studios_named(Level.PROVINCE), "工作室"),
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
        Count(figures.contest_medals, "集体和个人"),
    ),
    _indicator(
        "model_workers",
        "劳动模范、先进工作者和抗疫典型",
        "名",
        NOT_WITHDRAWN + "省级或国家级；同一人获多项计一名。",
        Distinct(figures.model_workers, "holder", "荣誉"),
    ),
    _indicator(
        "open_affairs",
        "厂务公开民主管理先进单位",
        "个",
        NOT_WITHDRAWN + "省级或国家级；同一单位多次获得计一个。",
        Distinct(figures.open_affairs, "holder", "荣誉"),
    ),
    _indicator(
        "finance_years",
        "连续获评工会财务工作先进单位",
        "年",
        "期内获评年度中没有间断的最长一段；缺一年即断。",
        Run(figures.run_of("finance-award"), "获评"),
    ),
)


def _yearly(key: str, name: str, unit: str, series: str) -> tuple[Indicator, Indicator]:
    """Two figures of a yearly plan: whom it chose, and for how many years without a gap."""
    holders = Distinct(figures.holders_of(series), "holder", "入选")
    years = "期内有入选者的年度中没有间断的最长一段；缺一年即断。"
    return (
        _indicator(key, name, unit, NOT_WITHDRAWN + "同一对象多次入选计一个，提名不计。", holders),
        _indicator(
            f"{key}_years", f"{name}连续年数", "年", years, Run(figures.run_of(series), "入选")
        ),
    )


INDICATORS += (
    *_yearly("rural_teachers", "乡村优秀青年教师培养奖励计划入选", "名", "rural-teacher-plan"),
    *_yearly("teachers_of_year", "教师年度人物（团队）", "个", "teacher-of-the-year"),
)


def register_indicators() -> None:
    """Declare them all."""
    for indicator in INDICATORS:
        register(indicator)


__all__ = ["INDICATORS", "Run", "Split", "register_indicators"]
