"""A list as a workbook: at once when it is short, in the background when it is long."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonghui.kernel.access.api import unions_where
from gonghui.kernel.exchange.actions.exports import UNMASK, Wish, export_table, start_export
from gonghui.kernel.exchange.queries import find_target
from gonghui.kernel.lib.policy import Refused, decide
from gonghui.kernel.ui.api import Table, page_context

AT_ONCE = 2000
SALT = "exchange.export"
TOKEN_SECONDS = 24 * 3600


def answer_export(request: HttpRequest, table: Table) -> HttpResponse:
    """What every list calls for ``?export=xlsx``: ask first where whole numbers could be wanted."""
    target = find_target(table.exchange) if table.exchange else None
    wish = Wish(table.dotted(), request.GET.urlencode(), _union_for(request, table))
    asks = target is not None and any(one.left_out for one in target.export_columns(unmasked=True))
    if asks and decide(request.user, UNMASK):
        return redirect(f"{reverse('exchange:export')}?wish={_sign(wish, request.user)}")
    return _deliver(request, wish)


def import_address(user: Any, target: str) -> str:
    """Where rows of a target are imported; "" for who may not."""
    found = find_target(target)
    if found is None or not decide(user, found.permission):
        return ""
    return reverse("exchange:upload", args=[target])


@login_required
@require_http_methods(["GET", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """Choose between the export without identity numbers and the whole one, which needs a reason."""
    token = request.POST.get("wish") or request.GET.get("wish", "")
    wish = _read(token, request.user)
    errors: list[str] = []
    if request.method == "POST":
        chosen = Wish(
            wish.table,
            wish.query,
            wish.union_id,
            request.POST.get("unmasked") == "1",
            request.POST.get("reason", "").strip()[:200],
        )
        try:
            return _deliver(request, chosen)
        except ValidationError as refusal:
            errors = refusal.messages
    table = wish.build(request.user)
    context = page_context(
        _("导出%(label)s") % {"label": table.label}, table=table, wish=token, errors=errors
    )
    return render(request, "exchange/export.html", context, status=422 if errors else 200)


def _deliver(request: HttpRequest, wish: Wish) -> HttpResponse:
    table = wish.build(request.user)
    if table.total.more or table.total.count > AT_ONCE:
        job = start_export(actor=request.user, wish=wish)
        return redirect("jobs:job-detail", pk=job.pk)
    stored = export_table(actor=request.user, wish=wish)
    return redirect("files:download", key=stored.key)


def _union_for(request: HttpRequest, table: Table) -> int | None:
    """The union whose row keys the export carries: the one asked for, else the widest of the user's posts."""
    target = find_target(table.exchange) if table.exchange else None
    if target is None:
        return None
    allowed = unions_where(request.user, target.permission)
    asked = request.GET.get("union", "")
    if asked.isdigit() and (found := allowed.filter(pk=int(asked)).first()):
        return found.pk
    widest = allowed.first()
    return widest.pk if widest else None


def _sign(wish: Wish, user: Any) -> str:
    return signing.dumps([user.pk, wish.table, wish.query, wish.union_id], salt=SALT)


def _read(token: str, user: Any) -> Wish:
    """The wish of a token that a list page gave this user.

    Raises:
        Refused: too old, altered, or somebody else's.
    """
    try:
        owner, table, query, union_id = signing.loads(token, salt=SALT, max_age=TOKEN_SECONDS)
    except signing.BadSignature:
        owner = table = query = union_id = None
    if owner != user.pk:
        raise Refused(_("导出链接已过期，请回到列表重新点“导出表格”。"))
    return Wish(table, query, union_id)
