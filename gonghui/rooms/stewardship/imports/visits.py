"""Visits as an exchange target: the year's table of who went where, in and out (handbook homes §7)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import (
    ExchangeColumn,
    ParsedBlock,
    RegisterTarget,
    Row,
    Setting,
    choice,
    labels_of,
    names_in,
    text,
    whole_day,
    whole_number,
    yes_no,
)
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.paths import below
from gonghui.kernel.unions.api import KEEPING, Union
from gonghui.rooms.stewardship.actions.points import MANAGE
from gonghui.rooms.stewardship.actions.visits import (
    Trip,
    change_visit,
    check_trip,
    record_visit,
    withdraw_visits,
)
from gonghui.rooms.stewardship.enums import Half, VisitForm
from gonghui.rooms.stewardship.imports.points import LEADER, LeaderDesk
from gonghui.rooms.stewardship.models import ContactPoint, Leader, Visit
from gonghui.rooms.stewardship.rules.halfdays import said

DAY = whole_day(today=dates.today, earliest=2000)
HALF = choice(labels_of(Half.choices, 上="1", 下="2", 早="1", 晚="2"), "半天")
HALVES = tuple(Half.labels)
COLUMNS = (
    ExchangeColumn("ordinal", "序号", synonyms="编号 NO", width=6),
    LEADER,
    ExchangeColumn(
        "theme", "内容", text(255, nulls=False), required=True, example="看望教职工", width=24,
        synonyms="走访内容 主题 走访主题 事由 活动内容",
    ),
    ExchangeColumn(
        "places", "到访单位", text(4000, nulls=False), required=True, example="示范大学工会", width=24,
        synonyms="走访单位 联系单位 联系点 单位 学校 地点 到访联系点", help="工会全称，几个用顿号隔开",
    ),
    ExchangeColumn(
        "form", "方式", choice(labels_of(VisitForm.choices), "方式"), choices=tuple(VisitForm.labels),
        synonyms="走访方式 形式 类型", help="不填：到联系点为走访，其他为调研", width=8,
    ),
    ExchangeColumn(
        "first_day", "开始日期", DAY, required=True, example="2026-03-05",
        synonyms="日期 走访日期 时间 走访时间 开始时间", help="写到日",
    ),
    ExchangeColumn("first_half", "自", HALF, choices=HALVES, help="上午或下午，不填为上午", width=8),
    ExchangeColumn("last_day", "结束日期", DAY, synonyms="结束时间", help="不填为当天"),
    ExchangeColumn("last_half", "至", HALF, choices=HALVES, help="上午或下午，不填为下午", width=8),
    ExchangeColumn("participants", "同行人员", text(255), synonyms="陪同人员 参加人员", width=18),
    ExchangeColumn(
        "people_met", "接触职工", whole_number(0, 100_000, "人数"), synonyms="接触职工数 职工人数 人数"
    ),
    ExchangeColumn("help_given", "帮助解决", text(255), synonyms="解决问题 帮助解决问题", width=18),
    ExchangeColumn(
        "meals_recorded", "食宿费用已入账", yes_no, choices=("是", "否"), synonyms="食宿已入账", width=10
    ),
)  # fmt: skip
DATES = ("first_day", "last_day")
FACTS = ("theme", "participants", "people_met", "help_given", "meals_recorded")
WAY = ("form", "first_day", "first_half", "last_day", "last_half")
KEPT = "走访的人、时间、方式和单位登记后不能由表格更改。"


class VisitTarget(RegisterTarget):
    """走访."""

    key = "stewardship.visits"
    label = "走访"
    permission = MANAGE
    columns = COLUMNS
    union_kinds = KEEPING
    keys = ("leader", "theme")
    ordinal = "ordinal"
    kept_by = "owner"
    done_url = "stewardship:visit-list"
    row_name = "联系领导"
    reasons = {"leader_unknown": "不在领导干部名册", "union_unknown": "没有这个工会"}
    changeable = FACTS
    known_by = (("leader", "first_day", "first_half"),)
    where_to_change = dict.fromkeys(("leader", "places", *WAY), KEPT)
    words = {
        "form": dict(VisitForm.choices),
        "first_half": dict(Half.choices),
        "last_half": dict(Half.choices),
    }
    several = ("places",)

    def present(self, setting: Setting) -> QuerySet[Visit]:
        """Visits of the leaders of the importing union and below."""
        return Visit.objects.filter(below(setting.union.path, "owner__path"))

    def with_facts(self, rows: QuerySet[Visit]) -> QuerySet[Visit]:
        """With leader and unions."""
        return rows.select_related("leader", "owner").prefetch_related("stops__union")

    def row_of(self, record: Visit) -> Row:
        """What a row would say of a visit."""
        row = {key: getattr(record, key) for key in (*WAY, *FACTS)}
        return row | {
            "leader": record.leader.name,
            "places": "、".join(stop.union.name for stop in record.stops.all()),
            **{key: row[key].isoformat() for key in DATES},
        }

    def desk(self, setting: Setting) -> "VisitDesk":
        """Leaders and unions by name, days that can be."""
        return VisitDesk(setting)

    def create(self, setting: Setting, row: Row) -> int:
        """Write the visit down."""
        visit = record_visit(
            actor=setting.actor,
            leader=Leader.objects.get(pk=row["leader_id"]),
            trip=_trip(row),
            points=ContactPoint.objects.filter(pk__in=row["point_ids"]).order_by("pk"),
            others=Union.objects.filter(pk__in=row["other_ids"]).order_by("pk"),
        )
        return visit.pk

    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:
        """Change what was typed about the visit."""
        return change_visit(
            actor=setting.actor,
            visit=Visit.objects.get(pk=record),
            expected_version=version,
            **_facts(changes),
        ).version

    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Take imported visits back."""
        return withdraw_visits(actor=setting.actor, kept_by=setting.union, ids=ids)


class VisitDesk(LeaderDesk):
    """Fills in what follows; asks whether a new visit may be written down."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.booked: dict[tuple[int, date, str], int] = {}

    def fill(self, row: Row) -> None:
        """One whole day, unless the row says otherwise."""
        row["places"] = "、".join(map(self.named, names_in(row["places"])))
        row["last_day"] = row["last_day"] or row["first_day"]
        row["first_half"] = row["first_half"] or Half.MORNING.value
        row["last_half"] = row["last_half"] or Half.AFTERNOON.value

    def ask_of_new(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Lead to leader, points and unions, and ask as the page would."""
        if block.is_refused(index):
            return
        leader = self.leader_of(block, index, row, date.fromisoformat(row["first_day"]))
        places = [self.union_of(block, index, "places", name) for name in names_in(row["places"])]
        if leader is None or None in places:
            return
        points = list(_points(leader, row).filter(union__in=places).select_related("union"))
        own = {point.union_id for point in points}
        others = list(Union.objects.filter(pk__in=[pk for pk in places if pk not in own]))
        row["form"] = row["form"] or (VisitForm.CALL if points else VisitForm.RESEARCH).value
        row["leader_id"] = leader.pk
        row["point_ids"] = [point.pk for point in points]
        row["other_ids"] = [union.pk for union in others]
        try:
            halves = check_trip(leader, _trip(row), points, others)
        except ValidationError as refusal:
            self.refuse(block, index, row, refusal, "places")
            return
        self._refuse_booked(block, index, leader, halves)

    def _refuse_booked(
        self, block: ParsedBlock, index: int, leader: Leader, halves: Sequence[tuple[date, str]]
    ) -> None:
        """A half-day counts once in a file too (§14)."""
        number = block.numbers[index]
        for day, half in halves:
            first = self.booked.setdefault((leader.pk, day, half), number)
            if first != number:
                message = _("%(half)s与第 %(row)d 行重复，同一半天只能登记一次。")
                words = {"half": said(day, half), "row": first}
                block.refuse(index, "first_day", "duplicate", message % words)
                return


def _points(leader: Leader, row: Row) -> QuerySet[ContactPoint]:
    """Points of the leader that are in force on all days of the visit."""
    return leader.points.filter(valid_from__lte=row["first_day"], valid_to__gt=row["last_day"])


def _facts(row: Row) -> Row:
    """Cells as the columns of a visit take them."""
    facts = {key: row[key] or "" for key in FACTS if key in row}
    for key, kind in (("people_met", int), ("meals_recorded", bool)):
        if key in facts:
            facts[key] = kind(facts[key] or 0)
    return facts


def _trip(row: Row) -> Trip:
    way: dict[str, Any] = {key: row[key] for key in WAY}
    way |= {key: date.fromisoformat(row[key]) for key in DATES}
    return Trip(**way, **_facts(row))
