"""Public notices as everybody reads them, and the form to object."""

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.objections import receive_objection
from gonghui.engines.campaigns.forms.deciding import ComplaintForm
from gonghui.engines.campaigns.queries import notices as queries
from gonghui.kernel.access.addresses import throttled_ip
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.ui.api import add_refusal, page_context

PAGE_SIZE = 20
MOST_IN_AN_HOUR = 5
HOUR = 3600
ANYBODY = "whoever reads a notice may object to it; nothing is shown in return"


def notice_list(request: HttpRequest) -> HttpResponse:
    """Those that run, then those that are over."""
    rows = queries.notices_for(request.user)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    lead = _("拟表彰名单在决定之前公示；对名单有异议，可在公示期内反映。")
    context = page_context(_("公示"), lead=lead, page=page, today=dates.today())
    return render(request, "campaigns/public/notices.html", context)


def notice_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One list with its clock; details hide themselves afterwards, and no search engine keeps it."""
    notice = get_object_or_404(queries.notices_for(request.user), pk=pk)
    context = page_context(
        notice.title,
        lead=notice.union.name,
        crumbs=((_("公示"), reverse("publicity:list")),),
        notice=notice,
        lines=queries.shown_lines(notice),
        hidden=queries.is_hidden(notice),
        takes=queries.takes_objections(notice),
        today=dates.today(),
    )
    response = render(request, "campaigns/public/notice.html", context)
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response


def notice_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to a name: named with an answer, or anonymously."""
    notice = get_object_or_404(queries.notices_for(request.user), pk=pk)
    back = reverse("publicity:detail", args=[pk])
    if not queries.takes_objections(notice):
        return redirect(back)
    form = ComplaintForm(request.POST or None, lines=notice.lines.all())
    if request.method == "POST" and form.is_valid() and _may_send(request, form):
        try:
            with scoping.everything(ANYBODY):
                receive_objection(
                    actor=SYSTEM,
                    notice=notice,
                    line=form.cleaned_data["line"],
                    complaint=form.complaint(),
                )
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("publicity:thanks", pk=pk)
    crumbs = ((_("公示"), reverse("publicity:list")), (notice.title, back))
    context = page_context(_("反映异议"), lead=notice.title, crumbs=crumbs, form=form, cancel=back)
    return render(request, "campaigns/public/object.html", context)


def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """It arrived."""
    notice = get_object_or_404(queries.notices_for(request.user), pk=pk)
    back = reverse("publicity:detail", args=[pk])
    crumbs = ((_("公示"), reverse("publicity:list")), (notice.title, back))
    context = page_context(_("已收到您的反映"), crumbs=crumbs, notice=notice)
    return render(request, "campaigns/public/thanks.html", context)


def _may_send(request: HttpRequest, form: ComplaintForm) -> bool:
    """No more than a few from one address in an hour, without a captcha."""
    key = f"campaigns.objection:{throttled_ip(request) or 'unknown'}"
    cache.add(key, 0, HOUR)
    if cache.incr(key) <= MOST_IN_AN_HOUR:
        return True
    form.add_error(None, _("提交过于频繁，请一小时后再试，或拨打公示页上的电话。"))
    return False


app_name = "publicity"
urlpatterns = [
    path("", notice_list, name="list"),
    path("<int:pk>/", notice_detail, name="detail"),
    path("<int:pk>/object/", notice_object, name="object"),
    path("<int:pk>/thanks/", thanks, name="thanks"),
]
