"""The decision: what is still missing, the form, and afterwards document, certificates and papers."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.decisions import decide_awards
from gonghui.engines.campaigns.forms.deciding import RulingForm
from gonghui.engines.campaigns.models import Entry, PublicNotice
from gonghui.engines.campaigns.queries import official
from gonghui.engines.campaigns.queries.decisions import (
    awards_of,
    decision_of,
    obstacles_to_decision,
)
from gonghui.engines.campaigns.queries.slates import chosen_of, current_slate
from gonghui.engines.campaigns.web.slates import MANAGE, crumbs_of, managed
from gonghui.engines.campaigns.web.tabs import tabs_of
from gonghui.kernel.documents.api import certificate_of, documents_of
from gonghui.kernel.documents.api import render as write
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import add_refusal, page_context

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@login_required
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the decision, or see it."""
    campaign = managed(request, pk)
    slate = current_slate(campaign)
    form = RulingForm(
        request.POST or None,
        initial={"title": official.decision_title(campaign)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            decide_awards(actor=request.user, campaign=campaign, ruling=form.ruling())
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("已作出表彰决定，荣誉记入台账。"))
            return redirect("campaigns:decision", pk)
    found = decision_of(campaign)
    awards = list(awards_of(found)) if found else []
    context = page_context(
        _("表彰决定"),
        lead=str(campaign),
        crumbs=crumbs_of(campaign),
        tabs=tabs_of(campaign, "decision"),
        campaign=campaign,
        decision=found,
        document=documents_of(found).first() if found else None,
        awards=[(award, certificate_of(award)) for award in awards],
        obstacles=[] if found else obstacles_to_decision(campaign, slate),
        entries=chosen_of(slate) if slate else [],
        form=form,
    )
    return render(request, "campaigns/decision.html", context)


@login_required
def summary(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """汇总表 of the present list."""
    campaign = managed(request, pk)
    return answer(official.summary_table(campaign), form, f"{campaign}汇总表")


@login_required
def approval(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """审批表 of one entry."""
    entry = get_object_or_404(Entry.objects.select_related("campaign__union", "union"), pk=pk)
    require(request.user, MANAGE, entry.campaign.union)
    return answer(official.approval_form(entry), form, f"{entry.name}审批表")


@login_required
def statement(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """公示情况说明 of a notice."""
    rows = PublicNotice.objects.select_related("campaign", "union")
    notice = get_object_or_404(rows, pk=pk)
    require(request.user, MANAGE, notice.union)
    return answer(official.publicity_statement(notice), form, f"{notice.title}情况说明")


def answer(content: Any, form: str, name: str) -> HttpResponse:
    """A paper as a download.

    Raises:
        Http404: the paper is not written in this format.
    """
    try:
        data = write(content, form)
    except LookupError as error:
        raise Http404(_("没有这种格式。")) from error
    response = HttpResponse(data, content_type=KINDS[form])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{form}"
    return response
