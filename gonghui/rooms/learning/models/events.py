"""A training, the seats that unions have in it, and its half-days."""

from django.db import models

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.lib.records import Record
from gonghui.rooms.learning.enums import EventSource, EventStatus, Half, TrainingForm

ANNOUNCED = "global: trainings are announced to all who may send people; no names in them"


class TrainingEvent(Record):
    """培训班. ``minutes_per_hour`` and the rule of completion are fixed with it, whatever is set later."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="登记工会"
    )
    title = models.CharField("培训名称", max_length=128)
    themes = models.JSONField("主题", default=list, blank=True)
    organiser_name = models.CharField("主办单位", max_length=128)
    organiser_level = models.PositiveSmallIntegerField("主办级别", choices=Level)
    form = models.CharField(
        "形式", max_length=8, choices=TrainingForm, default=TrainingForm.RESIDENT
    )
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", db_index=True)
    enrol_until = models.DateField("报名截止", null=True, blank=True)
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1)
    minutes_per_hour = models.PositiveSmallIntegerField("每学时分钟数", default=45)
    attend_percent = models.PositiveSmallIntegerField("结业出勤率（%）", default=80)
    pass_score = models.DecimalField(
        "合格分数", max_digits=5, decimal_places=1, null=True, blank=True
    )
    place = models.CharField("地点", max_length=128, blank=True)
    host = models.CharField("承办单位", max_length=128, blank=True)
    teachers = models.CharField("师资", max_length=255, blank=True)
    document_no = models.CharField("通知文号", max_length=64, blank=True)
    budget_fen = models.BigIntegerField("预算（分）", null=True, blank=True)
    status = models.CharField(
        "状态", max_length=10, choices=EventStatus, default=EventStatus.PLANNED
    )
    source = models.CharField("来源", max_length=8, choices=EventSource, default=EventSource.OWN)

    personal_data = "names of teachers as announced; kept with the training"
    scope_note = ANNOUNCED

    class Meta:
        verbose_name = verbose_name_plural = "培训班"
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class SeatQuota(models.Model):
    """How many a union may send, from itself and from below."""

    event = models.ForeignKey(
        TrainingEvent, models.CASCADE, related_name="quotas", verbose_name="培训班"
    )
    union = models.ForeignKey("unions.Union", models.PROTECT, related_name="+", verbose_name="工会")
    seats = models.PositiveSmallIntegerField("名额")

    personal_data = "none"
    scope_note = ANNOUNCED

    class Meta:
        verbose_name = verbose_name_plural = "培训名额"
        ordering = ["event", "union__path"]
        constraints = [
            models.UniqueConstraint(fields=["event", "union"], name="seat_quota_union_uniq")
        ]

    def __str__(self) -> str:
        return f"{self.union} {self.seats}"


class HalfDay(models.Model):
    """A half-day of a training: the unit in which attendance is taken."""

    event = models.ForeignKey(
        TrainingEvent, models.CASCADE, related_name="half_days", verbose_name="培训班"
    )
    day = models.DateField("日期")
    half = models.CharField("时段", max_length=2, choices=Half)
    minutes = models.PositiveSmallIntegerField("分钟")

    personal_data = "none"
    scope_note = ANNOUNCED

    class Meta:
        verbose_name = verbose_name_plural = "培训半天"
        ordering = ["day", "half"]
        constraints = [
            models.UniqueConstraint(fields=["event", "day", "half"], name="training_half_day_uniq")
        ]

    def __str__(self) -> str:
        return f"{self.day:%m-%d} {self.get_half_display()}"
