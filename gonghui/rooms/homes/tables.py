"""The lists of this room."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from gonghui.engines.campaigns.api import Award, AwardStatus, Level, due_for_review, in_force_on
from gonghui.kernel.lib import dates
from gonghui.kernel.ui.api import (
    ChoiceFilter,
    Column,
    EmptyState,
    Table,
    UnionFilter,
    YesNoFilter,
)
from gonghui.rooms.homes.enums import PlaceKind, PlaceStatus, ProblemStatus, RoundStatus
from gonghui.rooms.homes.models import Pairing, Place, Problem, RatingRound
from gonghui.rooms.homes.queries import pairings, places, ratings
from gonghui.rooms.homes.rules.titles import STARS, TITLES

PLACE_TONES = {PlaceStatus.OPEN: "good", PlaceStatus.BUILDING: "info", PlaceStatus.CLOSED: "bad"}
AWARD_TONES = {AwardStatus.ACTIVE: "good", AwardStatus.REVOKED: "bad"}
PROBLEM_TONES = {
    ProblemStatus.REPORTED: "warn",
    ProblemStatus.HANDLING: "info",
    ProblemStatus.ANSWERED: "good",
}
ROUND_TONES = {
    RoundStatus.OPEN: "info",
    RoundStatus.CLOSED: "warn",
    RoundStatus.PUBLISHED: "good",
    RoundStatus.VOID: "bad",
}


def _to(url_name: str) -> Any:
    return lambda row: reverse(url_name, args=[row.pk])


def _tone(tones: dict) -> Any:
    return lambda row: tones.get(row.status, "")


def _to_mend(rows: QuerySet[Place], value: str) -> QuerySet[Place]:
    return rows.filter(to_mend__gt=0) if value == "1" else rows.filter(to_mend=0)


class PlaceTable(Table):
    """Every place in scope."""

    key = "homes.places"
    label = "场所"
    columns = (
        Column("name", "名称", link=_to("homes:place-detail"), sort="name"),
        Column("kind", "类别", sort="kind"),
        Column("union", "所属工会", "union__name", sort="union__path"),
        Column("address", "地址", phone=False),
        Column("opening_hours", "开放时间", phone=False),
        Column("area_m2", "面积（平方米）", kind="number", shown=False, sort="area_m2"),
        Column("phone", "联系电话", shown=False),
        Column("opened_on", "开放日期", kind="date", sort="opened_on", shown=False),
        Column("visits", "到访人次", kind="number", shown=False, sort="visits"),
        Column("to_mend", "待整改", kind="number", sort="to_mend"),
        Column("waiting", "待答复", kind="number", sort="waiting"),
        Column("status", "状态", kind="state", tone=_tone(PLACE_TONES)),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter("kind", "类别", choices=PlaceKind.choices),
        ChoiceFilter("status", "状态", choices=PlaceStatus.choices),
        YesNoFilter("to_mend", "有待整改", apply_with=_to_mend, more=True),
        YesNoFilter("shown_publicly", "在门户公开", more=True),
    )
    default_sort = ("kind", "name")
    search_fields = ("name", "address", "union__name", "contact")
    search_hint = "名称、地址、工会"
    empty = EmptyState(
        "还没有场所",
        "职工之家、小家、健康服务站、母婴室等场所登记后，会员可以查到地址和开放时间。",
        "homes:place-create",
        "登记场所",
        "house-heart",
    )

    def rows(self) -> QuerySet[Place]:
        """Places in scope."""
        return places.list_places()


def _valid(rows: QuerySet[Award], value: str) -> QuerySet[Award]:
    valid = in_force_on(rows, dates.today())
    return valid if value == "1" else rows.exclude(pk__in=valid.order_by().values("pk"))


def _due(rows: QuerySet[Award], value: str) -> QuerySet[Award]:
    due = due_for_review(rows, dates.today())
    return due if value == "1" else rows.exclude(pk__in=due.order_by().values("pk"))


def _star(rows: QuerySet[Award], value: str) -> QuerySet[Award]:
    return rows.filter(grade__startswith=value) if value in STARS else rows.none()


class TitleTable(Table):
    """The titles of this room in the register."""

    key = "homes.titles"
    label = "称号"
    columns = (
        Column("holder_name", "获得者", link=_to("homes:title-detail"), sort="holder_name"),
        Column("title", "称号", sort="title"),
        Column("grade", "星级", sort="grade"),
        Column("honour_level", "级别", sort="honour_level", shown=False),
        Column("union", "所属工会", "union__name", sort="union__path", phone=False),
        Column("granting_body", "授予单位", shown=False),
        Column("document_no", "文号", shown=False),
        Column(
            "granted_on", "命名日期", kind="date", precision="granted_precision", sort="granted_on"
        ),
        Column("valid_to", "有效期至", kind="date", sort="valid_to", phone=False),
        Column("next_review_on", "下次复核", kind="date", sort="next_review_on", phone=False),
        Column("has_place", "有场所", kind="yes_no"),
        Column(
            "status",
            "状态",
            lambda row: row.status_today.label,
            kind="state",
            tone=lambda row: AWARD_TONES.get(row.status_today, ""),
        ),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter(
            "series",
            "类别",
            field="series__key",
            choices=[(title.key, title.name) for title in TITLES],
        ),
        ChoiceFilter(
            "star", "星级", apply_with=_star, choices=[(star, f"{star}级") for star in STARS]
        ),
        YesNoFilter("valid", "现行有效", apply_with=_valid),
        ChoiceFilter("level", "级别", field="honour_level", choices=Level.choices, more=True),
        YesNoFilter("due", "复核到期", apply_with=_due, more=True),
        YesNoFilter("has_place", "有场所", more=True),
    )
    default_sort = ("-granted_on",)
    search_fields = ("holder_name", "title", "document_no", "union__name")
    search_hint = "获得者、称号、文号"
    empty = EmptyState(
        "还没有称号",
        "评选决定印发后，称号自动记入；以前命名的，请在荣誉台账用 Excel 导入。",
        icon="stars",
    )

    def rows(self) -> QuerySet[Award]:
        """Titles in scope."""
        return places.list_titles()


class RatingTable(Table):
    """Ratings of unions by their members."""

    key = "homes.ratings"
    label = "会员评家"
    exchange = "homes.ratings"
    columns = (
        Column("title", "测评", link=_to("homes:rating-detail"), sort="title"),
        Column("union", "被测评工会", "union__name", sort="union__path"),
        Column("opens_on", "开始", kind="date", sort="opens_on", phone=False),
        Column("closes_on", "截止", kind="date", sort="closes_on"),
        Column("issued", "应参评", kind="number", sort="issued"),
        Column("status", "状态", kind="state", tone=_tone(ROUND_TONES)),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter("status", "状态", choices=RoundStatus.choices),
    )
    default_sort = ("-opens_on",)
    search_fields = ("title", "union__name")
    search_hint = "测评、工会"
    empty = EmptyState(
        "还没有会员测评",
        "每年结合述职，由会员匿名评价本单位工会工作；少于 5 人参评不出结果。",
        "homes:rating-open",
        "开启测评",
        "chat-heart",
    )

    def rows(self) -> QuerySet[RatingRound]:
        """Ratings in scope."""
        return ratings.list_ratings()


class ProblemTable(Table):
    """Problems that members reported."""

    key = "homes.problems"
    label = "问题反映"
    columns = (
        Column("text", "问题", link=_to("homes:problem-answer")),
        Column("place", "场所", "place__name", sort="place__name"),
        Column("union", "工会", "place__union__name", sort="place__union__path", phone=False),
        Column("reported_on", "反映日期", kind="date", sort="reported_on", phone=False),
        Column("due_on", "答复期限", kind="date", sort="due_on"),
        Column("status", "状态", kind="state", tone=_tone(PROBLEM_TONES)),
    )
    filters = (
        UnionFilter("union", "范围", path_field="place__union__path"),
        ChoiceFilter("status", "状态", choices=ProblemStatus.choices),
    )
    default_sort = ("due_on",)
    search_fields = ("text", "place__name")
    search_hint = "问题、场所"
    empty = EmptyState(
        "没有待办的问题", "会员在手机上反映场所问题后，会在这里限期答复。", icon="check2-circle"
    )

    def rows(self) -> QuerySet[Problem]:
        """Problems in scope."""
        return places.list_problems()


class PairingTable(Table):
    """Pairings of helpers and schools or villages."""

    key = "homes.pairings"
    label = "校（所）村共建"
    columns = (
        Column("helped_name", "共建对象", link=_to("homes:pairing-detail"), sort="helped_name"),
        Column("union", "帮扶工会", "union__name", sort="union__path"),
        Column("starts_on", "开始", kind="date", sort="starts_on"),
        Column("ends_on", "结束", kind="date", sort="ends_on", phone=False),
        Column("agreement_no", "协议编号", phone=False),
        Column("visit_count", "活动次数", kind="number", sort="visit_count"),
        Column("value", "物资和资金", kind="money", sort="value"),
    )
    filters = (UnionFilter("union", "范围"),)
    default_sort = ("-starts_on",)
    search_fields = ("helped_name", "union__name", "agreement_no")
    search_hint = "对象、工会、协议编号"
    empty = EmptyState(
        "还没有共建结对",
        "高校、科研院所工会与乡村学校、行政村结对后在此登记。",
        "homes:pairing-create",
        "登记结对",
        "people",
    )

    def rows(self) -> QuerySet[Pairing]:
        """Pairings in scope."""
        return pairings.list_pairings()
