"""The cadre's first screen and the search across everything in scope."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gonghui.faces.workbench.queries import key_figures
from gonghui.kernel.access.api import posts_of
from gonghui.kernel.indicators.api import READ_FIGURES
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import (
    acting_post,
    draw_dashboard,
    page_context,
    search_everywhere,
)

SHORTEST = 2


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this cadre by deadline, then programmes, then figures."""
    if not posts_of(request.user):
        return HttpResponseRedirect(reverse("member:home"))
    panels = draw_dashboard("workbench", request)
    context = page_context(
        _("工作台"),
        lead=date_format(timezone.localdate(), "Y年n月j日 l"),
        main=[panel for panel in panels if not panel.side],
        side=[panel for panel in panels if panel.side],
    )
    return render(request, "workbench/home.html", context)


@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """The key figures of the union one acts for; loaded after the page, because they count."""
    post = acting_post(request)
    if post is None:
        raise Http404(_("没有岗位的账号没有统计数字。"))
    require(request.user, READ_FIGURES, post.union)
    context = page_context(
        _("主要数字"),
        union=post.union,
        figures=key_figures(post.union),
        question=f"?union={post.union_id}",
    )
    template = "figures_only.html" if request.htmx else "figures_page.html"
    return render(request, f"workbench/{template}", context)


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Unions, members and whatever else fits a few characters."""
    text = request.GET.get("q", "").strip()
    enough = len(text) >= SHORTEST
    context = page_context(
        _("搜索"),
        shell_query=text,
        text=text,
        enough=enough,
        sections=search_everywhere(request.user, text) if enough else [],
    )
    return render(request, "workbench/search.html", context)
