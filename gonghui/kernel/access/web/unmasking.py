"""Seeing a masked value once, and who did."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from gonghui.kernel.access.actions.unmasking import unmask
from gonghui.kernel.access.authority import scope_where
from gonghui.kernel.access.forms import ReasonForm
from gonghui.kernel.access.masking import FIELDS, field_of
from gonghui.kernel.access.models import Unmasking
from gonghui.kernel.access.queries import union_of_person
from gonghui.kernel.access.web.pages import attempt, safe_next, show
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import require
from gonghui.kernel.people.api import Person

LOG = "access.unmasking:read"
PAGE_SIZE = 50


@login_required
def unmask_field(request: HttpRequest, person_id: int, field: str) -> HttpResponse:
    """Ask why, then show the value on a page that is kept nowhere."""
    require(request.user, "people.member:unmask")
    if field not in FIELDS:
        raise Http404
    person = get_object_or_404(Person.objects.distinct(), pk=person_id)
    require(request.user, "people.member:unmask", union_of_person(person))
    form = ReasonForm(request.POST or None)
    value = None

    def submit() -> Any:
        return unmask(
            actor=request.user, person=person, field=field, reason=form.cleaned_data["reason"]
        )

    if request.method == "POST":
        value = attempt(form, submit)
    shown = field_of(field)
    return show(
        request,
        "unmask.html",
        _("查看完整%(label)s") % {"label": shown.label},
        form=form,
        person=person,
        label=shown.label,
        masked=shown.masked(person),
        value=value,
        back=safe_next(request, ""),
    )


@login_required
def unmaskings(request: HttpRequest) -> HttpResponse:
    """Who looked at which masked value of whom, and why, newest first."""
    require(request.user, LOG)
    before = request.GET.get("before", "")
    with scoping.active(scope_where(request.user, LOG)):
        rows = Unmasking.objects.select_related("actor", "person", "union").order_by("-pk")
        if before.isdigit():
            rows = rows.filter(pk__lt=int(before))
        found = list(rows[: PAGE_SIZE + 1])
    return show(
        request,
        "unmaskings.html",
        _("敏感信息调阅记录"),
        rows=[
            (row, field_of(row.field).label if row.field in FIELDS else row.field)
            for row in found[:PAGE_SIZE]
        ],
        more=len(found) > PAGE_SIZE,
    )
