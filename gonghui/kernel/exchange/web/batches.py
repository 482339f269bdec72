"""One batch: its columns to decide, its differences to look at, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonghui.kernel.exchange.actions.answers import answer_of
from gonghui.kernel.exchange.actions.applying import discard_batch
from gonghui.kernel.exchange.actions.checks import SCAN, SKIPPED
from gonghui.kernel.exchange.actions.starting import (
    SMALL_ANSWER,
    start_answer,
    start_apply,
    start_check,
    start_undo,
)
from gonghui.kernel.exchange.actions.states import is_stuck, require_batch
from gonghui.kernel.exchange.actions.uploads import set_mapping
from gonghui.kernel.exchange.chunks import read_note
from gonghui.kernel.exchange.mapping_form import MappingForm
from gonghui.kernel.exchange.models import Batch, BatchState, RowOutcome
from gonghui.kernel.exchange.previews import MENDABLE, page_of, tab_counts
from gonghui.kernel.exchange.queries import list_batches
from gonghui.kernel.exchange.targets import Target
from gonghui.kernel.exchange.web.uploads import tell
from gonghui.kernel.jobs.api import JobState
from gonghui.kernel.ui.api import page_context

AT_WORK = (BatchState.CHECKING, BatchState.APPLYING, BatchState.UNDOING)
LOOKED_AT = (BatchState.CHECKED, BatchState.APPLIED, BatchState.UNDONE)
LOOKS = {
    BatchState.CHECKED: "info",
    BatchState.APPLIED: "good",
    BatchState.FAILED: "bad",
    BatchState.UNDONE: "warn",
}


@login_required
@require_safe
@never_cache
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The batch in whatever state it is."""
    found, target = _find(request, pk)
    partial = request.htmx and not request.htmx.history_restore_request
    if found.state in LOOKED_AT:
        context = _context(found, target) | _differences(request, found, target)
        template = "exchange/rows.html" if partial else "exchange/batch.html"
        return render(request, template, context)
    return render(request, "exchange/batch.html", _context(found, target) | _waiting(found, target))


@login_required
@require_POST
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about columns, sheets and texts, then check."""
    found, target = _find(request, pk)
    form = MappingForm(found, target, read_note(found, SCAN) or {}, request.POST)
    try:
        decided = set_mapping(
            actor=request.user,
            batch=found,
            columns=form.columns,
            sheets=form.sheets,
            choices=form.choices,
        )
    except ValidationError as refusal:
        context = _context(found, target) | {"mapping": form, "errors": refusal.messages}
        return render(request, "exchange/batch.html", context, status=422)
    start_check(actor=request.user, batch=decided)
    return redirect("exchange:batch", pk=pk)


@login_required
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Check (again)."""
    return _do(request, pk, start_check)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the batch, for the first time or again."""
    return _do(request, pk, start_apply)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the batch back."""
    return _do(request, pk, start_undo)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the batch up."""
    return _do(request, pk, discard_batch)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The user's own workbook with comments in the refused cells."""
    found, _target = _find(request, pk)
    if found.answer is None and found.file.size > SMALL_ANSWER:
        return redirect("jobs:job-detail", pk=start_answer(actor=request.user, batch=found).pk)
    try:
        stored = answer_of(actor=request.user, batch=found)
    except ValidationError as refusal:
        tell(request, refusal)
        return redirect("exchange:batch", pk=pk)
    return redirect("files:download", key=stored.key)


def _find(request: HttpRequest, pk: int) -> tuple[Batch, Target]:
    found = get_object_or_404(list_batches(), pk=pk)
    return found, require_batch(request.user, found)


def _do(request: HttpRequest, pk: int, action: Callable[..., Batch]) -> HttpResponse:
    found, _target = _find(request, pk)
    try:
        done = action(actor=request.user, batch=found)
    except ValidationError as refusal:
        tell(request, refusal)
    else:
        _say(request, done)
    return redirect("exchange:batch", pk=pk)


def _say(request: HttpRequest, batch: Batch) -> None:
    said = {
        BatchState.APPLIED: _("已写入：新增 %(new)d 人，变更 %(changed)d 人。")
        % {key: batch.counts.get(key, 0) for key in ("new", "changed")},
        BatchState.UNDONE: _("已整批撤销，名册恢复到写入前。"),
        BatchState.DISCARDED: _("已放弃这一批，没有写入任何数据。"),
    }
    if sentence := said.get(BatchState(batch.state)):
        messages.success(request, sentence)


def _context(batch: Batch, target: Target) -> dict[str, Any]:
    stuck = batch.state in AT_WORK and is_stuck(
        batch, BatchState.MAPPING, BatchState.CHECKED, BatchState.APPLIED
    )
    return page_context(
        f"{target.label}：{batch.file.name}",
        crumbs=((_("表格导入"), reverse("exchange:batch-list")),),
        batch=batch,
        target=target,
        look=LOOKS.get(BatchState(batch.state), "running" if batch.state in AT_WORK else ""),
        stuck=stuck,
        sheets=batch.layout,
        hidden=sum(len(sheet["hidden_rows"]) for sheet in batch.layout if sheet["used"]),
    )


def _waiting(batch: Batch, target: Target) -> dict[str, Any]:
    """What a batch shows before its rows can be looked at."""
    if batch.state == BatchState.MAPPING:
        return {"mapping": MappingForm(batch, target, read_note(batch, SCAN) or {})}
    if batch.state in AT_WORK and batch.job is not None:
        job = batch.job
        return {
            "job": job,
            "is_open": job.state in (JobState.QUEUED, JobState.RUNNING),
            "percent": job.done * 100 // job.total if job.total else None,
            "look_of_job": "running",
        }
    return {}


def _differences(request: HttpRequest, batch: Batch, target: Target) -> dict[str, Any]:
    tabs = tab_counts(batch)
    filled = [key for key, _label, count in tabs if count]
    asked = request.GET.get("tab", "")
    tab = asked if asked in {key for key, _label, _count in tabs} else next(iter(filled), "new")
    number = request.GET.get("page", "1")
    only_mended = bool(request.GET.get("mended")) and tab in MENDABLE
    page = page_of(
        batch, target, tab, int(number) if number.isdigit() else 1, only_mended=only_mended
    )
    codes = batch.counts.get("codes", {})
    return {
        "tabs": tabs,
        "page": page,
        "only_mended": only_mended,
        "can_narrow": tab in MENDABLE and bool(batch.counts.get("mended_by", {}).get(tab)),
        "refusals": _by_count(target, codes.get("refuse", {})),
        "mends": _by_count(target, codes.get("mend", {})),
        "skipped": read_note(batch, SKIPPED) or [],
        "writes": batch.counts.get(RowOutcome.NEW, 0) + batch.counts.get(RowOutcome.CHANGED, 0),
    }


def _by_count(target: Target, codes: dict[str, int]) -> list[tuple[str, int]]:
    ordered = sorted(codes.items(), key=lambda pair: -pair[1])
    return [(target.reason(code), count) for code, count in ordered]
