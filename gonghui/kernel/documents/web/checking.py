"""The public check of a certificate: one at a time, no list, no search engine, not too often."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.kernel.access.addresses import throttled_ip
from gonghui.kernel.documents.forms import CheckForm
from gonghui.kernel.documents.queries import Verdict, verdict_by_number, verdict_by_token
from gonghui.kernel.documents.throttle import count_miss, has_too_many_misses, is_too_often
from gonghui.kernel.ui.api import page_context


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Number and code typed by hand."""
    if not request.GET:
        return _answer(request, CheckForm())
    if is_too_often(_visitor(request)):
        return _refuse(request)
    form = CheckForm(request.GET)
    if not form.is_valid():
        return _answer(request, form, status=400)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    if has_too_many_misses(number):
        return _refuse(request)
    verdict = verdict_by_number(number, code)
    if verdict is None:
        count_miss(number)
    return _answer(request, form, verdict, asked=True, status=200 if verdict else 404)


@require_safe
def verify_token(request: HttpRequest, token: str) -> HttpResponse:
    """What the QR code leads to."""
    if is_too_often(_visitor(request)):
        return _refuse(request)
    verdict = verdict_by_token(token)
    return _answer(request, CheckForm(), verdict, asked=True, status=200 if verdict else 404)


def _visitor(request: HttpRequest) -> str:
    return throttled_ip(request) or "unknown"


def _refuse(request: HttpRequest) -> HttpResponse:
    return _answer(request, CheckForm(), status=429, often=True)


def _answer(
    request: HttpRequest,
    form: CheckForm,
    verdict: Verdict | None = None,
    *,
    status: int = 200,
    **more: bool,
) -> HttpResponse:
    context = page_context(_("证书核验"), form=form, verdict=verdict, **more)
    response = render(request, "documents/verify.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "no-store"
    return response
