"""Votes as everybody meets them: which are open, the ballot on a phone, thanks, the totals (contests §4)."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gonghui.engines.campaigns.actions.challenges import try_answer
from gonghui.engines.campaigns.actions.invitations import try_code
from gonghui.engines.campaigns.actions.voting import (
    ONCE,
    Proof,
    cast_ballot,
    purpose_of,
    voter_hash_of,
    whom_of,
)
from gonghui.engines.campaigns.models import Stage
from gonghui.engines.campaigns.queries import votes as queries
from gonghui.engines.campaigns.rules.challenges import new_challenge, opened, sealed
from gonghui.engines.campaigns.rules.drawing import draw_order
from gonghui.engines.campaigns.web import challenges
from gonghui.engines.campaigns.web.devices import Device, device_of, remember, source_of
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.ui.api import page_context

ANYBODY = "whoever reads of a vote may take part as its plan says; single ballots are never shown"


@dataclass
class Attempt:
    """What became of a form: the ballot is in, one was in before, or sentences say why not."""

    faults: list[str] = field(default_factory=list)
    is_in: bool = False
    was_in: bool = False
    answered: bool = False


def vote_list(request: HttpRequest) -> HttpResponse:
    """Votes under way, then those that ended lately."""
    now = timezone.now()
    rows = [(stage, queries.phase_of(stage, now), _address(stage)) for stage in _shown()]
    lead = _("评选中的网络投票；得票按各次投票的规定公布。")
    return render(
        request, "campaigns/voting/list.html", page_context(_("网络投票"), lead=lead, rows=rows)
    )


@never_cache
def ballot(request: HttpRequest, stage: int) -> HttpResponse:
    """Choose, answer, hand in; what was chosen stays when a ballot is refused."""
    found = vote_of(stage)
    if queries.ballot_rule(found).voters == "verified":
        return redirect("campaigns:vote", stage=stage)
    device, attempt = device_of(request, stage), Attempt()
    if request.method == "POST" and "other" not in request.POST:
        attempt = _hand_in(request, found, device)
        if attempt.is_in:
            return redirect("votes:thanks", stage=stage)
        if attempt.was_in:
            return redirect(f"{reverse('votes:thanks', args=[stage])}?again=1")
    elif request.method == "GET" and has_voted(found, request, device):
        return redirect("votes:thanks", stage=stage)
    context = ballot_context(request, found, device) | {"faults": attempt.faults}
    if context["phase"] == "open" and context["rule"].voters == "public":
        context |= _question(request, purpose_of(stage, device.key), attempt)
    answer = render(request, "campaigns/voting/public.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return remember(answer, request, stage, device)


@never_cache
def thanks(request: HttpRequest, stage: int) -> HttpResponse:
    """The ballot is in; when totals can be seen."""
    found = vote_of(stage)
    device = device_of(request, stage)
    if not has_voted(found, request, device) and "again" not in request.GET:
        return redirect("votes:detail", stage=stage)
    context = ballot_context(request, found, device)
    context |= {"title": _("选票已记入"), "again": "again" in request.GET}
    return render(request, "campaigns/voting/thanks.html", context)


def vote_of(pk: int) -> Stage:
    """A vote of a campaign that was opened in earnest."""
    with scoping.everything(ANYBODY):
        found = queries.votes().filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这次投票，或主办工会尚未公开。"))
    return found


def ballot_context(request: HttpRequest, stage: Stage, device: Device) -> dict[str, Any]:
    """What the page of a vote shows, to members and to the public."""
    entries = {str(entry.pk): entry for entry in queries.candidates_of(stage)}
    now, until = timezone.now(), queries.shown_until(stage)
    return page_context(
        str(stage.campaign),
        lead=stage.label,
        crumbs=((_("网络投票"), reverse("votes:list")),),
        stage=stage,
        rule=queries.ballot_rule(stage),
        phase=queries.phase_of(stage, now),
        # Another order for every viewer, and always the same for one: nobody profits from standing on top.
        entries=[entries[key] for key in draw_order(f"{stage.pk}:{device.key}", entries)],
        chosen=[each for each in request.POST.getlist("choice") if each in entries],
        code=request.POST.get("code", "")[:40],
        totals=queries.published_tallies(stage, until, entries) if until else [],
        counts=queries.ballot_counts(stage) if stage.status == "done" else {},
        until=until,
    )


def has_voted(stage: Stage, request: HttpRequest, device: Device) -> bool:
    """Whether the ballot of this visitor is in; an invitation is known only once it is typed."""
    rule = queries.ballot_rule(stage)
    whom = whom_of(rule, request.user, source_of(request, device), None)
    day = queries.ballot_day(stage)
    return bool(whom) and queries.has_voted(stage, voter_hash_of(stage, whom), day)


def _hand_in(request: HttpRequest, stage: Stage, device: Device) -> Attempt:
    """Cast the ballot, or say why not; a question that was answered rightly stays when something else is wrong."""
    source = source_of(request, device)
    proof = Proof(*(request.POST.get(name, "")[:400] for name in ("question", "answer", "code")))
    voters, is_open = (
        queries.ballot_rule(stage).voters,
        queries.phase_of(stage, timezone.now()) == "open",
    )
    asks = voters == "public" and device.is_known
    if asks and is_open:
        if has_voted(stage, request, device):
            return Attempt(was_in=True)
        if fault := try_answer(proof.token, proof.answer, purpose_of(stage.pk, device.key)):
            return Attempt([fault])
    if voters == "invited" and is_open and (fault := try_code(stage, proof.code, source)):
        return Attempt([fault])
    try:
        with scoping.everything(ANYBODY):
            cast_ballot(
                actor=SYSTEM, stage=stage, choices=chosen_in(request), source=source, proof=proof
            )
    except ValidationError as refusal:
        was_in = getattr(refusal, "code", "") == ONCE
        return Attempt(refusal.messages, was_in=was_in, answered=asks)
    return Attempt(is_in=True)


def chosen_in(request: HttpRequest) -> list[int]:
    """The primary keys that a form names."""
    return [
        int(each) for each in request.POST.getlist("choice") if each.isdecimal() and len(each) < 19
    ]


def _question(request: HttpRequest, purpose: str, attempt: Attempt) -> dict[str, Any]:
    """The question of the page: the one that was answered rightly, else a fresh one of the wanted kind."""
    token, wanted = request.POST.get("question", ""), request.POST.get("other", "")
    shown = opened(token)
    if attempt.answered and shown is not None:
        typed = request.POST.get("answer", "")[:20]
        return {"question": token, "challenge": shown, "answer": typed}
    kind = wanted or (shown.kind if shown is not None else "")
    fresh = new_challenge("words" if kind == "words" else "digits", purpose, timezone.now())
    return {"question": sealed(fresh), "challenge": fresh}


def _shown() -> list[Stage]:
    with scoping.everything(ANYBODY):
        return list(queries.votes_to_show())


def _address(stage: Stage) -> str:
    member = queries.ballot_rule(stage).voters == "verified"
    return reverse("campaigns:vote" if member else "votes:detail", args=[stage.pk])


app_name = "votes"
urlpatterns = [
    path("", vote_list, name="list"),
    path("<int:stage>/", ballot, name="detail"),
    path("<int:stage>/thanks/", thanks, name="thanks"),
    path("question/<str:token>.png", challenges.picture, name="picture"),
]
