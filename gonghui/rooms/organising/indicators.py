"""The figures of this room (handbook organisation §10, §16); the review only reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.indicators.api import (
    Count,
    Indicator,
    Part,
    Question,
    RateGain,
    Ratio,
    Reading,
    RowColumn,
    RowSet,
    percent,
    register,
)
from gonghui.kernel.indicators.measures import Measure, Split
from gonghui.kernel.unions.api import UnionKind
from gonghui.rooms.organising.queries import formation, stocks

READ_UNITS, READ_UNIONS = "unions.unit:read", "unions.union:read"
READ_MEMBERS = "people.member:read"
BASE = "动态建会率没有统一的成文规定，按通行做法：基数随统计日在办的单位变动。"
BY_KIND = "工会统计年报的口径：工会按类别分列，联合工会计一个，覆盖的单位另计。"
MEMBERSHIP = "《工会会员会籍管理办法》第三条：会籍随劳动（工作）关系，一次入会、动态接转。"
JOINT = "《中华人民共和国工会法》第十一条：会员不足二十五人的单位可以联合建立工会。"
TERMS = "《中华人民共和国工会法》第十六条：基层工会委员会每届任期三年或者五年。"
LEGAL_PERSON = "《基层工会法人登记管理办法》（全国总工会，2020年12月8日）。"


def _link(url_name: str, key: str = "pk") -> Callable[[Any], str]:
    return lambda row: reverse(url_name, args=[getattr(row, key)])


UNIT_COLUMNS = (
    RowColumn("单位名称", lambda row: row.name, _link("organising:unit-detail")),
    RowColumn("类别", lambda row: row.get_kind_display()),
    RowColumn("举办性质", lambda row: row.get_ownership_display()),
    RowColumn("行政区划", lambda row: row.region_code),
    RowColumn("开办日期", lambda row: row.opened_on),
    RowColumn("教职工数", lambda row: row.staff_total),
)
UNION_COLUMNS = (
    RowColumn("工会名称", lambda row: row.name, _link("organising:union-detail")),
    RowColumn("类别", lambda row: row.get_kind_display()),
    RowColumn("成立日期", lambda row: row.founded_on),
    RowColumn("统一社会信用代码", lambda row: row.uscc),
)
MEMBER_COLUMNS = (
    RowColumn("姓名", lambda row: row.person.name, _link("organising:member-detail", "person_id")),
    RowColumn("工会", lambda row: row.union.name),
    RowColumn("性别", lambda row: row.person.get_sex_display()),
    RowColumn("会籍状态", lambda row: row.get_status_display()),
    RowColumn("入会时间", lambda row: row.joined_on),
)
TERM_COLUMNS = (
    RowColumn("工会名称", lambda row: row.union.name, _link("organising:union-detail", "union_id")),
    RowColumn("届次", lambda row: row.term_no),
    RowColumn("届满日", lambda row: row.due_end),
    RowColumn("延期至", lambda row: row.extended_to),
    RowColumn("实际结束", lambda row: row.ended_on),
)


@dataclass(frozen=True)
class Enrolment(Measure):
    """入会率: members in good standing by staff; above 100 % somebody must look (§10)."""

    def row_sets(self) -> tuple[RowSet, ...]:
        """The members, and the units whose staff is known."""
        return (
            RowSet("members", "会员（正常）", stocks.full_members),
            RowSet("units", "已建会且已填教职工数的单位", stocks.staffed_units),
        )

    def read(self, question: Question) -> Reading:
        """The percentage with a warning part when it cannot be true."""
        top = stocks.full_members(question).count()
        units = stocks.staffed_units(question)
        staff = units.aggregate(total=Sum("staff_total"))["total"] or 0
        rate = percent(top, staff)
        parts = [
            Part("会员（正常）", top, "人", "members"),
            Part("教职工数", staff, "人"),
            Part("已建会且已填教职工数的单位", units.count(), "个", "units"),
        ]
        if rate is not None and rate > 100:
            parts.append(Part(_("超过100%，请核对退休人员和教职工数"), rate - 100, "%"))
        return Reading(rate, tuple(parts))


KINDS = tuple(
    RowSet(f"kind-{kind.value}", kind.label, stocks.unions_of(kind.value)) for kind in UnionKind
)
FORMATION = (
    "统计日在办、已开办、未认定“不适用”的单位为基数；其中统计日已被存续的基层工会或联合工会覆盖的为已建会。"
    "关闭的学校同时退出分子和基数。基数为 0 时不计算比率。"
)

INDICATORS = (
    Indicator(
        key="organising.members",
        name="会员数",
        unit="人",
        definition="统计日会籍为“正常”或“转接中”的人员；转接中的仍计在原工会；保留会籍的不计入。",
        measure=Count(stocks.members, "会员"),
        columns=MEMBER_COLUMNS,
        permission=READ_MEMBERS,
        source=MEMBERSHIP,
        stock=True,
    ),
    Indicator(
        key="organising.direct_unions",
        name="直属基层工会数",
        unit="个",
        definition="统计日由本级直接领导（组织隶属）的基层工会和联合工会。",
        measure=Count(stocks.direct, "直属基层工会"),
        columns=UNION_COLUMNS,
        permission=READ_UNIONS,
        source="以统计日的组织隶属关系为准；业务指导、经费收缴关系不计入。",
        stock=True,
    ),
    Indicator(
        key="organising.unions",
        name="工会数",
        unit="个",
        definition="统计日存续的工会，按类别分列；联合工会计一个。",
        measure=Split(stocks.unions, KINDS, "工会"),
        columns=UNION_COLUMNS,
        permission=READ_UNIONS,
        source=BY_KIND,
        stock=True,
    ),
    Indicator(
        key="organising.units",
        name="在办单位数",
        unit="个",
        definition="统计日在办、已开办、未认定“不适用”的单位。",
        measure=Count(formation.existing, "单位"),
        columns=UNIT_COLUMNS,
        permission=READ_UNITS,
        source=BASE,
        stock=True,
    ),
    Indicator(
        key="organising.formation_rate",
        name="动态建会率",
        unit="%",
        definition=FORMATION,
        measure=Ratio(formation.built, formation.existing, ("已建会单位", "在办单位")),
        columns=UNIT_COLUMNS,
        permission=READ_UNITS,
        source=BASE,
        stock=True,
    ),
    Indicator(
        key="organising.private_formation_rate",
        name="民办中小学、幼儿园动态建会率",
        unit="%",
        definition="举办性质为民办、类别为中小学或幼儿园的单位。" + FORMATION,
        measure=Ratio(
            formation.private_built, formation.private_existing, ("已建会单位", "在办单位")
        ),
        columns=UNIT_COLUMNS,
        permission=READ_UNITS,
        source=BASE,
        stock=True,
    ),
    Indicator(
        key="organising.private_formation_gain",
        name="民办中小学、幼儿园动态建会率提高",
        unit="个百分点",
        definition="期末与期初两日的动态建会率之差，单位是百分点；相对提高和数量增长同时列出，三者不同，引用时须写明是哪一个。"
        + FORMATION,
        measure=RateGain(
            formation.private_built, formation.private_existing, ("已建会单位", "在办单位")
        ),
        columns=UNIT_COLUMNS,
        permission=READ_UNITS,
        source=BASE,
    ),
    Indicator(
        key="organising.units_covered",
        name="已建会单位数",
        unit="个",
        definition="统计日在办且由存续的基层工会或联合工会覆盖的单位；联合工会覆盖 n 个单位计 n 个。",
        measure=Count(formation.built, "已建会单位"),
        columns=UNIT_COLUMNS,
        permission=READ_UNITS,
        source=BASE,
        stock=True,
    ),
    Indicator(
        key="organising.units_in_joint_unions",
        name="联合工会覆盖单位数",
        unit="个",
        definition="统计日由存续的联合工会覆盖的在办单位；联合工会计一个，单位计 n 个。",
        measure=Count(formation.under_joint_unions, "单位"),
        columns=UNIT_COLUMNS,
        permission=READ_UNITS,
        source=JOINT,
        stock=True,
    ),
    Indicator(
        key="organising.enrolment_rate",
        name="入会率",
        unit="%",
        definition="统计日会籍“正常”的会员除以已建会单位的教职工数；教职工数未填的单位不进入分母。超过 100% 时提示核对。",
        measure=Enrolment(),
        columns=MEMBER_COLUMNS,
        permission=READ_MEMBERS,
        source="通行做法：会员数除以同一天的教职工数；保留会籍的退休会员不计入。",
        stock=True,
    ),
    Indicator(
        key="organising.women_share",
        name="女会员比",
        unit="%",
        definition="统计日女会员除以性别已填的会员。",
        measure=Ratio(stocks.women, stocks.sexed, ("女会员", "性别已填的会员")),
        columns=MEMBER_COLUMNS,
        permission=READ_MEMBERS,
        source="会员档案中的性别。",
        stock=True,
    ),
    Indicator(
        key="organising.timely_terms",
        name="换届及时率",
        unit="%",
        definition="期内届满（已批准延期的按延期日）的届次中，新一届在该日或之前产生的占比。",
        measure=Ratio(
            stocks.terms_renewed_in_time,
            stocks.terms_falling_due,
            ("按期换届", "期内届满"),
        ),
        columns=TERM_COLUMNS,
        permission=READ_UNIONS,
        source=TERMS,
    ),
    Indicator(
        key="organising.legal_person_rate",
        name="法人登记率",
        unit="%",
        definition="统计日具有法人资格且证书未过期的基层工会和联合工会，除以存续的基层工会和联合工会。",
        measure=Ratio(stocks.registered, stocks.grassroots, ("已登记", "应登记")),
        columns=UNION_COLUMNS,
        permission=READ_UNIONS,
        source=LEGAL_PERSON,
        stock=True,
    ),
)


def register_indicators() -> None:
    """Declare them all."""
    for indicator in INDICATORS:
        register(indicator)


__all__ = ["INDICATORS", "Enrolment", "register_indicators"]
