"""The lists of documents and certificates."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from gonghui.kernel.documents.enums import CertificateState, DocumentKind, DocumentState
from gonghui.kernel.documents.models import Certificate, Document
from gonghui.kernel.documents.queries import certificate_url, document_url
from gonghui.kernel.ui.api import ChoiceFilter, Column, DateFilter, EmptyState, Table, UnionFilter

STATE_TONES = {
    "draft": "info",
    "issued": "good",
    "withdrawn": "warn",
    "valid": "good",
    "revoked": "bad",
}


def _tone(row: Any) -> str:
    return STATE_TONES[row.state]


def _state(row: Any) -> str:
    return row.get_state_display()


class DocumentTable(Table):
    """Papers of the unions in scope."""

    key = "documents.documents"
    label = "公文"
    columns = (
        Column("title", "标题", link=document_url, sort="title"),
        Column("doc_no", "发文字号", sort=("code", "year", "sequence")),
        Column("kind", "文种", lambda row: row.get_kind_display(), sort="kind"),
        Column("union", "制发工会", "union__name", sort="union__name_pinyin"),
        Column("issued_on", "签发日期", kind="date", sort="issued_on"),
        Column("state", "状态", _state, kind="state", tone=_tone, sort="state"),
        Column("created_at", "拟稿时间", kind="datetime", sort=("created_at", "pk"), shown=False),
    )
    filters = (
        ChoiceFilter("kind", "文种", choices=DocumentKind.choices),
        ChoiceFilter("state", "状态", choices=DocumentState.choices),
        UnionFilter("union", "工会"),
        DateFilter("issued_on", "签发日期", more=True),
    )
    default_sort = ("-created_at",)
    search_fields = ("title", "doc_no")
    search_hint = "标题或发文字号"
    empty = EmptyState(
        "还没有公文", "评选、建会等事项办到发文一步时，公文会自动拟好放在这里，核对后签发。"
    )

    def rows(self) -> QuerySet[Document]:
        """Without the contents, which may be long."""
        return Document.objects.select_related("union").defer("content")


class CertificateTable(Table):
    """Certificates that the unions in scope granted."""

    key = "documents.certificates"
    label = "证书"
    columns = (
        Column(
            "cert_no",
            "证书编号",
            link=lambda row: reverse("documents:certificate-detail", args=[row.pk]),
            sort="cert_no",
        ),
        Column("holder", "获得者", sort="holder"),
        Column("unit_name", "所在单位", sort="unit_name"),
        Column("title", "称号（事项）", sort="title"),
        Column("year", "年度", sort="year"),
        Column("granted_on", "颁发日期", kind="date", sort="granted_on"),
        Column("state", "状态", _state, kind="state", tone=_tone, sort="state"),
        Column("file", "下载", lambda _row: "PDF", link=certificate_url, phone=False),
    )
    filters = (
        ChoiceFilter("state", "状态", choices=CertificateState.choices),
        UnionFilter("union", "颁发工会"),
        DateFilter("granted_on", "颁发日期", more=True),
    )
    default_sort = ("-granted_on", "-cert_no")
    search_fields = ("cert_no", "holder", "title", "unit_name")
    search_hint = "编号、姓名、单位或称号"
    empty = EmptyState("还没有证书", "表彰决定签发后，可为获奖的个人和集体批量生成证书。")

    def rows(self) -> QuerySet[Certificate]:
        """All in scope."""
        return Certificate.objects.select_related("union")
