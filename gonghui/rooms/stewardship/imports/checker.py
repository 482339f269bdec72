"""Decides about every row of a problem list: a new item, a changed plan, nothing new, or refused."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gonghui.kernel.access.api import User
from gonghui.kernel.exchange.api import (
    ROW_KEY,
    Checker,
    ParsedBlock,
    Setting,
    Verdict,
    read_row_key,
)
from gonghui.kernel.lib import dates
from gonghui.rooms.stewardship.enums import ItemKind
from gonghui.rooms.stewardship.imports.columns import COLUMNS, PLAIN
from gonghui.rooms.stewardship.models import Batch, Leader, RectItem

TITLES = {column.key: column.title for column in COLUMNS}
LEADS = {"leader": "leader_id", "owner": "owner_id"}
Row = dict[str, Any]


class ItemChecker(Checker):
    """Checks one file for one union."""

    def __init__(self, setting: Setting, target_key: str) -> None:
        self.setting, self.target_key = setting, target_key
        self.batches = {each.name: each for each in Batch.objects.filter(union=setting.union)}
        rows = RectItem.objects.filter(union=setting.union)
        self.items = {each.pk: each for each in rows.select_related("case", "leader", "owner")}
        self.by_no = {(each.batch_id, each.item_no): each for each in self.items.values()}
        present = Leader.objects.filter(dates.valid_on(dates.today()), union=setting.union)
        self.leaders = {each.name: each.pk for each in present}
        self.seen: dict[tuple[int, int], int] = {}

    def check(self, block: ParsedBlock) -> Verdict:
        """Cells, then the people named, then the ledger."""
        rows = [self._row(block, index) for index in range(len(block.numbers))]
        labels = [f"{row['item_no'] or '—'} {row['title']}" for row in rows]
        verdict = Verdict(labels, [row["category"] for row in rows])
        for index, row in enumerate(rows):
            self._refuse(block, index, row)
            item = self._known(block, index, row)
            if item is not None:
                self._compare(block, index, item, row, verdict)
            elif not block.is_refused(index):
                verdict.new.append((index, [row]))
        return verdict

    def _row(self, block: ParsedBlock, index: int) -> Row:
        """The plain values of a row, JSON only."""

        def cell(key: str, default: Any = "") -> Any:
            values = block.values.get(key)
            return default if values is None or values[index] is None else values[index]

        day = cell("due_on", None)
        row = {key: cell(key) for key in (*PLAIN, "wording")}
        row["kind"] = row["kind"] or ItemKind.DATED.value
        row["item_no"] = cell("item_no", None)
        row["title"] = (
            row["title"] or row["category"] or _("第%(no)s号问题") % {"no": row["item_no"]}
        )
        batch = self._batch(block, index, cell("batch"))
        return row | {
            "batch_id": batch.pk if batch else None,
            "due_on": day.day.isoformat() if day else None,
            "leader_id": self._leader(block, index, cell("leader")),
            "owner_id": self._owner(block, index, cell("owner")),
        }

    def _batch(self, block: ParsedBlock, index: int, name: str) -> Batch | None:
        if not name and len(self.batches) == 1:
            return next(iter(self.batches.values()))
        if name not in self.batches:
            message = (
                _("没有批次“%(name)s”，请先登记批次，或照登记的名称填写。")
                if name
                else _("请填批次。")
            )
            block.refuse(index, "batch", "batch_unknown", message % {"name": name})
        return self.batches.get(name)

    def _leader(self, block: ParsedBlock, index: int, name: str) -> int | None:
        if name and name not in self.leaders:
            message = _("领导干部名册中没有“%(name)s”。")
            block.refuse(index, "leader", "leader_unknown", message % {"name": name})
        return self.leaders.get(name)

    def _owner(self, block: ParsedBlock, index: int, text: str) -> int | None:
        if not text:
            return None
        here = Q(posts__union=self.setting.union, posts__valid_to__gt=dates.today())
        named = User.objects.filter(Q(username=text) | Q(display_name=text) & here, is_active=True)
        found = list(named.distinct()[:2])
        if len(found) != 1:
            message = _("没有找到唯一的账号“%(text)s”，请填用户名。")
            block.refuse(index, "owner", "owner_unknown", message % {"text": text})
            return None
        return found[0].pk

    def _refuse(self, block: ParsedBlock, index: int, row: Row) -> None:
        if row["item_no"] is None:
            block.refuse(index, "item_no", "blank", _("序号为空，请填写。"))
        if not row["wording"]:
            block.refuse(index, "wording", "blank", _("反馈原文为空，请填写。"))
        if row["kind"] == ItemKind.LONG_TERM and row["due_on"]:
            block.refuse(index, "due_on", "due_long", _("长期坚持的事项不设期限，请留空。"))
        if row["batch_id"] and row["item_no"]:
            first = self.seen.setdefault((row["batch_id"], row["item_no"]), block.numbers[index])
            if first != block.numbers[index]:
                message = _("与第 %(row)d 行序号相同，请改序号或删去一行。")
                block.refuse(index, "item_no", "duplicate", message % {"row": first})

    def _known(self, block: ParsedBlock, index: int, row: Row) -> RectItem | None:
        texts = block.values.get(ROW_KEY)
        text = str(texts[index]).strip() if texts else ""
        if not text:
            return self.by_no.get((row["batch_id"], row["item_no"]))
        key = read_row_key(self.target_key, self.setting.union.pk, text)
        item = self.items.get(key.record) if key else None
        if key is None or item is None:
            message = _("行标识不是本工会导出的，请重新导出后再改。")
            block.refuse(index, ROW_KEY, "row_key", message)
        elif str(item.version) != key.version:
            message = _("“%(item)s”在导出之后又被修改，请重新导出后再改。")
            block.refuse(index, ROW_KEY, "stale", message % {"item": item})
        return item

    def _compare(
        self, block: ParsedBlock, index: int, item: RectItem, row: Row, verdict: Verdict
    ) -> None:
        """What the file says otherwise; after approval a plan changes in the system only."""
        if block.is_refused(index):
            return
        before = plain(item)
        fields = [LEADS.get(key, key) for key in self.setting.mapped if key in TITLES]
        changes = {
            key: row[key]
            for key in fields
            if key in before
            and row[key] != before[key]
            and (row[key] not in ("", None) or self.setting.has_row_keys)
        }
        if not changes:
            verdict.unchanged.append(index)
        elif "wording" in changes:
            message = _("反馈原文登记后不能更改。")
            block.refuse(index, "wording", "fixed", message)
        elif item.case.state_id != "not_started":
            key = "due_on" if "due_on" in changes else next(iter(_shown(changes)))
            message = _(
                "方案已批准，期限和方案不能用表格改；期限请由督办人在系统中调整并写明原因。"
            )
            block.refuse(index, key, "fixed", message)
        else:
            named = _shown(changes)
            told = [(key, str(before[at] or ""), str(row[at] or "")) for key, at in named.items()]
            verdict.changed.append((index, told, [item.pk, item.version, changes]))


def plain(item: RectItem) -> Row:
    """An item in the form of a row."""
    return {key: getattr(item, key) for key in (*PLAIN, "wording", "leader_id", "owner_id")} | {
        "due_on": item.due_on.isoformat() if item.due_on else None
    }


def facts_of(row: Row) -> dict[str, Any]:
    """A row, or the changes of one, as facts of an item."""
    facts = {key: row[key] for key in PLAIN if key in row}
    if "due_on" in row:
        facts["due_on"] = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    if "leader_id" in row:
        facts["leader"] = Leader.objects.filter(pk=row["leader_id"]).first()
    if "owner_id" in row:
        facts["owner"] = User.objects.filter(pk=row["owner_id"]).first()
    return facts


def _shown(changes: Row) -> dict[str, str]:
    """Column → key of the row, for the pages."""
    back = {value: key for key, value in LEADS.items()}
    return {back.get(key, key): key for key in changes}
