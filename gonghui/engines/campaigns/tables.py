"""The lists of the engine."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from gonghui.engines.campaigns.enums import CampaignStatus, Level
from gonghui.engines.campaigns.queries.calls import open_calls
from gonghui.engines.campaigns.queries.plans import managed_campaigns
from gonghui.kernel.ui.api import ChoiceFilter, Column, EmptyState, Table, TextFilter, YesNoFilter

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
