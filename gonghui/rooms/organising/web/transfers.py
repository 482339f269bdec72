"""Transfers: the cadres' list and form; the member's own page on the phone."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.ui.api import ListView, ask, page_context
from gonghui.rooms.organising.actions.transfers import begin_transfer
from gonghui.rooms.organising.forms.members import TransferForm
from gonghui.rooms.organising.queries.members import find_member
from gonghui.rooms.organising.queries.transfers import membership_of, transfers_of
from gonghui.rooms.organising.rules.transfer import ISSUE
from gonghui.rooms.organising.tables import TransferTable


class TransferList(ListView):
    """Transfers from and to the unions in scope."""

    table = TransferTable
    permission = "people.transfer:decide"
    lead = "会籍转移须转出、转入两个工会都同意；接收之前会员仍计在原工会。"


@login_required
def begin(request: HttpRequest, person_id: int) -> HttpResponse:
    """A cadre of the letting union begins and issues at once."""
    row = find_member(person_id)
    require(request.user, ISSUE, row.union)
    form = TransferForm(request.POST or None)
    done = reverse("organising:member-detail", args=[person_id])
    note = _("提交后即视为本工会同意转出，会籍状态变为“转接中”，由转入工会接收。")
    return ask(
        request,
        form,
        _("会籍转出"),
        _beginning(request.user, row.person),
        done=done,
        lead=row.person.name,
        consequence=note,
        submit=_("同意转出"),
    )


@login_required
def own(request: HttpRequest) -> HttpResponse:
    """A member's own membership and transfers."""
    person = _own_person(request)
    cases = transfers_of(person)
    context = page_context(
        _("我的会籍"),
        membership=membership_of(person),
        cases=cases,
        under_way=any(case.is_open for case in cases),
    )
    return render(request, "organising/own_membership.html", context)


@login_required
def own_begin(request: HttpRequest) -> HttpResponse:
    """A member asks to move."""
    person = _own_person(request)
    form = TransferForm(request.POST or None)
    note = _("提交后由原工会同意转出，再由新工会接收。办好之前，您仍是原工会的会员。")
    return ask(
        request,
        form,
        _("申请会籍转移"),
        _beginning(request.user, person),
        done=reverse("organising:own-membership"),
        consequence=note,
        submit=_("提交申请"),
    )


def _beginning(actor: Any, person: Any) -> Any:
    def run(values: dict[str, Any]) -> str:
        begin_transfer(actor=actor, person=person, **values)
        return _("已提交，可在这里查看办到了哪一步。")

    return run


def _own_person(request: HttpRequest) -> Any:
    if request.user.person is None:
        raise Refused(_("您的账号没有关联会员，请联系所在工会。"))
    return request.user.person
