"""Places on the workbench: the table of unions and groups, a split, and its arithmetic."""

from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.quotas import set_all_places, split_places
from gonghui.engines.campaigns.enums import CampaignStatus
from gonghui.engines.campaigns.forms.quotas import PlacesForm, SplitForm
from gonghui.engines.campaigns.models import Campaign
from gonghui.engines.campaigns.queries.sharing import (
    CHANGEABLE,
    member_counts,
    sharers,
    shares_of,
    splits_of,
    usual_minimum,
)
from gonghui.engines.campaigns.tables import PlacesTable
from gonghui.engines.campaigns.web.composing import draft_of, managed_of
from gonghui.engines.campaigns.web.tabs import tabs_of
from gonghui.kernel.ui.api import ask, exporter, import_address


@login_required
def quotas(request: HttpRequest, pk: int) -> HttpResponse:
    """Every union with its places in every group."""
    campaign = managed_of(request, pk)
    shares = shares_of(campaign, sharers(campaign))
    form = PlacesForm(request.POST or None, shares=shares)

    def run(_values: dict[str, Any]) -> str:
        changed = set_all_places(actor=request.user, campaign=campaign, places=form.places())
        return _("已保存，调整了 %(n)d 处。") % {"n": changed}

    splits = splits_of(campaign)
    categories = list(campaign.categories.all())
    given = [sum(share.places[n][1] for share in shares) for n in range(len(categories))]
    return ask(
        request,
        form,
        _("名额分配"),
        run,
        done=reverse("campaigns:quotas", args=[pk]),
        template="campaigns/quotas.html",
        lead=str(campaign),
        crumbs=crumbs_of(campaign),
        campaign=campaign,
        columns=[
            (category, splits.get(category.pk), number)
            for category, number in zip(categories, given, strict=True)
        ],
        changeable=campaign.status in CHANGEABLE,
        planned=campaign.status == CampaignStatus.PLANNED,
        total=sum(given),
        import_url=import_address(request.user, PlacesTable.exchange),
        tabs=tabs_of(campaign, "quotas") if campaign.plan else (),
    )


@login_required
def quotas_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The table as a workbook that may come back changed."""
    campaign = managed_of(request, pk)
    wanted = {"campaign": str(pk), "union": str(campaign.union_id)}
    if request.GET.dict() != wanted:
        return redirect(f"{reverse('campaigns:quotas-export', args=[pk])}?{urlencode(wanted)}")
    export = exporter()
    if export is None:
        raise Http404(_("本系统未启用表格导出。"))
    return export(request, PlacesTable(request.user, request.GET))


@login_required
def split(request: HttpRequest, pk: int, category: int) -> HttpResponse:
    """Split the places of one group."""
    campaign = draft_of(request, pk)
    group = get_object_or_404(campaign.categories, pk=category)
    unions = sharers(campaign)
    form = SplitForm(
        request.POST or None,
        unions=unions,
        counts=member_counts(unions),
        initial={"minimum": usual_minimum(campaign, group, len(unions)), "competitive": 0},
    )

    def run(_values: dict[str, Any]) -> str:
        split_places(
            actor=request.user,
            campaign=campaign,
            category=group,
            weights=form.weights(),
            minimum=form.cleaned_data["minimum"] or 0,
            competitive=form.cleaned_data["competitive"] or 0,
        )
        return _("“%(name)s”的 %(n)d 个名额已分配。") % {"name": group.name, "n": group.places}

    title = _("分配名额：%(name)s（%(n)d 个）") % {"name": group.name, "n": group.places}
    return ask(
        request,
        form,
        title,
        run,
        done=reverse("campaigns:split-shown", args=[pk, category]),
        cancel=reverse("campaigns:quotas", args=[pk]),
        template="campaigns/split.html",
        lead=_("按权数取最大余额。权数默认为今日会员数，可以改。"),
        crumbs=crumbs_of(campaign, quotas=True),
        submit=_("分配"),
    )


@login_required
def split_shown(request: HttpRequest, pk: int, category: int) -> HttpResponse:
    """The arithmetic of the newest split of one group, as it was done."""
    campaign = managed_of(request, pk)
    group = get_object_or_404(campaign.categories, pk=category)
    found = splits_of(campaign).get(group.pk)
    rows = [_shown(row) for row in found.arithmetic["rows"]] if found else []
    context: dict[str, Any] = {
        "title": _("分配过程：%(name)s") % {"name": group.name},
        "lead": _("最大余额法：先取整数部分，剩下的名额按余数从大到小各加一个。"),
        "crumbs": crumbs_of(campaign, quotas=True),
        "split": found,
        "rows": rows,
        "apart": any(row.get("guaranteed") or row.get("separate") for row in rows),
        "rate": _decimal(found.arithmetic["rate"], 6) if found else "",
    }
    return render(request, "campaigns/split_shown.html", context)


def crumbs_of(campaign: Campaign, *, quotas: bool = False) -> tuple[tuple[str, str], ...]:
    """The way back."""
    found = [
        (_("组织评选"), reverse("campaigns:list")),
        (str(campaign), reverse("campaigns:detail", args=[campaign.pk])),
    ]
    if quotas:
        found.append((_("名额分配"), reverse("campaigns:quotas", args=[campaign.pk])))
    return tuple(found)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    decimals = {"weight": 2, "share": 4, "remainder": 4}
    return {**row, **{name: _decimal(row[name], places) for name, places in decimals.items()}}


def _decimal(text: str, places: int) -> str:
    """An exact fraction as a decimal of at most so many places."""
    return f"{float(Fraction(text)):.{places}f}".rstrip("0").rstrip(".")
