"""Messages to people and their deliveries, each sent at most once."""

from django.db import models
from django.utils import timezone


class Notice(models.Model):
    """A message in somebody's inbox. ``dedupe_key`` makes saying the same thing twice impossible."""

    recipient = models.ForeignKey(
        "access.User", models.CASCADE, related_name="notices", verbose_name="收件人"
    )
    kind = models.CharField("类别", max_length=64)
    title = models.CharField("标题", max_length=128)
    body = models.TextField("内容", blank=True)
    link = models.CharField(max_length=255, blank=True)
    dedupe_key = models.CharField(max_length=128)
    created_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("已读", null=True, blank=True)

    personal_data = "messages to one account; removed with it"
    scope_note = "global: always asked by recipient"

    class Meta:
        verbose_name = verbose_name_plural = "消息"
        constraints = [
            models.UniqueConstraint(fields=["recipient", "dedupe_key"], name="notice_once_uniq")
        ]
        indexes = [models.Index(fields=["recipient", "-created_at"], name="notice_inbox_idx")]


class DeliveryState(models.TextChoices):
    """``SENDING`` left behind by a crash is never sent again by itself: a person decides."""

    WAITING = "waiting", "待发"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发"
    FAILED = "failed", "失败"
    UNKNOWN = "unknown", "结果不明"


class Delivery(models.Model):
    """One notice over one channel."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField("渠道", max_length=16)
    state = models.CharField(
        "状态", max_length=16, choices=DeliveryState, default=DeliveryState.WAITING, db_index=True
    )
    attempts = models.PositiveSmallIntegerField("第几次", default=0)
    failures = models.PositiveSmallIntegerField("被拒次数", default=0)
    next_attempt_at = models.DateTimeField("下次", default=timezone.now)
    last_error = models.CharField("原因", max_length=255, blank=True)
    changed_at = models.DateTimeField("时间", auto_now=True)

    personal_data = "none beyond the notice"
    scope_note = "global: the mailer's own queue"

    class Meta:
        verbose_name = verbose_name_plural = "投递"
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once_uniq")
        ]
