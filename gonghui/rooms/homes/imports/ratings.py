"""Ratings of past years, from the count sheets that were kept, as an exchange target (handbook homes §5)."""

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
    whole_number,
)
from gonghui.kernel.jobs.api import JobFailed
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.paths import below
from gonghui.kernel.lib.policy import decide
from gonghui.kernel.unions.api import Union
from gonghui.rooms.homes.actions.past import (
    PastRating,
    problems_of,
    record_ratings,
    withdraw_ratings,
)
from gonghui.rooms.homes.actions.ratings import RATE, Terms
from gonghui.rooms.homes.models import RatingRound
from gonghui.rooms.homes.rules import ballots

MOST = 1_000_000
people = whole_number(0, MOST, "人数")
percent = whole_number(0, 100, "百分数")
COLUMNS = (
    ExchangeColumn("ordinal", "序号", synonyms="编号 NO", width=6),
    ExchangeColumn(
        "union", "被测评工会", text(128, nulls=False), required=True, example="示范大学工会", width=24,
        synonyms="工会 测评工会 工会名称 单位 单位名称", help="工会全称，或单位名称",
    ),
    ExchangeColumn(
        "title", "测评名称", text(128), synonyms="名称 测评 活动名称", example="2024年度会员评家", width=20,
        help="不填按“年度会员评家”",
    ),
    ExchangeColumn(
        "opens_on", "开始日期", whole_day(today=dates.today, earliest=2000), example="2024-12-06",
        synonyms="开始时间 起始日期", help="写到日；会上当场测评的不填",
    ),
    ExchangeColumn(
        "closes_on", "截止日期", whole_day(today=dates.today, earliest=2000), required=True,
        example="2024-12-20", synonyms="测评日期 截止时间 结束日期 计票日期", help="写到日",
    ),
    ExchangeColumn(
        "issued", "应参评人数", people, required=True, example="320", width=10,
        synonyms="应参评 发出票数 发放票数 发票数 应到人数",
    ),
    ExchangeColumn(
        "returned", "参评人数", people, width=10, example="286", synonyms="参评 收回票数 回收票数 实到人数",
        help="可不填；填了要等于后四项之和",
    ),
    ExchangeColumn(
        "satisfied", "满意", people, required=True, width=8, example="240", synonyms="满意票 满意人数 满意票数",
    ),
    ExchangeColumn("basic", "基本满意", people, width=8, example="38", synonyms="基本满意票 基本满意人数 基本满意票数"),
    ExchangeColumn("unsatisfied", "不满意", people, width=8, example="4", synonyms="不满意票 不满意人数 不满意票数"),
    ExchangeColumn("unknown", "不了解", people, width=8, example="4", synonyms="不了解票 不了解人数 弃权"),
    ExchangeColumn(
        "return_percent", "参评率不低于（%）", percent, synonyms="参评率线 参评率要求", help="不填按 60",
    ),
    ExchangeColumn(
        "satisfied_percent", "满意率不低于（%）", percent, synonyms="满意率线 满意率要求", help="不填按 80",
    ),
)  # fmt: skip
ANSWERS = ("satisfied", "basic", "unsatisfied", "unknown")
LINES = {"return_percent": Terms.return_percent, "satisfied_percent": Terms.satisfied_percent}
COUNTED = ("issued", "returned", *ANSWERS, *LINES)
UNCHANGED = "测评结果不能由表格更改；补录有误的，请撤销原批次，改好后重新导入。"


class RatingTarget(RegisterTarget):
    """会员评家结果."""

    key = "homes.ratings"
    label = "会员评家结果"
    permission = RATE
    columns = COLUMNS
    keys = ("union", "closes_on", "issued", "satisfied")
    ordinal = "ordinal"
    done_url = "homes:rating-list"
    row_name = "被测评工会"
    row_detail = "测评名称"
    reasons = {"union_unknown": "没有这个工会", "sum_differs": "票数对不上"}
    changeable = ()
    known_by = (("union", "title", "closes_on"),)
    where_to_change = dict.fromkeys(("opens_on", *COUNTED), UNCHANGED)

    def present(self, setting: Setting) -> QuerySet[RatingRound]:
        """Ratings of the importing union and below, however they came."""
        return RatingRound.objects.filter(below(setting.union.path, "union__path"))

    def with_facts(self, rows: QuerySet[RatingRound]) -> QuerySet[RatingRound]:
        """With the union."""
        return rows.select_related("union")

    def row_of(self, record: RatingRound) -> Row:
        """What a count sheet would say of a rating; an open one has nothing counted yet."""
        return {
            "union": record.union.name,
            "title": record.title,
            "opens_on": record.opens_on.isoformat(),
            "closes_on": record.closes_on.isoformat(),
            **{key: getattr(record, key) for key in COUNTED},
        }

    def detail_of(self, row: Row) -> str:
        """What the rating is called."""
        return row["title"] or ""

    def desk(self, setting: Setting) -> "RatingDesk":
        """Unions by name; whether a count sheet can be true."""
        return RatingDesk(setting)

    def create(self, setting: Setting, row: Row) -> int:
        """One row alone."""
        return self.create_many(setting, [row])[0]

    def create_many(self, setting: Setting, rows: Sequence[Row]) -> list[int]:
        """Enter the ratings of several count sheets by one act."""
        unions = Union.objects.in_bulk({row["union_id"] for row in rows})
        records = [record_of(row, unions[row["union_id"]]) for row in rows]
        try:
            return [made.pk for made in record_ratings(actor=setting.actor, records=records)]
        except ValidationError as refusal:
            raise JobFailed("；".join(refusal.messages)) from refusal

    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:  # noqa: ARG002 -- nothing may
        """Never: nothing of this list is changeable."""
        raise ValidationError(UNCHANGED)

    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Take entered ratings back."""
        return withdraw_ratings(actor=setting.actor, kept_by=setting.union, ids=ids)


def record_of(row: Row, union: Union) -> PastRating:
    """The count sheet that a complete row is; sides of the work were not kept, so none was asked for."""
    closes_on = date.fromisoformat(row["closes_on"])
    opens_on = date.fromisoformat(row["opens_on"])
    given = {ballots.written(answer, {}, 0): row[answer] for answer in ANSWERS}
    return PastRating(
        union=union,
        terms=Terms(
            title=row["title"],
            dimensions=(),
            opens_on=opens_on,
            days=(closes_on - opens_on).days,
            **{key: row[key] for key in LINES},
        ),
        issued=row["issued"],
        closed_on=closes_on,
        ballots={ballot: number for ballot, number in given.items() if number},
    )


class RatingDesk(Desk):
    """Leads names to unions and asks of a new row what the action will ask."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.holders = Holders(setting.union)
        self.unions = Union.objects.in_bulk(self.holders.labels)

    def fill(self, row: Row) -> None:
        """The full name of the union; the usual title of that year."""
        found = self.holders.find(row["union"]) if row["union"] else None
        row["union_id"] = found
        row["union"] = self.holders.labels.get(found or 0, row["union"])
        if not row["title"] and row["closes_on"]:
            row["title"] = _("%(year)s年度会员评家") % {"year": row["closes_on"][:4]}

    def ask_of_new(self, block: ParsedBlock, index: int, row: Row) -> None:
        """What blank cells mean; then the right, the sum and whatever else cannot be true."""
        if block.is_refused(index):
            return
        row["opens_on"] = row["opens_on"] or row["closes_on"]
        row |= {key: row[key] or 0 for key in ANSWERS}
        row |= {key: usual if row[key] is None else row[key] for key, usual in LINES.items()}
        union = self.unions.get(row["union_id"] or 0)
        if union is None:
            message = _("没有找到工会“%(name)s”，请填工会全称。") % {"name": row["union"]}
            block.refuse(index, "union", "union_unknown", message)
            return
        right = decide(self.setting.actor, RATE, union)
        if not right:
            block.refuse(index, "union", "refused", right.reason)
        self._refuse_sum(block, index, row)
        for column, sentence in problems_of(record_of(row, union)):
            block.refuse(index, column if column in row else "satisfied", "impossible", sentence)

    def _refuse_sum(self, block: ParsedBlock, index: int, row: Row) -> None:
        returned = sum(row[key] for key in ANSWERS)
        if row["returned"] in (None, returned):
            return
        words = {"sum": returned, "n": row["returned"]}
        message = _("后四项合计 %(sum)d 人，与参评人数 %(n)d 人不一致，请核对。") % words
        block.refuse(index, "returned", "sum_differs", message)
