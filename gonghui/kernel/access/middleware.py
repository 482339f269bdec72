"""What stands between every request and its view: session limits, the first password, the scope."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from gonghui.kernel.access import sessions
from gonghui.kernel.access.queries import own_scope_of, remember_posts, scope_of
from gonghui.kernel.lib import scoping

PERSONAL_SEGMENT = "me"
FREE_BEFORE_PASSWORD = ("access:password", "access:logout", "access:large-text", "ui:large-text")
"""All that an account may do before it has set its own password."""


class AccountMiddleware:
    """Ends sessions that lasted too long and leads new accounts to their first own password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, unless the account has to do something else first."""
        user = signed_in(request)
        if user is None:
            return _sent_to(request, self.get_response(request))
        remember_posts(user)
        if sessions.is_over(request, user):
            auth.logout(request)
            messages.info(request, _("为保护数据，登录满 12 小时需要重新登录。"))
            return _sent_to(request, redirect_to_login(request.get_full_path()))
        sessions.touch(request, user)
        if user.must_change_password and not _is_free(request):
            return _sent_to(request, HttpResponseRedirect(reverse("access:password")))
        return self.get_response(request)


def signed_in(request: HttpRequest) -> Any:
    """The account behind a request, or None.

    Without a session cookie the session stays untouched, so that public pages remain cacheable.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if request.user.is_authenticated else None


def _is_free(request: HttpRequest) -> bool:
    """Whether the address stays open before the first own password is set."""
    try:
        return resolve(request.path_info).view_name in FREE_BEFORE_PASSWORD
    except Resolver404:
        return False


def _sent_to(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A redirect in the form that htmx follows with the whole page; other answers as they are.

    Otherwise the sign-in page would appear inside the part of the page that htmx asked for.
    """
    if "HX-Request" not in request.headers or not isinstance(response, HttpResponseRedirect):
        return response
    return HttpResponse(status=204, headers={"HX-Redirect": response.url})


class ScopeMiddleware:
    """Activates what the signed-in account may see; nobody sees nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the account's scope, streamed parts included."""
        scope = scope_for(request)
        with scoping.active(scope):
            response = self.get_response(request)
        if response.streaming and not response.is_async and not _is_file(response):
            response.streaming_content = _scoped(response.streaming_content, scope)
        return response


def is_personal(path: str) -> bool:
    """Whether an address shows the visitor as a member, not as a cadre.

    It does if ``me`` is one of its segments: ``/me/…`` of the member face, ``/organising/me/…`` of a
    room. This is the only place that decides it.
    """
    return PERSONAL_SEGMENT in path.split("/")


def scope_for(request: HttpRequest) -> scoping.Scope:
    """What this request may see."""
    user = signed_in(request)
    if user is None:
        return scoping.Scope()
    return own_scope_of(user) if is_personal(request.path_info) else scope_of(user)


def _is_file(response: HttpResponse) -> bool:
    """Whether the server sends an open file by itself; no query can happen then."""
    return getattr(response, "file_to_stream", None) is not None


def _scoped(parts: Iterator[bytes], scope: scoping.Scope) -> Iterator[bytes]:
    """The parts, each made inside ``scope``; between two parts the server's thread has none."""
    parts = iter(parts)
    while True:
        with scoping.active(scope):
            part = next(parts, None)
        if part is None:
            return
        yield part
