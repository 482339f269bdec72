"""The lists of this room."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from gonghui.engines.campaigns.api import (
    Award,
    AwardSource,
    AwardStatus,
    Level,
    Series,
    TargetKind,
    at_least,
    due_for_review,
    having_status,
    in_force_on,
)
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.ui.api import (
    ChoiceFilter,
    Column,
    DateFilter,
    EmptyState,
    Table,
    UnionFilter,
    YesNoFilter,
)
from gonghui.rooms.honours.enums import CultivationKind
from gonghui.rooms.honours.models import Cultivation, CultivationRecord, Studio, WorkerFile
from gonghui.rooms.honours.queries import awards, cultivation, studios, workers

STATUS_TONES = {
    AwardStatus.ACTIVE: "good",
    AwardStatus.UNDER_REVIEW: "info",
    AwardStatus.RECTIFYING: "warn",
    AwardStatus.REVOKED: "bad",
}
LEVEL_TONES = {Level.PROVINCE: "gold", Level.NATION: "gold"}


def _to(url_name: str, key: str = "pk") -> Any:
    return lambda row: reverse(url_name, args=[getattr(row, key)])


def _series() -> list[tuple[int, str]]:
    return list(Series.objects.values_list("pk", "name"))


def _in_force(rows: QuerySet[Award], value: str) -> QuerySet[Award]:
    valid = in_force_on(rows, dates.today())
    return valid if value == "1" else rows.exclude(pk__in=valid.order_by().values("pk"))


def _high(rows: QuerySet[Award], value: str) -> QuerySet[Award]:
    high = at_least(rows, Level.PROVINCE)
    return high if value == "1" else rows.filter(honour_level__lt=Level.PROVINCE)


def _due(rows: QuerySet[Award], value: str) -> QuerySet[Award]:
    due = due_for_review(rows, dates.today())
    return due if value == "1" else rows.exclude(pk__in=due.order_by().values("pk"))


def _called(rows: QuerySet[Award], value: str) -> QuerySet[Award]:
    return having_status(rows, value, dates.today())


class AwardTable(Table):
    """The register of honours."""

    key = "honours.awards"
    label = "荣誉台账"
    exchange = "honours.register"
    columns = (
        Column("holder_name", "获得者", link=_to("honours:award-detail"), sort="holder_name"),
        Column("title", "称号", sort="title"),
        Column(
            "honour_level",
            "级别",
            kind="state",
            sort="honour_level",
            tone=lambda row: LEVEL_TONES.get(row.honour_level, ""),
        ),
        Column("grade", "等次", shown=False, sort="grade"),
        Column("holder_unit_name", "单位（当时名称）", sort="holder_unit_name"),
        Column("union", "所属工会", "union__name", shown=False, sort="union__path"),
        Column("granting_body", "授予单位", phone=False),
        Column("document_no", "文号", shown=False, phone=False),
        Column(
            "granted_on", "授予日期", kind="date", precision="granted_precision", sort="granted_on"
        ),
        Column("year", "年度", shown=False, sort="year"),
        Column("plaque_no", "牌匾号", shown=False),
        Column("certificate_no", "证书编号", shown=False),
        Column("source", "来源", shown=False),
        Column("next_review_on", "下次复核", kind="date", shown=False, sort="next_review_on"),
        Column(
            "status",
            "状态",
            lambda row: row.status_today.label,
            kind="state",
            tone=lambda row: STATUS_TONES.get(row.status_today, ""),
        ),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter("level", "级别", field="honour_level", choices=Level.choices),
        YesNoFilter("high", "省级以上", apply_with=_high),
        YesNoFilter("in_force", "现行有效", apply_with=_in_force),
        ChoiceFilter("series", "系列", choices=_series, more=True),
        ChoiceFilter("kind", "对象", field="holder_kind", choices=TargetKind.choices, more=True),
        ChoiceFilter("source", "来源", choices=AwardSource.choices, more=True),
        ChoiceFilter("status", "状态", choices=AwardStatus.choices, apply_with=_called, more=True),
        YesNoFilter("due", "复核到期", apply_with=_due, more=True),
        DateFilter("granted_on", "授予日期", more=True),
    )
    default_sort = ("-granted_on",)
    search_fields = (
        *("holder_name", "holder_unit_name", "title", "document_no", "certificate_no"),
        *("plaque_no", "series__name"),
    )
    search_hint = "姓名、单位、称号、文号"
    empty = EmptyState(
        "还没有荣誉",
        "本系统评选出的荣誉会自动记入；以前的和外部授予的，可用 Excel 导入或逐项登记。",
        "honours:award-create",
        "登记荣誉",
        "award",
    )

    def rows(self) -> QuerySet[Award]:
        """Awards in scope."""
        return awards.register_of_awards()


def _open(rows: QuerySet[Studio], value: str) -> QuerySet[Studio]:
    today = dates.today()
    return rows.filter(closed_on__gt=today) if value == "1" else rows.filter(closed_on__lte=today)


class StudioTable(Table):
    """Studios with their highest tier."""

    key = "honours.studios"
    label = "创新工作室"
    columns = (
        Column("name", "名称", link=_to("honours:studio-detail"), sort="name"),
        Column("leader_name", "领衔人", sort="leader_name"),
        Column("unit_name", "所在单位", lambda row: row.unit_name or row.union.name),
        Column(
            "highest",
            "最高级别",
            lambda row: studios.level_label(row.highest),
            kind="state",
            sort="highest",
            tone=lambda row: LEVEL_TONES.get(row.highest, ""),
        ),
        Column("field", "专业领域", phone=False),
        Column("member_count", "成员", kind="number", sort="member_count"),
        Column("founded_on", "成立日期", kind="date", sort="founded_on"),
        Column("union", "所属工会", "union__name", shown=False, sort="union__path"),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter(
            "level",
            "级别",
            choices=Level.choices,
            apply_with=lambda rows, value: rows.filter(highest=int(value)),
        ),
        YesNoFilter("open", "在办", default="1", apply_with=_open),
        DateFilter("founded_on", "成立日期", more=True),
    )
    default_sort = ("name",)
    search_fields = ("name", "leader_name", "unit_name", "field")
    search_hint = "名称、领衔人、单位"
    empty = EmptyState(
        "还没有工作室",
        "登记工作室后，记台账、加成员，条件达到后逐级命名。",
        "honours:studio-create",
        "登记工作室",
        "lightbulb",
    )

    def rows(self) -> QuerySet[Studio]:
        """Studios in scope."""
        return studios.list_studios()


class WorkerTable(Table):
    """Files of model workers."""

    key = "honours.workers"
    label = "劳模档案"
    columns = (
        Column("name", "姓名", link=_to("honours:worker-detail"), sort="name"),
        Column("unit_name", "现在单位", lambda row: row.unit_name or row.union.name),
        Column("union", "现属工会", "union__name", sort="union__path"),
        Column("living", "健在", kind="yes_no", sort="living"),
        Column("retired", "已退休", kind="yes_no", sort="retired"),
        Column("status_on", "核实日期", kind="date", sort="status_on"),
    )
    filters = (
        UnionFilter("union", "范围"),
        YesNoFilter("living", "健在"),
        YesNoFilter("retired", "已退休"),
    )
    default_sort = ("name",)
    search_fields = ("name", "unit_name")
    search_hint = "姓名、单位"
    empty = EmptyState(
        "还没有劳模档案",
        "为劳模和先进工作者建立档案，疗休养、慰问等待遇据此核实。",
        "honours:worker-create",
        "建立档案",
        "person-badge",
    )

    def rows(self) -> QuerySet[WorkerFile]:
        """Files in scope."""
        return workers.list_workers()


def _early(rows: QuerySet[Cultivation], value: str) -> QuerySet[Cultivation]:
    early = Q(left_on__lt=F("promised_until"))
    return rows.filter(early if value == "1" else ~early)


def _said_of(row: Cultivation) -> str:
    if row.left_on == FOREVER:
        return "在岗"
    return "提前离开" if row.left_early else "期满离开"


class CultivationTable(Table):
    """Chosen young teachers with what was done for them."""

    key = "honours.cultivation"
    label = "乡村教师培养"
    columns = (
        Column("name", "姓名", link=_to("honours:cultivation-detail"), sort="name"),
        Column("school", "任教学校（入选时）", sort="school"),
        Column("year", "入选年度", sort="year"),
        Column("mentor", "导师", phone=False),
        Column("times", "培养次数", kind="number", sort="times"),
        Column("hours", "学时", kind="number", sort="hours"),
        Column("prize", "奖金（元）", kind="money", sort="prize"),
        Column(
            "promised_until",
            "服务承诺至",
            lambda row: None if row.promised_until == FOREVER else row.promised_until,
            kind="date",
            sort="promised_until",
            phone=False,
        ),
        Column(
            "service",
            "服务",
            _said_of,
            kind="state",
            tone=lambda row: "bad" if row.left_early else "",
        ),
        Column("union", "所属工会", "union__name", shown=False, sort="union__path"),
    )
    filters = (
        UnionFilter("union", "范围"),
        YesNoFilter("early", "提前离开", apply_with=_early),
        DateFilter("granted_on", "入选日期", field="award__granted_on", more=True),
    )
    default_sort = ("-year", "name")
    search_fields = ("name", "school", "mentor")
    search_hint = "姓名、学校、导师"
    empty = EmptyState(
        "还没有培养档案",
        "“乡村优秀青年教师培养奖励计划”作出表彰决定后，入选教师的培养档案自动建立。",
        icon="tree",
    )

    def rows(self) -> QuerySet[Cultivation]:
        """Files in scope."""
        return cultivation.list_cultivations()


class CultivationRecordTable(Table):
    """Everything that was done for chosen teachers, one line each."""

    key = "honours.cultivation-records"
    label = "培养记录"
    columns = (
        Column("happened_on", "日期", kind="date", sort="happened_on"),
        Column(
            "name",
            "姓名",
            "file__name",
            link=lambda row: reverse("honours:cultivation-detail", args=[row.file_id]),
            sort="file__name",
        ),
        Column("school", "任教学校（入选时）", "file__school", phone=False),
        Column("kind", "形式", sort="kind"),
        Column("title", "内容"),
        Column("hours", "学时", kind="number", sort="hours"),
        Column("union", "所属工会", "file__union__name", shown=False, sort="file__union__path"),
    )
    filters = (
        UnionFilter("union", "范围", path_field="file__union__path"),
        ChoiceFilter("kind", "形式", choices=CultivationKind.choices),
        DateFilter("happened_on", "日期"),
    )
    default_sort = ("-happened_on",)
    search_fields = ("file__name", "file__school", "title")
    search_hint = "姓名、学校、内容"
    empty = EmptyState(
        "还没有培养记录", "在教师的培养档案里登记研修、导师指导和培训。", icon="journal-text"
    )

    def rows(self) -> QuerySet[CultivationRecord]:
        """Records in scope."""
        return cultivation.list_records()
