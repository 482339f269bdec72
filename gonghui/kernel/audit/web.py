"""The log for those who audit it: read only, newest first, as far as their posts reach."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gonghui.kernel.access.api import scope_where
from gonghui.kernel.audit.forms import EntryFilter
from gonghui.kernel.audit.models import Entry
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import require

READ = "audit.entry:read"
PAGE_SIZE = 50


@login_required
def entries(request: HttpRequest) -> HttpResponse:
    """Entries below the unions in my charge, fifty at a time, filtered by what the form says."""
    require(request.user, READ)
    form = EntryFilter(request.GET)
    form.is_valid()
    with scoping.active(scope_where(request.user, READ)):
        rows = Entry.objects.filter(form.condition()).select_related("actor", "union")
        found = list(rows.order_by("-pk")[: PAGE_SIZE + 1])
    context = {
        "title": _("操作日志"),
        "lead": _("记录只增不改，逐条相连，任何一条被改动都能查出来。"),
        "form": form,
        "rows": found[:PAGE_SIZE],
        "more": len(found) > PAGE_SIZE,
        "filtered": any(value for key, value in request.GET.items() if key != "before"),
    }
    response = render(request, "audit/entries.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store, private"
    return response
