"""The files of model workers: list, page with all honours, what is known today."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, ask, page_context
from gonghui.rooms.honours.actions.workers import change_file, open_file
from gonghui.rooms.honours.forms.studios import WorkerForm
from gonghui.rooms.honours.models import WorkerFile
from gonghui.rooms.honours.queries.workers import awards_of_worker, list_workers
from gonghui.rooms.honours.tables import WorkerTable

READ, KEEP = "honours.worker:read", "honours.worker:keep"


class WorkerList(ListView):
    """Model workers below one's union."""

    table = WorkerTable
    permission = READ
    lead = "劳模和先进工作者的现状：健在、退休、现在单位；所获荣誉在台账里，互不改写。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Open a file."""
        if not decide(self.request.user, KEEP):
            return ()
        url = reverse("honours:worker-create")
        return (PageAction(_("建立档案"), url, "plus-lg", primary=True),)


@login_required
def worker_create(request: HttpRequest) -> HttpResponse:
    """Open a file."""
    require(request.user, KEEP)
    form = WorkerForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        open_file(actor=request.user, **values)
        return _("档案已建立。")

    done = reverse("honours:worker-list")
    return ask(request, form, _("建立劳模档案"), run, done=done, crumbs=_crumbs())


@login_required
def worker_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How they are, and everything they were given."""
    worker = get_object_or_404(list_workers(), pk=pk)
    require(request.user, READ, worker.union)
    actions = ()
    if decide(request.user, KEEP, worker.union):
        actions = (PageAction(_("更新"), reverse("honours:worker-edit", args=[pk]), "pencil"),)
    context = page_context(
        worker.name,
        lead=worker.unit_name or worker.union.name,
        crumbs=_crumbs(),
        actions=actions,
        worker=worker,
        facts=_facts(worker),
        awards=awards_of_worker(worker),
    )
    return render(request, "honours/worker.html", context)


@login_required
def worker_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how they are today."""
    worker = get_object_or_404(list_workers(), pk=pk)
    require(request.user, KEEP, worker.union)
    initial = {name: getattr(worker, name) for name in WorkerForm.base_fields}
    initial |= {"union": worker.union.name, "person": str(worker.person or "")}
    form = WorkerForm(request.POST or None, initial=initial)

    def run(values: dict[str, Any]) -> str:
        change_file(actor=request.user, worker=worker, expected_version=worker.version, **values)
        return _("档案已更新。")

    done = reverse("honours:worker-detail", args=[pk])
    return ask(request, form, _("更新劳模档案"), run, done=done, crumbs=_crumbs())


def _crumbs() -> tuple[tuple[str, str], ...]:
    return ((_("劳模档案"), reverse("honours:worker-list")),)


def _facts(worker: WorkerFile) -> list[tuple[str, Any]]:
    return [
        ("现属工会", worker.union),
        ("现在单位", worker.unit_name),
        ("健在", _("是") if worker.living else _("否")),
        ("已退休", _("是") if worker.retired else _("否")),
        ("核实日期", worker.status_on),
        ("备注", worker.note),
    ]
