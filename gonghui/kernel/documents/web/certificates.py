"""Certificates: the cadres' list and page, the holder's own, downloads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gonghui.kernel.documents.actions.certificates import revoke_certificate
from gonghui.kernel.documents.fonts import FontMissing
from gonghui.kernel.documents.forms import ReasonForm
from gonghui.kernel.documents.models import Certificate
from gonghui.kernel.documents.queries import certificates_of_person, check_url, text_of
from gonghui.kernel.documents.rules import CERTIFY, READ, may_fetch_certificate
from gonghui.kernel.documents.tables import CertificateTable
from gonghui.kernel.documents.web.files import answer_file
from gonghui.kernel.lib.policy import Refused, decide, require
from gonghui.kernel.ui.api import ListView, page_context


class CertificateList(ListView):
    """Certificates that the unions in scope granted."""

    table = CertificateTable
    permission = READ
    lead = "颁发给个人和集体的证书。扫证书上的二维码可在门户核验真伪。"


def _crumbs() -> tuple[tuple[str, str], ...]:
    return ((_("证书"), reverse("documents:certificate-list")),)


def _certificate(pk: int) -> Certificate:
    rows = Certificate.objects.select_related("union", "document")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
@never_cache
def certificate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is printed, whether it stands, downloads."""
    certificate = _certificate(pk)
    require(request.user, READ, certificate.union)
    context = page_context(
        certificate.cert_no,
        crumbs=_crumbs(),
        certificate=certificate,
        facts=_facts(certificate),
        check=check_url(certificate),
        may_revoke=certificate.is_valid and bool(decide(request.user, CERTIFY, certificate.union)),
    )
    return render(request, "documents/certificate.html", context)


def _facts(certificate: Certificate) -> list[tuple[str, object]]:
    facts = [
        (_("获得者"), certificate.holder),
        (_("所在单位"), certificate.unit_name),
        (_("证书名称"), certificate.heading),
        (_("称号（事项）"), certificate.title),
        (_("年度"), certificate.year),
        (_("颁发机关"), "、".join(certificate.issuers)),
        (_("颁发日期"), certificate.granted_on),
        (_("状态"), certificate.get_state_display()),
        (_("撤销日期"), certificate.revoked_on),
        (_("撤销原因"), certificate.revoked_reason),
    ]
    return [(label, value) for label, value in facts if value]


@login_required
@require_safe
def certificate_download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The certificate as a file, for cadres and for its holder; a revoked one is not printed again."""
    certificate = _certificate(pk)
    decision = may_fetch_certificate(request.user, certificate)
    if not decision:
        raise Refused(decision.reason)
    if not certificate.is_valid:
        raise Refused(_("证书 %(no)s 已撤销，不能再打印。") % {"no": certificate.cert_no})
    try:
        name = f"{certificate.title} {certificate.holder}"
        return answer_file(text_of(certificate), form, name)
    except FontMissing as missing:
        messages.error(request, str(missing))
        return redirect("documents:certificate-detail", pk)


@login_required
def certificate_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke it with a reason."""
    certificate = _certificate(pk)
    require(request.user, CERTIFY, certificate.union)
    form = ReasonForm(request.POST or None)
    done = reverse("documents:certificate-detail", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            revoke_certificate(actor=request.user, certificate=certificate, **form.cleaned_data)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("已撤销，核验页面即时显示。"))
        return redirect(done)
    context = page_context(
        _("撤销证书"),
        lead=f"{certificate.holder} {certificate.title}",
        crumbs=_crumbs(),
        form=form,
        consequence=_("撤销后不能恢复：核验页面会显示“已撤销”，编号不再使用。"),
        submit=_("撤销证书"),
        danger=True,
        cancel=done,
    )
    return render(request, "ui/confirm.html", context)


@login_required
@require_safe
@never_cache
def own_certificates(request: HttpRequest) -> HttpResponse:
    """A member's own certificates."""
    person = request.user.person
    rows = list(certificates_of_person(person)) if person is not None else []
    return render(request, "documents/own.html", page_context(_("我的证书"), rows=rows))
