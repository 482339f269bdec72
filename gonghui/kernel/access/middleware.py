"""Sets the scope of a request once, from the account's posts, and keeps it while the answer streams."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gonghui.kernel.access.queries import own_scope_of, remember_posts, scope_of
from gonghui.kernel.lib import scoping

PERSONAL_SEGMENT = "me"


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
    """What this request may see.

    Without a session cookie the session stays untouched, so that public pages remain cacheable.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return scoping.Scope()
    user = request.user
    if not user.is_authenticated:
        return scoping.Scope()
    remember_posts(user)
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
