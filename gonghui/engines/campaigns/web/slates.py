"""The slate desk: the list by rank, the live composition meter, versions, the meeting."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.engines.campaigns.actions import slates as actions
from gonghui.engines.campaigns.enums import OVER
from gonghui.engines.campaigns.forms.deciding import MeetingForm
from gonghui.engines.campaigns.models import Campaign, Entry, Slate
from gonghui.engines.campaigns.queries import slates as queries
from gonghui.engines.campaigns.queries.decisions import decision_of
from gonghui.engines.campaigns.queries.notices import not_posted
from gonghui.engines.campaigns.queries.organisers import organiser_title
from gonghui.engines.campaigns.web.tabs import tabs_of
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import PageAction, ask, page_context, press

MANAGE = "campaigns.campaign:manage"


def managed(request: HttpRequest, pk: int) -> Campaign:
    """The campaign, for its organiser."""
    campaign = get_object_or_404(Campaign.objects.select_related("union", "series"), pk=pk)
    require(request.user, MANAGE, campaign.union)
    return campaign


def crumbs_of(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """The way back to the campaign."""
    return (
        (_("组织评选"), reverse("campaigns:list")),
        (str(campaign), reverse("campaigns:detail", args=[campaign.pk])),
    )


@login_required
def slate(request: HttpRequest, pk: int) -> HttpResponse:
    """The present list beside everybody who might stand on it."""
    campaign = managed(request, pk)
    current = queries.current_slate(campaign)
    lines = {line.entry_id: line for line in current.lines.all()} if current else {}
    order = queries.ranked_entries(campaign)
    taken = [entry for entry in order if _is_on(lines.get(entry.pk))]
    stars = queries.stars_by_entry(campaign)
    context = page_context(
        _("拟定名单"),
        lead=str(campaign),
        crumbs=crumbs_of(campaign),
        actions=_actions(campaign, current),
        tabs=tabs_of(campaign, "slate"),
        campaign=campaign,
        slate=current,
        rows=[
            (entry, lines.get(entry.pk), _is_on(lines.get(entry.pk)), stars.get(entry.pk))
            for entry in order
        ],
        stars=stars,
        labels=_labels(campaign),
        meter=queries.meter_of(campaign, taken) if current else [],
        versions=queries.versions_of(campaign),
        meetings=campaign.deliberations.select_related("slate").order_by("-pk"),
        decision=decision_of(campaign),
        organiser_title=organiser_title(campaign),
    )
    return render(request, "campaigns/slate.html", context)


@login_required
def slate_meter(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rules would say of the ticked names; nothing is kept."""
    campaign = managed(request, pk)
    chosen = _ticked(request, campaign)
    context = {"meter": queries.meter_of(campaign, chosen), "trial": True, "count": len(chosen)}
    return render(request, "campaigns/meter.html", context)


@login_required
@require_POST
def slate_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """The best legal list by rank."""
    campaign = managed(request, pk)

    def run() -> str:
        made = actions.propose_slate(actor=request.user, campaign=campaign)
        return _("已按名次拟定第 %(n)s 版名单，符合全部要求。") % {"n": made.version_no}

    return press(request, run, reverse("campaigns:slate", args=[pk]))


@login_required
@require_POST
def slate_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the ticked names, or refill the list by rank without those that were unticked."""
    campaign = managed(request, pk)
    chosen, reason = _ticked(request, campaign), request.POST.get("reason", "")
    refill = "refill" in request.POST

    def run() -> str:
        if refill:
            current = queries.current_slate(campaign)
            before = queries.chosen_of(current) if current else []
            fallen = [entry for entry in before if entry not in chosen]
            made = actions.replace_on_slate(
                actor=request.user, campaign=campaign, fallen=fallen, reason=reason
            )
        else:
            made = actions.choose_slate(
                actor=request.user, campaign=campaign, entries=chosen, reason=reason
            )
        legal = _("符合要求") if made.composition["legal"] else _("还不符合要求")
        return _("已保存第 %(n)s 版名单，%(legal)s。") % {"n": made.version_no, "legal": legal}

    return press(request, run, reverse("campaigns:slate", args=[pk]))


@login_required
def deliberate(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting that settles the list."""
    campaign = managed(request, pk)
    form = MeetingForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        actions.record_deliberation(
            actor=request.user, campaign=campaign, meeting=form.meeting_data()
        )
        return _("会议已登记，可以公示。")

    done = reverse("campaigns:slate", args=[pk])
    crumbs = (*crumbs_of(campaign), (_("拟定名单"), done))
    return ask(request, form, _("登记会议"), run, done=done, crumbs=crumbs, lead=str(campaign))


def _ticked(request: HttpRequest, campaign: Campaign) -> list[Entry]:
    values = (request.POST or request.GET).getlist("entry")
    wanted = {int(value) for value in values if value.isdigit()}
    return [entry for entry in queries.ranked_entries(campaign) if entry.pk in wanted]


def _is_on(line: Any) -> bool:
    return line is not None and not line.is_reserve


def _labels(campaign: Campaign) -> dict[str, str]:
    return dict(campaign.composition_rules.values_list("flag", "label"))


def _actions(campaign: Campaign, current: Slate | None) -> tuple[PageAction, ...]:
    pk = campaign.pk
    propose = reverse("campaigns:slate-propose", args=[pk])
    if current is None:
        return (PageAction(_("按名次拟定"), propose, "list-ol", primary=True, post=True),)
    table = reverse("campaigns:summary", args=[pk, "xlsx"])
    summary = PageAction(_("汇总表"), table, "file-earmark-spreadsheet")
    if campaign.status in OVER:
        return (summary,)
    waiting = bool(not_posted(campaign, queries.chosen_of(current)))
    return (
        PageAction(_("重新按名次拟定"), propose, "list-ol", post=True),
        summary,
        PageAction(_("登记会议"), reverse("campaigns:deliberate", args=[pk]), "chat-square-text"),
        PageAction(
            _("公示"), reverse("campaigns:notices", args=[pk]), "broadcast", primary=waiting
        ),
    )
