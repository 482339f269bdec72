"""Trainings on the phone: what is open to me, what I am in, my hours and certificates; a line for the desk."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.lib.policy import decide
from gonghui.kernel.ui.api import ask, page_context
from gonghui.rooms.learning.actions import nominations
from gonghui.rooms.learning.forms import events as forms
from gonghui.rooms.learning.queries import chairs
from gonghui.rooms.learning.queries import records as queries


@login_required
def own_trainings(request: HttpRequest) -> HttpResponse:
    """Everything about me."""
    own = queries.own_trainings(request.user)
    leaving = [row.pk for row in own.records if queries.may_leave(row)]
    context = page_context(_("我的培训"), own=own, leaving=leaving)
    return render(request, "learning/own.html", context)


@login_required
def own_enrol(request: HttpRequest, pk: int) -> HttpResponse:
    """Enrol."""
    found = queries.own_trainings(request.user).open_events
    event = next((each for each in found if each.pk == pk), None)
    if event is None:
        raise Http404(_("这个培训现在不能报名。"))
    form = forms.DutyForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        nominations.enrol(actor=request.user, event=event, **values)
        return _("已报名，等待单位工会审核。")

    done = reverse("learning:own-trainings")
    note = _("报名后由单位工会在名额内审核；名额满时列入候补。")
    return ask(
        request, form, _("报名"), run, done=done, lead=event.title, consequence=note,
        submit=_("报名"),
    )  # fmt: skip


@login_required
def own_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw."""
    found = queries.own_trainings(request.user).records
    record = next((each for each in found if each.pk == pk and queries.may_leave(each)), None)
    if record is None:
        raise Http404(_("没有可以退出的培训。"))
    form = forms.ReasonForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        nominations.withdraw(actor=request.user, record=record, **values)
        return _("已退出，名额让给候补的同事。")

    done = reverse("learning:own-trainings")
    return ask(
        request, form, _("退出培训"), run, done=done, lead=record.event.title, danger=True,
        submit=_("确认退出"),
    )  # fmt: skip


def desk_line(request: HttpRequest) -> dict[str, Any] | None:
    """The panel of the desk: enrolments that wait, chairs whose time is over; None without any."""
    if not decide(request.user, nominations.NOMINATE):
        return None
    waiting = list(queries.applications_waiting()[:5])
    late = chairs.overdue_chairs(chairs.untrained_chairs()).count()
    return {"waiting": waiting, "late": late} if waiting or late else None
