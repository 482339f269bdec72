"""One's own background jobs: the list, one of them with its progress, and the way to stop it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from gonghui.kernel.jobs.actions import cancel
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.jobs.queries import count_waiting_before, is_ignored, jobs_of
from gonghui.kernel.ui.api import page_context

PAGE_SIZE = 20
LOOKS = {
    JobState.QUEUED: "",
    JobState.RUNNING: "running",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
    JobState.CANCELLED: "",
}


@login_required
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """My jobs, newest first."""
    page = Paginator(jobs_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    lead = _("导入、导出等较慢的操作在后台进行，可以离开页面，完成后在这里找到结果。")
    rows = [(job, LOOKS[JobState(job.state)]) for job in page]
    context = page_context(_("后台任务"), lead=lead, page=page, rows=rows)
    return render(request, "jobs/list.html", context)


@login_required
@require_safe
@never_cache
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One of my jobs."""
    job = get_object_or_404(jobs_of(request.user), pk=pk)
    crumbs = ((_("后台任务"), reverse("jobs:job-list")),)
    context = page_context(job.title, crumbs=crumbs, **_standing(job))
    return render(request, "jobs/detail.html", context)


@login_required
@require_safe
@never_cache
def job_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of its page that moves; a page that shows the result itself is loaded anew at the end."""
    job = get_object_or_404(jobs_of(request.user), pk=pk)
    standing = _standing(job)
    if not standing["is_open"] and request.htmx.current_url_abs_path == job.link:
        return HttpResponseClientRefresh()
    return render(request, "jobs/progress.html", standing)


@login_required
@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop one of my jobs."""
    job = cancel(actor=request.user, job=get_object_or_404(jobs_of(request.user), pk=pk))
    if job.state == JobState.CANCELLED:
        messages.success(request, _("任务已取消。"))
    elif job.state == JobState.RUNNING:
        messages.success(request, _("已要求停止，任务会在当前步骤结束后停下。"))
    return redirect("jobs:job-detail", pk=pk)


def _standing(job: Job) -> dict[str, Any]:
    """What the moving part shows."""
    state = JobState(job.state)
    return {
        "job": job,
        "look": LOOKS[state],
        "is_open": state in (JobState.QUEUED, JobState.RUNNING),
        "waiting_before": count_waiting_before(job) if state == JobState.QUEUED else 0,
        "is_ignored": is_ignored(job),
        "percent": job.done * 100 // job.total if job.total else None,
    }
