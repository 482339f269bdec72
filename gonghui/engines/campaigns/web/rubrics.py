"""Standards of points inside the composer: write one, change one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.rubrics import keep_rubric
from gonghui.engines.campaigns.forms.rubrics import RubricForm
from gonghui.engines.campaigns.queries.plans import own_rubrics, rubric_plan
from gonghui.engines.campaigns.web.composing import draft_of
from gonghui.kernel.ui.api import ask


@login_required
def rubric_edit(request: HttpRequest, pk: int, key: str = "") -> HttpResponse:
    """A new standard of the organiser, or the newest version of one."""
    campaign = draft_of(request, pk)
    known = {row.key: row for row in own_rubrics(campaign.union_id)}
    if key and key not in known:
        raise Http404(_("没有这个评价标准。"))
    rubric = rubric_plan(known[key]) if key else None
    form = RubricForm(request.POST or None, rubric=rubric)

    def run(_values: dict[str, Any]) -> str:
        kept = keep_rubric(actor=request.user, union=campaign.union, rubric=form.plan())
        return _("已保存：%(rubric)s。") % {"rubric": kept}

    compose = reverse("campaigns:compose", args=[pk])
    used = _("这个标准已启用，保存后成为新的一版，原来的评选不受影响。")
    return ask(
        request,
        form,
        _("修改评价标准") if rubric else _("新建评价标准"),
        run,
        done=f"{compose}?tab=rubrics",
        lead=str(known[key]) if key else "",
        crumbs=((_("组织评选"), reverse("campaigns:list")), (str(campaign), compose)),
        consequence=used if key and known[key].used_at else "",
    )
