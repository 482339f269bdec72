"""Documents with frozen contents, certificates with numbers and tokens, and the series numbers come from."""

from django.db import models
from django.urls import reverse

from gonghui.kernel.documents.content import HONOUR_HEADING
from gonghui.kernel.documents.enums import CertificateState, DocumentKind, DocumentState
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager

TOKEN_LENGTH = 28
CODE_LENGTH = 8


class NumberSeries(models.Model):
    """The last number given out in a year; locked while the next one is taken, so that none is lost."""

    key = models.CharField("序列", max_length=64)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("已用到", default=0)

    personal_data = "none"
    scope_note = "global: counters that say nothing"

    class Meta:
        verbose_name = verbose_name_plural = "编号序列"
        constraints = [models.UniqueConstraint(fields=["key", "year"], name="number_series_uniq")]


class Document(Record):
    """A paper of a union. ``content`` is JSON of ``freezing``; from issue on it and its digest stand."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="documents", verbose_name="制发工会"
    )
    kind = models.CharField("文种", max_length=16, choices=DocumentKind)
    title = models.CharField("标题", max_length=255)
    content = models.JSONField("内容")
    digest = models.CharField("SM3", max_length=64, blank=True, editable=False)
    state = models.CharField(
        "状态", max_length=16, choices=DocumentState, default=DocumentState.DRAFT, db_index=True
    )
    code = models.CharField("机关代字", max_length=32, blank=True)
    year = models.PositiveSmallIntegerField("年份", null=True, editable=False)
    sequence = models.PositiveIntegerField("序号", null=True, editable=False)
    doc_no = models.CharField("发文字号", max_length=64, blank=True, db_index=True, editable=False)
    issued_on = models.DateField("签发日期", null=True, editable=False)
    issued_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )
    withdrawn_on = models.DateField("撤回日期", null=True, editable=False)
    withdrawn_reason = models.CharField("撤回原因", max_length=255, blank=True)
    subject_type = models.CharField(max_length=64, blank=True, editable=False)
    subject_id = models.BigIntegerField(null=True, editable=False)

    objects = ScopedManager("union__path")

    personal_data = "names and posts as the document prints them; kept as long as the document"

    class Meta:
        verbose_name = verbose_name_plural = "公文"
        constraints = [
            models.UniqueConstraint(
                fields=["union", "code", "year", "sequence"], name="document_no_uniq"
            )
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="document_subject_idx")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page on the workbench."""
        return reverse("documents:document-detail", args=[self.pk])


class Certificate(Record):
    """A certificate as it was printed. Found by its token, which stands in the QR code alone."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="certificates", verbose_name="颁发工会"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="certificates", verbose_name="表彰决定"
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="本人"
    )
    cert_no = models.CharField("证书编号", max_length=40, unique=True)
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, editable=False)
    holder = models.CharField("获得者", max_length=128)
    collective = models.BooleanField("集体", default=False)
    unit_name = models.CharField("所在单位", max_length=128, blank=True)
    heading = models.CharField("证书名称", max_length=16, default=HONOUR_HEADING)
    title = models.CharField("称号（事项）", max_length=128)
    text = models.TextField("证书内容")
    issuers = models.JSONField("颁发机关")
    year = models.PositiveSmallIntegerField("年度")
    granted_on = models.DateField("颁发日期")
    state = models.CharField(
        "状态", max_length=16, choices=CertificateState, default=CertificateState.VALID
    )
    revoked_on = models.DateField("撤销日期", null=True, editable=False)
    revoked_reason = models.CharField("撤销原因", max_length=255, blank=True)
    subject_type = models.CharField(max_length=64, blank=True, editable=False)
    subject_id = models.BigIntegerField(null=True, editable=False)

    objects = ScopedManager("union__path", person_field="person_id")

    personal_data = "holder, unit and title as printed; kept, or checks of the paper would fail"

    class Meta:
        verbose_name = verbose_name_plural = "证书"
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="certificate_subject_idx"),
            models.Index(fields=["person"], name="certificate_person_idx"),
        ]

    def __str__(self) -> str:
        return self.cert_no

    @property
    def code(self) -> str:
        """What is typed together with the number, as printed."""
        return f"{self.token[:4]}-{self.token[4:CODE_LENGTH]}"

    @property
    def is_valid(self) -> bool:
        """Whether it still stands."""
        return self.state == CertificateState.VALID
