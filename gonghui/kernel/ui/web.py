"""Small switches of the shell: text size and the post one acts in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gonghui.kernel.lib.dates import today, valid_on
from gonghui.kernel.ui.context import ACTING_KEY, LARGE_TEXT_COOKIE

ONE_YEAR = 365 * 24 * 3600


def back(request: HttpRequest, default: str = "/") -> HttpResponse:
    """Return to the page named ``next`` if it is ours."""
    target = request.POST.get("next") or request.GET.get("next") or default
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if safe else default)


@require_POST
def large_text(request: HttpRequest) -> HttpResponse:
    """Switch 大字版 on this device."""
    response = back(request)
    response.set_cookie(
        LARGE_TEXT_COOKIE,
        "1" if request.POST.get("large") == "1" else "0",
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
    post_id = request.POST.get("post", "")
    wanted = int(post_id) if post_id.isdigit() else 0
    post = get_object_or_404(request.user.posts.filter(valid_on(today())), pk=wanted)
    request.session[ACTING_KEY] = post.pk
    return HttpResponseRedirect(reverse("workbench:home"))
