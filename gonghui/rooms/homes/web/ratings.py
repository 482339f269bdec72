"""Ratings at the desk: open, close, void, publish; results only, never who took part."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.kernel.lib.policy import Refused, decide, require
from gonghui.kernel.ui.api import ListView, PageAction, ask, own_union_name, page_context, press
from gonghui.rooms.homes.actions import ratings as actions
from gonghui.rooms.homes.actions.repeating import repeat_rating, void_rating
from gonghui.rooms.homes.enums import RoundStatus
from gonghui.rooms.homes.forms import ratings as forms
from gonghui.rooms.homes.models import RatingRound
from gonghui.rooms.homes.queries import ratings as queries
from gonghui.rooms.homes.tables import RatingTable

RATE = actions.RATE


class RatingList(ListView):
    """Ratings of unions in scope."""

    table = RatingTable
    permission = RATE
    lead = "会员匿名评价本单位工会。选票不含姓名、时间，任何人都查不到谁投了什么、谁没有投。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Open one."""
        url = reverse("homes:rating-open")
        return (PageAction(_("开启测评"), url, "plus-lg", primary=True),)


@login_required
def rating_open(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    require(request.user, RATE)
    form = forms.OpenForm(request.POST or None, initial={"union": own_union_name(request)})

    def run(values: dict[str, Any]) -> str:
        rating = actions.open_rating(actor=request.user, union=values["union"], terms=form.terms())
        return _("已开启，应参评 %(n)s 人。") % {"n": rating.issued}

    note = _("开启后，测评项目和合格线不能再改；名单为今天在册的会员。")
    done = reverse("homes:rating-list")
    return ask(
        request, form, _("开启会员测评"), run, done=done, consequence=note, crumbs=rating_crumbs()
    )


@login_required
def rating_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A round and, once it is closed, its result."""
    rating = get_object_or_404(queries.list_ratings(), pk=pk)
    require(request.user, "homes.place:read", rating.union)
    context = page_context(
        rating.title,
        lead=str(rating.union),
        crumbs=rating_crumbs(),
        rating=rating,
        result=queries.result_of(rating),
        beside=queries.rounds_beside(rating),
        may_manage=bool(decide(request.user, RATE, rating.union)),
        may_repeat=not queries.repeat_problem(rating),
    )
    return render(request, "homes/rating.html", context)


@login_required
@require_POST
def rating_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close and count."""
    rating = _rating(request, pk)

    def run() -> str:
        counted = actions.close_rating(actor=request.user, rating=rating)
        if counted.status == RoundStatus.VOID:
            return _("已截止，参评名单和选票已销毁；%(reason)s，测评无效，可以重新测评一次。") % {
                "reason": counted.reason
            }
        return _("已截止并计票，参评名单已销毁。")

    return press(request, run, reverse("homes:rating-detail", args=[pk]))


@login_required
def rating_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Void a round that went wrong."""
    rating = _rating(request, pk)
    form = forms.VoidForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        void_rating(actor=request.user, rating=rating, reason=values["reason"])
        return _("已作废，选票已销毁。")

    done = reverse("homes:rating-detail", args=[pk])
    note = _("选票被拆看、代投等情况下作废，作废后选票销毁，不能恢复；可以重新测评一次。")
    return ask(
        request, form, _("作废测评"), run, done=done, consequence=note, danger=True,
        crumbs=rating_crumbs(rating),
    )  # fmt: skip


@login_required
def rating_repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a void round once more."""
    rating = _rating(request, pk)
    if fault := queries.repeat_problem(rating):
        raise Refused(fault)
    form = forms.RepeatForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        again = repeat_rating(actor=request.user, rating=rating, **values)
        return _("已重新开启，应参评 %(n)s 人。") % {"n": again.issued}

    note = _("测评项目和合格线不变，名单为今天在册的会员。只重新测评一次；原来的测评保留备查。")
    lead = f"{rating}：{rating.reason}"
    done = reverse("homes:rating-list")
    return ask(
        request, form, _("重新测评"), run, done=done, lead=lead, consequence=note,
        submit=_("重新开启"),
    )  # fmt: skip


@login_required
@require_POST
def rating_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the result to the members."""
    rating = _rating(request, pk)

    def run() -> str:
        actions.publish_rating(actor=request.user, rating=rating)
        return _("已公布，会员可在手机上查看。")

    return press(request, run, reverse("homes:rating-detail", args=[pk]))


def rating_crumbs(rating: RatingRound | None = None) -> tuple[tuple[str, str], ...]:
    """The way back."""
    top = (_("会员评家"), reverse("homes:rating-list"))
    if rating is None:
        return (top,)
    return (top, (str(rating), reverse("homes:rating-detail", args=[rating.pk])))


def _rating(request: HttpRequest, pk: int) -> RatingRound:
    rating = get_object_or_404(queries.list_ratings(), pk=pk)
    require(request.user, RATE, rating.union)
    return rating
