"""Appeals: the desk of the organiser, and the form of the union whose entrant it is."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions import appeals as actions
from gonghui.engines.campaigns.forms.appeals import AppealForm, VerdictForm
from gonghui.engines.campaigns.models import Appeal, Campaign
from gonghui.engines.campaigns.queries import appeals as queries
from gonghui.engines.campaigns.queries.entries import find_entry
from gonghui.engines.campaigns.rules.walks import NOMINATE, OBJECTIONS
from gonghui.engines.campaigns.web.slates import crumbs_of
from gonghui.engines.campaigns.web.tabs import tabs_of
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import ask, page_context


@login_required
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Every group with the time in which it may be appealed against, and every appeal."""
    campaign = get_object_or_404(Campaign.objects.select_related("union"), pk=pk)
    require(request.user, OBJECTIONS, campaign.union)
    stage = queries.appeal_stage(campaign)
    context = page_context(
        _("申诉"),
        lead=str(campaign),
        crumbs=crumbs_of(campaign),
        tabs=tabs_of(campaign, "appeals"),
        campaign=campaign,
        stage=stage,
        windows=queries.windows_of(stage) if stage else [],
        appeals=queries.appeals_of(campaign),
        today=dates.today(),
    )
    return render(request, "campaigns/appeals.html", context)


@login_required
def appeal_file(request: HttpRequest, entry: int) -> HttpResponse:
    """The form of the team leader, filled in at the union of the entrant."""
    found = find_entry(entry)
    if found is None:
        raise Http404
    require(request.user, NOMINATE, found.union)
    form = AppealForm(request.POST or None, request.FILES or None)
    window = queries.window_for(found)
    lead = f"{found.name} · {found.campaign}"
    if window:
        until = timezone.localtime(window.until).strftime("%m月%d日 %H:%M")
        lead = _("%(lead)s · %(until)s截止") % {"lead": lead, "until": until}

    def run(_values: dict[str, Any]) -> str:
        actions.file_appeal(actor=request.user, entry=found, **form.cleaned_data)
        return _("申诉已提交，由仲裁委员会裁决。")

    done = reverse("casework:case-detail", args=[found.case_id])
    more = {"lead": lead, "submit": _("提交申诉"), "crumbs": ((found.name, done),)}
    return ask(request, form, _("提出申诉"), run, done=done, **more)


@login_required
def appeal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What the committee decided."""
    rows = Appeal.objects.select_related("stage__campaign__union", "entry", "sheet", "paper")
    appeal = get_object_or_404(rows, pk=pk)
    campaign = appeal.stage.campaign
    require(request.user, OBJECTIONS, campaign.union)
    form = VerdictForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        values = form.cleaned_data | {"upheld": form.cleaned_data["upheld"] == "1"}
        done = actions.decide_appeal(actor=request.user, appeal=appeal, **values)
        if done.recount:
            return _("申诉成立，请在“评审”中重新开放评分或更正成绩，再封存并公布。")
        return _("裁决已登记，为最终结果。")

    desk_url = reverse("campaigns:appeals", args=[campaign.pk])
    return ask(
        request,
        form,
        _("裁决申诉"),
        run,
        done=desk_url,
        lead=str(campaign),
        crumbs=(*crumbs_of(campaign), (_("申诉"), desk_url)),
        template="campaigns/appeal.html",
        appeal=appeal,
        submit=_("登记裁决"),
        consequence=_("裁决为最终结果，登记后不能更改。"),
    )
