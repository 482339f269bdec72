"""Choosing a list and a union, sending a file, and the template to fill."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gonghui.kernel.access.api import unions_where
from gonghui.kernel.exchange.actions.starting import start_check
from gonghui.kernel.exchange.actions.uploads import upload_file
from gonghui.kernel.exchange.purposes import UPLOAD
from gonghui.kernel.exchange.queries import find_target, list_batches, targets_for
from gonghui.kernel.exchange.targets import Target
from gonghui.kernel.exchange.workbook.template import template_workbook
from gonghui.kernel.files.api import purposes
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import page_context
from gonghui.kernel.unions.api import Union

UNIONS_SHOWN = 300
RECENT = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def batch_list(request: HttpRequest) -> HttpResponse:
    """Past imports, and the lists that can be imported."""
    page = list_batches()[:RECENT]
    rows = [(batch, target) for batch in page if (target := find_target(batch.target))]
    context = page_context(
        _("表格导入"),
        lead=_("把 Excel、WPS 或 CSV 名册导入系统：先检查、看差异，确认后才写入，写入后可以撤销。"),
        rows=rows,
        targets=targets_for(request.user),
    )
    return render(request, "exchange/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, target: str) -> HttpResponse:
    """Send a file for one union."""
    found = _target(target)
    require(request.user, found.permission)
    unions = found.unions(unions_where(request.user, found.permission))
    if request.method == "POST":
        return _receive(request, found, unions)
    return _form(request, found, unions)


@login_required
@require_safe
def template(request: HttpRequest, target: str) -> HttpResponse:
    """The empty workbook with our titles, lists and notes."""
    found = _target(target)
    require(request.user, found.permission)
    response = HttpResponse(template_workbook(found), content_type=XLSX)
    name = _("%(label)s模板.xlsx") % {"label": found.label}
    response.headers["Content-Disposition"] = _attachment(name)
    return response


def _receive(request: HttpRequest, target: Target, unions: Any) -> HttpResponse:
    file, pk = request.FILES.get("file"), request.POST.get("union", "")
    union = get_object_or_404(Union, pk=int(pk)) if pk.isdigit() else None
    if file is None or union is None:
        return _form(request, target, unions, [_("请选择工会和要导入的表格文件。")])
    try:
        batch = upload_file(actor=request.user, target=target, union=union, upload=file)
    except ValidationError as refusal:
        return _form(request, target, unions, refusal.messages)
    start_check(actor=request.user, batch=batch)
    return redirect("exchange:batch", pk=batch.pk)


def _form(
    request: HttpRequest, target: Target, unions: Any, errors: list[str] | None = None
) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    shown = unions.filter(name__icontains=text) if text else unions
    found = list(shown[: UNIONS_SHOWN + 1])
    context = page_context(
        _("导入%(label)s") % {"label": target.label},
        crumbs=((_("表格导入"), reverse("exchange:batch-list")),),
        target=target,
        unions=found[:UNIONS_SHOWN],
        too_many=len(found) > UNIONS_SHOWN,
        chosen=request.POST.get("union") or request.GET.get("union", ""),
        text=text,
        errors=errors or [],
        purpose=purposes.get(UPLOAD),
    )
    return render(request, "exchange/upload.html", context, status=422 if errors else 200)


def _target(key: str) -> Target:
    found = find_target(key)
    if found is None:
        raise Http404(_("没有这种导入。"))
    return found


def _attachment(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name)}"


def tell(request: HttpRequest, refusal: ValidationError) -> None:
    """Show why an action was refused."""
    for sentence in refusal.messages:
        messages.error(request, sentence)
