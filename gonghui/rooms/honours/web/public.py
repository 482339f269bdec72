"""Honoured persons on the portal: only who agreed, and only what they agreed to show."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.ui.api import page_context
from gonghui.rooms.honours.queries.workers import shown_awards, shown_people


def people(request: HttpRequest) -> HttpResponse:
    """Everybody who agreed, a page at a time."""
    asked = request.GET.get("q", "")
    context = page_context(
        _("先进人物"),
        lead=_("经本人同意展示，单位为获得荣誉时的名称。"),
        asked=asked,
        page=shown_people(asked, request.GET.get("page")),
    )
    return render(request, "honours/public/people.html", context)


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, unit of then and titles; nobody without consent is found here."""
    awards = shown_awards(pk)
    if not awards:
        raise Http404(_("没有公开展示的荣誉。"))
    context = page_context(
        awards[0].holder_name,
        lead=awards[0].holder_unit_name,
        crumbs=((_("先进人物"), reverse("honours:people")),),
        awards=awards,
    )
    return render(request, "honours/public/person.html", context)
