"""Voting as a member, and the organiser's desk: totals, marked ballots, posts, invitations."""

import csv
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.engines.campaigns.actions.vote_reviews import (
    give_out_codes,
    note_post,
    review_ballots,
    start_look,
)
from gonghui.engines.campaigns.actions.voting import cast_ballot
from gonghui.engines.campaigns.enums import BallotVerdict, StageKind
from gonghui.engines.campaigns.forms.votes import PostForm
from gonghui.engines.campaigns.models import Stage
from gonghui.engines.campaigns.queries import votes as queries
from gonghui.engines.campaigns.web.ballots import (
    ballot_context,
    chosen_in,
    has_voted,
    vote_of,
)
from gonghui.engines.campaigns.web.devices import device_of, remember, source_of
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import ask, page_context, press

MANAGE = "campaigns.campaign:manage"
PAGE_SIZE = 50


@login_required
def ballot(request: HttpRequest, stage: int) -> HttpResponse:
    """Choose and hand in as a member; what was chosen stays when a ballot is refused."""
    found, faults = vote_of(stage), []
    if queries.ballot_rule(found).voters != "verified":
        return redirect("votes:detail", stage=stage)
    device = device_of(request, stage)
    if request.method == "POST":
        try:
            cast_ballot(
                actor=request.user,
                stage=found,
                choices=chosen_in(request),
                source=source_of(request, device),
            )
        except ValidationError as refusal:
            faults = refusal.messages
        else:
            messages.success(request, _("投票成功，谢谢您的参与。"))
            return redirect("campaigns:vote", stage=stage)
    context = ballot_context(request, found, device)
    context |= {"faults": faults, "voted": has_voted(found, request, device)}
    answer = render(request, "campaigns/voting/member.html", context)
    return remember(answer, request, stage, device)


@login_required
def desk(request: HttpRequest, stage: int) -> HttpResponse:
    """Both totals and the marked ballots, for the organiser."""
    found = _organised(request, stage)
    context = page_context(
        found.label,
        lead=str(found.campaign),
        crumbs=((_("评审"), reverse("campaigns:judging", args=[found.campaign_id])),),
        stage=found,
        rule=queries.ballot_rule(found),
        phase=queries.phase_of(found, timezone.now()),
        counts=queries.ballot_counts(found),
        totals=queries.tallies(found),
        posts=found.posts.all(),
        wrong_codes=queries.count_wrong_codes(found),
        page=Paginator(queries.marked_ballots(found), PAGE_SIZE).get_page(request.GET.get("page")),
    )
    return render(request, "campaigns/voting/desk.html", context)


@login_required
@require_POST
def look(request: HttpRequest, stage: int) -> HttpResponse:
    """Have somebody look for suspicious and changed ballots in the background; the page shows how far it is."""
    job = start_look(actor=request.user, stage=_organised(request, stage))
    return redirect("jobs:job-detail", pk=job.pk)


@login_required
@require_POST
def judge(request: HttpRequest, stage: int) -> HttpResponse:
    """Say whether the ticked ballots count."""
    found = _organised(request, stage)
    counts = request.POST.get("verdict") == BallotVerdict.COUNTED

    def run() -> str:
        decided = review_ballots(
            actor=request.user,
            stage=found,
            ballots=[int(each) for each in request.POST.getlist("ballot") if each.isdecimal()],
            verdict=BallotVerdict.COUNTED if counts else BallotVerdict.INVALID,
            reason=request.POST.get("reason", ""),
        )
        return _("复核意见已记录，其中 %(n)s 张已有两人一致意见。") % {"n": decided}

    return press(request, run, _desk_url(found))


@login_required
def post_add(request: HttpRequest, stage: int) -> HttpResponse:
    """Note a post that spread the word."""
    found = _organised(request, stage)
    form = PostForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        note_post(actor=request.user, stage=found, **values)
        return _("已登记，下次检查可疑选票时会核对发布之后一小时内的名次变化。")

    return ask(request, form, _("登记投票宣传"), run, done=_desk_url(found), lead=found.label)


@login_required
@require_POST
def codes(request: HttpRequest, stage: int) -> HttpResponse:
    """The invitations as a table, with the address where they are used."""
    found = _organised(request, stage)
    try:
        given = give_out_codes(actor=request.user, stage=found)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect(_desk_url(found))
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="invitations-{found.pk}.csv"'
    answer.write("\ufeff")
    table = csv.writer(answer)
    table.writerow([_("序号"), _("邀请码"), _("投票地址")])
    address = request.build_absolute_uri(reverse("votes:detail", args=[found.pk]))
    table.writerows([number, code, address] for number, code in enumerate(given, 1))
    return answer


def _organised(request: HttpRequest, pk: int) -> Stage:
    rows = Stage.objects.select_related("campaign__union")
    found = get_object_or_404(rows, pk=pk, kind=StageKind.PUBLIC_VOTE)
    require(request.user, MANAGE, found.campaign.union)
    return found


def _desk_url(stage: Stage) -> str:
    return reverse("campaigns:vote-desk", args=[stage.pk])
