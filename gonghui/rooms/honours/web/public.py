"""A person's page on the portal: only what they agreed to show."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gonghui.kernel.ui.api import page_context
from gonghui.rooms.honours.queries.workers import shown_awards


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, unit of then and titles; nobody without consent is found here."""
    awards = shown_awards(pk)
    if not awards:
        raise Http404(_("没有公开展示的荣誉。"))
    context = page_context(awards[0].holder_name, lead=awards[0].holder_unit_name, awards=awards)
    return render(request, "honours/public/person.html", context)
