"""Places and ratings on the phone: what is near, report a problem, rate one's own union."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.lib.scoping import everything
from gonghui.kernel.ui.api import ask, page_context
from gonghui.rooms.homes.actions import problems, ratings
from gonghui.rooms.homes.forms.places import ProblemForm
from gonghui.rooms.homes.forms.ratings import BallotForm
from gonghui.rooms.homes.queries import open_places
from gonghui.rooms.homes.queries import ratings as queries


@login_required
def own_places(request: HttpRequest) -> HttpResponse:
    """Open places of one's city, those of one's own union first."""
    _prefecture, found = open_places.near_member(request.user)
    context = page_context(
        _("身边的场所"),
        places=found,
        reported=open_places.problems_of(request.user).exists(),
    )
    return render(request, "homes/own_places.html", context)


@login_required
def own_problems(request: HttpRequest) -> HttpResponse:
    """What I reported, with the answers."""
    found = open_places.problems_of(request.user)
    return render(
        request,
        "homes/own_problems.html",
        page_context(
            _("我反映的问题"),
            crumbs=((_("身边的场所"), reverse("homes:own-places")),),
            problems=found,
        ),
    )


@login_required
def problem_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a problem of a place."""
    place = open_places.read_open_place(pk)
    if place is None:
        raise Http404(_("这个场所现在没有开放。"))
    if request.user.person_id is None:
        raise Refused(_("您的账号没有关联会员，请联系所在工会。"))
    form = ProblemForm(request.POST or None, request.FILES or None)

    def run(values: dict[str, Any]) -> str:
        problem = problems.report_problem(actor=request.user, place=place, **values)
        return _("已反映，将在 %(day)s 前答复。") % {"day": problem.due_on}

    return ask(
        request,
        form,
        _("反映问题"),
        run,
        done=reverse("homes:own-problems"),
        lead=place.name,
        crumbs=((_("身边的场所"), reverse("homes:own-places")),),
        submit=_("提交"),
    )


@login_required
def own_ratings(request: HttpRequest) -> HttpResponse:
    """Rounds I may vote in, and published results of my union."""
    found = queries.ratings_of(request.user)
    return render(request, "homes/own_ratings.html", page_context(_("会员评家"), found=found))


def own_waiting(request: HttpRequest) -> dict[str, Any] | None:
    """The panel of the member's home: rounds that wait for a vote; None without one."""
    found = [own for own in queries.ratings_of(request.user) if own.may_vote]
    return {"found": found} if found else None


@login_required
def own_rating(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot, or the published result."""
    own = queries.own_rating(request.user, pk)
    if own is None:
        raise Http404(_("没有这次测评。"))
    if not own.may_vote:
        shown = own.rating.status == "published"
        with everything("a member reads the published result of the own union"):
            result = queries.result_of(own.rating) if shown else None
        context = page_context(
            own.rating.title,
            lead=str(own.rating.union),
            crumbs=((_("会员评家"), reverse("homes:own-ratings")),),
            own=own,
            result=result,
        )
        return render(request, "homes/own_rating.html", context)
    form = BallotForm(request.POST or None, rating=own.rating)

    def run(_values: dict[str, Any]) -> str:
        ratings.cast_rating(actor=request.user, rating=own.rating, ballot=form.ballot())
        return _("已投票，谢谢您的评价。")

    note = _("匿名测评：选票不记姓名、不记时间，投出后连系统管理员也查不到您选了什么。")
    return ask(
        request,
        form,
        own.rating.title,
        run,
        done=reverse("homes:own-ratings"),
        lead=str(own.rating.union),
        crumbs=((_("会员评家"), reverse("homes:own-ratings")),),
        consequence=note,
        submit=_("投票"),
        template="homes/ballot.html",
    )
