"""Inbox, the page of a case, the form of a step, delegations. Rooms feed the case page by a panel."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.engines.casework.actions import add_document, end_delegation
from gonghui.engines.casework.api import (
    CannotStep,
    StepOffer,
    available_steps,
    clock_views,
    inbox_of,
)
from gonghui.engines.casework.forms import DelegationForm, DocumentForm, StepForm
from gonghui.engines.casework.models import Case, Delegation
from gonghui.engines.casework.queries import (
    annotate_returns,
    cases_of_person,
    delegations_of,
    documents_of_case,
    escalated_to,
    find_case,
    may_add_document,
    may_open,
    offers_for_person,
    view_history,
)
from gonghui.engines.casework.rules import Transition, panel_of
from gonghui.kernel.access.api import posts_of
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.ui.api import add_refusal, page_context

PAGE_SIZE = 50
ON_DESK, ON_PHONE = 8, 3


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for this account, the most urgent first; overdue matters of lower unions beside it."""
    overdue = request.GET.get("view") == "escalated"
    rows = escalated_to(request.user) if overdue else inbox_of(request.user)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = annotate_returns(page.object_list)
    context = page_context(_("待办"), page=page, overdue=overdue)
    return render(request, "casework/inbox.html", context)


@login_required
def case_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """State, clocks, who has it, what may be done and why not, and what happened."""
    (case,) = annotate_returns([_case(request, pk)])
    context = page_context(
        case.title,
        crumbs=((_("待办"), reverse("casework:inbox")),),
        case=case,
        clocks=clock_views(case),
        offers=_offers(case, request.user),
        history=view_history(case),
        documents=documents_of_case(case),
        may_add=may_add_document(case, request.user),
        panel=panel_of(case.table_key),
        **_panel_context(case, request.user),
    )
    return render(request, "casework/case.html", context)


@login_required
def case_step(request: HttpRequest, pk: int, transition: str) -> HttpResponse:
    """The form of a step; pressing takes it. What was refused is said on the same page."""
    case = _case(request, pk)
    form = StepForm(request.POST or None, case=case, transition=_transition(case, transition))
    if request.method == "POST" and form.is_valid():
        try:
            step = form.take(request.user)
        except ValidationError as refusal:
            add_refusal(form, refusal)
            if isinstance(refusal, CannotStep) and not form.transition.needs_fields:
                messages.error(request, refusal.reason)
                return redirect("casework:case-detail", pk=pk)
        else:
            messages.success(request, _("已办理：%(step)s。") % {"step": form.transition.label})
            return redirect(_after(step.case))
    context = page_context(
        form.transition.label,
        lead=case.title,
        crumbs=((case.title, reverse("casework:case-detail", args=[pk])),),
        case=case,
        form=form,
        submit=form.transition.label,
        danger=form.transition.tone == "stop",
        cancel=reverse("casework:case-detail", args=[pk]),
    )
    return render(request, "casework/step.html", context)


@login_required
def document_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a paper to the case."""
    case = _case(request, pk)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_document(actor=request.user, case=case, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("upload", refusal)
        else:
            messages.success(request, _("材料已上传。"))
            return redirect("casework:case-detail", pk=pk)
    context = page_context(
        _("上传材料"),
        lead=case.title,
        form=form,
        submit=_("上传"),
        cancel=reverse("casework:case-detail", args=[pk]),
    )
    return render(request, "ui/form_page.html", context)


@login_required
def delegation_list(request: HttpRequest) -> HttpResponse:
    """Whom I asked to stand in for me, and who asked me."""
    form = DelegationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            form.give(request.user)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("已委托，对方的待办中会出现您的事项。"))
            return redirect("casework:delegation-list")
    given = Delegation.objects.filter(giver=request.user).select_related("taker")
    context = page_context(
        _("委托办理"),
        lead=_("出差、请假期间，请同事代您办理。代办的每一步都会记下两个人的名字。"),
        form=form,
        given=given.order_by("-valid_from", "-pk")[:PAGE_SIZE],
        taken=delegations_of(request.user),
    )
    return render(request, "casework/delegations.html", context)


@require_POST
@login_required
def delegation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    end_delegation(actor=request.user, delegation=get_object_or_404(Delegation, pk=pk))
    messages.success(request, _("委托已收回。"))
    return redirect("casework:delegation-list")


def desk(request: HttpRequest) -> dict[str, Any]:
    """The most urgent of the inbox, for the first screen of the workbench."""
    waiting = inbox_of(request.user)
    overdue = escalated_to(request.user)
    cases = annotate_returns(waiting[:ON_DESK])
    return {"cases": cases, "count": waiting.count(), "overdue": overdue.count()}


def own_cases(request: HttpRequest) -> dict[str, Any] | None:
    """A member's own matters under way, for the first screen on the phone."""
    if request.user.person_id is None:
        return None
    rows = cases_of_person(request.user.person_id).filter(is_open=True)
    cases = annotate_returns(rows[:ON_PHONE])
    return {"cases": cases} if cases else None


def _case(request: HttpRequest, pk: int) -> Case:
    case = find_case(pk)
    if case is None:
        raise Http404
    answer = may_open(case, request.user)
    if not answer:
        raise Refused(answer.reason)
    return case


def _transition(case: Case, transition_id: str) -> Transition:
    try:
        return case.table.transition(transition_id)
    except LookupError:
        raise Http404 from None


def _offers(case: Case, user: Any) -> list[StepOffer]:
    """What may follow; ways back and out that are nobody's here are left away."""
    if not posts_of(user):
        return offers_for_person(case, user)
    offers = available_steps(case, user)
    return [o for o in offers if o.decision or o.guarded or o.transition.tone == "go"]


def _panel_context(case: Case, user: Any) -> dict[str, Any]:
    panel = panel_of(case.table_key)
    if panel is None:
        return {}
    offers = {"may": panel.offers(case, user)} if panel.offers else {}
    return panel.context(case) | offers


def _after(case: Case) -> str:
    """Where to go after a step: the case, if it can still be seen."""
    visible = find_case(case.pk) is not None
    return reverse("casework:case-detail", args=[case.pk]) if visible else reverse("casework:inbox")
