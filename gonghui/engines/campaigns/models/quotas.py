"""Places given to unions, and the rules a list of names must keep (handbook contests §2.6, §2.7)."""

from django.db import models

from gonghui.engines.campaigns.enums import QuotaKind, RuleScope, Severity
from gonghui.engines.campaigns.models.campaigns import READ_BY_ALL, Campaign, Category
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager


class Quota(Record):
    """How many entries a union may recommend in a category."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="quotas", verbose_name="评选活动"
    )
    category = models.ForeignKey(
        Category, models.CASCADE, related_name="quotas", verbose_name="组别"
    )
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="推荐工会"
    )
    kind = models.CharField("性质", max_length=16, choices=QuotaKind, default=QuotaKind.COMPETITIVE)
    places = models.PositiveIntegerField("名额")

    personal_data = "none"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "名额"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "category", "union", "kind"], name="quota_uniq"
            )
        ]


class QuotaSplit(models.Model):
    """The arithmetic of one distribution, kept as it was done (largest remainders)."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="quota_splits", verbose_name="评选活动"
    )
    category = models.ForeignKey(Category, models.CASCADE, related_name="+", verbose_name="组别")
    arithmetic = models.JSONField("计算过程")
    made_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    made_at = models.DateTimeField("时间", auto_now_add=True)

    personal_data = "who distributed the places"
    scope_note = READ_BY_ALL

    class Meta:
        verbose_name = verbose_name_plural = "名额分配记录"


class CompositionRule(models.Model):
    """A share that a list must keep: front-line workers at least 60 %, leaders at most 15 %."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="composition_rules", verbose_name="评选活动"
    )
    category = models.ForeignKey(
        Category, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="组别"
    )
    flag = models.SlugField("标记", max_length=32)
    label = models.CharField("名称", max_length=64)
    minimum_percent = models.DecimalField(
        "下限（%）", max_digits=5, decimal_places=2, null=True, blank=True
    )
    maximum_percent = models.DecimalField(
        "上限（%）", max_digits=5, decimal_places=2, null=True, blank=True
    )
    scope = models.CharField("范围", max_length=8, choices=RuleScope, default=RuleScope.OVERALL)
    threshold = models.PositiveSmallIntegerField("不少于几名才适用", default=3)
    severity = models.CharField("力度", max_length=8, choices=Severity, default=Severity.BLOCK)

    personal_data = "none"
    scope_note = READ_BY_ALL

    class Meta:
        verbose_name = verbose_name_plural = "比例要求"


class EligibilityRule(models.Model):
    """Something that must be checked for every entry: a blocking fact, a base honour, a department."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="eligibility_rules", verbose_name="评选活动"
    )
    code = models.SlugField("代码", max_length=32)
    label = models.CharField("条件", max_length=128)
    department = models.CharField("征求意见部门", max_length=64, blank=True)
    evidence = models.CharField("证明材料", max_length=128, blank=True)
    window_years = models.PositiveSmallIntegerField("追溯年限", null=True, blank=True)
    severity = models.CharField("力度", max_length=8, choices=Severity, default=Severity.BLOCK)
    fact = models.CharField("由台账核查", max_length=32, blank=True)

    personal_data = "none"
    scope_note = READ_BY_ALL

    class Meta:
        verbose_name = verbose_name_plural = "资格条件"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="eligibility_code_uniq")
        ]

    def __str__(self) -> str:
        return self.label
