"""Campaigns as a cadre sees them: the list, a new one from a template, the page of one, open calls."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.engines.campaigns.actions.planning import plan_campaign
from gonghui.engines.campaigns.enums import CampaignStatus
from gonghui.engines.campaigns.forms.answers import AnswerForm
from gonghui.engines.campaigns.forms.planning import StartForm
from gonghui.engines.campaigns.models import Campaign
from gonghui.engines.campaigns.queries.boards import board_of, is_over, rehearsed_entries
from gonghui.engines.campaigns.queries.burden import burden_lines, burden_of, measured_burden
from gonghui.engines.campaigns.queries.calls import day_left, deadline_of, published_campaigns
from gonghui.engines.campaigns.queries.composing import stage_cards
from gonghui.engines.campaigns.queries.pages import may_enter
from gonghui.engines.campaigns.queries.plans import (
    MANAGE,
    find_start,
    frozen_plan,
    recorded_editions,
    starting_points,
)
from gonghui.engines.campaigns.queries.quotas import places_given
from gonghui.engines.campaigns.rules.archives import is_recorded
from gonghui.engines.campaigns.rules.walks import NOMINATE
from gonghui.engines.campaigns.tables import CallTable, CampaignTable
from gonghui.engines.campaigns.web.tabs import tabs_of
from gonghui.kernel.access.api import unions_where
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, acting_post, ask, page_context

PAST = "campaigns.past"
SHOWN = 50


class CampaignList(ListView):
    """Campaigns of the unions where the reader organises."""

    table = CampaignTable
    permission = MANAGE
    lead = "从通知到证书：选模板、排环节、定表单、分名额，发布后各级工会在线推荐。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """A new one; those of before."""
        return (
            PageAction(_("补录往届评选"), reverse("campaigns:past"), "archive"),
            PageAction(_("新建评选"), reverse("campaigns:start"), "plus-lg", primary=True),
        )


class CallList(ListView):
    """Calls that take nominations now."""

    table = CallTable
    permission = "campaigns.entry:nominate"
    lead = "正在接受推荐申报的评选。"


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Choose what to begin with."""
    require(request.user, MANAGE)
    points = starting_points(request.user)
    context = page_context(
        _("新建评选"),
        lead=_("选一个模板开始。环节、表单、名额和规则之后都可以改。"),
        crumbs=_crumbs(),
        groups=[
            (_("模板"), [each for each in points if each.source.startswith("programme:")]),
            (_("自存模板"), [each for each in points if each.source.startswith("saved:")]),
            (_("往届评选"), [each for each in points if each.source.startswith("campaign:")]),
        ],
    )
    return render(request, "campaigns/start.html", context)


@login_required
@require_safe
def past(request: HttpRequest) -> HttpResponse:
    """How the results of past editions come in: what to do, which templates take them, what is there."""
    require(request.user, MANAGE)
    points = starting_points(request.user)
    context = page_context(
        _("补录往届评选"),
        lead=_(
            "档案里的获奖名单整理成一张表导入，一届一次补齐；先看差异，确认后写入，可以整批撤销。"
        ),
        crumbs=_crumbs(),
        actions=(
            PageAction(_("下载模板"), reverse("exchange:template", args=[PAST]), "download"),
            PageAction(
                _("上传获奖名单"), reverse("exchange:upload", args=[PAST]), "upload", primary=True
            ),
        ),
        points=[each for each in points if not each.source.startswith("campaign:")],
        editions=recorded_editions(request.user)[:SHOWN],
    )
    return render(request, "campaigns/past.html", context)


@login_required
def plan(request: HttpRequest, source: str) -> HttpResponse:
    """Make the draft."""
    require(request.user, MANAGE)
    point = find_start(request.user, source)
    if point is None:
        raise Http404(_("没有这个模板。"))
    form = StartForm(
        request.POST or None,
        unions=unions_where(request.user, MANAGE),
        title=point.plan.title,
    )
    made: list[Campaign] = []

    def run(_values: dict[str, Any]) -> str:
        values = dict(form.cleaned_data)
        key = source.removeprefix("programme:") if source.startswith("programme:") else ""
        made.append(plan_campaign(actor=request.user, plan=point.plan, programme_key=key, **values))
        return _("草稿已建立，请检查各环节后发布。")

    answer = ask(
        request,
        form,
        point.name,
        run,
        done=reverse("campaigns:start"),
        lead=point.summary,
        crumbs=(*_crumbs(), (_("新建评选"), reverse("campaigns:start"))),
        submit=_("建立草稿"),
        template="campaigns/plan.html",
        point=point,
    )
    return redirect("campaigns:compose", made[0].pk) if made else answer


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The organiser's page of a campaign; a draft is composed."""
    campaign = get_object_or_404(Campaign.objects.select_related("union", "series"), pk=pk)
    require(request.user, MANAGE, campaign.union)
    if campaign.status == CampaignStatus.PLANNED:
        return redirect("campaigns:compose", pk)
    present = frozen_plan(campaign)
    context = page_context(
        str(campaign),
        lead=campaign.union.name,
        crumbs=_crumbs(),
        actions=_actions(campaign),
        campaign=campaign,
        tabs=tabs_of(campaign, "detail"),
        cards=stage_cards(campaign),
        digest=campaign.plan.get("digest", ""),
        board=board_of(campaign),
        over=is_over(campaign),
        rehearsed=rehearsed_entries(campaign) if campaign.is_rehearsal else [],
        burden=() if is_recorded(present) else burden_lines(burden_of(campaign, present)),
        measured=measured_burden(campaign, present).sentence,
    )
    return render(request, "campaigns/detail.html", context)


@login_required
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """The call as those read it whom it invites."""
    campaign = get_object_or_404(published_campaigns(), pk=pk)
    context = call_context(campaign)
    post = acting_post(request)
    context["places"] = places_given(campaign, post.union) if post else []
    if decide(request.user, NOMINATE):
        context["crumbs"] = ((_("正在申报"), reverse("campaigns:calls")),)
    if may_enter(request.user, campaign):
        way = reverse("campaigns:enter", args=[pk])
        context["actions"] = (PageAction(_("推荐申报"), way, "pencil-square", primary=True),)
    if decide(request.user, MANAGE, campaign.union):
        back = PageAction(_("组织工作"), reverse("campaigns:detail", args=[pk]), "sliders")
        context["actions"] = (*context.get("actions", ()), back)
    return render(request, "campaigns/call.html", context)


def call_context(campaign: Campaign) -> dict[str, Any]:
    """What the page of a call shows, published or as a preview."""
    present = frozen_plan(campaign)
    deadline = campaign.closes_at or deadline_of(campaign)
    return page_context(
        str(campaign),
        lead=_("主办：%(union)s") % {"union": campaign.union},
        campaign=campaign,
        plan=present,
        cards=stage_cards(campaign),
        deadline=deadline,
        due=day_left(deadline),
        form=AnswerForm(questions=present.fields),
    )


def _crumbs() -> tuple[tuple[str, str], ...]:
    return ((_("组织评选"), reverse("campaigns:list")),)


def _actions(campaign: Campaign) -> tuple[PageAction, ...]:
    page = PageAction(_("查看通知"), reverse("campaigns:call", args=[campaign.pk]), "megaphone")
    save = PageAction(_("存为模板"), reverse("campaigns:save", args=[campaign.pk]), "bookmark-plus")
    page = (_entries(campaign), page)
    if campaign.status == CampaignStatus.SUSPENDED:
        resume = reverse("campaigns:resume", args=[campaign.pk])
        return (*page, save, PageAction(_("恢复"), resume, "play-circle", primary=True, post=True))
    if campaign.status == CampaignStatus.ARCHIVED:
        return *page, save
    suspend = PageAction(
        _("暂停"), reverse("campaigns:suspend", args=[campaign.pk]), "pause-circle"
    )
    return *page, save, suspend


def _entries(campaign: Campaign) -> PageAction:
    """To the list of what was nominated for this campaign."""
    address = f"{reverse('campaigns:entries')}?campaign={campaign.pk}"
    return PageAction(_("申报名单"), address, "person-badge")
