"""People in trainings: nominate, agree, substitute, the sheet of a half-day, lists and papers."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.kernel.audit.api import entries_of
from gonghui.kernel.documents.api import SummaryTable, certificate_of, render_xlsx
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, ask, page_context, press
from gonghui.rooms.learning.actions import attendance, nominations
from gonghui.rooms.learning.actions.events import MANAGE
from gonghui.rooms.learning.enums import RecordStatus
from gonghui.rooms.learning.forms import events as forms
from gonghui.rooms.learning.models import HalfDay, TrainingRecord
from gonghui.rooms.learning.queries import papers
from gonghui.rooms.learning.queries import records as queries
from gonghui.rooms.learning.tables import ChairTable, RecordTable
from gonghui.rooms.learning.web.events import crumbs_of, readable

READ, NOMINATE = "learning.record:read", nominations.NOMINATE
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RecordList(ListView):
    """Who was trained."""

    table = RecordTable
    permission = READ
    lead = "一人一次一行，行数是人次。上级和外单位办的培训，用 Excel 导入，先看差异再写入。"


class ChairList(ListView):
    """Chairs who are still to be trained."""

    table = ChairTable
    permission = READ
    lead = "新任工会主席当选后应在期限内参加培训（默认 12 个月）；结业一次即不再列出。"


@login_required
def record_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person in one training, with the half-days and what happened."""
    record = _record(pk)
    require(request.user, READ, record.union)
    context = page_context(
        f"{record.name} · {record.event.title}",
        lead=record.unit_name,
        crumbs=((_("培训记录"), reverse("learning:record-list")),),
        record=record,
        facts=queries.facts_of_record(record),
        halves=queries.halves_attended(record),
        certificate=certificate_of(record),
        entries=entries_of(record),
    )
    return render(request, "learning/record.html", context)


@login_required
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a member."""
    event = readable(request, pk)
    require(request.user, NOMINATE)
    form = forms.NominateForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        record = nominations.nominate(actor=request.user, event=event, **values)
        words = {"name": record.name, "state": record.get_status_display()}
        if record.status == RecordStatus.WAITING:
            return _("名额已满，“%(name)s”列入候补，有人退出时自动递补。") % words
        return _("“%(name)s”%(state)s。") % words

    return ask(
        request,
        form,
        _("推荐参训"),
        run,
        done=reverse("learning:event-roster", args=[pk]),
        lead=event.title,
        crumbs=crumbs_of(event),
        submit=_("推荐"),
    )


def _withdraw(actor: Any, record: TrainingRecord, values: dict[str, Any]) -> str:
    nominations.withdraw(actor=actor, record=record, **values)
    return _("已退出，空出的名额由候补递补。")


def _refuse(actor: Any, record: TrainingRecord, values: dict[str, Any]) -> str:
    nominations.refuse(actor=actor, record=record, **values)
    return _("已登记不予录取，本人会收到消息。")


def _substitute(actor: Any, record: TrainingRecord, values: dict[str, Any]) -> str:
    made = nominations.substitute(actor=actor, record=record, **values)
    return _("“%(name)s”已顶替，原记录保留。") % {"name": made.name}


VERBS: dict[str, tuple[str, type[Any], Callable[..., str]]] = {
    "withdraw": ("退出培训", forms.ReasonForm, _withdraw),
    "refuse": ("不予录取", forms.ReasonForm, _refuse),
    "substitute": ("顶替", forms.SubstituteForm, _substitute),
}


@login_required
def record_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Leave, not admitted, substituted."""
    record = _record(pk)
    if verb not in VERBS:
        raise Http404(_("没有这项办理。"))
    if not decide(request.user, MANAGE, record.event.union):
        require(request.user, NOMINATE, record.union)
    label, form_class, act = VERBS[verb]
    form = form_class(request.POST or None)
    done = reverse("learning:event-roster", args=[record.event_id])
    return ask(
        request,
        form,
        _("%(label)s：%(name)s") % {"label": label, "name": record.name},
        lambda values: act(request.user, record, values),
        done=done,
        lead=record.event.title,
        crumbs=crumbs_of(record.event),
        submit=label,
    )


@login_required
@require_POST
def record_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to somebody who enrolled by themselves."""
    record = _record(pk)
    require(request.user, NOMINATE, record.union)

    def run() -> str:
        made = nominations.nominate(actor=request.user, event=record.event, person=record.person)
        words = {"name": made.name, "state": made.get_status_display()}
        return _("已同意，“%(name)s”%(state)s。") % words

    return press(request, run, reverse("learning:event-roster", args=[record.event_id]))


@login_required
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of a half-day: who is there, who left; made for the phone of whoever runs it."""
    half_day = get_object_or_404(HalfDay.objects.select_related("event__union"), pk=pk)
    event = readable(request, half_day.event_id)
    require(request.user, MANAGE, event.union)
    back = reverse("learning:event-attendance", args=[event.pk])
    if request.method == "POST":
        return press(request, lambda: _mark(request, half_day), back)
    context = page_context(
        _("签到：%(half)s") % {"half": half_day},
        lead=event.title,
        crumbs=crumbs_of(event),
        half_day=half_day,
        lines=queries.sheet_of(half_day),
        too_early=half_day.day > dates.today(),
        back=back,
    )
    return render(request, "learning/sheet.html", context)


def _mark(request: HttpRequest, half_day: HalfDay) -> str:
    present, left = (
        {int(key) for key in request.POST.getlist(name) if key.isdigit()}
        for name in ("present", "left")
    )
    count = attendance.mark_attendance(
        actor=request.user, half_day=half_day, present=present | left, left=left
    )
    return _("已保存，%(half)s到 %(n)d 人。") % {"half": half_day, "n": count}


@login_required
def roster_paper(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """学员名册 as a workbook."""
    event = readable(request, pk)
    require(request.user, READ)
    return _paper(papers.roster_table(event), form)


@login_required
def year_paper(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """年度培训表 as a workbook."""
    require(request.user, READ)
    return _paper(papers.year_table(year), form)


def _paper(table: SummaryTable, form: str) -> HttpResponse:
    if form != "xlsx":
        raise Http404(_("没有这种格式。"))
    response = HttpResponse(render_xlsx(table), content_type=XLSX)
    name = escape_uri_path(f"{table.title}.{form}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def _record(pk: int) -> TrainingRecord:
    return get_object_or_404(queries.list_records(), pk=pk)
