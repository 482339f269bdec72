"""The register of units as it comes from an education bureau's list, and back (handbook organisation §3, §11)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import (
    Desk,
    ExchangeColumn,
    ParsedBlock,
    RegisterTarget,
    Row,
    Setting,
    text,
    yes_no,
)
from gonghui.kernel.lib.policy import decide
from gonghui.kernel.lib.texts import as_text
from gonghui.kernel.unions.api import (
    Area,
    Ownership,
    UnionKind,
    Unit,
    UnitKind,
    UnitSubkind,
    change_unit,
    create_unit,
    responsible_union,
    withdraw_units,
)
from gonghui.rooms.organising.imports.cells import (
    AREA,
    DAY,
    HEADS,
    OWNERSHIP,
    REASONS,
    SUBKIND,
    UNIT_KIND,
    Regions,
    credit_code,
)
from gonghui.rooms.organising.queries.formation import units_in

EDIT = "unions.unit:edit"
DATES = ("opened_on", "staff_as_of")
COUNTS = ("staff_total", "staff_female", "staff_teaching")


COLUMNS = (
    ExchangeColumn("ordinal", "序号", synonyms="编号 NO", width=6),
    ExchangeColumn(
        "name", "单位名称", text(128, nulls=False), required=True, example="示范市第一小学", width=28,
        synonyms="单位 学校 学校名称 单位全称 学校全称 机构名称 园所名称 幼儿园名称 用人单位",
    ),
    ExchangeColumn(
        "kind", "单位类别", UNIT_KIND, choices=tuple(UnitKind.labels), example="中小学",
        synonyms="类别 学校类别 办学类型 学段 单位类型 办学层次 机构类型",
        help="新登记的单位必填",
    ),
    ExchangeColumn("subkind", "细类", SUBKIND, choices=tuple(UnitSubkind.labels[1:]), help="高校填写"),
    ExchangeColumn(
        "ownership", "举办性质", OWNERSHIP, choices=tuple(Ownership.labels), example="民办",
        synonyms="办学性质 性质 公办民办 举办者类型 公民办", help="不填视为公办",
    ),
    ExchangeColumn(
        "for_profit", "营利性", yes_no, choices=("是", "否"), synonyms="是否营利 是否营利性"
    ),
    ExchangeColumn(
        "area", "城乡属性", AREA, choices=tuple(Area.labels), example="乡村",
        synonyms="城乡 城乡类型 城乡分类 所在地类型", help="按统计用城乡代码，不填视为城区",
    ),
    ExchangeColumn(
        "region_code", "行政区划", as_text=True, example="320102", width=14,
        synonyms="行政区划代码 所在地 所属区县 区县 县区 县（市、区） 所在区域 属地 地区",
        help="6 位代码或规范名称，如“玄武区”；新登记的单位必填",
    ),
    ExchangeColumn(
        "opened_on", "开办日期", DAY, example="2015-09-01",
        synonyms="开办时间 成立日期 成立时间 建校时间 设立日期 办学起始 批准设立时间",
        help="写到日；不知道的留空",
    ),
    ExchangeColumn(
        "uscc", "统一社会信用代码", credit_code("unit"), as_text=True, width=22,
        synonyms="信用代码 社会信用代码 单位代码 单位统一社会信用代码 机构代码",
        help="单位自己的代码，不是工会的（81 开头）",
    ),
    ExchangeColumn(
        "institution_code", "院校代码", text(10), as_text=True,
        synonyms="学校标识码 学校代码 院校标识码",
    ),
    ExchangeColumn("short_name", "简称", text(64), synonyms="单位简称 学校简称"),
    ExchangeColumn("code", "自编代码", text(32), as_text=True),
    ExchangeColumn("address", "地址", text(255), synonyms="单位地址 详细地址 校址", width=24),
    ExchangeColumn(
        "head_name", "负责人", text(64), synonyms="校长 园长 法定代表人 法人代表 单位负责人"
    ),
    ExchangeColumn(
        "staff_total", "教职工数", HEADS,
        synonyms="教职工总数 教职工人数 职工数 职工总数 在职人数 教职工",
    ),
    ExchangeColumn("staff_female", "女教职工数", HEADS, synonyms="女职工数 女教职工 女职工"),
    ExchangeColumn("staff_teaching", "专任教师数", HEADS, synonyms="专任教师 教师数"),
    ExchangeColumn("staff_as_of", "人数截至", DAY, synonyms="统计日期 截至日期 统计时点"),
)  # fmt: skip


class UnitTarget(RegisterTarget):
    """单位名册."""

    key = "organising.units"
    label = "单位名册"
    permission = EDIT
    columns = COLUMNS
    union_kinds = (UnionKind.INDUSTRIAL,)
    keys = ("name", "uscc")
    ordinal = "ordinal"
    done_url = "organising:unit-list"
    row_name = "单位名称"
    reasons = REASONS | {
        "region_foreign": "不由本工会登记",
        "more_than_all": "分项多于总数",
    }
    changeable = tuple(column.key for column in COLUMNS if column.key not in ("ordinal", "name"))
    known_by = (("uscc",), ("name",))
    where_to_change = {"name": "更名请打开单位页面办理，曾用名会保留。"}
    words = {
        "kind": dict(UnitKind.choices),
        "subkind": dict(UnitSubkind.choices),
        "ownership": dict(Ownership.choices),
        "area": dict(Area.choices),
    }

    def present(self, setting: Setting) -> QuerySet[Unit]:
        """Units of the importing union's part of the tree, running or not."""
        return units_in(Unit.objects.all(), setting.union.path, setting.today)

    def row_of(self, record: Unit) -> Row:
        """Facts of a unit."""
        row = {column.key: getattr(record, column.key) for column in COLUMNS[1:]}
        return row | {key: value.isoformat() for key in DATES if (value := row[key])}

    def desk(self, setting: Setting) -> "UnitDesk":
        """Regions, codes held elsewhere, what a new unit needs."""
        return UnitDesk(setting)

    def create(self, setting: Setting, row: Row) -> int:
        """Enter the unit."""
        facts = {key: value for key, value in _facts(row).items() if value not in ("", None)}
        name, kind, region = row["name"], facts.pop("kind"), facts.pop("region_code")
        unit = create_unit(actor=setting.actor, name=name, kind=kind, region_code=region, **facts)
        return unit.pk

    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:
        """Change facts of the unit."""
        unit = Unit.objects.get(pk=record)
        changed = change_unit(
            actor=setting.actor, unit=unit, expected_version=version, **_facts(changes)
        )
        return changed.version

    def why_not_change(self, setting: Setting, record: Unit) -> str:
        """A unit with a union of its own answers to that union."""
        decision = decide(setting.actor, EDIT, responsible_union(record))
        return "" if decision else decision.reason

    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Remove units that the batch entered."""
        return withdraw_units(actor=setting.actor, kept_by=setting.union, ids=ids)


class UnitDesk(Desk):
    """What a row of the file still needs before it is compared."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.regions = Regions(setting.today)
        self.allowed: dict[str, bool] = {}
        own = set(UnitTarget().present(setting).values_list("pk", flat=True))
        held = Unit.objects.exclude(uscc="").values_list("pk", "uscc", "name")
        self.elsewhere = {code: name for pk, code, name in held if pk not in own}

    def read(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Read the region; refuse foreign codes and impossible counts."""
        self._read_region(block, index, row)
        if row["uscc"] in self.elsewhere:
            words = {"unit": self.elsewhere[row["uscc"]]}
            message = _("这个代码已登记在“%(unit)s”名下，不在您的范围内，请核对。") % words
            block.refuse(index, "uscc", "held", message)
        for key, title in (("staff_female", "女教职工数"), ("staff_teaching", "专任教师数")):
            if (
                row[key] is not None
                and row["staff_total"] is not None
                and row[key] > row["staff_total"]
            ):
                message = _("%(title)s多于教职工数，请核对。") % {"title": title}
                block.refuse(index, key, "more_than_all", message)

    def _read_region(self, block: ParsedBlock, index: int, row: Row) -> None:
        given = as_text(row["region_code"]).strip()
        row["region_code"] = code = self.regions.read(given) if given else ""
        if given and not code:
            message = _("“%(given)s”不是现行的行政区划代码，或有重名，请填 6 位代码。") % {
                "given": given
            }
            block.refuse(index, "region_code", "region_unknown", message)
        elif code and not self._may_edit(code):
            message = _("该行政区划的单位不由“%(union)s”登记。") % {"union": self.setting.union}
            block.refuse(index, "region_code", "region_foreign", message)

    def ask_of_new(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Refuse a blank kind or region; what else is blank is public and in a city."""
        said = {finding.column for finding in block.findings.get(index, ())}
        for key, title in (("kind", "单位类别"), ("region_code", "行政区划")):
            if not row[key] and key not in said:
                message = _("新登记的单位须填写%(title)s。") % {"title": title}
                block.refuse(index, key, "blank", message)
        row["ownership"] = row["ownership"] or Ownership.PUBLIC.value
        row["area"] = row["area"] or Area.CITY.value

    def _may_edit(self, code: str) -> bool:
        if code not in self.allowed:
            union = responsible_union(Unit(region_code=code))
            self.allowed[code] = bool(decide(self.setting.actor, EDIT, union))
        return self.allowed[code]


def _facts(row: Row) -> dict[str, Any]:
    """Values of the columns as the actions take them."""
    facts = {key: value for key, value in row.items() if key not in ("name", "ordinal")}
    for key in _among(facts, DATES):
        facts[key] = date.fromisoformat(facts[key]) if facts[key] else None
    for key in _among(facts, COUNTS):
        facts[key] = facts[key] if facts[key] != "" else None
    for key in _among(facts, ("for_profit",)):
        facts[key] = bool(facts[key])
    return facts


def _among(facts: dict[str, Any], keys: Iterable[str]) -> list[str]:
    return [key for key in keys if key in facts]
