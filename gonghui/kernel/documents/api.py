"""The door of kernel.documents."""

from gonghui.kernel.documents.composing import (
    Criterion,
    PublicityStatement,
    ScoreSheet,
    sorted_by_strokes,
)
from gonghui.kernel.documents.content import (
    Attachment,
    Cell,
    CertificateText,
    DataTable,
    DocumentNumber,
    Form,
    Heading,
    NameList,
    OfficialDocument,
    Opinion,
    Paragraph,
    Row,
    SummaryColumn,
    SummaryTable,
)
from gonghui.kernel.documents.fonts import FontMissing
from gonghui.kernel.documents.freezing import digest_of, from_json, to_json
from gonghui.kernel.documents.numbers import (
    certificate_number,
    chinese_date,
    is_certificate_number,
    official_number,
)
from gonghui.kernel.documents.rendering import render, render_docx, render_pdf, render_xlsx

__all__ = [
    "Attachment",
    "Cell",
    "CertificateText",
    "Criterion",
    "DataTable",
    "DocumentNumber",
    "FontMissing",
    "Form",
    "Heading",
    "NameList",
    "OfficialDocument",
    "Opinion",
    "Paragraph",
    "PublicityStatement",
    "Row",
    "ScoreSheet",
    "SummaryColumn",
    "SummaryTable",
    "certificate_number",
    "chinese_date",
    "digest_of",
    "from_json",
    "is_certificate_number",
    "official_number",
    "render",
    "render_docx",
    "render_pdf",
    "render_xlsx",
    "sorted_by_strokes",
    "to_json",
]
