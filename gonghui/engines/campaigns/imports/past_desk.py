"""What a row of a list of past results means: its edition and group, whose name it is today, what cannot be."""

from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import TargetKind
from gonghui.engines.campaigns.imports.past_columns import EDITION, OF_EDITION, UNIT
from gonghui.engines.campaigns.models import Campaign
from gonghui.engines.campaigns.queries.plans import Starting, starting_points
from gonghui.engines.campaigns.rules.past import AWARDED
from gonghui.kernel.exchange.api import Desk, Holders, ParsedBlock, Row, Setting, normal

UNGROUPED = "不分组"
TITLES = {
    "opened_on": "通知日期",
    "decided_on": "表彰日期",
    "document_no": "表彰文号",
    "document_title": "表彰文件标题",
}


class PastDesk(Desk):
    """Reads the rows of one file; remembers the edition of the row above."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.holders = Holders(setting.union, setting.choices.get(UNIT))
        self.starts: dict[str, Starting] = {}
        for start in starting_points(setting.actor):
            for name in (start.name, start.plan.title):
                self.starts.setdefault(normal(name), start)
        self.above: Row = {}
        self.first: dict[tuple[Any, ...], tuple[int, Row]] = {}
        rows = Campaign.objects.filter(union=setting.union, is_rehearsal=False)
        self.taken = {
            (normal(title), year, normal(edition))
            for title, year, edition in rows.values_list("title", "year", "edition")
        }

    def fill(self, row: Row) -> None:
        """The edition as above, our name of the campaign, its only group, who was honoured."""
        for key in EDITION:
            if row[key] in ("", None):
                row[key] = self.above.get(key)
            elif row[key] != self.above.get(key):  # another edition begins here
                self.above = {}
        self.above = {key: row[key] for key in EDITION}
        start = self.starts.get(normal(row["campaign"] or ""))
        row["source"] = start.source if start else ""
        if start:
            row["campaign"] = start.plan.title
        if (edition := _edition(row)) in self.first:
            for key in OF_EDITION:
                row[key] = row[key] or self.first[edition][1][key]
        groups = start.plan.categories if start else ()
        only = groups[0].name if len(groups) == 1 else UNGROUPED
        row["category"] = (row["category"] or only).replace("：", "·").replace(":", "·")
        row["outcome"] = row["outcome"] or AWARDED
        row["union_id"] = self.holders.find(row[UNIT])
        row[UNIT] = row[UNIT] or self.setting.union.name.removesuffix("工会")

    def read(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Blanks of the edition, unknown names, days and grades that cannot be."""
        self._refuse_blanks(block, index, row)
        if row["campaign"] and not row["source"]:
            message = _("没有叫“%(name)s”的模板，请照“补录往届评选”页上的名称填写。")
            block.refuse(index, "campaign", "campaign_unknown", message % {"name": row["campaign"]})
        if row["decided_on"] and row["year"] and int(row["decided_on"][:4]) < row["year"]:
            block.refuse(index, "decided_on", "date_order", _("表彰日期早于年度，请核对。"))
        if row["opened_on"] and row["decided_on"] and row["opened_on"] > row["decided_on"]:
            block.refuse(index, "opened_on", "date_order", _("通知日期晚于表彰日期，请核对。"))
        if row["grade"] and row["outcome"] != AWARDED:
            message = _("没有获奖的不填等次，请改结果，或清空等次。")
            block.refuse(index, "grade", "impossible", message)
        self._refuse_differing(block, index, row)

    @staticmethod
    def _refuse_blanks(block: ParsedBlock, index: int, row: Row) -> None:
        said = {found.column for found in block.findings.get(index, ())}
        for key, title in (("campaign", "评选名称"), ("year", "年度"), ("decided_on", "表彰日期")):
            if not row[key] and key not in said:
                message = _("%(title)s为空，请在这一届的第一行填写。") % {"title": title}
                block.refuse(index, key, "blank", message)

    def _refuse_differing(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Days and document are those of the whole edition."""
        number, first = self.first.setdefault(_edition(row), (block.numbers[index], row))
        for key in OF_EDITION:
            if (row[key] or "") != (first[key] or ""):
                message = _("%(title)s与第 %(row)d 行不同，同一届只能有一个。")
                words = {"title": TITLES[key], "row": number}
                block.refuse(index, key, "edition_differs", message % words)

    def ask_of_new(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Whether the edition may be entered; whose name it is today."""
        if _edition(row) in self.taken:
            message = _("“%(campaign)s”已在系统中；要补人的，请撤销原批次，改好后整届重新导入。")
            block.refuse(index, "campaign", "edition_taken", message % {"campaign": _said(row)})
        if block.is_refused(index):
            return
        if row["union_id"] is None:
            said = _("没有对应的工会，只记当时的单位名称。")
            block.note(index, UNIT, "unit_unknown", said)
        row["person_id"] = None
        if self._target_of(row) == TargetKind.PERSON:
            row["person_id"] = self.holders.person_of(block, index, row, "holder_name")
        row.pop("doc_no", None)

    def _target_of(self, row: Row) -> str:
        plan = self.starts[normal(row["campaign"])].plan
        targets = {each.name: each.target for each in plan.categories}
        return targets.get(row["category"]) or plan.target


def _edition(row: Row) -> tuple[Any, ...]:
    return normal(row["campaign"] or ""), row["year"], normal(row["edition"] or "")


def _said(row: Row) -> str:
    return f"{row['edition'] or ''}{row['campaign']}（{row['year']}年）"
