"""The judge's first page: today's work, hung there by whoever needs judges."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gonghui.kernel.ui.api import draw_dashboard, page_context


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What waits to be scored; empty for whoever judges nothing."""
    context = page_context(_("评审"), panels=draw_dashboard("expert", request))
    return render(request, "expert/home.html", context)
