"""Contact points as an exchange target: the table that a federation announces, in and out (handbook homes §7)."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import (
    Desk,
    ExchangeColumn,
    Holders,
    ParsedBlock,
    RegisterTarget,
    Row,
    Setting,
    text,
    whole_day,
)
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.paths import below
from gonghui.kernel.lib.policy import decide
from gonghui.kernel.unions.api import KEEPING, Union
from gonghui.rooms.stewardship.actions.points import (
    MANAGE,
    change_point,
    check_point,
    name_point,
    withdraw_points,
)
from gonghui.rooms.stewardship.models import ContactPoint, Leader

LEADER = ExchangeColumn(
    "leader", "联系领导", text(64, nulls=False), required=True, example="张三", width=10,
    synonyms="领导 领导姓名 联系领导姓名 厅领导 会领导 姓名", help="领导干部名册中的姓名",
)  # fmt: skip
COLUMNS = (
    ExchangeColumn("ordinal", "序号", synonyms="编号 NO", width=6),
    LEADER,
    ExchangeColumn(
        "union", "联系单位", text(128, nulls=False), required=True, example="示范大学工会", width=24,
        synonyms="联系点 定点联系单位 定点联系点 联系学校 联系工会 单位 学校", help="工会全称，或单位名称",
    ),
    ExchangeColumn(
        "valid_from", "确定日期", whole_day(today=dates.today, earliest=2000), example="2026-03-01",
        synonyms="公布日期 确定时间 公布时间 开始日期 起始日期", help="写到日，不填为今天",
    ),
    ExchangeColumn("theme", "联系主题", text(128), synonyms="主题 联系内容 调研主题", width=20),
    ExchangeColumn("document_no", "公布文号", text(64), synonyms="文号 发文字号", width=18),
    ExchangeColumn(
        "until", "至", whole_day(today=lambda: FOREVER, earliest=2000), synonyms="结束日期 终止日期",
        help="只导出；调整、结束请在联系点页面办理",
    ),
)  # fmt: skip
FACTS = ("theme", "document_no")


class PointTarget(RegisterTarget):
    """定点联系单位."""

    key = "stewardship.points"
    label = "定点联系单位"
    permission = MANAGE
    columns = COLUMNS
    union_kinds = KEEPING
    keys = ("leader", "union")
    ordinal = "ordinal"
    kept_by = "owner"
    done_url = "stewardship:point-list"
    row_name = "联系领导"
    reasons = {"leader_unknown": "不在领导干部名册", "union_unknown": "没有这个工会"}
    changeable = FACTS
    known_by = (("leader", "union", "valid_from"),)
    where_to_change = {
        "leader": "换领导请结束原联系点，再在新领导名下确定。",
        "union": "换单位请在联系点页面按“调整”办理，原联系点会保留。",
        "valid_from": "确定日期不能由表格更改。",
        "until": "调整、结束请在联系点页面办理。",
    }

    def present(self, setting: Setting) -> QuerySet[ContactPoint]:
        """Points of the leaders of the importing union and below, and points that these unions are."""
        path = setting.union.path
        return ContactPoint.objects.filter(below(path, "owner__path") | below(path, "union__path"))

    def with_facts(self, rows: QuerySet[ContactPoint]) -> QuerySet[ContactPoint]:
        """With leader and unions."""
        return rows.select_related("leader", "owner", "union")

    def row_of(self, record: ContactPoint) -> Row:
        """What a row would say of a point."""
        return {
            "leader": record.leader.name,
            "union": record.union.name,
            "valid_from": record.valid_from.isoformat(),
            "until": record.last_day.isoformat() if record.last_day else "",
            **{key: getattr(record, key) for key in FACTS},
        }

    def desk(self, setting: Setting) -> "PointDesk":
        """Leaders and unions by name."""
        return PointDesk(setting)

    def create(self, setting: Setting, row: Row) -> int:
        """Name the point."""
        point = name_point(
            actor=setting.actor,
            leader=Leader.objects.get(pk=row["leader_id"]),
            union=Union.objects.get(pk=row["union_id"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            **{key: row[key] or "" for key in FACTS},
        )
        return point.pk

    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:
        """Change theme or document."""
        point = ContactPoint.objects.get(pk=record)
        facts = {key: value or "" for key, value in changes.items()}
        return change_point(
            actor=setting.actor, point=point, expected_version=version, **facts
        ).version

    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Take imported points back."""
        return withdraw_points(actor=setting.actor, kept_by=setting.union, ids=ids)


class LeaderDesk(Desk):
    """Leads names of leaders and unions to records of today and of the day that a row names."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.holders = Holders(setting.union)
        self.leaders: dict[str, list[Leader]] = {}
        rows = Leader.objects.filter(below(setting.union.path, "union__path"))
        for leader in rows.select_related("union").order_by("pk"):
            self.leaders.setdefault(leader.name, []).append(leader)

    def named(self, name: str) -> str:
        """The full name of a union that people call so, else what they wrote."""
        pk = self.holders.find(name) if name else None
        return self.holders.labels.get(pk or 0, name)

    def leader_of(self, block: ParsedBlock, index: int, row: Row, day: date) -> Leader | None:
        """The one leader of that name on the roster that day, whose union the actor manages."""
        called = [each for each in self.leaders.get(row["leader"], ()) if each.valid_to > day]
        found = [each for each in called if decide(self.setting.actor, MANAGE, each.union)]
        if len(found) == 1:
            return found[0]
        message = _("您管理的名册中有多位“%(name)s”，请在领导干部页面登记。")
        if not found:
            message = _("这一天您管理的领导干部名册中没有“%(name)s”，请先列入名册。")
        block.refuse(index, "leader", "leader_unknown", message % {"name": row["leader"]})
        return None

    def union_of(self, block: ParsedBlock, index: int, column: str, name: str) -> int | None:
        """The id of the union of that name at or below the importing one; said where there is none."""
        found = self.holders.find(name)
        if found is None:
            message = _("没有找到工会“%(name)s”，请填工会全称。") % {"name": name}
            block.refuse(index, column, "union_unknown", message)
        return found


class PointDesk(LeaderDesk):
    """Fills in the day of a point; asks whether a new one may be named."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        running = PointTarget().present(setting).filter(valid_to=FOREVER)
        rows = running.values_list("leader__name", "union__name", "valid_from")
        self.since = {(leader, union): day.isoformat() for leader, union, day in rows}

    def fill(self, row: Row) -> None:
        """A blank day is that of the running point, else today."""
        row["union"] = self.named(row["union"] or "")
        since = self.since.get((row["leader"], row["union"]), dates.today().isoformat())
        row["valid_from"] = row["valid_from"] or since

    def ask_of_new(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Lead to leader and union, and ask as the page would."""
        if block.is_refused(index):
            return
        day = date.fromisoformat(row["valid_from"])
        leader = self.leader_of(block, index, row, day)
        row["union_id"] = self.union_of(block, index, "union", row["union"])
        if leader is None or row["union_id"] is None:
            return
        row["leader_id"] = leader.pk
        if row["until"]:
            message = _("已经结束的联系点请先登记，再在联系点页面结束。")
            block.refuse(index, "until", "impossible", message)
        try:
            check_point(leader, Union.objects.get(pk=row["union_id"]), day)
        except ValidationError as refusal:
            self.refuse(block, index, row, refusal, "union")
