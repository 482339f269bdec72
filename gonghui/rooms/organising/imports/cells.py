"""How cells of the registers of units and unions are read: codes, regions, kinds, days."""

from collections import Counter
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import (
    Fault,
    Mended,
    choice,
    labels_of,
    whole_day,
    whole_number,
    words_of,
)
from gonghui.kernel.lib.dates import FOREVER, today, valid_on
from gonghui.kernel.lib.texts import TO_HALF, as_text
from gonghui.kernel.lib.uscc import Holder, validate_uscc
from gonghui.kernel.unions.api import (
    Area,
    Ownership,
    Region,
    UnionKind,
    UnitKind,
    UnitSubkind,
)

UNIT_KIND_WORDS = {
    UnitKind.UNIVERSITY: "大学 学院 高等学校 普通高校 本科院校 高职院校 高职高专",
    UnitKind.INSTITUTE: "研究所 研究院 科研机构 科研单位 院所",
    UnitKind.SCHOOL: (
        "小学 初中 高中 中学 完全中学 九年一贯制学校 十二年一贯制学校 义务教育学校 "
        "中心小学 教学点 普通中小学"
    ),
    UnitKind.VOCATIONAL: "中职学校 中等职业学校 职业高中 职高 中专 技工学校 职教中心",
    UnitKind.SPECIAL: "特教 特殊教育学校 特教学校",
    UnitKind.KINDERGARTEN: "幼儿园（所） 园所 托幼 学前教育",
    UnitKind.OFFICE: "机关 行政机关 教育局 教体局 科技局 教育厅 科技厅",
    UnitKind.COMPANY: "企业 公司 事业单位 其他",
}
UNION_KIND_WORDS = {
    UnionKind.INDUSTRIAL: "产业工会 教育工会 市教育工会 县教育工会 教科工会 教育科技工会",
    UnionKind.GRASSROOTS: "基层 学校工会 单位工会 直属工会 直属基层工会",
    UnionKind.JOINT: "联合 联合基层工会",
    UnionKind.BRANCH: "分会 院系工会 部门工会 二级工会",
}

REASONS = {
    "uscc": "信用代码不对",
    "uscc_swap": "单位、工会代码填反",
    "held": "代码已被登记",
    "region_unknown": "行政区划不明",
}
"""Words for what both registers refuse."""


UNIT_KIND = choice(labels_of(UnitKind.choices, **words_of(UNIT_KIND_WORDS)), "单位类别")
UNION_KIND = choice(
    labels_of(
        [one for one in UnionKind.choices if one[0] in UNION_KIND_WORDS],
        **words_of(UNION_KIND_WORDS),
    ),
    "工会类别",
)
SUBKIND = choice(labels_of(UnitSubkind.choices[1:], 高职高专="vocational"), "细类")
OWNERSHIP = choice(
    labels_of(
        Ownership.choices, 公立="public", 国有="public", 私立="private", 社会力量办学="private",
        民办非企业="private", 合作办学="joint",
    ),
    "举办性质",
)  # fmt: skip
AREA = choice(
    labels_of(Area.choices, 城市="city", 县镇="town", 镇="town", 农村="rural", 村="rural"),
    "城乡属性",
)
DAY = whole_day(today=today, earliest=1850)
ANY_DAY = whole_day(today=lambda: FOREVER, earliest=1850)
"""Certificates run out on days to come."""
HEADS = whole_number(0, 200_000, "人数")


def credit_code(holder: Holder) -> Any:
    """A parser of codes that refuses the other side's code (81… at a unit, 12… at a union, §3)."""

    def parse(raw: Any) -> Any:
        given = as_text(raw)
        if not given.strip():
            return ""
        answer = validate_uscc(raw, holder)
        if answer.errors:
            return Fault("uscc", " ".join(str(said) for said in answer.errors))
        if answer.swap:
            side = _("工会") if holder == "unit" else _("单位")
            message = _("这是%(side)s的代码，请改填，或移到%(side)s的代码一栏。")
            return Fault("uscc_swap", message % {"side": side})
        if answer.normalised != given:
            return Mended(answer.normalised, "form", given, answer.normalised)
        return answer.normalised

    return parse


class Regions:
    """Reads a region by its code, or by a name that only one region of today has."""

    def __init__(self, day: date) -> None:
        rows = list(Region.objects.filter(valid_on(day)))
        self.codes = {region.code for region in rows}
        cities = {region.prefecture: region.name for region in rows if region.code.endswith("00")}
        names: Counter[str] = Counter()
        self.by_name: dict[str, str] = {}
        for region in rows:
            whole = f"{cities.get(region.prefecture, '')}{region.name}"
            for name in {region.name, whole} if not region.code.endswith("00") else {region.name}:
                names[name] += 1
                self.by_name[name] = region.code
        self.by_name = {name: code for name, code in self.by_name.items() if names[name] == 1}

    def read(self, raw: Any) -> str:
        """The code, or "" when the text leads to no single region."""
        given = as_text(raw).translate(TO_HALF).replace(" ", "").removesuffix(".0")
        return given if given in self.codes else self.by_name.get(given, "")
