"""The register of unions: those that exist already come in by a list, facts go out and back (handbook §2–§4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import (
    Desk,
    ExchangeColumn,
    ParsedBlock,
    RegisterTarget,
    Row,
    Setting,
    names_in,
    normal,
    text,
    yes_no,
)
from gonghui.kernel.lib.dates import FOREVER, today, valid_on
from gonghui.kernel.lib.paths import below
from gonghui.kernel.lib.policy import decide
from gonghui.kernel.lib.texts import as_text
from gonghui.kernel.unions.api import (
    Coverage,
    Edge,
    EdgeKind,
    Union,
    UnionKind,
    Unit,
    change_union,
    found_union,
    withdraw_unions,
)
from gonghui.rooms.organising.imports.cells import (
    ANY_DAY,
    DAY,
    REASONS,
    UNION_KIND,
    UNION_KIND_WORDS,
    Regions,
    credit_code,
)
from gonghui.rooms.organising.queries.formation import units_in

FOUND = "unions.union:found"
DATES = ("founded_on", "approved_on", "certificate_valid_to")
MOST_UNITS = 30_000  # characters; a cell holds 32,767, and a joint union covers hundreds of units
KIND_LABELS = {str(kind): UnionKind(kind).label for kind in UNION_KIND_WORDS}


COLUMNS = (
    ExchangeColumn("ordinal", "序号", synonyms="编号 NO", width=6),
    ExchangeColumn(
        "name", "工会名称", text(128, nulls=False), required=True, example="示范市第一小学工会",
        synonyms="工会全称 基层工会名称 工会组织名称 工会委员会名称", width=28,
    ),
    ExchangeColumn(
        "kind", "工会类别", UNION_KIND, choices=tuple(KIND_LABELS.values()),
        synonyms="工会类型 组织类型 建会形式", help="不填：有覆盖单位的为基层工会，没有的为地方产业工会",
    ),
    ExchangeColumn(
        "units", "覆盖单位", text(MOST_UNITS, nulls=False), example="示范市第一小学", width=28,
        synonyms="单位名称 所在单位 学校名称 学校 单位 涵盖单位",
        help="须先登记单位；联合工会填几个，用顿号隔开",
    ),
    ExchangeColumn(
        "upper", "上级工会", text(128, nulls=False), width=20,
        synonyms="上一级工会 隶属工会 主管工会 隶属",
        help="组织隶属；不填为导入的工会",
    ),
    ExchangeColumn(
        "guide", "业务指导工会", text(128, nulls=False), width=20, synonyms="业务指导 指导工会",
        help="只受业务指导、不隶属的填这里，上级工会留空",
    ),
    ExchangeColumn(
        "founded_on", "成立日期", DAY, example="2016-03-15",
        synonyms="工会成立日期 建会时间 建会日期 工会成立时间 成立时间 批准成立时间",
        help="写到日；新登记的工会必填",
    ),
    ExchangeColumn("short_name", "简称", text(64), synonyms="工会简称"),
    ExchangeColumn("code", "自编代码", text(32), as_text=True),
    ExchangeColumn(
        "uscc", "工会统一社会信用代码", credit_code("union"), as_text=True, width=22,
        synonyms="工会代码 工会信用代码 统一社会信用代码", help="81 开头，不是单位的代码",
    ),
    ExchangeColumn(
        "legal_person", "法人资格", yes_no, choices=("是", "否"),
        synonyms="是否法人 是否具有法人资格 工会法人资格",
    ),
    ExchangeColumn(
        "certificate_no", "法人证书编号", text(32), as_text=True, synonyms="证书编号 法人证书号"
    ),
    ExchangeColumn(
        "certificate_valid_to", "证书有效期至", ANY_DAY, synonyms="证书有效期 有效期至"
    ),
    ExchangeColumn(
        "approval_no", "批复文号", text(64), synonyms="文号 批准文号 建会批复文号", width=18
    ),
    ExchangeColumn("approved_on", "批复日期", DAY, synonyms="批准日期 批复时间 批准时间"),
    ExchangeColumn(
        "region_code", "行政区划", as_text=True, synonyms="行政区划代码 所在地 区县 县（市、区）",
        help="6 位代码或规范名称；地方产业工会必填",
    ),
)  # fmt: skip
FOUNDING = ("kind", "units", "upper", "guide", "founded_on")
FACTS = tuple(column.key for column in COLUMNS[2:] if column.key not in FOUNDING)


class UnionTarget(RegisterTarget):
    """工会名册."""

    key = "organising.unions"
    label = "工会名册"
    permission = FOUND
    columns = COLUMNS
    union_kinds = (UnionKind.INDUSTRIAL,)
    keys = ("name", "uscc")  # a unit without a union is no row of this list
    ordinal = "ordinal"
    done_url = "organising:union-list"
    row_name = "工会名称"
    reasons = REASONS | {
        "unit_unknown": "单位没有登记",
        "unit_covered": "单位已有工会",
        "union_unknown": "上级工会没有登记",
        "upper_refused": "无权在该上级下登记",
        "guide_refused": "无权确定业务指导",
    }
    changeable = FACTS
    known_by = (("uscc",), ("name",))
    where_to_change = {
        "name": "更名请打开工会页面办理，曾用名会保留。",
        "kind": "类别不能由表格更改。",
        "units": "覆盖单位请在建会或撤并中办理。",
        "upper": "划转请由上级工会办理，原隶属会保留。",
        "guide": "业务指导关系请由上级工会办理。",
        "founded_on": "成立日期不能由表格更改。",
    }
    words = {"kind": KIND_LABELS}
    several = ("units", "upper", "guide")

    def present(self, setting: Setting) -> QuerySet[Union]:
        """Living unions of the importing union's part of the tree."""
        return Union.objects.filter(below(setting.union.path), revoked_on__gt=setting.today)

    def with_facts(self, rows: QuerySet[Union]) -> QuerySet[Union]:
        """With the units that they cover today and the unions above them."""
        covered = Coverage.objects.filter(valid_on(today())).select_related("unit").order_by("pk")
        edges = Edge.objects.filter(valid_on(today())).select_related("upper").order_by("pk")
        return rows.prefetch_related(
            Prefetch("coverages", covered, to_attr="covering"),
            Prefetch("upper_edges", edges, to_attr="above"),
        )

    def row_of(self, record: Any) -> Row:
        """Facts of a union; what it covers and who stands above."""
        row = {key: getattr(record, key) for key in ("name", "kind", "founded_on", *FACTS)}
        row |= {key: value.isoformat() for key in DATES if (value := row[key])}
        return row | {
            "units": "、".join(each.unit.name for each in record.covering),
            "upper": _above(record, EdgeKind.LEADS),
            "guide": _above(record, EdgeKind.GUIDES),
        }

    def desk(self, setting: Setting) -> "UnionDesk":
        """Names to records, what a new union needs."""
        return UnionDesk(setting)

    def create(self, setting: Setting, row: Row) -> int:
        """Enter the union, led or guided, with its units."""
        facts = {key: value for key, value in _facts(row).items() if value not in ("", None)}
        above = Union.objects.in_bulk([pk for pk in (row["upper_id"], row["guide_id"]) if pk])
        union = found_union(
            actor=setting.actor,
            name=row["name"],
            kind=row["kind"],
            founded_on=date.fromisoformat(row["founded_on"]),
            upper=above.get(row["upper_id"]),
            guide=above.get(row["guide_id"]),
            units=Unit.objects.filter(pk__in=row["unit_ids"]).order_by("pk"),
            **facts,
        )
        return union.pk

    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:
        """Change facts of the union."""
        union = Union.objects.get(pk=record)
        changed = change_union(
            actor=setting.actor, union=union, expected_version=version, **_facts(changes)
        )
        return changed.version

    def why_not_change(self, setting: Setting, record: Union) -> str:
        """Guided unions change their own facts."""
        decision = decide(setting.actor, "unions.union:edit", record)
        return "" if decision else decision.reason

    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Remove unions that the batch entered."""
        return withdraw_unions(actor=setting.actor, kept_by=setting.union, ids=ids)


class UnionDesk(Desk):
    """Leads names in a row to unions and units, and asks what a new union needs."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.regions = Regions(setting.today)
        self.reasons: dict[tuple[str, int], str] = {}
        known = list(UnionTarget().present(setting))
        self.unions = {normal(union.name): union.pk for union in known}
        units = units_in(Unit.objects.all(), setting.union.path, setting.today)
        self.units = dict(units.values_list("name", "pk"))
        covered = Coverage.objects.filter(valid_on(setting.today), valid_to=FOREVER)
        self.covered = dict(covered.values_list("unit_id", "union__name"))
        living = Union.objects.filter(revoked_on__gt=setting.today).exclude(uscc="")
        codes = living.exclude(pk__in=[union.pk for union in known])
        self.elsewhere = dict(codes.values_list("uscc", "name"))

    def read(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Read the region; refuse a code that somebody else holds."""
        self._read_region(block, index, row)
        if row["uscc"] in self.elsewhere:
            words = {"union": self.elsewhere[row["uscc"]]}
            message = _("这个代码已登记在“%(union)s”名下，请核对。") % words
            block.refuse(index, "uscc", "held", message)

    def ask_of_new(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Lead names to records; ask what a new union needs."""
        row |= {"unit_ids": [], "upper_id": None, "guide_id": None}
        self._find_units(block, index, row)
        row["kind"] = row["kind"] or self._kind_of(row)
        self._find_above(block, index, row)
        self._refuse_blanks(block, index, row)

    def _read_region(self, block: ParsedBlock, index: int, row: Row) -> None:
        given = as_text(row["region_code"]).strip()
        row["region_code"] = self.regions.read(given) if given else ""
        if given and not row["region_code"]:
            message = _("“%(given)s”不是现行的行政区划代码，或有重名，请填 6 位代码。") % {
                "given": given
            }
            block.refuse(index, "region_code", "region_unknown", message)

    def _find_units(self, block: ParsedBlock, index: int, row: Row) -> None:
        for name in names_in(row["units"]):
            pk = self.units.get(name)
            if pk is None:
                message = _("“%(unit)s”还没有登记，请先登记或导入单位。") % {"unit": name}
                block.refuse(index, "units", "unit_unknown", message)
            elif pk in self.covered:
                words = {"unit": name, "union": self.covered[pk]}
                message = _("“%(unit)s”已由“%(union)s”覆盖，请核对。") % words
                block.refuse(index, "units", "unit_covered", message)
            else:
                row["unit_ids"].append(pk)
                self.covered[pk] = row["name"] or ""

    def _kind_of(self, row: Row) -> str:
        if not row["units"]:
            return UnionKind.INDUSTRIAL.value
        return (UnionKind.JOINT if len(row["unit_ids"]) > 1 else UnionKind.GRASSROOTS).value

    def _find_above(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Leader and guide by name; the importing union where neither is named."""
        if not row["upper"] and not row["guide"]:
            side = "guide_id" if row["kind"] == UnionKind.INDUSTRIAL else "upper_id"
            row[side] = self.setting.union.pk
        for key in ("upper", "guide"):
            name = (row[key] or "").strip()
            row[f"{key}_id"] = self.unions.get(normal(name)) if name else row[f"{key}_id"]
            if name and row[f"{key}_id"] is None:
                message = _("名册里没有“%(union)s”，请先登记它，或核对名称。") % {"union": name}
                block.refuse(index, key, "union_unknown", message)
            elif row[f"{key}_id"] and (reason := self._why_not(row["kind"], row[f"{key}_id"])):
                block.refuse(index, key, f"{key}_refused", reason)

    def _why_not(self, kind: str, above: int) -> str:
        """Why the importing cadre may not found below that union; asked once each."""
        permission = "unions.branch:edit" if kind == UnionKind.BRANCH else FOUND
        if (permission, above) not in self.reasons:
            decision = decide(self.setting.actor, permission, Union.objects.get(pk=above))
            self.reasons[permission, above] = "" if decision else decision.reason
        return self.reasons[permission, above]

    def _refuse_blanks(self, block: ParsedBlock, index: int, row: Row) -> None:
        said = {finding.column for finding in block.findings.get(index, ())}
        if not row["founded_on"] and "founded_on" not in said:
            block.refuse(index, "founded_on", "blank", _("新登记的工会须填写成立日期。"))
        covering = row["kind"] in (UnionKind.GRASSROOTS, UnionKind.JOINT)
        if covering and not row["units"]:
            message = _("基层工会、联合工会须填写覆盖单位。")
            block.refuse(index, "units", "blank", message)
        if (
            row["kind"] == UnionKind.INDUSTRIAL
            and not row["region_code"]
            and "region_code" not in said
        ):
            block.refuse(index, "region_code", "blank", _("地方产业工会须填写行政区划。"))


def _above(record: Any, kind: EdgeKind) -> str:
    return "、".join(edge.upper.name for edge in record.above if edge.kind == kind)


def _facts(row: Row) -> dict[str, Any]:
    """Facts of a row as the actions take them."""
    facts = {key: value for key, value in row.items() if key in FACTS}
    for key in DATES:
        if key in facts:
            facts[key] = date.fromisoformat(facts[key]) if facts[key] else None
    if "legal_person" in facts:
        facts["legal_person"] = bool(facts["legal_person"])
    return facts
