"""Opening a campaign and leading it on: what is missing, stages, times, suspension, the files."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.engines.campaigns.actions import opening
from gonghui.engines.campaigns.enums import StageStatus
from gonghui.engines.campaigns.forms.planning import ReasonForm, TimesForm
from gonghui.engines.campaigns.models import Stage
from gonghui.engines.campaigns.queries.burden import burden_lines, burden_of
from gonghui.engines.campaigns.queries.composing import stage_cards
from gonghui.engines.campaigns.queries.gaps import Gaps, gaps_of
from gonghui.engines.campaigns.queries.opening import cycle_note, invited_unions, opening_problems
from gonghui.engines.campaigns.queries.plans import plan_of
from gonghui.engines.campaigns.web.composing import draft_of, managed_of
from gonghui.engines.campaigns.web.slates import crumbs_of
from gonghui.kernel.ui.api import ask, page_context, press

SHOWN_UNIONS = 12


@login_required
def open_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing, whom it invites, what opening means; then open."""
    campaign = draft_of(request, pk)
    compose = reverse("campaigns:compose", args=[pk])
    if request.method == "POST":

        def run() -> str:
            opening.open_campaign(actor=request.user, campaign=campaign)
            return _("已发布，通知正在发送。")

        answer = press(request, run, reverse("campaigns:detail", args=[pk]))
        campaign.refresh_from_db()
        return answer if campaign.plan else redirect("campaigns:open", pk)
    plan = plan_of(campaign)
    invited = invited_unions(campaign)
    context = page_context(
        _("发布前检查"),
        lead=str(campaign),
        crumbs=((_("组织评选"), reverse("campaigns:list")), (str(campaign), compose)),
        campaign=campaign,
        plan=plan,
        problems=opening_problems(campaign, plan),
        note=cycle_note(campaign),
        cards=stage_cards(campaign),
        invited=list(invited[:SHOWN_UNIONS]),
        invited_count=invited.count(),
        burden=burden_lines(burden_of(campaign, plan)),
    )
    return render(request, "campaigns/open.html", context)


@require_POST
@login_required
def stage_open(request: HttpRequest, pk: int, stage: int) -> HttpResponse:
    """Let a stage begin."""
    found = _stage(request, pk, stage)

    def run() -> str:
        opening.open_stage(actor=request.user, stage=found)
        return _("“%(stage)s”已开始。") % {"stage": found}

    return press(request, run, _page(pk))


@login_required
def stage_close(request: HttpRequest, pk: int, stage: int) -> HttpResponse:
    """End a stage; where judges' sheets are missing, first say whose, and ask why it should end."""
    found = _stage(request, pk, stage)
    gaps = gaps_of(found) if found.status == StageStatus.RUNNING else Gaps()

    def run(values: dict[str, Any]) -> str:
        opening.close_stage(actor=request.user, stage=found, **values)
        return _("“%(stage)s”已结束。") % {"stage": found}

    if not gaps:
        posted = request.method == "POST"
        return press(request, lambda: run({}), _page(pk)) if posted else redirect(_page(pk))
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    form.fields["reason"].label = _("评分不齐仍然结束的原因")
    title = _("结束“%(stage)s”") % {"stage": found}
    more: dict[str, Any] = {
        "template": "campaigns/close.html",
        "crumbs": crumbs_of(found.campaign),
        "lead": _("评分还没有交齐，请核对后再决定是否结束。"),
        "gaps": gaps,
        "desk": reverse("campaigns:judging", args=[pk]),
        "danger": True,
        "submit": _("仍然结束"),
    }
    return ask(request, form, title, run, done=_page(pk), **more)


@login_required
def stage_times(request: HttpRequest, pk: int, stage: int) -> HttpResponse:
    """Other times for a stage, with a reason."""
    found = _stage(request, pk, stage)
    form = TimesForm(request.POST or None, stage=found)

    def run(_values: dict[str, Any]) -> str:
        values = {"reason": "", **form.cleaned_data}
        opening.reschedule_stage(actor=request.user, stage=found, **values)
        return _("时间已调整。")

    title = _("调整时间：%(stage)s") % {"stage": found}
    return ask(request, form, title, run, done=_page(pk), crumbs=crumbs_of(found.campaign))


@login_required
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop for now, with a reason."""
    campaign = managed_of(request, pk)
    form = ReasonForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        opening.suspend_campaign(actor=request.user, campaign=campaign, **form.cleaned_data)
        return _("已暂停。")

    more: dict[str, Any] = {
        "crumbs": crumbs_of(campaign),
        "consequence": _("暂停期间各单位不能推荐申报，各环节不能推进；恢复后从原处继续。"),
        "danger": True,
        "submit": _("暂停"),
    }
    return ask(request, form, _("暂停评选"), run, done=_page(pk), **more)


@require_POST
@login_required
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on."""
    campaign = managed_of(request, pk)

    def run() -> str:
        opening.resume_campaign(actor=request.user, campaign=campaign)
        return _("已恢复。")

    return press(request, run, _page(pk))


@require_POST
@login_required
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay it to the files."""
    campaign = managed_of(request, pk)

    def run() -> str:
        opening.archive_campaign(actor=request.user, campaign=campaign)
        return _("已归档。")

    return press(request, run, _page(pk))


def _stage(request: HttpRequest, pk: int, stage: int) -> Stage:
    campaign = managed_of(request, pk)
    return get_object_or_404(Stage.objects.select_related("campaign"), campaign=campaign, pk=stage)


def _page(pk: int) -> str:
    return reverse("campaigns:detail", args=[pk])
