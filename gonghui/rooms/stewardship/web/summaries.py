"""Lists of a batch as files, and the text for the public from draft to release."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.kernel.documents.web.files import answer_file
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import ask, press
from gonghui.rooms.stewardship.actions import summaries as actions
from gonghui.rooms.stewardship.forms.items import SummaryForm
from gonghui.rooms.stewardship.models import Batch
from gonghui.rooms.stewardship.queries.items import visible_batches
from gonghui.rooms.stewardship.queries.papers import PAPERS, released_summary
from gonghui.rooms.stewardship.rules.rectification import READ, SUPERVISE

FORMS = ("docx", "xlsx")
PRESSED = {
    "approve": (actions.approve_summary, "公开稿已审核。"),
    "release": (actions.release_summary, "已公开。"),
}


@login_required
def paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One of the three lists or the progress table, as Word or Excel."""
    batch = _batch(request, pk, READ)
    form = request.GET.get("form", FORMS[0])
    if kind not in PAPERS or form not in FORMS:
        raise Http404(_("没有这种清单或格式。"))
    content = actions.hand_out_paper(actor=request.user, batch=batch, kind=kind, form=form)
    return answer_file(content, form, content.title)


@login_required
def summary_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the text for the public."""
    batch = _batch(request, pk, SUPERVISE)

    def run(values: dict[str, Any]) -> str:
        actions.draft_summary(actor=request.user, batch=batch, **values)
        return _("已保存公开稿，请其他督办人审核。")

    form = SummaryForm(request.POST or None, initial={"text": batch.public_text})
    done = reverse("stewardship:batch-detail", args=[pk])
    return ask(request, form, _("起草公开稿"), run, done=done, lead=batch.name)


@require_POST
@login_required
def summary_press(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Approve the text, or release it."""
    batch = _batch(request, pk, SUPERVISE)
    if verb not in PRESSED:
        raise Http404(_("没有这项办理。"))
    act, sentence = PRESSED[verb]

    def run() -> str:
        act(actor=request.user, batch=batch)
        return sentence

    return press(request, run, reverse("stewardship:batch-detail", args=[pk]))


def open_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """The released text, for everybody; nothing of the ledger itself."""
    batch = released_summary(pk)
    if batch is None:
        raise Http404(_("没有这份公开稿，或它还没有公开。"))
    context = {"title": _("整改情况公开"), "batch": batch}
    return render(request, "stewardship/open_summary.html", context)


def _batch(request: HttpRequest, pk: int, permission: str) -> Batch:
    batch = get_object_or_404(visible_batches(request.user), pk=pk)
    require(request.user, permission, batch.union)
    return batch
