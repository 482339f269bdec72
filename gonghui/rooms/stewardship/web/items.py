"""The ledger at the desk: batches, items, what is written down on an item's page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.lib.policy import Refused, decide, require
from gonghui.kernel.ui.api import ListView, PageAction, ask, page_context
from gonghui.rooms.stewardship.actions import items as actions
from gonghui.rooms.stewardship.forms import items as forms
from gonghui.rooms.stewardship.models import RectItem
from gonghui.rooms.stewardship.queries import items as queries
from gonghui.rooms.stewardship.rules.rectification import FOLLOW, SUPERVISE
from gonghui.rooms.stewardship.tables import items as tables


class BatchList(ListView):
    """Batches."""

    table = tables.BatchTable
    permission = FOLLOW
    lead = "巡视、审计等反馈问题的整改；“基本完成”是责任人申报、尚未核销的，不算销号。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Enter one."""
        if not decide(self.request.user, SUPERVISE):
            return ()
        url = reverse("stewardship:batch-create")
        return (PageAction(_("登记批次"), url, "plus-lg", primary=True),)


class ItemList(ListView):
    """Items."""

    table = tables.ItemTable
    permission = FOLLOW
    lead = "只列出您作为领导、督办人或责任人可以查看的事项；反馈原文在事项页面。"


def _batch_crumbs() -> tuple[tuple[str, str], ...]:
    return ((_("整改批次"), reverse("stewardship:batch-list")),)


@login_required
def batch_create(request: HttpRequest) -> HttpResponse:
    """Enter a batch."""
    require(request.user, SUPERVISE)

    def run(values: dict[str, Any]) -> str:
        actions.open_batch(actor=request.user, **values)
        return _("已登记批次，请逐项登记或用 Excel 导入问题。")

    form = forms.BatchForm(request.POST or None)
    done = reverse("stewardship:batch-list")
    return ask(request, form, _("登记整改批次"), run, done=done, crumbs=_batch_crumbs())


@login_required
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A batch with its numbers, items, lists and the text for the public."""
    rows = queries.with_counts(queries.visible_batches(request.user))
    batch = get_object_or_404(rows, pk=pk)
    context = page_context(
        batch.name,
        lead=f"{batch.get_source_display()} · {batch.union}",
        crumbs=_batch_crumbs(),
        batch=batch,
        items=queries.visible_items(request.user).filter(batch=batch).order_by("item_no"),
        may_read=bool(queries.may_read_batch(request.user, batch)),
        may_supervise=bool(decide(request.user, SUPERVISE, batch.union)),
    )
    return render(request, "stewardship/batch.html", context)


@login_required
def item_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an issue of a batch."""
    batch = get_object_or_404(queries.visible_batches(request.user), pk=pk)
    require(request.user, SUPERVISE, batch.union)

    def run(values: dict[str, Any]) -> str:
        actions.add_item(actor=request.user, batch=batch, **values)
        return _("已登记事项。")

    form = forms.ItemForm(request.POST or None, union=batch.union)
    done = reverse("stewardship:batch-detail", args=[pk])
    crumbs = (*_batch_crumbs(), (batch.name, done))
    return ask(request, form, _("登记整改事项"), run, done=done, crumbs=crumbs)


@dataclass(frozen=True)
class Verb:
    """Something that is written down on an item's page; ``offer`` is its name in ``offers_of``."""

    label: str
    form: Callable[..., Any]
    run: Callable[..., Any]
    done: str
    danger: bool = False


def _plain(form: type[Any]) -> Callable[..., Any]:
    def made(*args: Any, item: RectItem) -> Any:  # noqa: ARG001 -- only the plan asks it
        return form(*args)

    return made


def _plan(*args: Any, item: RectItem) -> Any:
    return forms.PlanForm(args[0], union=item.union, item=item)


VERBS = {
    "plan": Verb("填写整改方案", _plan, actions.plan_item, "已保存方案，请督办人批准。"),
    "progress": Verb("登记进展", _plain(forms.ProgressForm), actions.log_progress, "已登记进展。"),
    "rule": Verb("登记新建、修订的制度", _plain(forms.RuleForm), actions.add_rule, "已登记制度。"),
    "due": Verb(
        "调整期限", _plain(forms.DueForm), actions.move_item_due, "已调整期限，原期限留存。"
    ),
    "accept": Verb("登记验收", _plain(forms.AcceptForm), actions.accept_claim, "已登记验收。"),
    "reopen": Verb(
        "回头看未通过，重新整改",
        _plain(forms.ReopenForm),
        actions.reopen_item,
        "已重新整改，反弹次数加一。",
        danger=True,
    ),
}


@login_required
def item_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Write something down on an item's page."""
    rows = RectItem.objects.select_related("union", "owner", "case__table_version", "batch")
    item = get_object_or_404(rows, pk=pk)
    answer = queries.may_read_item(request.user, item)
    if not answer:
        raise Refused(answer.reason)
    known = VERBS.get(verb)
    if known is None:
        raise Http404(_("没有这项办理。"))
    if verb not in queries.offers_of(item.case, request.user):
        raise Refused(_("这项现在不能“%(verb)s”。") % {"verb": known.label})
    form = known.form(request.POST or None, request.FILES or None, item=item)

    def run(values: dict[str, Any]) -> str:
        known.run(actor=request.user, item=item, **values)
        return known.done

    # after 回头看 the item stands in a new case, so the way back is asked by the item
    done = reverse("stewardship:item-page", args=[pk])
    return ask(request, form, known.label, run, done=done, lead=str(item), danger=known.danger)


@login_required
def item_page(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page of the item's present case."""
    item = get_object_or_404(queries.visible_items(request.user), pk=pk)
    return redirect("casework:case-detail", pk=item.case_id)
