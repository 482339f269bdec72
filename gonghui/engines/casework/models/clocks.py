"""Deadlines: a clock keeps the rule it came from, what it computed, and what a person moved it to."""

from datetime import date

from django.db import models

from gonghui.engines.casework.enums import ClockUnit, EscalationKind
from gonghui.engines.casework.models.cases import Case, seen_with_case
from gonghui.kernel.lib.dates import FOREVER


class Clock(models.Model):
    """One deadline of a case (handbook democracy §11: rule, start, length, computed and manual due)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="clocks", verbose_name="工单")
    key = models.CharField("时限", max_length=32)
    label = models.CharField("名称", max_length=64)
    rule_id = models.CharField("依据", max_length=128)
    start_event = models.CharField("起算事件", max_length=64)
    length = models.PositiveIntegerField("时长")
    unit = models.CharField("单位", max_length=8, choices=ClockUnit)
    started_on = models.DateField("起算日")
    computed_due = models.DateField("推算到期日")
    manual_due = models.DateField("调整到期日", null=True, blank=True)
    due_reason = models.CharField("调整原因", max_length=255, blank=True)
    tentative = models.BooleanField("暂定", default=False)
    paused = models.BooleanField("已暂停", default=False)
    stopped_on = models.DateField("停止日", default=FOREVER)

    personal_data = "none"
    objects = seen_with_case("case__")

    class Meta:
        verbose_name = verbose_name_plural = "时限"
        indexes = [models.Index(fields=["stopped_on", "computed_due"], name="clock_running_idx")]

    @property
    def due(self) -> date:
        """The day that counts: moved by a person, else computed."""
        return self.manual_due or self.computed_due

    @property
    def is_running(self) -> bool:
        """Neither stopped nor paused."""
        return self.stopped_on == FOREVER and not self.paused


class ClockPause(models.Model):
    """A stretch that does not count; an open one ends at FOREVER."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="pauses", verbose_name="时限")
    paused_on = models.DateField("暂停日")
    resumed_on = models.DateField("恢复日", default=FOREVER)
    reason = models.CharField("原因", max_length=255, blank=True)

    personal_data = "none"
    objects = seen_with_case("clock__case__")

    class Meta:
        verbose_name = verbose_name_plural = "暂停"


class Escalation(models.Model):
    """What the clockwork did about a clock, each rung once."""

    clock = models.ForeignKey(
        Clock, models.CASCADE, related_name="escalations", verbose_name="时限"
    )
    kind = models.CharField("类别", max_length=16, choices=EscalationKind)
    rung = models.CharField("级", max_length=16)
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="上报至"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    personal_data = "none"
    objects = seen_with_case("clock__case__")

    class Meta:
        verbose_name = verbose_name_plural = "催办"
        constraints = [models.UniqueConstraint(fields=["clock", "rung"], name="escalation_once")]
