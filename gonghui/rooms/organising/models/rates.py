"""A rate that was published, with the frozen registers it can be checked against (handbook §10)."""

from django.db import models


class PublishedRate(models.Model):
    """What was printed: which figure, which period, which numbers; never changed."""

    indicator = models.CharField("指标", max_length=64)
    title = models.CharField("名称", max_length=128)
    union = models.ForeignKey("unions.Union", models.PROTECT, related_name="+", verbose_name="范围")
    period_from = models.DateField("期初")
    period_to = models.DateField("期末")
    numbers = models.JSONField("数据")
    opening_snapshot = models.ForeignKey(
        "unions.Snapshot", models.PROTECT, related_name="+", verbose_name="期初快照"
    )
    closing_snapshot = models.ForeignKey(
        "unions.Snapshot", models.PROTECT, related_name="+", verbose_name="期末快照"
    )
    published_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="发布人"
    )
    published_at = models.DateTimeField("发布时间", auto_now_add=True)

    personal_data = "none"
    scope_note = "global: a published figure is open to all"

    class Meta:
        verbose_name = verbose_name_plural = "已发布的比率"
