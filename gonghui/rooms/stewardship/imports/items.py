"""The rectification ledger as an exchange target (handbook homes §8)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gonghui.kernel.access.api import User
from gonghui.kernel.exchange.api import Desk, ParsedBlock, RegisterTarget, Row, Setting
from gonghui.kernel.lib import dates
from gonghui.kernel.unions.api import KEEPING
from gonghui.rooms.stewardship.actions.items import add_item, plan_item, withdraw_items
from gonghui.rooms.stewardship.enums import ItemKind
from gonghui.rooms.stewardship.imports.columns import COLUMNS, PLAIN
from gonghui.rooms.stewardship.models import Batch, Leader, RectItem
from gonghui.rooms.stewardship.rules.rectification import SUPERVISE

NUMBERED = "批次、序号登记后不能更改。"


class ItemTarget(RegisterTarget):
    """整改问题清单."""

    key = "stewardship.items"
    label = "整改事项"
    permission = SUPERVISE
    columns = COLUMNS
    union_kinds = KEEPING
    keys = ("item_no", "wording")
    row_name = "事项"
    row_detail = "类别"
    reasons = {
        "batch_unknown": "没有这个批次",
        "leader_unknown": "不在领导干部名册",
        "owner_unknown": "没有唯一的账号",
        "due_long": "长期坚持不设期限",
        "refused": "方案已批准",
    }
    changeable = ("due_on", *PLAIN, "leader", "owner")
    known_by = (("item_no", "batch"),)
    where_to_change = {
        "item_no": NUMBERED,
        "batch": NUMBERED,
        "wording": "反馈原文登记后不能更改。",
    }
    words = {"kind": dict(ItemKind.choices)}

    def present(self, setting: Setting) -> QuerySet[RectItem]:
        """Items of the union."""
        return RectItem.objects.filter(union=setting.union)

    def with_facts(self, rows: QuerySet[RectItem]) -> QuerySet[RectItem]:
        """With batch, case and who answers."""
        return rows.select_related("batch", "case", "leader", "owner")

    def row_of(self, record: Any) -> Row:
        """What a row would say of an item."""
        return {
            **{key: getattr(record, key) for key in ("item_no", "wording", *PLAIN)},
            "batch": record.batch.name,
            "leader": record.leader.name if record.leader else "",
            "owner": record.owner.username if record.owner else "",
            "due_on": record.due_on.isoformat() if record.due_on else "",
        }

    def name_of(self, row: Row) -> str:
        """Number and title."""
        return f"{row['item_no'] or '—'} {row['title'] or row['category'] or ''}"

    def detail_of(self, row: Row) -> str:
        """The category."""
        return row["category"] or ""

    def summaries(self, payloads: Sequence[Any]) -> list[str]:
        """Kind, department and due day of new items; not the wording, which few may read."""
        return [
            " · ".join(
                filter(None, (ItemKind(row["kind"]).label, row["owner_unit"], row["due_on"]))
            )
            for (row,) in payloads
        ]

    def desk(self, setting: Setting) -> "ItemDesk":
        """Batches, leaders and accounts by name."""
        return ItemDesk(setting)

    def why_not_change(self, setting: Setting, record: Any) -> str:  # noqa: ARG002 -- the setting does not matter
        """After approval a plan changes in the system only."""
        if record.case.state_id == "not_started":
            return ""
        return _("方案已批准，期限和方案不能用表格改；期限请由督办人在系统中调整并写明原因。")

    def create(self, setting: Setting, row: Row) -> int:
        """Enter the item with its case."""
        batch = Batch.objects.get(union=setting.union, name=row["batch"])
        item = add_item(
            actor=setting.actor,
            batch=batch,
            item_no=row["item_no"],
            wording=row["wording"],
            **_facts(setting, {key: row[key] for key in self.changeable}),
        )
        return item.pk

    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:
        """Write the plan down."""
        item = RectItem.objects.get(pk=record)
        facts = _facts(setting, changes)
        return plan_item(actor=setting.actor, item=item, expected_version=version, **facts).version

    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Take imported items back."""
        return withdraw_items(actor=setting.actor, ids=ids)


class ItemDesk(Desk):
    """Reads the rows of one list for one union."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        rows = Batch.objects.filter(union=setting.union)
        self.batches = set(rows.values_list("name", flat=True))
        named = RectItem.objects.filter(union=setting.union).exclude(leader=None)
        self.leaders = set(_leaders(setting).values_list("name", flat=True))
        self.leaders |= set(named.values_list("leader__name", flat=True))

    def fill(self, row: Row) -> None:
        """The only batch; an account by its user name."""
        if not row["batch"] and len(self.batches) == 1:
            row["batch"] = next(iter(self.batches))
        found = _accounts(self.setting, row["owner"]) if row["owner"] else []
        row["owner_found"] = len(found) == 1
        if row["owner_found"]:
            row["owner"] = found[0].username

    def read(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Names that lead nowhere; a due day of what goes on for ever."""
        if row["batch"] not in self.batches:
            message = _("没有批次“%(name)s”，请先登记批次，或照登记的名称填写。")
            said = message % {"name": row["batch"]} if row["batch"] else _("请填批次。")
            block.refuse(index, "batch", "batch_unknown", said)
        if row["leader"] and row["leader"] not in self.leaders:
            message = _("领导干部名册中没有“%(name)s”。") % {"name": row["leader"]}
            block.refuse(index, "leader", "leader_unknown", message)
        if row["owner"] and not row["owner_found"]:
            message = _("没有找到唯一的账号“%(text)s”，请填用户名。") % {"text": row["owner"]}
            block.refuse(index, "owner", "owner_unknown", message)
        if row["kind"] == ItemKind.LONG_TERM and row["due_on"]:
            block.refuse(index, "due_on", "due_long", _("长期坚持的事项不设期限，请留空。"))

    def ask_of_new(self, block: ParsedBlock, index: int, row: Row) -> None:  # noqa: ARG002 -- nothing is refused here
        """What a blank title and kind mean."""
        number = _("第%(no)s号问题") % {"no": row["item_no"]}
        row["title"] = row["title"] or row["category"] or number
        row["kind"] = row["kind"] or ItemKind.DATED.value


def _leaders(setting: Setting) -> QuerySet[Leader]:
    return Leader.objects.filter(dates.valid_on(dates.today()), union=setting.union)


def _accounts(setting: Setting, text: str) -> list[User]:
    """Accounts of that user name, or of that name with a post at the union; two at most."""
    here = Q(posts__union=setting.union, posts__valid_to__gt=dates.today())
    named = User.objects.filter(Q(username=text) | Q(display_name=text) & here, is_active=True)
    return list(named.distinct()[:2])


def _facts(setting: Setting, row: Row) -> dict[str, Any]:
    """A row, or the changes of one, as facts of an item."""
    facts = {key: row[key] or "" for key in PLAIN if key in row}
    if "due_on" in row:
        facts["due_on"] = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    if "leader" in row:
        everybody = Leader.objects.filter(union=setting.union, name=row["leader"] or "")
        facts["leader"] = everybody.order_by("-valid_to").first()
    if "owner" in row:
        facts["owner"] = (
            User.objects.filter(username=row["owner"]).first() if row["owner"] else None
        )
    return facts
