"""The rectification ledger as an exchange target, and its writer (handbook homes §8)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from gonghui.kernel.exchange.api import (
    Checker,
    Progress,
    Setting,
    Stale,
    Target,
    Writer,
    write_row_key,
)
from gonghui.kernel.lib.records import Stale as RowStale
from gonghui.kernel.unions.api import KEEPING
from gonghui.rooms.stewardship.actions.items import add_item, plan_item, withdraw_items
from gonghui.rooms.stewardship.enums import ItemKind
from gonghui.rooms.stewardship.imports.checker import ItemChecker, facts_of, plain
from gonghui.rooms.stewardship.imports.columns import COLUMNS
from gonghui.rooms.stewardship.models import Batch, RectItem
from gonghui.rooms.stewardship.rules.rectification import SUPERVISE

KEY = "stewardship.items"


class ItemTarget(Target):
    """整改问题清单."""

    key = KEY
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
    }

    def checker(self, setting: Setting) -> Checker:
        """Start checking a list."""
        return ItemChecker(setting, self.key)

    def writer(self, setting: Setting) -> Writer:
        """Start writing a batch."""
        return ItemWriter(setting)

    def summaries(self, payloads: Sequence[Any]) -> list[str]:
        """Kind, department and due day of new items."""
        return [_summary(row) for (row,) in payloads]

    def export(
        self,
        union: Any,
        rows: QuerySet[RectItem],
        *,
        unmasked: bool,  # noqa: ARG002 -- nothing here is masked; the list shows readers only
    ) -> Iterator[tuple[list[Any], str]]:
        """Items of the list, in the form in which they may come back."""
        for item in rows:
            values = _values(item)
            key = write_row_key(self.key, union.pk, item.pk, str(item.version))
            yield [values[column.key] for column in self.columns], key


class ItemWriter(Writer):
    """Writes for one batch."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def write(
        self,
        new: Iterable[Any],
        changed: Iterable[Any],
        resumed: Mapping[str, Any] | None,
        progress: Progress,
    ) -> Iterator[Any]:
        """New items first, each with its case, then changed plans."""
        versions = (resumed or {}).get("versions", {})
        batches = Batch.objects.in_bulk()
        done = 0
        for (row,) in new:
            item = add_item(
                actor=self.setting.actor,
                batch=batches[row["batch_id"]],
                item_no=row["item_no"],
                wording=row["wording"],
                **facts_of(row),
            )
            done += 1
            progress(done)
            yield {"added": [item.pk, item.version]}
        for pk, version, changes in changed:
            yield {"changed": self._plan(pk, versions.get(str(pk), version), changes)}
            done += 1
            progress(done)

    def take_back(self, parts: Iterable[Any]) -> Mapping[str, Any]:
        """Plans back first, then the items that came with the batch go, if nobody touched them."""
        added: dict[int, int] = {}
        versions: dict[str, int] = {}
        for part in parts:
            if "added" in part:
                pk, version = part["added"]
                added[pk] = version
            else:
                pk, before, after = part["changed"]
                versions[str(pk)] = self._plan(pk, after, before)[2]
        left = withdraw_items(actor=self.setting.actor, versions=added) if added else []
        if left:
            raise Stale(left)
        return {"versions": versions}

    def _plan(self, pk: int, version: int, changes: Mapping[str, Any]) -> list[Any]:
        """Change one plan; returns its id, what leads back, and the version after."""
        item = RectItem.objects.get(pk=pk)
        before = {key: value for key, value in plain(item).items() if key in changes}
        try:
            row = plan_item(
                actor=self.setting.actor,
                item=item,
                expected_version=version,
                **facts_of(dict(changes)),
            )
        except RowStale as error:
            raise Stale([str(item)]) from error
        return [pk, before, row.version]


def _summary(row: Any) -> str:
    parts = (ItemKind(row["kind"]).label, row["owner_unit"], row["due_on"])
    return " · ".join(filter(None, parts))


def _values(item: RectItem) -> dict[str, Any]:
    return plain(item) | {
        "item_no": item.item_no,
        "batch": item.batch.name,
        "kind": item.get_kind_display(),
        "leader": item.leader.name if item.leader else "",
        "owner": item.owner.username if item.owner else "",
        "due_on": item.due_on,
    }
