"""The figures of this room (handbook homes §15, contests §14); the review only reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.urls import reverse

from gonghui.kernel.indicators.api import (
    Count,
    Distinct,
    Indicator,
    Part,
    Question,
    Ratio,
    Reading,
    RowColumn,
    RowSet,
    Total,
    percent,
    register,
)
from gonghui.kernel.indicators.measures import Measure, Number, walked
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.unions.api import prefectures
from gonghui.rooms.homes.queries import figures, satisfaction
from gonghui.rooms.homes.rules.titles import STARS

READ = "homes.place:read"
SOURCE = "荣誉台账和场所台账（省教育科技工会）"
RATING_SOURCE = "会员评家台账（各级工会）"
PAIRING_SOURCE = "校（所）村共建台账（帮扶工会）"
NOT_WITHDRAWN = "期内命名、期末未撤销的计入；同一对象期内多次获得（升级）计一次，取最近一次；"


def _title(row: Any) -> str:
    return reverse("homes:title-detail", args=[row.pk])


def _round(row: Any) -> str:
    return reverse("homes:rating-detail", args=[row.pk])


def _pairing(row: Any) -> str:
    return reverse("homes:pairing-detail", args=[row.pk])


TITLE_COLUMNS = (
    RowColumn("获得者", lambda row: row.holder_name, _title),
    RowColumn("所属工会", lambda row: str(row.union)),
    RowColumn("称号", lambda row: row.title),
    RowColumn("星级（等次）", lambda row: row.grade),
    RowColumn("级别", lambda row: row.get_honour_level_display()),
    RowColumn("文号", lambda row: row.document_no),
    RowColumn("命名日期", lambda row: str(PartialDate(row.granted_on, row.granted_precision))),
)
ROUND_COLUMNS = (
    RowColumn("工会", lambda row: str(row.union), _round),
    RowColumn("测评", lambda row: row.title),
    RowColumn("截止日期", lambda row: row.closes_on),
    RowColumn("应参评", lambda row: row.issued),
    RowColumn("参评", lambda row: row.returned),
    RowColumn("满意", lambda row: row.satisfied),
    RowColumn("基本满意", lambda row: row.basic),
    RowColumn("不满意", lambda row: row.unsatisfied),
    RowColumn("不了解", lambda row: row.unknown),
    RowColumn("参评率门槛（%）", lambda row: row.return_percent),
    RowColumn(
        "满意率门槛（%）", lambda row: f"{row.satisfied_percent}，按{row.get_counted_display()}"
    ),
)
PAIRING_COLUMNS = (
    RowColumn("帮扶工会", lambda row: str(row.union), _pairing),
    RowColumn("共建对象", lambda row: row.helped_name),
    RowColumn("开始", lambda row: row.starts_on),
    RowColumn("协议编号", lambda row: row.agreement_no),
)
VISIT_COLUMNS = (
    RowColumn("帮扶工会", lambda row: str(row.pairing.union), lambda row: _pairing(row.pairing)),
    RowColumn("共建对象", lambda row: row.pairing.helped_name),
    RowColumn("日期", lambda row: row.visited_on),
    RowColumn("内容", lambda row: row.topic),
    RowColumn("物资和资金（元）", lambda row: Decimal(row.goods_fen + row.money_fen) / 100),
)


@dataclass(frozen=True)
class Titles(Measure):
    """Titles named in the period, with their split; the distinct unions and the stock stand beside.

    So both ways of counting show: newly named, and in force on the last day (handbook contests §11).
    """

    rows: Callable[[Question], Any]
    stock: Callable[[Question], Any]
    splits: Callable[[Question], tuple[RowSet, ...]] = lambda _question: ()
    all_splits: Callable[[], tuple[RowSet, ...]] = tuple

    def row_sets(self) -> tuple[RowSet, ...]:
        """All, then each part, then the stock."""
        whole = RowSet("rows", "全部称号", self.rows)
        return (whole, *self.all_splits(), RowSet("in-force", "期末在册", self.stock))

    def read(self, question: Question) -> Reading:
        """The number of titles; parts without rows are left out."""
        counted = [(each, each.ask(question).count()) for each in self.splits(question)]
        parts = tuple(Part(each.label, n, "个", each.key) for each, n in counted if n)
        rows = self.rows(question)
        unions = rows.order_by().values("union").distinct().count()
        total = rows.count()
        whole = Part("全部称号", total, "个", "rows")
        beside = (
            Part("涉及工会", unions, "个"),
            Part("期末在册", self.stock(question).count(), "个", "in-force"),
        )
        return Reading(total, (whole, *parts, *beside))

    def recount(self, question: Question) -> Number:
        """The titles, one by one."""
        return walked(self.rows(question))


@dataclass(frozen=True)
class Pooled(Measure):
    """A rate of all ratings as one, with the mean of the unions beside it, never mixed (homes §5)."""

    rate: str
    labels: tuple[str, str]

    def row_sets(self) -> tuple[RowSet, ...]:
        """The published ratings."""
        return (RowSet("rows", "测评", figures.rounds),)

    def read(self, question: Question) -> Reading:
        """The pooled rate in percent, and the lines that the rounds had set."""
        found = satisfaction.pool(figures.rounds(question), self.rate)
        parts = (
            Part("测评", found.rounds, "次", "rows"),
            Part(self.labels[0], found.top, "人"),
            Part(self.labels[1], found.whole, "人"),
            Part("各工会平均", found.mean, "%"),
            *(Part("所用门槛（不低于）", line, "%") for line in found.lines),
        )
        return Reading(percent(found.top, found.whole), parts)


@dataclass(frozen=True)
class Brought(Measure):
    """What pairings brought, in yuan, goods and money apart; from their own records, not from a ledger."""

    def row_sets(self) -> tuple[RowSet, ...]:
        """The visits."""
        return (RowSet("rows", "活动", figures.pairing_visits),)

    def read(self, question: Question) -> Reading:
        """The sum, and how much of it was goods."""
        rows = figures.pairing_visits(question)
        sums = rows.aggregate(fen=Sum(F("goods_fen") + F("money_fen")), goods=Sum("goods_fen"))
        fen, goods = sums["fen"] or 0, sums["goods"] or 0
        parts = (
            Part("活动", rows.count(), "次", "rows"),
            Part("物资折款", Decimal(goods) / 100, "元"),
            Part("资金", Decimal(fen - goods) / 100, "元"),
        )
        return Reading(Decimal(fen) / 100, parts)

    def recount(self, question: Question) -> Number:
        """Visit by visit."""
        rows = figures.pairing_visits(question).iterator()
        return Decimal(sum(row.goods_fen + row.money_fen for row in rows)) / 100


KIND_SETS = (
    RowSet("kind-home", "职工之家", figures.star_titles_of("star-home")),
    RowSet("kind-small-home", "职工小家", figures.star_titles_of("star-small-home")),
)
STAR_SETS = tuple(
    RowSet(f"star-{n}", f"{name}级", figures.star_titles_with(name))
    for name, n in reversed(STARS.items())
)


def star_sets() -> tuple[RowSet, ...]:
    """By kind, then by star."""
    return (*KIND_SETS, *STAR_SETS)


YEARS_BACK = 15


def year_sets() -> tuple[RowSet, ...]:
    """One set a year, as far back as reviews look."""
    return tuple(
        RowSet(f"year-{year}", f"{year} 年", figures.rural_homes_in(year))
        for year in range(dates.today().year - YEARS_BACK, dates.today().year + 1)
    )


def city_sets() -> tuple[RowSet, ...]:
    """One set a city."""
    return tuple(
        RowSet(f"city-{each.prefecture}", each.name, figures.rural_homes_of(each.prefecture))
        for each in prefectures()
    )


def rural_sets(question: Question) -> tuple[RowSet, ...]:
    """The years of the period and all cities."""
    years = {f"year-{year}" for year in range(question.start.year, question.end.year + 1)}
    return (*(each for each in year_sets() if each.key in years), *city_sets())


def _indicator(
    key: str, name: str, unit: str, definition: str, measure: Measure, version: int = 1
) -> Indicator:
    columns, source = TITLE_COLUMNS, SOURCE
    if key.startswith("rating"):
        columns, source = ROUND_COLUMNS, RATING_SOURCE
    elif key.startswith("pairing"):
        columns = PAIRING_COLUMNS if key == "pairings" else VISIT_COLUMNS
        source = PAIRING_SOURCE
    return Indicator(
        key=f"homes.{key}",
        name=name,
        unit=unit,
        definition=definition,
        measure=measure,
        columns=columns,
        permission=READ,
        source=source,
        version=version,
    )


INDICATORS = (
    _indicator(
        "star_homes",
        "直属基层工会星级职工之家（职工小家）",
        "个",
        NOT_WITHDRAWN + "直属工会及其分工会，一星以上；职工之家和职工小家分列，星级分列。",
        Titles(
            figures.star_titles,
            figures.stars_in_force,
            lambda _question: star_sets(),
            star_sets,
        ),
    ),
    _indicator(
        "rural_homes",
        "“五好”乡村教工之家",
        "个",
        NOT_WITHDRAWN + "省教科工会命名的，市级名单不计；同一学校计一个，按年度和设区市分列。",
        Titles(
            figures.rural_homes,
            figures.titles_in_force("rural-home"),
            rural_sets,
            lambda: (*year_sets(), *city_sets()),
        ),
    ),
    _indicator(
        "health_stations",
        "职工健康服务站",
        "个",
        NOT_WITHDRAWN + "是期内命名数，期末在册数另列。",
        Titles(figures.titles("health-station"), figures.titles_in_force("health-station")),
        version=2,
    ),
    _indicator(
        "nursing_rooms",
        "爱心母婴室",
        "个",
        NOT_WITHDRAWN + "是期内命名数，期末在册数另列。",
        Titles(figures.titles("nursing-room"), figures.titles_in_force("nursing-room")),
        version=2,
    ),
    _indicator(
        "rating_rounds",
        "会员评家",
        "次",
        "期内截止并已公布结果的会员测评；作废的不计。",
        Count(figures.rounds, "测评"),
    ),
    _indicator(
        "rating_unions",
        "开展会员评家的工会",
        "个",
        "期内公布过会员测评结果的工会；同一工会多次测评计一个。",
        Distinct(figures.rounds, "union", "测评"),
    ),
    _indicator(
        "rating_members",
        "参加会员评家",
        "人次",
        "期内公布结果的各次测评参评人数之和；一人参加几次测评计几人次。",
        Total(figures.rounds, "returned", "测评"),
    ),
    _indicator(
        "rating_passed",
        "会员评家达标率",
        "%",
        "期内公布结果的测评中，参评率和满意率都达到本次测评公布的门槛的所占比例；各次门槛见明细。",
        Ratio(figures.rounds_passed, figures.rounds, ("达标", "测评")),
    ),
    _indicator(
        "rating_return",
        "会员测评参评率",
        "%",
        "Σ参评人数 ÷ Σ应参评人数；另列各工会参评率的平均，两数不混用。",
        Pooled(satisfaction.RETURN, ("参评", "应参评")),
    ),
    _indicator(
        "rating_satisfied",
        "会员满意率",
        "%",
        "Σ（满意＋基本满意）÷ Σ（有效票－不了解）；另列各工会平均，两数不混用。",
        Pooled(satisfaction.SATISFIED, ("满意和基本满意", "有评价")),
    ),
    _indicator(
        "pairings",
        "校（所）村共建结对",
        "对",
        "期内任一天有效的结对。",
        Count(figures.pairings, "结对"),
    ),
    _indicator(
        "pairing_visits",
        "共建活动",
        "次",
        "期内登记的共建活动。",
        Count(figures.pairing_visits, "活动"),
    ),
    _indicator(
        "pairing_value",
        "共建物资和资金",
        "元",
        "期内共建活动中物资折款与资金之和，按共建登记统计，不是财务账。",
        Brought(),
        version=2,
    ),
)


def register_indicators() -> None:
    """Declare them all."""
    for indicator in INDICATORS:
        register(indicator)
