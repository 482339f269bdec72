"""The chain: every entry carries the SM3 hash of the one before it."""

from django.db import models

from gonghui.kernel.lib.scoping import ScopedManager


class Entry(models.Model):
    """One thing that happened. Never changed, never removed."""

    at = models.DateTimeField("时间", db_index=True)
    actor = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    key = models.CharField("事项", max_length=64, db_index=True)
    subject_type = models.CharField(max_length=64, blank=True)
    subject_id = models.BigIntegerField(null=True)
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="工会"
    )
    facts = models.JSONField("内容", default=dict)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    personal_data = "who did what to which record; holds no sealed value; kept"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="entry_subject_idx")]


class ChainHead(models.Model):
    """The last hash, one row; locking it orders the writers."""

    hash = models.CharField(max_length=64)
    length = models.PositiveBigIntegerField(default=0)

    personal_data = "none"
    scope_note = "global: one row for the whole chain"

    class Meta:
        verbose_name = verbose_name_plural = "链头"
