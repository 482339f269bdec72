"""Sets the scope of a request once, from the account's posts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gonghui.kernel.lib import scoping


class ScopeMiddleware:
    """Activates what the signed-in account may see; nobody sees nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the account's scope."""
        with scoping.active(scoping.Scope()):
            return self.get_response(request)
