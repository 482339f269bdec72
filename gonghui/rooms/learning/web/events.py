"""Trainings at the desk: the list, and the page of one with its tabs."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.kernel.audit.api import entries_of
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, acting_union, ask, page_context, press
from gonghui.rooms.learning.actions import attendance, events
from gonghui.rooms.learning.actions.nominations import NOMINATE
from gonghui.rooms.learning.enums import EventSource, EventStatus
from gonghui.rooms.learning.forms import events as forms
from gonghui.rooms.learning.models import TrainingEvent
from gonghui.rooms.learning.queries import events as queries
from gonghui.rooms.learning.queries import records
from gonghui.rooms.learning.rules.attendance import days_said, trimmed
from gonghui.rooms.learning.tables import EventTable

READ, MANAGE = "learning.event:read", events.MANAGE
Crumbs = tuple[tuple[str, str], ...]
CHANGEABLE = events.CHANGEABLE
TABS = {
    "": ("概况", "event-detail"),
    "seats": ("名额", "event-seats"),
    "roster": ("名单", "event-roster"),
    "attendance": ("签到", "event-attendance"),
    "completion": ("结业", "event-completion"),
}
OF_IMPORTED = ("", "roster")


class EventList(ListView):
    """Trainings that somebody may see."""

    table = EventTable
    permission = READ
    lead = "人次按记录计，同一人参加两期计两次；按人统计请看“培训记录”和统计指标。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Plan one; the table of the year."""
        year = dates.today().year
        url = reverse("learning:year-table", args=[year, "xlsx"])
        found = (PageAction(_("%(year)d年培训表") % {"year": year}, url, "download"),)
        if not decide(self.request.user, MANAGE):
            return found
        new = PageAction(_("新建培训"), reverse("learning:event-create"), "plus-lg", primary=True)
        return (*found, new)


@login_required
def event_create(request: HttpRequest) -> HttpResponse:
    """Plan a training of the union one acts for."""
    require(request.user, MANAGE)
    union = acting_union(request, MANAGE)
    names = ("minutes_per_hour", "attend_percent")
    initial = {name: option(f"learning.{name}", union) for name in names}
    form = forms.NewEventForm(
        request.POST or None, initial=initial | {"organiser_name": union.name}
    )

    def run(_values: dict[str, Any]) -> str:
        event = events.draft_event(actor=request.user, union=union, **form.facts())
        return _("已新建，共 %(n)s 学时。请接着分配名额，再发布通知。") % {
            "n": trimmed(event.hours)
        }

    lead = _("由“%(union)s”办班。外单位办的培训不用新建，请导入培训记录。") % {"union": union}
    done = reverse("learning:event-list")
    return ask(request, form, _("新建培训"), run, done=done, lead=lead, crumbs=crumbs_of())


@login_required
def event_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is announced."""
    event = managed(request, pk)
    form = forms.EventForm(request.POST or None, initial=forms.EventForm.initial_of(event))

    def run(_values: dict[str, Any]) -> str:
        events.change_event(
            actor=request.user, event=event, expected_version=event.version, **form.facts()
        )
        return _("已保存。")

    done = reverse("learning:event-detail", args=[pk])
    return ask(request, form, _("修改培训"), run, done=done, crumbs=crumbs_of(event))


@login_required
def event_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """概况: what is announced, what may be done next, what happened."""
    event = readable(request, pk)
    manages = bool(decide(request.user, MANAGE, event.union))
    context = _page(
        request,
        event,
        "",
        facts=queries.facts_of_event(event, whole=manages),
        entries=entries_of(event) if manages else (),
        changeable=event.status in CHANGEABLE,
    )
    return render(request, "learning/event.html", context)


@login_required
def event_seats(request: HttpRequest, pk: int) -> HttpResponse:
    """名额: seats by union."""
    event = readable(request, pk)
    seats = queries.seats_of(event)
    form = forms.SeatForm(request.POST or None, seats=seats)
    if request.method == "POST":
        require(request.user, MANAGE, event.union)

    def run(_values: dict[str, Any]) -> str:
        count = events.set_seats(actor=request.user, event=event, seats=form.seats())
        return _("已保存，%(n)d 个工会有名额。") % {"n": count}

    context = _page(request, event, "seats", changeable=event.status in CHANGEABLE)
    context["total"] = sum(each.quota.seats for each in seats)
    title = context.pop("title")
    done = reverse("learning:event-seats", args=[pk])
    return ask(request, form, title, run, done=done, template="learning/seats.html", **context)


@login_required
def event_roster(request: HttpRequest, pk: int) -> HttpResponse:
    """名单: who is in, as far as one may see them, and who may be sent."""
    event = readable(request, pk)
    mine = [
        each for each in queries.seats_of(event) if decide(request.user, NOMINATE, each.quota.union)
    ]
    context = _page(
        request,
        event,
        "roster",
        rows=records.roster_of(event),
        seats=mine if event.source == EventSource.OWN else (),
        may_nominate=queries.can_enrol(event) and bool(decide(request.user, NOMINATE)),
    )
    return render(request, "learning/roster.html", context)


@login_required
def event_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """签到: the half-days with how many were there."""
    event = managed(request, pk)
    context = _page(
        request,
        event,
        "attendance",
        half_days=queries.half_days_with_counts(event),
        seated=records.seated_of(event).count(),
        today=dates.today(),
        open=event.status == EventStatus.OPEN,
    )
    return render(request, "learning/attendance.html", context)


@login_required
def event_completion(request: HttpRequest, pk: int) -> HttpResponse:
    """结业: scores while it runs, results afterwards."""
    event = managed(request, pk)
    form = forms.ScoreForm(request.POST or None, records=records.seated_of(event))

    def run(_values: dict[str, Any]) -> str:
        count = attendance.record_scores(actor=request.user, event=event, scores=form.scores())
        return _("已保存 %(n)d 人的成绩。") % {"n": count}

    context = _page(
        request,
        event,
        "completion",
        rows=records.roster_of(event),
        uncertified=records.uncertified_of(event).count(),
        half_days=event.half_days.count(),
        open=event.status == EventStatus.OPEN,
    )
    title = context.pop("title")
    done = reverse("learning:event-completion", args=[pk])
    return ask(request, form, title, run, done=done, template="learning/completion.html", **context)


@login_required
def event_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off."""
    event = managed(request, pk)
    form = forms.ReasonForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        events.cancel_event(actor=request.user, event=event, **values)
        return _("已取消。")

    return ask(
        request,
        form,
        _("取消培训"),
        run,
        done=reverse("learning:event-detail", args=[pk]),
        crumbs=crumbs_of(event),
        consequence=_("取消后不能恢复，报名记录保留，不计入任何统计。请另行通知已报名的人。"),
        danger=True,
    )


def _publish(actor: Any, event: TrainingEvent) -> str:
    events.publish_event(actor=actor, event=event)
    return _("已发布，有名额的工会会收到通知。")


def _finish(actor: Any, event: TrainingEvent) -> str:
    found = attendance.finish_event(actor=actor, event=event)
    words = {key: found[key] for key in ("completed", "incomplete", "absent")}
    said = _("已结班：结业 %(completed)d 人，未结业 %(incomplete)d 人，缺席 %(absent)d 人。")
    return said % words


def _certify(actor: Any, event: TrainingEvent) -> str:
    count = attendance.certify_event(actor=actor, event=event)
    return _("已颁发结业证书 %(n)d 份，可在门户查验。") % {"n": count}


def _archive(actor: Any, event: TrainingEvent) -> str:
    events.archive_event(actor=actor, event=event)
    return _("已归档。")


VERBS: dict[str, tuple[Callable[[Any, TrainingEvent], str], str]] = {
    "publish": (_publish, "event-detail"),
    "finish": (_finish, "event-completion"),
    "certify": (_certify, "event-completion"),
    "archive": (_archive, "event-detail"),
}


@login_required
@require_POST
def event_press(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Publish, finish, certify, archive: buttons without a form."""
    event = managed(request, pk)
    if verb not in VERBS:
        raise Http404(_("没有这项办理。"))
    run, page = VERBS[verb]
    done = reverse(f"learning:{page}", args=[pk])
    return press(request, lambda: run(request.user, event), done)


def readable(request: HttpRequest, pk: int) -> TrainingEvent:
    """A training that the scope shows, if one may read trainings at all."""
    require(request.user, READ)
    return get_object_or_404(queries.list_events(), pk=pk)


def managed(request: HttpRequest, pk: int) -> TrainingEvent:
    """A training that one runs."""
    event = readable(request, pk)
    require(request.user, MANAGE, event.union)
    return event


def crumbs_of(event: TrainingEvent | None = None) -> Crumbs:
    """The way back."""
    top = (_("培训班"), reverse("learning:event-list"))
    if event is None:
        return (top,)
    return (top, (event.title, reverse("learning:event-detail", args=[event.pk])))


def _page(request: HttpRequest, event: TrainingEvent, tab: str, **extra: Any) -> dict[str, Any]:
    """Context of one tab."""
    manages = bool(decide(request.user, MANAGE, event.union))
    own = event.source == EventSource.OWN
    only_managers = ("attendance", "completion")
    tabs = [
        (label, reverse(f"learning:{name}", args=[event.pk]), key == tab)
        for key, (label, name) in TABS.items()
        if (own or key in OF_IMPORTED) and (manages or key not in only_managers)
    ]
    lead = f"{event.organiser_name} · {days_said(event.starts_on, event.ends_on)}"
    return page_context(
        event.title,
        lead=lead,
        crumbs=crumbs_of(),
        event=event,
        tabs=tabs,
        manages=manages,
        over=event.ends_on <= dates.today(),
        **extra,
    )
