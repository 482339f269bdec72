"""Batches of rows that came in from a workbook, what was decided about each, and the way back."""

from django.db import models

from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager


class BatchState(models.TextChoices):
    """A batch is applied whole or not at all, and can be undone while nobody touched its rows."""

    UPLOADED = "uploaded", "已上传"
    MAPPING = "mapping", "待对应"
    CHECKING = "checking", "检查中"
    CHECKED = "checked", "待确认"
    APPLYING = "applying", "写入中"
    APPLIED = "applied", "已写入"
    UNDOING = "undoing", "撤销中"
    UNDONE = "undone", "已撤销"
    FAILED = "failed", "未成功"
    DISCARDED = "discarded", "已放弃"


class RowOutcome(models.TextChoices):
    """What the check found for a row."""

    NEW = "new", "新增"
    CHANGED = "changed", "变更"
    UNCHANGED = "unchanged", "无变化"
    REFUSED = "refused", "退回"
    MISSING = "missing", "表中未见"


class Batch(Record):
    """导入批次: one file for one target and one union."""

    target = models.CharField("导入对象", max_length=64)
    union = models.ForeignKey("unions.Union", models.PROTECT, related_name="+", verbose_name="工会")
    owner = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, related_name="+", verbose_name="原文件"
    )
    answer = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="批注文件"
    )
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    state = models.CharField("状态", max_length=16, choices=BatchState, default=BatchState.UPLOADED)
    layout = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField("行数", default=dict)
    error = models.TextField("原因", blank=True)
    applied_at = models.DateTimeField("写入时间", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True)

    personal_data = "the uploaded file is stored sealed; removed when its retention ends"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        indexes = [models.Index(fields=["union", "-created_at"], name="batch_union_idx")]


class BatchChunk(models.Model):
    """Some rows of a batch with one outcome (or the way back), compressed and sealed.

    Rows wait here between check and confirmation, in the database and not in files, so that they
    come and go with the transaction.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="chunks")
    outcome = models.CharField(max_length=24)
    position = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    payload = models.BinaryField()

    personal_data = "rows of the batch, sealed; removed when the retention of the file ends"
    objects = ScopedManager(path_field="batch__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "导入行组"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "outcome", "position"], name="chunk_position_uniq"
            )
        ]


class ColumnMemory(models.Model):
    """How a union's own form matched our columns last time."""

    target = models.CharField(max_length=64)
    union = models.ForeignKey("unions.Union", models.CASCADE, related_name="+")
    signature = models.CharField(max_length=64)
    mapping = models.JSONField()
    used_at = models.DateTimeField(auto_now=True)

    personal_data = "none"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "列对应记忆"
        constraints = [
            models.UniqueConstraint(
                fields=["target", "union", "signature"], name="memory_signature_uniq"
            )
        ]
