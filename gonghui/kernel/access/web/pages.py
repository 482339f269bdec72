"""What several screens of this app do the same way."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


def show(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """A page that no cache keeps; a form with errors answers 422."""
    form = context.get("form")
    status = context.pop("status", 422 if form is not None and form.errors else 200)
    response = render(request, f"access/{template}", {"title": title, **context}, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def attempt(form: Form, function: Callable[[], Any]) -> Any:
    """What ``function`` returns if the form is valid; None when it, or the form, found an error.

    Errors of the action stand in the form afterwards; refusals pass through to the error page.
    """
    if not form.is_valid():
        return None
    try:
        return function()
    except ValidationError as error:
        form.add_error(None, error)
        return None


def safe_next(request: HttpRequest, default: str) -> str:
    """The page the visitor came from if it is one of ours."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else default


def go(url: str) -> HttpResponseRedirect:
    """Send the visitor to an address."""
    return HttpResponseRedirect(url)
