"""Decides about every row of a table of places: which campaign, group and union, and what would change."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import QuotaKind
from gonghui.engines.campaigns.models import Campaign, Category, Quota
from gonghui.engines.campaigns.queries.sharing import CHANGEABLE, sharers, sums_exceeded
from gonghui.kernel.exchange.api import (
    ROW_KEY,
    Checker,
    Holders,
    ParsedBlock,
    Setting,
    Verdict,
    normal,
    read_row_key,
)
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.texts import TO_HALF
from gonghui.kernel.unions.api import Union

REASON = "places are imported for the union that organises the campaign"
NUMBER = re.compile(r"编号\s*(\d+)")


@dataclass
class Share:
    """One campaign with its groups, the unions that may be given places, and what they have."""

    campaign: Campaign
    categories: dict[str, Category]
    unions: dict[int, Union]
    given: dict[tuple[int, int], int] = field(default_factory=dict)
    fixed: dict[tuple[int, int], int] = field(default_factory=dict)


class PlacesChecker(Checker):
    """Checks one file for one organiser."""

    def __init__(self, setting: Setting, target_key: str) -> None:
        self.setting = setting
        self.target_key = target_key
        self.seen: dict[tuple[int, int], int] = {}
        self.wanted: dict[int, dict[tuple[int, int], int]] = {}
        with scoping.everything(REASON):
            rows = Campaign.objects.filter(union=setting.union, status__in=CHANGEABLE)
            self.holders = Holders(setting.union)
            self.shares = {row.pk: share_of(row) for row in rows.filter(is_rehearsal=False)}

    def check(self, block: ParsedBlock) -> Verdict:
        """Row by row, then the sums of every group: what the file leaves out stays as it is.

        A table longer than a block is summed as far as it was read.
        """
        count = range(len(block.numbers))
        cells = {key: block.values.get(key, [None] * len(count)) for key in _KEYS}
        rows = [
            self._row(block, index, {key: cells[key][index] for key in _KEYS}) for index in count
        ]
        verdict = Verdict(
            [str(cells["union"][i] or "—") for i in count], [_detail(row) for row in rows]
        )
        for index, row in enumerate(rows):
            if row is not None and not block.is_refused(index):
                self.wanted.setdefault(row.share.campaign.pk, {})[row.key] = row.places
        self._refuse_sums(block, rows)
        for index, row in enumerate(rows):
            if row is None or block.is_refused(index):
                continue
            if row.before == row.places:
                verdict.unchanged.append(index)
            else:
                shown = [("places", str(row.before), str(row.places))]
                verdict.changed.append((index, shown, row.payload))
        return verdict

    def _row(self, block: ParsedBlock, index: int, cells: dict[str, Any]) -> "Row | None":
        """The row, or None with its refusal said."""
        share = self._share(block, index, str(cells["campaign"] or ""))
        if share is None:
            return None
        category = share.categories.get(normal(str(cells["category"] or "")))
        if category is None:
            words = {
                "text": cells["category"] or "",
                "known": "、".join(each.name for each in share.categories.values()),
            }
            message = _("这次评选没有组别“%(text)s”，可填：%(known)s。")
            block.refuse(index, "category", "category_unknown", message % words)
        union = self._union(block, index, share, str(cells["union"] or ""))
        if category is None or union is None or block.is_refused(index):
            return None
        places = cells["places"] or 0
        key = (category.pk, union.pk)
        row = Row(share, category, union, key, share.given.get(key, 0), places)
        self._refuse_twice(block, index, row)
        self._refuse_stale(block, index, row)
        if places < (fixed := share.fixed.get(key, 0)):
            message = _("“%(union)s”已有指令性或单列名额 %(n)d 个，不能少于此数。")
            block.refuse(index, "places", "below_fixed", message % {"union": union, "n": fixed})
        return row

    def _share(self, block: ParsedBlock, index: int, text: str) -> Share | None:
        """The campaign by its number, else by its title where only one is called so."""
        number = NUMBER.search(text.translate(TO_HALF))
        if number:
            found = self.shares.get(int(number.group(1)))
        else:
            named = [
                each for each in self.shares.values() if normal(text) in _titles(each.campaign)
            ]
            found = named[0] if len(named) == 1 else None
        if found is None:
            message = _("“%(text)s”不是本工会正在分配名额的评选，请照导出的表填写评选和编号。")
            block.refuse(index, "campaign", "campaign_unknown", message % {"text": text})
        return found

    def _union(self, block: ParsedBlock, index: int, share: Share, text: str) -> Union | None:
        """A union that shares the places, by any name that leads to it; an empty cell leads nowhere."""
        found = share.unions.get(self.holders.find(text) or 0) if text.strip() else None
        if found is not None:
            return found
        names = {union.name: union for union in share.unions.values()}
        near = difflib.get_close_matches(text, names, n=1)
        message = _(
            "“%(text)s”不是这次评选的推荐工会，请核对名称；要增加的，先改“发布通知”的邀请范围。"
        )
        meant = near[0] if near else ""
        block.refuse(index, "union", "union_unknown", message % {"text": text}, meant)
        return None

    def _refuse_twice(self, block: ParsedBlock, index: int, row: "Row") -> None:
        first = self.seen.setdefault(row.key, block.numbers[index])
        if first != block.numbers[index]:
            message = _("与第 %(row)d 行是同一工会、同一组别，请只留一行。")
            block.refuse(index, "union", "duplicate", message % {"row": first})

    def _refuse_stale(self, block: ParsedBlock, index: int, row: "Row") -> None:
        """Our own export says how many there were; somebody may have changed them since."""
        texts = block.values.get(ROW_KEY)
        text = str(texts[index]).strip() if texts else ""
        if not text:
            return
        key = read_row_key(self.target_key, self.setting.union.pk, text)
        if key is None or (key.record, key.version.split(".")[0]) != (
            row.category.pk,
            str(row.union.pk),
        ):
            message = _("行标识与这一行的组别、工会对不上，请重新导出后再改，或清空这一格。")
            block.refuse(index, ROW_KEY, "row_key", message)
        elif key.version.split(".")[1] != str(row.before):
            message = _("“%(union)s”的名额在导出之后改成了 %(n)d，请重新导出后再改。")
            block.refuse(index, ROW_KEY, "stale", message % {"union": row.union, "n": row.before})

    def _refuse_sums(self, block: ParsedBlock, rows: "Iterable[Row | None]") -> None:
        """Rows that raise a group above what it has."""
        for index, row in enumerate(rows):
            if row is None or block.is_refused(index) or row.places <= row.before:
                continue
            wanted = self.wanted[row.share.campaign.pk]
            mine = {key: n for key, n in wanted.items() if key[0] == row.category.pk}
            with scoping.everything(REASON):
                said = sums_exceeded(row.share.campaign, mine)
            if said:
                block.refuse(index, "places", "sum_exceeded", said[0])


@dataclass(frozen=True)
class Row:
    """One row that is understood."""

    share: Share
    category: Category
    union: Union
    key: tuple[int, int]
    before: int
    places: int

    @property
    def payload(self) -> list[int]:
        """What the writer needs: campaign, group, union, places before and after."""
        return [self.share.campaign.pk, *self.key, self.before, self.places]


_KEYS = ("campaign", "category", "union", "places")


def share_of(campaign: Campaign) -> Share:
    """A campaign with everything a row may name."""
    found = Share(
        campaign,
        {normal(row.name): row for row in campaign.categories.all()},
        {union.pk: union for union in sharers(campaign)},
    )
    for row in Quota.objects.filter(campaign=campaign):
        key = (row.category_id, row.union_id)
        found.given[key] = found.given.get(key, 0) + row.places
        if row.kind != QuotaKind.COMPETITIVE:
            found.fixed[key] = found.fixed.get(key, 0) + row.places
    return found


def _titles(campaign: Campaign) -> set[str]:
    return {normal(campaign.title), normal(str(campaign))}


def _detail(row: "Row | None") -> str:
    return f"{row.category.name} · {row.share.campaign}" if row else ""
