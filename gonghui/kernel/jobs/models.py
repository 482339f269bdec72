"""Work that takes longer than a click."""

from django.db import models


class JobState(models.TextChoices):
    """Where a job is."""

    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未成功"
    CANCELLED = "cancelled", "已取消"


class Job(models.Model):
    """A piece of work in the background, found again by whoever started it.

    ``attempts`` numbers the runs and fences them: a run writes only while its number is the last.
    ``worker`` is the lease that the run holds (see ``leases``).
    """

    kind = models.CharField("类别", max_length=64)
    title = models.CharField("名称", max_length=128)
    arguments = models.JSONField(default=dict)
    state = models.CharField(
        "状态", max_length=16, choices=JobState, default=JobState.QUEUED, db_index=True
    )
    owner = models.ForeignKey(
        "access.User", models.CASCADE, null=True, related_name="jobs", verbose_name="发起人"
    )
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="工会"
    )
    stage = models.CharField("步骤", max_length=64, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField("第几次", default=0)
    crashes = models.PositiveSmallIntegerField("中断次数", default=0)
    worker = models.CharField(max_length=64, blank=True, editable=False)
    heartbeat_at = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    error = models.TextField("原因", blank=True)
    result = models.JSONField(default=dict)
    link = models.CharField("查看", max_length=255, blank=True)
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField("结束时间", null=True)

    personal_data = "none: arguments are ids"
    scope_note = "global: always asked by owner; what a job may see is decided when it runs"

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        indexes = [models.Index(fields=["owner", "-created_at"], name="job_owner_idx")]

    def __str__(self) -> str:
        return self.title


class Schedule(models.Model):
    """When a periodic task last ran; the clock of a small own scheduler."""

    key = models.CharField(max_length=64, unique=True)
    last_run_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    personal_data = "none"
    scope_note = "global: the program's own clock"

    class Meta:
        verbose_name = verbose_name_plural = "定时任务"
