"""The member's own pages: the scope of these addresses shows nobody else."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gonghui.faces.member import queries
from gonghui.kernel.access.api import posts_of, unmask
from gonghui.kernel.notices.api import notices_of
from gonghui.kernel.people.api import documents_of
from gonghui.kernel.ui.api import draw_dashboard, page_context

NOTICES = 30
REVEALED = ("doc_no", "phone")


def _hello() -> str:
    hour = timezone.localtime().hour
    if hour < 11:
        return _("早上好")
    return _("中午好") if hour < 13 else _("下午好") if hour < 18 else _("晚上好")


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Who I am, what waits for me, my applications, what I may use."""
    context = page_context(
        "",
        hello=_hello(),
        standing=queries.find_standing(request.user),
        panels=draw_dashboard("member", request),
    )
    return render(request, "member/home.html", context)


@login_required
def services(request: HttpRequest) -> HttpResponse:
    """Everything a member may use, in one place."""
    return render(request, "member/services.html", page_context(_("服务")))


@login_required
def messages(request: HttpRequest) -> HttpResponse:
    """The latest messages; opening one marks it read."""
    found = list(notices_of(request.user)[:NOTICES])
    return render(request, "member/messages.html", page_context(_("消息"), notices=found))


def _profile(request: HttpRequest, shown: dict[str, str]) -> HttpResponse:
    standing = queries.find_standing(request.user)
    context = page_context(
        _("我的资料"),
        standing=standing,
        documents=list(documents_of(standing.person)) if standing else [],
        posts=posts_of(request.user),
        shown=shown,
    )
    return render(request, "member/profile.html", context)


@login_required
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    """What the union has on record about me, numbers masked."""
    return _profile(request, {})


@login_required
@never_cache
@require_POST
def reveal(request: HttpRequest) -> HttpResponse:
    """My own number in full, for this one answer; the look is recorded like every other."""
    standing, field = queries.find_standing(request.user), request.POST.get("field", "")
    if standing is None or field not in REVEALED:
        raise Http404(_("没有这项资料。"))
    value = unmask(
        actor=request.user, person=standing.person, field=field, reason=str(_("本人查看"))
    )
    return _profile(request, {field: value})


@login_required
def history(request: HttpRequest) -> HttpResponse:
    """How my membership came about."""
    standing = queries.find_standing(request.user)
    events: list[Any] = queries.list_happenings(standing.person) if standing else []
    return render(
        request,
        "member/history.html",
        page_context(_("会籍经历"), events=events, standing=standing),
    )
