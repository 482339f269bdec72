"""The person: identity and contact, one row in the whole system (handbook organisation §4, §14)."""

from django.db import models

from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.sealing import SealedField
from gonghui.kernel.people.enums import Sex
from gonghui.kernel.people.models.managers import ThroughMembership


class Person(Record):
    """Somebody the union knows. Dates carry a precision (Y, M, D); days are never invented."""

    name = models.CharField("姓名", max_length=64)
    given_name = models.CharField(max_length=64, blank=True, editable=False)
    name_pinyin = models.CharField(max_length=128, blank=True, editable=False)
    name_initials = models.CharField(max_length=16, blank=True, editable=False)
    name_strokes = models.CharField(max_length=128, blank=True, editable=False)
    sex = models.CharField("性别", max_length=1, choices=Sex, blank=True, default=Sex.UNKNOWN)
    born_on = models.DateField("出生日期", null=True, blank=True)
    born_precision = models.CharField(max_length=1, default="D")
    ethnic_group = models.CharField("民族", max_length=16, blank=True)
    political_status = models.CharField("政治面貌", max_length=24, blank=True)
    education = models.CharField("学历", max_length=24, blank=True)
    degree = models.CharField("学位", max_length=24, blank=True)
    title = models.CharField("职称", max_length=32, blank=True)
    phone = SealedField("手机号", blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False)
    email = models.CharField("邮箱", max_length=254, blank=True)
    household = models.CharField("户籍地", max_length=128, blank=True)
    work_started_on = models.DateField("参加工作时间", null=True, blank=True)
    work_started_precision = models.CharField(max_length=1, default="D")
    model_worker = models.BooleanField("劳模", default=False)
    women_cadre = models.BooleanField("女职工干部", default=False)
    hardship = SealedField("困难职工", blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="并入"
    )
    erased_on = models.DateField("抹除日期", null=True, blank=True, editable=False)

    personal_data = (
        "identity and contact; phone and hardship sealed; erased by replacing the values, "
        "never the row"
    )
    objects = ThroughMembership("pk")

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        indexes = [
            models.Index(fields=["name_pinyin"], name="person_pinyin_idx"),
            models.Index(fields=["name_initials"], name="person_initials_idx"),
            models.Index(fields=["phone_hash"], name="person_phone_idx"),
        ]

    def __str__(self) -> str:
        return self.name


class IdentityDocument(Record):
    """A document that names the person; the number is sealed, found again by its keyed hash."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="documents", verbose_name="人员"
    )
    doc_type = models.CharField("证件类型", max_length=24)
    doc_no = SealedField("证件号码")
    doc_hash = models.CharField(max_length=64, editable=False)

    personal_data = "identity number, sealed; erased with the person"
    objects = ThroughMembership("person_id")

    class Meta:
        verbose_name = verbose_name_plural = "证件"
        constraints = [
            models.UniqueConstraint(fields=["doc_hash", "doc_type"], name="document_hash_uniq")
        ]


class PersonMerge(models.Model):
    """Two rows turned out to be one person: who decided it, and what each room moved."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="保留")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="并入")
    merged_at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    moved = models.JSONField(default=dict)

    personal_data = "links two rows of one person; kept as evidence"
    objects = ThroughMembership("kept_id")

    class Meta:
        verbose_name = verbose_name_plural = "人员合并"
