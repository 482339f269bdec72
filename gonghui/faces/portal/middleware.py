"""The page editor runs scripts that its own pages carry; only its address gets a wider policy."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

EDITOR = "/cms/"
EDITOR_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-ancestors": [SELF],
}


class EditorPolicyMiddleware:
    """Widens the content security policy below ``/cms/``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and widen the policy of the editor's pages."""
        response = self.get_response(request)
        if request.path.startswith(EDITOR):
            response._csp_replace = EDITOR_POLICY
        return response
