"""The notice desk: post a list, watch its clock, take in and decide objections, close with the proof."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.notices import close_notice, post_notice
from gonghui.engines.campaigns.actions.objections import decide_objection, receive_objection
from gonghui.engines.campaigns.enums import OVER, ObjectionOutcome, StageKind
from gonghui.engines.campaigns.forms.deciding import (
    ComplaintForm,
    FindingForm,
    PostingForm,
    StatementForm,
)
from gonghui.engines.campaigns.models import Campaign, Objection, PublicNotice
from gonghui.engines.campaigns.queries import notices as queries
from gonghui.engines.campaigns.queries.decisions import obstacles_to_decision
from gonghui.engines.campaigns.queries.slates import (
    chosen_of,
    current_slate,
    stage_settings,
)
from gonghui.engines.campaigns.rules.publicity import notice_end
from gonghui.engines.campaigns.web.slates import crumbs_of, managed
from gonghui.engines.campaigns.web.tabs import tabs_of
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import PageAction, ask, page_context

HANDLE = "campaigns.objection:handle"
MOST_DAYS = 60


@login_required
def notices(request: HttpRequest, pk: int) -> HttpResponse:
    """Notices and objections of a campaign."""
    campaign = managed(request, pk)
    slate = current_slate(campaign)
    waiting = queries.not_posted(campaign, chosen_of(slate)) if slate else []
    decided = campaign.status in OVER
    obstacles = [] if decided else obstacles_to_decision(campaign, slate)
    context = page_context(
        _("公示和异议"),
        lead=str(campaign),
        crumbs=crumbs_of(campaign),
        actions=_actions(campaign, bool(waiting), free=not obstacles and not decided),
        tabs=tabs_of(campaign, "notices"),
        campaign=campaign,
        waiting=waiting,
        notices=[(row, queries.takes_objections(row)) for row in queries.notices_of(campaign)],
        objections=queries.objections_of(campaign),
        obstacles=obstacles,
        decided=decided,
        today=dates.today(),
    )
    return render(request, "campaigns/notices.html", context)


@login_required
def notice_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Post the names that were not posted yet."""
    campaign = managed(request, pk)
    settings = stage_settings(campaign, StageKind.PUBLIC_NOTICE)
    form = PostingForm(
        request.POST or None,
        initial={
            "title": _("%(campaign)s拟表彰对象公示") % {"campaign": campaign},
            "days": settings["days"],
            "count_start_day": settings["count_start_day"],
            "scope": settings["scope"],
            "contacts": "\n".join(settings["contacts"]),
        },
    )

    def run(_values: dict[str, Any]) -> str:
        made = post_notice(actor=request.user, campaign=campaign, posting=form.posting())
        return _("已公示，至 %(day)s 止。") % {"day": made.ends_on}

    done = reverse("campaigns:notices", args=[pk])
    slate = current_slate(campaign)
    return ask(
        request,
        form,
        _("发布公示"),
        run,
        done=done,
        lead=str(campaign),
        crumbs=(*crumbs_of(campaign), (_("公示和异议"), done)),
        template="campaigns/notice_post.html",
        campaign=campaign,
        waiting=queries.not_posted(campaign, chosen_of(slate)) if slate else [],
        clock=notice_end(
            dates.today(), settings["days"], count_start_day=settings["count_start_day"]
        ),
    )


@login_required
def notice_clock(request: HttpRequest, pk: int) -> HttpResponse:
    """When a notice of these dates would end, counted both ways."""
    managed(request, pk)
    start = parse_date(request.GET.get("starts_on", "")) or dates.today()
    days = request.GET.get("days", "")
    number = min(int(days), MOST_DAYS) if days.isdigit() and int(days) else 5
    counted = "count_start_day" in request.GET
    context = {"clock": notice_end(start, number, count_start_day=counted)}
    return render(request, "campaigns/notice_clock.html", context)


@login_required
def notice_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof that is kept: what stood there, from when to when, what came of it, and its digest."""
    notice = _notice(request, pk)
    campaign = notice.campaign
    desk = reverse("campaigns:notices", args=[campaign.pk])
    posted = notice.proof.get("posted", {})
    papers = [
        PageAction(form.upper(), reverse("campaigns:statement", args=[pk, form]), "file-earmark")
        for form in ("docx", "pdf")
    ]
    context = page_context(
        _("公示存证"),
        lead=notice.title,
        crumbs=(*crumbs_of(campaign), (_("公示和异议"), desk)),
        actions=tuple(papers),
        notice=notice,
        posted=posted,
        positions=any(row[3] for row in posted.get("lines", ())),
        sound=queries.digest_of_proof(notice.proof) == notice.proof_digest,
    )
    return render(request, "campaigns/proof.html", context)


@login_required
def notice_close(request: HttpRequest, pk: int) -> HttpResponse:
    """公示期满."""
    notice = _notice(request, pk)
    form = StatementForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        close_notice(actor=request.user, notice=notice, **form.cleaned_data)
        return _("公示已办理期满，存证已封存。")

    return _ask(request, notice.campaign, form, _("公示期满"), run)


@login_required
def objection_add(request: HttpRequest, pk: int) -> HttpResponse:
    """An objection that came by letter, telephone or in person."""
    notice = _notice(request, pk, HANDLE)
    form = ComplaintForm(request.POST or None, lines=notice.lines.all())

    def run(_values: dict[str, Any]) -> str:
        line = form.cleaned_data["line"]
        receive_objection(actor=request.user, notice=notice, line=line, complaint=form.complaint())
        return _("已登记异议，表彰决定暂缓，公示照常进行。")

    return _ask(request, notice.campaign, form, _("登记异议"), run)


@login_required
def objection_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What the inquiry found."""
    rows = Objection.objects.select_related("notice__campaign__union", "notice__union", "entry")
    objection = get_object_or_404(rows, pk=pk)
    require(request.user, HANDLE, objection.notice.union)
    form = FindingForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        values = form.cleaned_data | {"upheld": form.cleaned_data["upheld"] == "1"}
        done = decide_objection(actor=request.user, objection=objection, **values)
        if done.outcome == ObjectionOutcome.UPHELD:
            return _("异议成立，已取消资格并依次递补，请公示递补人选。")
        return _("异议不成立，已恢复原状态。")

    return _ask(
        request,
        objection.notice.campaign,
        form,
        _("核查异议"),
        run,
        template="campaigns/objection.html",
        objection=objection,
    )


def _notice(
    request: HttpRequest, pk: int, permission: str = "campaigns.campaign:manage"
) -> PublicNotice:
    rows = PublicNotice.objects.select_related("campaign__union", "union")
    notice = get_object_or_404(rows, pk=pk)
    require(request.user, permission, notice.union)
    return notice


def _ask(request, campaign: Campaign, form, title: str, run, **context) -> HttpResponse:
    done = reverse("campaigns:notices", args=[campaign.pk])
    crumbs = (*crumbs_of(campaign), (_("公示和异议"), done))
    lead = str(campaign)
    return ask(request, form, title, run, done=done, lead=lead, crumbs=crumbs, **context)


def _actions(campaign: Campaign, waiting: bool, *, free: bool) -> tuple[PageAction, ...]:
    slate = reverse("campaigns:slate", args=[campaign.pk])
    decision = reverse("campaigns:decision", args=[campaign.pk])
    found = [PageAction(_("名单"), slate, "card-checklist")]
    if waiting:
        post = reverse("campaigns:notice-post", args=[campaign.pk])
        found.append(PageAction(_("发布公示"), post, "broadcast", primary=True))
    found.append(PageAction(_("表彰决定"), decision, "award", primary=free and not waiting))
    return tuple(found)
