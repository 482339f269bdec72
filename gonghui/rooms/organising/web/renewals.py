"""Re-elections: list, and the button that begins one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import ListView, PageAction, press
from gonghui.rooms.organising.actions.renewals import begin_renewal
from gonghui.rooms.organising.queries.registers import unions_in_scope
from gonghui.rooms.organising.rules.renewal import HANDLE
from gonghui.rooms.organising.tables import RenewalTable


class RenewalList(ListView):
    """Re-elections in scope."""

    table = RenewalTable
    permission = "unions.union:read"
    lead = "换届工单。届满前 6、3、1 个月提醒，届满未换届的列入超期名单。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Unions whose term is over."""
        url = f"{reverse('organising:union-list')}?hint=overdue"
        return (PageAction(_("超期未换届"), url, "alarm"),)


@require_POST
@login_required
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the re-election of a union."""
    union = get_object_or_404(unions_in_scope(), pk=pk)
    require(request.user, HANDLE, union)
    made = []

    def run() -> str:
        made.append(begin_renewal(actor=request.user, union=union))
        return _("换届工单已发起。")

    answer = press(request, run, reverse("organising:union-detail", args=[pk]))
    if made:
        answer["Location"] = reverse("casework:case-detail", args=[made[0].pk])
    return answer
