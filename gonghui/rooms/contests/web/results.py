"""Results of contests: the list, and the form of one from outside."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, acting_union, ask
from gonghui.rooms.contests.actions.results import record_result
from gonghui.rooms.contests.forms.results import ResultForm
from gonghui.rooms.contests.tables import ResultTable

READ, MANAGE = "campaigns.award:read", "campaigns.award:manage"


class ResultList(ListView):
    """Who won what, own and from outside."""

    table = ResultTable
    permission = READ
    lead = "本系统竞赛的成绩由表彰决定自动记入，外部竞赛的成绩凭证明登记；都在荣誉台账里。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Record one from outside."""
        if not decide(self.request.user, MANAGE):
            return ()
        address = reverse("contests:result-create")
        return (PageAction(_("登记外部成绩"), address, "plus-lg", primary=True),)


@login_required
def result_create(request: HttpRequest) -> HttpResponse:
    """Record a result from outside."""
    require(request.user, MANAGE)
    form = ResultForm(request.POST or None, request.FILES or None)
    kept_by = acting_union(request, MANAGE)

    def run(values: dict[str, Any]) -> str:
        award = record_result(actor=request.user, kept_by=kept_by, **values)
        return _("已登记：%(award)s。") % {"award": award}

    done = reverse("contests:result-list")
    lead = _("由“%(keeper)s”登记，须附成绩证明。") % {"keeper": kept_by}
    crumbs = ((_("竞赛成绩"), done),)
    return ask(request, form, _("登记外部成绩"), run, done=done, lead=lead, crumbs=crumbs)
