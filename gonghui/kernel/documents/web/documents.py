"""Documents on the workbench: list, page, download, issuing, withdrawing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonghui.kernel.documents.actions.documents import issue_document, withdraw_document
from gonghui.kernel.documents.enums import DocumentState
from gonghui.kernel.documents.fonts import FontMissing
from gonghui.kernel.documents.forms import ReasonForm
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.preview import preview_of
from gonghui.kernel.documents.queries import content_of, is_unchanged
from gonghui.kernel.documents.rendering import formats_of
from gonghui.kernel.documents.rules import ISSUE, READ
from gonghui.kernel.documents.tables import DocumentTable
from gonghui.kernel.documents.web.files import answer_file
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, page_context


class DocumentList(ListView):
    """Papers of the unions in scope."""

    table = DocumentTable
    permission = READ
    lead = "各事项形成的函、通知、公示、决定和表格。签发后内容不再改变，只能撤回。"


def crumbs() -> tuple[tuple[str, str], ...]:
    """The way back."""
    return ((_("公文"), reverse("documents:document-list")),)


def _document(request: HttpRequest, pk: int) -> Document:
    document = get_object_or_404(Document.objects.select_related("union", "issued_by"), pk=pk)
    require(request.user, READ, document.union)
    return document


@login_required
@require_safe
@never_cache
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, the words of it, downloads, and what may be done next."""
    document = _document(request, pk)
    content = content_of(document)
    may_issue = bool(decide(request.user, ISSUE, document.union))
    context = page_context(
        document.title,
        crumbs=crumbs(),
        document=document,
        facts=_facts(document),
        formats=formats_of(content),
        unchanged=is_unchanged(document),
        may_issue=may_issue and document.state == DocumentState.DRAFT,
        may_withdraw=may_issue and document.state == DocumentState.ISSUED,
        **preview_of(content),
    )
    return render(request, "documents/document.html", context)


def _facts(document: Document) -> list[tuple[str, object]]:
    facts = [
        (_("文种"), document.get_kind_display()),
        (_("发文字号"), document.doc_no),
        (_("制发工会"), document.union),
        (_("状态"), document.get_state_display()),
        (_("签发日期"), document.issued_on),
        (_("签发人"), document.issued_by),
        (_("撤回日期"), document.withdrawn_on),
        (_("撤回原因"), document.withdrawn_reason),
    ]
    return [(label, value) for label, value in facts if value]


@login_required
@require_safe
def document_download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The document as a file."""
    document = _document(request, pk)
    try:
        return answer_file(content_of(document), form, document.title)
    except FontMissing as missing:
        messages.error(request, str(missing))
        return redirect("documents:document-detail", pk)


@login_required
@require_POST
def document_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign it: number, date, digest."""
    document = _document(request, pk)
    require(request.user, ISSUE, document.union)
    try:
        issued = issue_document(actor=request.user, document=document)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("已签发%(no)s。") % {"no": issued.doc_no})
    return redirect("documents:document-detail", pk)


@login_required
def document_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back with a reason."""
    document = _document(request, pk)
    require(request.user, ISSUE, document.union)
    form = ReasonForm(request.POST or None)
    done = reverse("documents:document-detail", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_document(actor=request.user, document=document, **form.cleaned_data)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("已撤回。记录和文号保留。"))
        return redirect(done)
    context = page_context(
        _("撤回公文"),
        lead=document.title,
        crumbs=crumbs(),
        form=form,
        consequence=_("撤回后文号不再使用，页面和下载的文件仍保留并注明已撤回。"),
        submit=_("撤回"),
        danger=True,
        cancel=done,
    )
    return render(request, "ui/confirm.html", context)
