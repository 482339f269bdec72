"""Voting: the ballot on a phone, the totals when they may be seen, the desk of suspicious ballots."""

import secrets
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.engines.campaigns.actions.voting import (
    Source,
    cast_ballot,
    mark_suspicious,
    review_ballot,
)
from gonghui.engines.campaigns.enums import BallotVerdict, StageKind, StageStatus
from gonghui.engines.campaigns.models import Ballot, Stage
from gonghui.engines.campaigns.queries.votes import (
    ballot_rule,
    candidates_of,
    marked_ballots,
    shown_until,
    tallies,
)
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import page_context, press

MANAGE = "campaigns.campaign:manage"
DEVICE_COOKIE = "voting_device"
A_YEAR = 365 * 24 * 3600


@login_required
def ballot(request: HttpRequest, stage: int) -> HttpResponse:
    """Choose and hand in; what was chosen stays when a ballot is refused."""
    found = _vote(stage)
    chosen = [int(each) for each in request.POST.getlist("choice") if each.isdecimal()]
    device = request.COOKIES.get(DEVICE_COOKIE) or secrets.token_hex(16)
    if request.method == "POST":
        try:
            cast_ballot(
                actor=request.user, stage=found, choices=chosen, source=_source(request, device)
            )
        except ValidationError as refusal:
            for line in refusal.messages:
                messages.error(request, line)
        else:
            messages.success(request, _("投票成功，谢谢您的参与。"))
            return redirect("campaigns:vote", stage=stage)
    until = shown_until(found)
    entries = candidates_of(found)
    context = page_context(
        found.label,
        lead=str(found.campaign),
        stage=found,
        rule=ballot_rule(found),
        # A fresh order for every viewer, so that nobody profits from standing on top.
        entries=secrets.SystemRandom().sample(entries, len(entries)),
        chosen=chosen,
        running=found.status == StageStatus.RUNNING,
        totals=tallies(found, until) if until else [],
        until=until,
    )
    answer = render(request, "campaigns/voting/ballot.html", context)
    answer.set_cookie(
        DEVICE_COOKIE,
        device,
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


@login_required
def desk(request: HttpRequest, stage: int) -> HttpResponse:
    """Both totals and the marked ballots, for the organiser."""
    found = _organised(request, stage)
    context = page_context(
        found.label,
        lead=str(found.campaign),
        crumbs=((_("评审"), reverse("campaigns:judging", args=[found.campaign_id])),),
        stage=found,
        totals=tallies(found),
        page=Paginator(marked_ballots(found), 50).get_page(request.GET.get("page")),
    )
    return render(request, "campaigns/voting/desk.html", context)


@login_required
@require_POST
def look(request: HttpRequest, stage: int) -> HttpResponse:
    """Look for suspicious ballots."""
    found = _organised(request, stage)

    def run() -> str:
        fresh = mark_suspicious(actor=request.user, stage=found)
        return _("检查完毕，新标记 %(n)s 张选票待复核。") % {"n": fresh}

    return press(request, run, reverse("campaigns:vote-desk", args=[stage]))


@login_required
@require_POST
def judge(request: HttpRequest, ballot: int) -> HttpResponse:
    """Say whether a marked ballot counts."""
    found = get_object_or_404(Ballot.objects.select_related("stage__campaign"), pk=ballot)
    _organised(request, found.stage_id)
    counts = request.POST.get("verdict") == BallotVerdict.COUNTED

    def run() -> str:
        verdict = BallotVerdict.COUNTED if counts else BallotVerdict.INVALID
        reason = request.POST.get("reason", "")
        review_ballot(actor=request.user, ballot=found, verdict=verdict, reason=reason)
        return _("复核意见已记录；两人意见一致后生效。")

    return press(request, run, reverse("campaigns:vote-desk", args=[found.stage_id]))


def _vote(pk: int) -> Stage:
    rows = Stage.objects.select_related("campaign__union")
    found = get_object_or_404(rows, pk=pk, kind=StageKind.PUBLIC_VOTE)
    if found.status == StageStatus.WAITING:
        raise Http404(_("投票还没有开始。"))
    return found


def _organised(request: HttpRequest, pk: int) -> Stage:
    rows = Stage.objects.select_related("campaign__union")
    found = get_object_or_404(rows, pk=pk, kind=StageKind.PUBLIC_VOTE)
    require(request.user, MANAGE, found.campaign.union)
    return found


def _source(request: HttpRequest, device: str) -> Source:
    return Source(
        device=device,
        address=request.META.get("REMOTE_ADDR", ""),
        referrer=urlsplit(request.META.get("HTTP_REFERER", "")).netloc,
    )
