"""The unit (单位): the employer, whether or not it has a union (handbook organisation §3, §4)."""

from django.db import models

from gonghui.kernel.lib.records import DatedRecord, Record
from gonghui.kernel.unions.enums import Area, Ownership, UnitKind, UnitStatus, UnitSubkind


class Unit(Record):
    """An employer. A unit without a union is the whole subject of organising work."""

    name = models.CharField("单位名称", max_length=128)
    name_pinyin = models.CharField(
        "拼音", max_length=255, blank=True, db_index=True, editable=False
    )
    short_name = models.CharField("简称", max_length=64, blank=True)
    code = models.CharField("自编代码", max_length=32, blank=True, db_index=True)
    kind = models.CharField("单位类别", max_length=16, choices=UnitKind)
    subkind = models.CharField(
        "细类", max_length=16, choices=UnitSubkind, blank=True, default=UnitSubkind.NONE
    )
    ownership = models.CharField(
        "举办性质", max_length=8, choices=Ownership, default=Ownership.PUBLIC
    )
    for_profit = models.BooleanField("营利性", default=False)
    area = models.CharField("城乡属性", max_length=8, choices=Area, default=Area.CITY)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, db_index=True)
    institution_code = models.CharField("院校代码", max_length=10, blank=True)
    region_code = models.CharField("行政区划代码", max_length=6, db_index=True)
    address = models.CharField("地址", max_length=255, blank=True)
    opened_on = models.DateField("开办日期", null=True, blank=True)
    closed_on = models.DateField("终止日期", null=True, blank=True)
    head_name = models.CharField("负责人", max_length=64, blank=True)
    staff_total = models.PositiveIntegerField("教职工数", null=True, blank=True)
    staff_female = models.PositiveIntegerField("女教职工数", null=True, blank=True)
    staff_teaching = models.PositiveIntegerField("专任教师数", null=True, blank=True)
    staff_as_of = models.DateField("人数截至", null=True, blank=True)

    personal_data = "head_name: the name of an office holder; replaced with the office"
    scope_note = "global: the register of employers is public; edits ask the policy"

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        indexes = [models.Index(fields=["kind", "ownership"], name="unit_kind_ownership_idx")]

    def __str__(self) -> str:
        return self.name


class UnitName(DatedRecord):
    """What a unit was called then (曾用名)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name="单位")
    name = models.CharField("名称", max_length=128)

    personal_data = "none"
    scope_note = "global: part of the public register"

    class Meta:
        verbose_name = verbose_name_plural = "单位曾用名"


class UnitStanding(DatedRecord):
    """Whether a unit was running over a stretch of time; the formation rate's base rests on it."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="standings", verbose_name="单位")
    status = models.CharField("状态", max_length=16, choices=UnitStatus)
    merged_into = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="并入"
    )
    reason = models.CharField("原因", max_length=255, blank=True)

    personal_data = "none"
    scope_note = "global: part of the public register"

    class Meta:
        verbose_name = verbose_name_plural = "单位状态"
        indexes = [models.Index(fields=["unit", "valid_from"], name="standing_unit_from_idx")]


class UnitExemption(DatedRecord):
    """不适用: a unit outside the base of the formation rate, with reason and approver (§10)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="exemptions", verbose_name="单位")
    reason = models.CharField("原因", max_length=255)
    approver = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )

    personal_data = "none"
    scope_note = "global: the base of a published rate must be open to all who check it"

    class Meta:
        verbose_name = verbose_name_plural = "建会不适用"
