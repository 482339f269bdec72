"""The lists of this room: units, unions, members, foundings, transfers."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from gonghui.engines.casework.api import Case
from gonghui.kernel.access.api import masked_phone
from gonghui.kernel.lib import dates
from gonghui.kernel.people.api import (
    EmploymentForm,
    IdentityDocument,
    Membership,
    MembershipStatus,
    Sex,
    present_members,
    search_members,
)
from gonghui.kernel.ui.api import (
    ChoiceFilter,
    Column,
    DateFilter,
    EmptyState,
    Table,
    TextFilter,
    UnionFilter,
    YesNoFilter,
    link_to,
)
from gonghui.kernel.unions.api import (
    Area,
    Ownership,
    Union,
    UnionKind,
    Unit,
    UnitKind,
    UnitStatus,
    prefectures,
)
from gonghui.rooms.organising.queries import registers
from gonghui.rooms.organising.rules import founding, renewal, transfer

STANDING_TONES = {"running": "good", "suspended": "warn", "closed": "", "merged": ""}
STATUS_TONES = {"normal": "good", "transferring": "info", "retained": "gold", "applying": "warn"}
KIND_TONES = {"done": "good", "waiting": "info", "working": "info", "returned": "warn"}
URGENCY_TONES = {"late": "bad", "soon": "warn", "running": "info"}
POLITICAL = ("中共党员", "中共预备党员", "共青团员", "无党派人士", "群众")
ALL_STATUSES = tuple(MembershipStatus.values)


def _cities() -> list[tuple[str, str]]:
    return [(city.prefecture, city.name) for city in prefectures()]


def _hint(hints: dict[str, Any]) -> Any:
    return lambda rows, value: hints[value][1](rows)


def _hint_choices(hints: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key, label) for key, (label, _rows) in hints.items()]


class UnitTable(Table):
    """Employers, with or without a union."""

    key = "organising.units"
    label = "单位"
    exchange = "organising.units"
    columns = (
        Column(
            "name", "单位名称", link=link_to("organising:unit-detail"), sort=("name_pinyin", "name")
        ),
        Column("kind", "类别", sort="kind"),
        Column("ownership", "举办性质", sort="ownership"),
        Column("region_code", "行政区划", sort="region_code"),
        Column(
            "standing",
            "状态",
            lambda row: UnitStatus(row.standing).label if row.standing else "",
            kind="state",
            tone=lambda row: STANDING_TONES.get(row.standing, ""),
        ),
        Column(
            "union",
            "工会",
            lambda row: row.union_name or ("不适用" if row.is_exempt else "未建会"),
            link=lambda row: (
                reverse("organising:union-detail", args=[row.union_id]) if row.union_id else ""
            ),
        ),
        Column("staff_total", "教职工数", kind="number", sort="staff_total"),
        Column("opened_on", "开办日期", kind="date", sort="opened_on"),
        Column("uscc", "统一社会信用代码", shown=False, sort="uscc"),
        Column("for_profit", "营利性", kind="yes_no", shown=False),
        Column("area", "城乡属性", shown=False, sort="area"),
    )
    filters = (
        ChoiceFilter("kind", "类别", choices=UnitKind.choices),
        ChoiceFilter("ownership", "举办性质", choices=Ownership.choices),
        ChoiceFilter("standing", "状态", choices=UnitStatus.choices, default="running"),
        YesNoFilter("covered", "已建会", apply_with=registers.covered),
        ChoiceFilter(
            "city",
            "设区市",
            choices=_cities,
            apply_with=lambda rows, value: rows.filter(region_code__startswith=value),
        ),
        ChoiceFilter("area", "城乡属性", choices=Area.choices, more=True),
        YesNoFilter("is_exempt", "不适用", more=True),
        DateFilter("opened_on", "开办日期", more=True),
        ChoiceFilter(
            "hint",
            "数据提示",
            choices=_hint_choices(registers.UNIT_HINTS),
            apply_with=_hint(registers.UNIT_HINTS),
            more=True,
        ),
    )
    default_sort = ("name",)
    search_fields = ("name", "name_pinyin", "short_name", "uscc", "code")
    search_hint = "名称、拼音、代码"
    empty = EmptyState(
        "还没有单位",
        "先登记单位，再发起建会；没有工会的单位也要登记，它们是建会工作的对象。",
        "organising:unit-create",
        "登记单位",
        "building",
    )

    def rows(self) -> QuerySet[Unit]:
        """Units in scope."""
        return registers.register_of_units()


class UnionTable(Table):
    """Living unions."""

    key = "organising.unions"
    label = "工会"
    exchange = "organising.unions"
    columns = (
        Column(
            "name",
            "工会名称",
            link=link_to("organising:union-detail"),
            sort=("name_pinyin", "name"),
        ),
        Column("kind", "类别", sort="kind"),
        Column("founded_on", "成立日期", kind="date", sort="founded_on"),
        Column("term", "届次", lambda row: f"第{row.term_no}届" if row.term_no else ""),
        Column("term_due", "届满日", kind="date", sort="term_due"),
        Column("legal_person", "法人资格", kind="yes_no", sort="legal_person"),
        Column("uscc", "统一社会信用代码", sort="uscc"),
        Column("certificate_valid_to", "证书有效期至", kind="date", shown=False),
        Column("code", "自编代码", shown=False, sort="code"),
    )
    filters = (
        UnionFilter("union", "范围", path_field="path"),
        ChoiceFilter("kind", "类别", choices=UnionKind.choices),
        YesNoFilter("legal_person", "法人资格"),
        DateFilter("term_due", "届满日", more=True),
        DateFilter("founded_on", "成立日期", more=True),
        ChoiceFilter(
            "hint",
            "数据提示",
            choices=_hint_choices(registers.UNION_HINTS),
            apply_with=_hint(registers.UNION_HINTS),
        ),
    )
    default_sort = ("name",)
    search_fields = ("name", "name_pinyin", "short_name", "uscc", "code")
    search_hint = "名称、拼音、代码"
    empty = EmptyState(
        "还没有工会",
        "已有的工会可以导入名册或逐个登记；新建的在建会工单批准成立后出现在这里。",
        "organising:union-create",
        "登记工会",
        "people",
    )

    def rows(self) -> QuerySet[Union]:
        """Unions in scope."""
        return registers.register_of_unions()


class MemberTable(Table):
    """The roll of today."""

    key = "organising.members"
    label = "会员"
    exchange = "organising.roll"
    columns = (
        Column(
            "name",
            "姓名",
            "person__name",
            kind="name",
            link=link_to("organising:member-detail", "person_id"),
            sort="name_pinyin",
        ),
        Column("sex", "性别"),
        Column("document", "证件号码", "doc_no", kind="identity", phone=False),
        Column("phone", "手机号", lambda row: masked_phone(row.person)),
        Column("union", "工会", "union__name", sort="union__path"),
        Column("group_name", "工会小组", shown=False),
        Column("duty", "职务", phone=False),
        Column("staff_no", "工号", shown=False, sort="staff_no"),
        Column("employment", "用工形式", phone=False),
        Column("political_status", "政治面貌", "person__political_status", shown=False),
        Column("title", "职称", "person__title", shown=False),
        Column("status", "会籍状态", kind="state", tone=STATUS_TONES),
        Column(
            "joined_on",
            "入会时间",
            kind="date",
            precision="joined_precision",
            sort="joined_on",
            phone=False,
        ),
    )
    filters = (
        UnionFilter("union", "工会"),
        ChoiceFilter("status", "会籍状态", choices=MembershipStatus.choices),
        ChoiceFilter("sex", "性别", choices=Sex.choices[1:]),
        ChoiceFilter("employment", "用工形式", choices=EmploymentForm.choices[1:], more=True),
        ChoiceFilter(
            "political",
            "政治面貌",
            field="person__political_status",
            choices=[(each, each) for each in POLITICAL],
            more=True,
        ),
        DateFilter("joined_on", "入会时间", more=True),
        TextFilter("duty", "职务", more=True),
    )
    default_sort = ("name",)
    reads = (
        *("sex", "group_name", "duty", "staff_no", "employment", "status"),
        *("joined_on", "joined_precision", "union__name"),
        *("person__name", "person__phone", "person__political_status", "person__title"),
    )
    search_hint = "姓名、拼音、工号、证件号码或手机号"
    empty = EmptyState(
        "还没有会员",
        "可以把单位的花名册导入进来，也可以逐个登记。",
        "organising:member-create",
        "登记会员",
        "person-plus",
    )

    def rows(self) -> QuerySet[Membership]:
        """Everybody on the roll; who left is shown when asked for by status."""
        asked = self.params.get("status", "")
        rows = present_members((asked,)) if asked in ALL_STATUSES else present_members()
        documents = IdentityDocument._base_manager.filter(person=OuterRef("person"))
        return rows.annotate(doc_no=Subquery(documents.order_by("pk").values("doc_no")[:1]))

    def search(self, rows: QuerySet[Membership], text: str) -> QuerySet[Membership]:
        """By keyed hash for numbers, by beginning for names."""
        return search_members(rows, text)


class CaseTable(Table):
    """Cases of one procedure."""

    table_key = ""
    columns = (
        Column("title", "事项", link=link_to("casework:case-detail"), sort="title"),
        Column(
            "state",
            "状态",
            lambda row: row.state.label,
            kind="state",
            tone=lambda row: KIND_TONES.get(row.state_kind, "bad"),
            sort="state_id",
        ),
        Column("holder", "现由谁办", "holder_union__name"),
        Column("union", "所属工会", "union__name", sort="union__path"),
        Column(
            "due",
            "到期日",
            lambda row: row.due.isoformat() if row.urgency else "",
            kind="state",
            tone=lambda row: URGENCY_TONES.get(row.urgency, ""),
            sort="due",
        ),
        Column("opened_at", "发起时间", kind="datetime", sort="opened_at"),
    )
    default_sort = ("due", "-opened_at")

    def rows(self) -> QuerySet[Case]:
        """Cases in scope."""
        rows = Case.objects.filter(table_key=self.table_key)
        return rows.select_related("table_version", "union", "holder_union")


def _case_filters(states: Any) -> tuple[Any, ...]:
    return (
        YesNoFilter("is_open", "在办", default="1"),
        ChoiceFilter(
            "state", "状态", field="state_id", choices=[(each.id, each.label) for each in states]
        ),
        UnionFilter("union", "所属工会"),
        YesNoFilter("late", "逾期", apply_with=_late, more=True),
    )


def _late(rows: QuerySet[Case], value: str) -> QuerySet[Case]:
    day = dates.today()
    late = rows.filter(is_open=True, due__lt=day)
    return late if value == "1" else rows.exclude(pk__in=late.values("pk"))


class FoundingTable(CaseTable):
    """建会工单."""

    key = "organising.foundings"
    label = "建会"
    table_key = founding.KEY
    filters = _case_filters(founding.STATES)
    search_fields = ("title",)
    empty = EmptyState(
        "还没有建会工单",
        "在“单位”中筛选未建会的单位，打开后发起建会。",
        "organising:unit-list",
        "查看未建会单位",
        "flag",
    )


class TransferTable(CaseTable):
    """会籍转移."""

    key = "organising.transfers"
    label = "会籍转移"
    table_key = transfer.KEY
    columns = (
        *CaseTable.columns[:4],
        Column("to", "转入工会", "counterpart__name"),
        *CaseTable.columns[4:],
    )
    filters = _case_filters(transfer.STATES)
    search_fields = ("title",)
    empty = EmptyState(
        "还没有会籍转移", "会员调动时，由本人或原工会发起，转入工会接收。", icon="arrow-left-right"
    )

    def rows(self) -> QuerySet[Case]:
        """Cases in scope, with both sides."""
        return super().rows().select_related("counterpart")


class RenewalTable(CaseTable):
    """换届."""

    key = "organising.renewals"
    label = "换届"
    table_key = renewal.KEY
    filters = _case_filters(renewal.STATES)
    search_fields = ("title",)
    empty = EmptyState(
        "还没有换届工单", "在工会页面上发起换届；届满前系统会提醒。", icon="arrow-repeat"
    )
