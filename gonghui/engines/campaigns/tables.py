"""The lists of the engine."""

from typing import Any

from django.db.models import QuerySet, Value
from django.urls import reverse

from gonghui.engines.campaigns.enums import CampaignStatus, Level
from gonghui.engines.campaigns.models import Campaign, Entry
from gonghui.engines.campaigns.queries.calls import open_calls
from gonghui.engines.campaigns.queries.entries import FINISH, MEND, annotate_turn
from gonghui.engines.campaigns.queries.plans import managed_campaigns
from gonghui.engines.campaigns.queries.sharing import invited_or_holding
from gonghui.engines.campaigns.rules.walks import LABELS
from gonghui.engines.casework.api import return_of, with_returns
from gonghui.kernel.lib import scoping
from gonghui.kernel.ui.api import (
    ChoiceFilter,
    Column,
    EmptyState,
    Table,
    TextFilter,
    UnionFilter,
    YesNoFilter,
)
from gonghui.kernel.unions.api import Union

STATUS_TONES = {
    CampaignStatus.PLANNED: "",
    CampaignStatus.OPEN: "info",
    CampaignStatus.NOMINATING: "running",
    CampaignStatus.CHECKING: "running",
    CampaignStatus.JUDGING: "running",
    CampaignStatus.PROPOSING: "warn",
    CampaignStatus.PUBLICITY: "warn",
    CampaignStatus.DECIDED: "gold",
    CampaignStatus.ARCHIVED: "good",
    CampaignStatus.SUSPENDED: "bad",
}


def _title(row: Any) -> str:
    return f"{row}（试运行）" if row.is_rehearsal else str(row)


def _campaigns() -> list[tuple[str, str]]:
    rows = Campaign.objects.exclude(status=CampaignStatus.PLANNED).order_by("-year", "-pk")
    return [(str(row.pk), str(row)) for row in rows.filter(is_rehearsal=False)[:100]]


class CampaignTable(Table):
    """Campaigns that the reader organises."""

    key = "campaigns.managed"
    label = "组织评选"
    columns = (
        Column(
            "title",
            "名称",
            _title,
            sort="title",
            link=lambda row: reverse("campaigns:detail", args=[row.pk]),
        ),
        Column("status", "进度", kind="state", sort="status", tone=STATUS_TONES),
        Column("year", "年度", sort="year"),
        Column("honour_level", "级别", sort="honour_level"),
        Column("target", "对象", sort="target", phone=False),
        Column("closes_at", "申报截止", kind="datetime", sort="closes_at"),
        Column("union", "主办工会", sort="union__name_pinyin", shown=False),
        Column("series", "系列", sort="series__name", shown=False),
    )
    filters = (
        ChoiceFilter("status", "进度", choices=CampaignStatus.choices),
        TextFilter("year", "年度"),
        ChoiceFilter("honour_level", "级别", choices=Level.choices, more=True),
        YesNoFilter("is_rehearsal", "试运行", more=True),
    )
    default_sort = ("-year",)
    search_fields = ("title", "edition", "series__name")
    search_hint = "名称、届次、系列"
    empty = EmptyState(
        "还没有评选活动",
        "从模板开始，几分钟就能组织一次评选。",
        "campaigns:start",
        "新建评选",
        "trophy",
    )

    def rows(self) -> QuerySet:
        """With organiser and series."""
        return managed_campaigns(self.user)


class CallTable(Table):
    """Campaigns that take nominations now."""

    key = "campaigns.calls"
    label = "正在申报"
    columns = (
        Column(
            "title",
            "名称",
            str,
            sort="title",
            link=lambda row: reverse("campaigns:call", args=[row.pk]),
        ),
        Column("union", "主办工会", sort="union__name_pinyin"),
        Column("honour_level", "级别", sort="honour_level"),
        Column("target", "对象", sort="target"),
        Column("status", "进度", kind="state", sort="status", tone=STATUS_TONES),
        Column("closes_at", "申报截止", kind="datetime", sort="closes_at"),
    )
    filters = (ChoiceFilter("honour_level", "级别", choices=Level.choices),)
    default_sort = ("closes_at",)
    search_fields = ("title", "edition")
    search_hint = "名称、届次"
    empty = EmptyState(
        "当前没有正在申报的评选", "有新的评选通知时会发到您的消息。", icon="megaphone"
    )

    def rows(self) -> QuerySet:
        """Those whose call has gone out and is not over."""
        return open_calls()


def _returned(row: Entry) -> str:
    """Why an entry is back, who sent it, and until when it may come again."""
    row.case.subject = row
    found = return_of(row.case)
    return "" if found is None else f"{found.note}（{found.who}）{found.until}"


ENTRY_TONES = {"done": "good", "waiting": "info", "working": "running", "returned": "warn"}
TURNS = {MEND: "修改后重新提交", FINISH: "填完并提交"}
STATES = [(state, label) for state, label in LABELS.items()]


class EntryTable(Table):
    """Entries in scope, of one campaign when asked."""

    key = "campaigns.entries"
    label = "推荐申报"
    columns = (
        Column(
            "name",
            "候选对象",
            link=lambda row: reverse("casework:case-detail", args=[row.case_id]),
            sort="name",
        ),
        Column("unit_name", "所在单位", sort="unit_name", shown=False),
        Column("position_title", "职务（岗位）", shown=False),
        Column("campaign", "评选活动", sort="campaign__title"),
        Column("category", "组别", "category__name", sort="category__position"),
        Column("union", "推荐工会", "union__name", sort="union__path"),
        Column(
            "state",
            "状态",
            lambda row: row.case.state.label,
            kind="state",
            tone=lambda row: ENTRY_TONES.get(row.case.state_kind, "bad"),
            sort="case__state_id",
        ),
        Column("returned", "退回原因", _returned),
        Column("at_union", "现由谁办", "case__holder_union__name", phone=False),
        Column("recommended_rank", "推荐排序", kind="number", sort="recommended_rank", shown=False),
        Column("submitted_at", "提交时间", kind="datetime", sort="submitted_at", shown=False),
        Column("submission_no", "提交次数", kind="number", shown=False),
        Column("entered_by", "填报人", shown=False),
        Column(
            "turn", "待本工会办理", lambda row: TURNS.get(row.turn, ""), sort="turn", shown=False
        ),
    )
    filters = (
        ChoiceFilter("campaign", "评选活动", choices=_campaigns, field="campaign_id"),
        ChoiceFilter("state", "状态", field="case__state_id", choices=STATES),
        UnionFilter("union", "推荐工会"),
        YesNoFilter(
            "handed_in",
            "已提交",
            apply_with=lambda rows, value: (
                rows.filter(submission_no__gt=0) if value == "1" else rows.filter(submission_no=0)
            ),
        ),
        TextFilter("category", "组别", field="category__name", more=True),
        TextFilter("unit_name", "所在单位", more=True),
    )
    default_sort = ("turn", "-submitted_at", "name")
    search_fields = ("name", "unit_name")
    search_hint = "姓名、名称或单位"
    empty = EmptyState(
        "还没有推荐申报",
        "在“正在申报”中打开一次评选，选择候选对象后填写申报表。",
        "campaigns:calls",
        "查看正在申报的评选",
        "person-badge",
    )

    def rows(self) -> QuerySet[Entry]:
        """Entries in scope, without those of a rehearsal."""
        rows = Entry.objects.filter(campaign__is_rehearsal=False, case__isnull=False)
        related = ("campaign", "category", "union", "case__table_version", "case__holder_union")
        rows = rows.select_related(*related, "entered_by")
        rows = with_returns(annotate_turn(rows, self.user), "case")
        return rows.defer("campaign__plan", "answers", "case__table_version__definition")


class PlacesTable(Table):
    """The unions that share the places of one campaign (``?campaign=``), for its workbook."""

    key = "campaigns.places"
    label = "名额分配表"
    columns = (Column("name", "推荐工会", sort="path"),)
    default_sort = ("name",)
    exchange = "campaigns.places"

    def rows(self) -> QuerySet[Union]:
        """Those that are invited or have places; none without a campaign that the reader organises."""
        asked = self.params.get("campaign", "")
        campaign = (
            managed_campaigns(self.user).filter(pk=asked).first() if asked.isdigit() else None
        )
        if campaign is None:
            return Union.objects.none()
        with scoping.everything("places are shared over unions that the organiser only guides"):
            rows = invited_or_holding(campaign)
        return rows.annotate(campaign_pk=Value(campaign.pk))
