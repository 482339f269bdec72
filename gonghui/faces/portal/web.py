"""Public pages that are not written by editors: search, open calls, the union directory."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views import View

from gonghui.engines.campaigns.api import call_page, public_calls
from gonghui.faces.portal.queries import find_pages, list_unions
from gonghui.kernel.unions.api import Union, leader_of, prefectures, units_of

PAGE_SIZE = 50
LONGEST_QUERY = 40


class SearchView(View):
    """Search over articles, topics and unions."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Find and list; without words, the empty form."""
        text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
        context = {
            "title": _("搜索"),
            "text": text,
            "pages": find_pages(text),
            "unions": list_unions(text)[:10] if text else [],
        }
        return render(request, "portal/search.html", context)


class CallsView(View):
    """正在申报: the calls whose organisers show them to everybody."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Those that end first stand first."""
        context = {"title": _("正在申报"), "calls": public_calls(PAGE_SIZE)}
        return render(request, "portal/calls.html", context)


class CallView(View):
    """One call: what for, until when, who may be put forward."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it; what is not public does not exist here."""
        found = call_page(pk)
        if found is None:
            raise Http404(_("没有这个评选，或主办工会未公开。"))
        campaign, plan, stages = found
        context = {
            "title": str(campaign),
            "crumbs": [(_("正在申报"), "../")],
            "campaign": campaign,
            "plan": plan,
            "stages": stages,
        }
        return render(request, "portal/call.html", context)


class DirectoryView(View):
    """组织通讯录: the unions that exist today, by region and name."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of unions."""
        text, region = request.GET.get("q", "").strip(), request.GET.get("region", "")
        found = list_unions(text[:LONGEST_QUERY], region)
        context = {
            "title": _("工会名录"),
            "text": text,
            "region": region,
            "regions": prefectures(),
            "unions": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
            "extra": "&" + urlencode({"q": text, "region": region}),
        }
        return render(request, "portal/directory.html", context)


class UnionView(View):
    """What the public may know of one union."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        union = get_object_or_404(list_unions(), pk=pk)
        context = {
            "title": union.name,
            "crumbs": [(_("工会名录"), "../")],
            "union": union,
            "upper": leader_of(union),
            "units": units_of(union),
            "lowers": _lowers(union),
        }
        return render(request, "portal/union.html", context)


def _lowers(union: Union) -> list[Union]:
    return list(list_unions().filter(path__startswith=union.path).exclude(pk=union.pk)[:PAGE_SIZE])
