"""The union (工会): the body inside a unit, or above several (handbook organisation §2, §4)."""

from django.db import models

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.paths import PATH_LENGTH
from gonghui.kernel.lib.records import DatedRecord, Record
from gonghui.kernel.unions.enums import UnionKind


class Union(Record):
    """A union body.

    ``path`` is its place today in the tree that answers upwards (led, or guided where nobody in the
    system leads); ``lead_path`` follows leading edges only and gives the right to change things.
    Both are kept by the actions from the edges and can be rebuilt from them.
    """

    name = models.CharField("工会名称", max_length=128)
    name_pinyin = models.CharField(
        "拼音", max_length=255, blank=True, db_index=True, editable=False
    )
    short_name = models.CharField("简称", max_length=64, blank=True)
    code = models.CharField("自编代码", max_length=32, blank=True, db_index=True)
    kind = models.CharField("工会类别", max_length=16, choices=UnionKind, db_index=True)
    uscc = models.CharField("工会统一社会信用代码", max_length=18, blank=True, db_index=True)
    legal_person = models.BooleanField("法人资格", default=False)
    certificate_no = models.CharField("法人证书编号", max_length=32, blank=True)
    certificate_valid_to = models.DateField("证书有效期至", null=True, blank=True)
    approval_no = models.CharField("批复文号", max_length=64, blank=True)
    approved_on = models.DateField("批复日期", null=True, blank=True)
    region_code = models.CharField("行政区划代码", max_length=6, blank=True, db_index=True)
    founded_on = models.DateField("成立日期")
    revoked_on = models.DateField("撤销日期", default=FOREVER)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="并入"
    )
    path = models.CharField(max_length=PATH_LENGTH, db_index=True, editable=False)
    lead_path = models.CharField(max_length=PATH_LENGTH, db_index=True, editable=False)

    personal_data = "none"
    scope_note = "global: the union directory is public; edits ask the policy"

    class Meta:
        verbose_name = verbose_name_plural = "工会"

    def __str__(self) -> str:
        return self.name


class UnionName(DatedRecord):
    """What a union was called then."""

    union = models.ForeignKey(Union, models.CASCADE, related_name="names", verbose_name="工会")
    name = models.CharField("名称", max_length=128)

    personal_data = "none"
    scope_note = "global: part of the public directory"

    class Meta:
        verbose_name = verbose_name_plural = "工会曾用名"
