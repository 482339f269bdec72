"""The first screen of a member."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gonghui.kernel.ui.api import page_context


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this member."""
    return render(request, "member/home.html", page_context(_("我的")))
