"""Small switches of the shell: text size and the post one acts in."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.kernel.access.api import posts_of
from gonghui.kernel.ui.context import ACTING_KEY, LARGE_TEXT_COOKIE

ONE_YEAR = 365 * 24 * 3600


def back(request: HttpRequest, default: str = "/") -> HttpResponse:
    """Return to the page named ``next`` if it is ours."""
    target = request.GET.get("next") or default
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if safe else default)


@require_safe
def large_text(request: HttpRequest) -> HttpResponse:
    """Switch 大字版 on this device; a link, because it changes nothing but how pages look here."""
    response = back(request)
    response.set_cookie(
        LARGE_TEXT_COOKIE,
        "1" if request.GET.get("large") == "1" else "0",
        max_age=ONE_YEAR,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response


@login_required
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Choose the post whose union the desk is about."""
    held = {str(post.pk): post.pk for post in posts_of(request.user)}
    chosen = held.get(request.POST.get("post", ""))
    if chosen is None:
        raise Http404(_("您没有这个岗位，可能已经到期。"))
    request.session[ACTING_KEY] = chosen
    return HttpResponseRedirect(reverse("workbench:home"))
