"""Pairings at the desk."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, ask, own_union_name, page_context
from gonghui.rooms.homes.actions import pairings as actions
from gonghui.rooms.homes.forms import places as forms
from gonghui.rooms.homes.models import Pairing
from gonghui.rooms.homes.queries.pairings import list_pairings, visits_of
from gonghui.rooms.homes.tables import PairingTable

READ, MANAGE = "homes.place:read", "homes.place:manage"


class PairingList(ListView):
    """Pairings in scope."""

    table = PairingTable
    permission = READ
    lead = "高校、科研院所工会与乡村学校、行政村结对共建，携手兴家。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Enter one."""
        if not decide(self.request.user, MANAGE):
            return ()
        url = reverse("homes:pairing-create")
        return (PageAction(_("登记结对"), url, "plus-lg", primary=True),)


@login_required
def pairing_create(request: HttpRequest) -> HttpResponse:
    """Enter a pairing."""
    require(request.user, MANAGE)
    form = forms.PairingForm(request.POST or None, initial={"union": own_union_name(request)})

    def run(values: dict[str, Any]) -> str:
        actions.begin_pairing(actor=request.user, **values)
        return _("已登记。")

    done, crumbs = reverse("homes:pairing-list"), pairing_crumbs()
    return ask(request, form, _("登记结对"), run, done=done, crumbs=crumbs)


@login_required
def pairing_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A pairing with its visits."""
    pairing = get_object_or_404(list_pairings(), pk=pk)
    require(request.user, READ, pairing.union)
    facts = [
        (_("帮扶工会"), pairing.union),
        (_("共建对象"), pairing.helped_name),
        (_("协议编号"), pairing.agreement_no),
        (_("开始日期"), pairing.starts_on),
        (_("结束日期"), None if pairing.ends_on == FOREVER else pairing.ends_on),
        (_("共建成效"), pairing.result),
    ]
    context = page_context(
        str(pairing),
        crumbs=pairing_crumbs(),
        pairing=pairing,
        facts=facts,
        visits=visits_of(pairing),
        may_manage=bool(decide(request.user, MANAGE, pairing.union)),
    )
    return render(request, "homes/pairing.html", context)


@login_required
def visit_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a visit."""
    pairing = _pairing(request, pk)

    def run(values: dict[str, Any]) -> str:
        visit = actions.Visit(**values)
        actions.record_visit(actor=request.user, pairing=pairing, visit=visit)
        return _("已登记活动。")

    form = forms.VisitForm(request.POST or None)
    done = reverse("homes:pairing-detail", args=[pk])
    return ask(request, form, _("登记共建活动"), run, done=done, crumbs=pairing_crumbs(pairing))


@login_required
def pairing_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a pairing."""
    pairing = _pairing(request, pk)

    def run(values: dict[str, Any]) -> str:
        actions.end_pairing(actor=request.user, pairing=pairing, **values)
        return _("已结束。")

    form = forms.EndForm(request.POST or None)
    done = reverse("homes:pairing-detail", args=[pk])
    crumbs = pairing_crumbs(pairing)
    return ask(request, form, _("结束共建"), run, done=done, crumbs=crumbs, danger=True)


def pairing_crumbs(pairing: Pairing | None = None) -> tuple[tuple[str, str], ...]:
    """The way back."""
    top = (_("校（所）村共建"), reverse("homes:pairing-list"))
    if pairing is None:
        return (top,)
    return (top, (str(pairing), reverse("homes:pairing-detail", args=[pairing.pk])))


def _pairing(request: HttpRequest, pk: int) -> Pairing:
    pairing = get_object_or_404(Pairing.objects.select_related("union"), pk=pk)
    require(request.user, MANAGE, pairing.union)
    return pairing
