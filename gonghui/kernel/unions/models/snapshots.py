"""Frozen copies of the registers, taken for statistics and published rates, never changed (§10)."""

from django.db import models


class Snapshot(models.Model):
    """One freezing of the registers as they stood on a day; ``digest`` seals its rows."""

    title = models.CharField("名称", max_length=128)
    as_of = models.DateField("截至", db_index=True)
    taken_at = models.DateTimeField("生成时间", auto_now_add=True)
    taken_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    digest = models.CharField("摘要", max_length=64, editable=False)

    personal_data = "none"
    scope_note = "global: evidence of published figures"

    class Meta:
        verbose_name = verbose_name_plural = "快照"


class SnapshotUnit(models.Model):
    """A unit as it was: ``facts`` holds its fields, flags, standing, exemption and covering union."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="units")
    unit = models.ForeignKey("unions.Unit", models.PROTECT, related_name="+")
    facts = models.JSONField()

    personal_data = "none"
    scope_note = "global: evidence of published figures"

    class Meta:
        verbose_name = verbose_name_plural = "单位快照"


class SnapshotUnion(models.Model):
    """A union as it was, with its place and its member counts by status."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="unions")
    union = models.ForeignKey("unions.Union", models.PROTECT, related_name="+")
    path = models.CharField(max_length=84)
    facts = models.JSONField()

    personal_data = "none"
    scope_note = "global: evidence of published figures"

    class Meta:
        verbose_name = verbose_name_plural = "工会快照"
