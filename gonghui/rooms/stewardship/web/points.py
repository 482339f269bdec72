"""The roster, contact points, visits and problems at the desk."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, ask, page_context
from gonghui.rooms.stewardship.actions import points as actions
from gonghui.rooms.stewardship.actions import visits
from gonghui.rooms.stewardship.forms import points as forms
from gonghui.rooms.stewardship.models import ContactPoint, Leader, Visit
from gonghui.rooms.stewardship.queries import points as queries
from gonghui.rooms.stewardship.queries.tickets import list_tickets
from gonghui.rooms.stewardship.tables import points as tables

READ, MANAGE = queries.READ, actions.MANAGE
SHOWN = 20


class LeaderList(ListView):
    """The roster."""

    table = tables.LeaderTable
    permission = READ
    lead = "领导干部联系基层的名册，今年的走访次数、天数和调研报告随登记自动计算。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Enter one."""
        if not decide(self.request.user, MANAGE):
            return ()
        url = reverse("stewardship:leader-create")
        return (PageAction(_("列入名册"), url, "plus-lg", primary=True),)


class PointList(ListView):
    """Contact points."""

    table = tables.PointTable
    permission = READ
    lead = "领导干部定点联系的工会；期内被调整的不计入期末数，单独列出。"


class VisitList(ListView):
    """Visits."""

    table = tables.VisitTable
    permission = READ
    lead = "按半天登记的走访；到非联系点的调研留存，不计入联系点走访。"


class TicketList(ListView):
    """Problems raised on visits."""

    table = tables.TicketTable
    permission = READ
    lead = "联系点反映的问题：登记、交办、办理、反馈，由提出单位评价后销号。"


def leader_crumbs(leader: Leader | None = None) -> tuple[tuple[str, str], ...]:
    """The way back."""
    top = (_("领导干部"), reverse("stewardship:leader-list"))
    if leader is None:
        return (top,)
    return (top, (leader.name, reverse("stewardship:leader-detail", args=[leader.pk])))


@login_required
def leader_create(request: HttpRequest) -> HttpResponse:
    """Put somebody on the roster."""
    require(request.user, MANAGE)

    def run(values: dict[str, Any]) -> str:
        actions.enrol_leader(actor=request.user, **values)
        return _("已列入名册。")

    done = reverse("stewardship:leader-list")
    form = forms.LeaderForm(request.POST or None)
    return ask(request, form, _("列入领导干部名册"), run, done=done, crumbs=leader_crumbs())


@login_required
def leader_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A leader's points, this year against the minimum, visits and reports."""
    leader = get_object_or_404(queries.list_leaders(), pk=pk)
    require(request.user, READ, leader.union)
    minimum = queries.minimum_of(leader.union)
    context = page_context(
        leader.name,
        lead=f"{leader.duty} · {leader.union}",
        crumbs=leader_crumbs(),
        leader=leader,
        year=dates.today().year,
        days=queries.days_of(leader, dates.today().year),
        minimum=minimum,
        points=leader.points.select_related("union", "replaced_by__union").order_by("-valid_to"),
        visits=queries.list_visits().filter(leader=leader).order_by("-first_day")[:SHOWN],
        reports=leader.reports.select_related("stored").order_by("-year"),
        may_manage=bool(decide(request.user, MANAGE, leader.union)),
    )
    return render(request, "stewardship/leader.html", context)


@login_required
def leader_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a leader off the roster."""
    leader = _managed(request, pk)

    def run(values: dict[str, Any]) -> str:
        actions.retire_leader(actor=request.user, leader=leader, **values)
        return _("已移出名册，联系点同时结束。")

    return _ask(
        request, leader, forms.EndForm(request.POST or None), _("移出名册"), run, danger=True
    )


@login_required
def point_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a leader a contact point."""
    leader = _managed(request, pk)

    def run(values: dict[str, Any]) -> str:
        actions.name_point(actor=request.user, leader=leader, **values)
        return _("已确定联系点。")

    return _ask(request, leader, forms.PointForm(request.POST or None), _("确定联系点"), run)


@login_required
def visit_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a leader's visit."""
    leader = _managed(request, pk)
    form = forms.TripForm(request.POST or None, leader=leader)

    def run(values: dict[str, Any]) -> str:
        trip = form.trip_of(values)
        places = {name: list(values[name]) for name in ("points", "others", "problems")}
        visits.record_visit(actor=request.user, leader=leader, trip=trip, **places)
        return _("已登记走访。")

    return _ask(request, leader, form, _("登记走访"), run)


@login_required
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """File the report of a year."""
    leader = _managed(request, pk)

    def run(values: dict[str, Any]) -> str:
        actions.file_report(actor=request.user, leader=leader, **values)
        return _("已保存年度调研报告。")

    form = forms.ReportForm(request.POST or None, request.FILES or None)
    return _ask(request, leader, form, _("年度调研报告"), run)


@login_required
def point_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A contact point with its visits and problems; the union visited sees it too."""
    point = get_object_or_404(queries.list_points(), pk=pk)
    answer = queries.may_read_point(request.user, point)
    if not answer:
        raise PermissionDenied(answer.reason)
    context = page_context(
        str(point.union),
        lead=_("%(leader)s的定点联系单位") % {"leader": point.leader.name},
        crumbs=((_("定点联系单位"), reverse("stewardship:point-list")),),
        point=point,
        facts=_facts(point),
        stops=queries.stops_at(point)[:SHOWN],
        may_read_visits=bool(decide(request.user, READ, point.owner)),
        tickets=list_tickets().filter(union=point.union, owner=point.owner).order_by("-pk")[:SHOWN],
        may_manage=bool(decide(request.user, MANAGE, point.owner)) and point.valid_to == FOREVER,
    )
    return render(request, "stewardship/point.html", context)


def _facts(point: ContactPoint) -> list[tuple[str, Any]]:
    return [
        (_("联系领导"), f"{point.leader.name}（{point.leader.duty}）"),
        (_("联系主题"), point.theme),
        (_("公布文号"), point.document_no),
        (_("确定日期"), point.valid_from),
        (_("首次走访"), point.begun_on),
        (_("结束日期"), point.last_day),
        (_("调整为"), point.replaced_by.union if point.replaced_by else ""),
        (_("原因"), point.end_reason),
    ]


@login_required
def point_adjust(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace a point by another union."""
    point = _point(request, pk)

    def run(values: dict[str, Any]) -> str:
        actions.adjust_point(actor=request.user, point=point, **values)
        return _("已调整联系点。")

    form = forms.AdjustForm(request.POST or None)
    done = reverse("stewardship:point-detail", args=[pk])
    return ask(request, form, _("调整联系点"), run, done=done, lead=str(point))


@login_required
def point_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a point."""
    point = _point(request, pk)

    def run(values: dict[str, Any]) -> str:
        actions.end_point(actor=request.user, point=point, **values)
        return _("已结束联系。")

    form = forms.EndForm(request.POST or None)
    done = reverse("stewardship:point-detail", args=[pk])
    return ask(request, form, _("结束联系"), run, done=done, lead=str(point), danger=True)


@login_required
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: when, where, who, what was raised."""
    visit = get_object_or_404(queries.list_visits(), pk=pk)
    require(request.user, READ, visit.owner)
    crumbs = ((_("走访"), reverse("stewardship:visit-list")),)
    context = page_context(
        visit.theme,
        lead=f"{visit.leader.name} · {visit.get_form_display()}",
        crumbs=crumbs,
        visit=visit,
        facts=_visit_facts(visit),
        tickets=list_tickets().filter(visit=visit).order_by("pk"),
        may_manage=bool(decide(request.user, MANAGE, visit.owner)),
    )
    return render(request, "stewardship/visit.html", context)


def _visit_facts(visit: Any) -> list[tuple[str, Any]]:
    begin = f"{visit.first_day:%Y-%m-%d} {visit.get_first_half_display()}"
    return [
        (_("时间"), f"{begin} — {visit.last_day:%Y-%m-%d} {visit.get_last_half_display()}"),
        (_("天数"), visit.halves / 2),
        (_("到访单位"), "、".join(str(stop.union) for stop in visit.stops.all())),
        (_("同行人员"), visit.participants),
        (_("接触职工（人）"), visit.people_met),
        (_("帮助解决"), visit.help_given),
        (_("食宿费用"), _("已入账") if visit.meals_recorded else _("未登记")),
        (_("登记人"), visit.entered_by),
    ]


@login_required
def problem_raise(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down one more problem of a visit."""
    visit = get_object_or_404(Visit.objects.select_related("owner", "leader"), pk=pk)
    require(request.user, MANAGE, visit.owner)

    def run(values: dict[str, Any]) -> str:
        visits.raise_problem(actor=request.user, visit=visit, **values)
        return _("已登记问题，请交办。")

    form = forms.ProblemForm(request.POST or None, visit=visit)
    done = reverse("stewardship:visit-detail", args=[pk])
    return ask(request, form, _("登记问题"), run, done=done, lead=visit.theme)


def _managed(request: HttpRequest, pk: int) -> Leader:
    leader = get_object_or_404(Leader.objects.select_related("union"), pk=pk)
    require(request.user, MANAGE, leader.union)
    return leader


def _point(request: HttpRequest, pk: int) -> ContactPoint:
    rows = ContactPoint.objects.select_related("owner", "union", "leader")
    point = get_object_or_404(rows, pk=pk)
    require(request.user, MANAGE, point.owner)
    return point


def _ask(
    request: HttpRequest, leader: Leader, form: Any, title: str, run: Any, **more: Any
) -> HttpResponse:
    done = reverse("stewardship:leader-detail", args=[leader.pk])
    crumbs = leader_crumbs(leader)
    return ask(request, form, title, run, done=done, lead=leader.name, crumbs=crumbs, **more)
