"""The places of campaigns as an exchange target: out, changed in a spreadsheet, and back."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from gonghui.engines.campaigns.imports.checker import REASON, PlacesChecker, share_of
from gonghui.engines.campaigns.imports.columns import COLUMNS
from gonghui.engines.campaigns.imports.writer import PlacesWriter
from gonghui.engines.campaigns.models import Campaign
from gonghui.engines.campaigns.queries.sharing import CHANGEABLE
from gonghui.kernel.exchange.api import Checker, Setting, Target, Writer, write_row_key
from gonghui.kernel.lib import scoping
from gonghui.kernel.unions.api import Union

KEY = "campaigns.places"


class PlacesTarget(Target):
    """名额分配表."""

    key = KEY
    label = "名额分配表"
    permission = "campaigns.campaign:manage"
    columns = COLUMNS
    keys = ("category", "places")
    fill_key = "union"
    row_name = "推荐工会"
    row_detail = "组别、评选"
    reasons = {
        "campaign_unknown": "评选不明",
        "category_unknown": "组别不明",
        "union_unknown": "工会不明",
        "places": "不是名额数",
        "below_fixed": "少于指令性名额",
        "sum_exceeded": "超过总名额",
    }

    def checker(self, setting: Setting) -> Checker:
        """Start checking a table."""
        return PlacesChecker(setting, self.key)

    def writer(self, setting: Setting) -> Writer:
        """Start writing a batch."""
        return PlacesWriter(setting)

    def unions(self, allowed: QuerySet[Union]) -> QuerySet[Union]:
        """Those that organise a campaign whose places may still change."""
        open_ones = Campaign.objects.filter(status__in=CHANGEABLE, is_rehearsal=False)
        return allowed.filter(pk__in=open_ones.values("union"))

    def export(
        self,
        union: Any,
        rows: QuerySet[Union],
        *,
        unmasked: bool,  # noqa: ARG002 -- nothing sensitive goes out
    ) -> Iterator[tuple[list[Any], str]]:
        """Every union of the list in every group, also those without any place."""
        campaigns: dict[int, tuple[Campaign, list[Any], dict[tuple[int, int], int]]] = {}
        for row in rows:
            pk = row.campaign_pk  # annotated by the list
            if pk not in campaigns:
                with scoping.everything(REASON):
                    share = share_of(Campaign.objects.get(pk=pk))
                campaigns[pk] = share.campaign, list(share.categories.values()), share.given
            campaign, categories, given = campaigns[pk]
            for category in categories:
                places = given.get((category.pk, row.pk), 0)
                key = write_row_key(self.key, union.pk, category.pk, f"{row.pk}.{places}")
                yield [named(campaign), category.name, row.name, places], key


def named(campaign: Campaign) -> str:
    """A campaign as its table says it, with the number by which it is known again."""
    return f"{campaign.title}（{campaign.year}年，编号{campaign.pk}）"
