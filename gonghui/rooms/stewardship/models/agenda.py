"""Meetings of the Party group and what it studied first (handbook homes §9)."""

from django.db import models

from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.stewardship.enums import AgendaState, StudyForm


class PartyMeeting(Record):
    """A meeting of the Party group of ``union``, whether or not it studied first."""

    union = models.ForeignKey("unions.Union", models.PROTECT, related_name="+", verbose_name="工会")
    meeting_no = models.CharField("会议次数", max_length=32)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=128, blank=True)
    chair = models.CharField("主持人", max_length=64)
    secretary = models.CharField("记录人", max_length=64, blank=True)
    should_attend = models.PositiveSmallIntegerField("应到")
    present = models.PositiveSmallIntegerField("实到")
    absences = models.CharField("缺席及原因", max_length=255, blank=True)
    file_no = models.CharField("档案号", max_length=64, blank=True)

    personal_data = "who chaired, who was away and why; kept with the minutes"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "党组会"
        constraints = [
            models.UniqueConstraint(
                fields=["union", "meeting_no", "held_on"], name="party_meeting_uniq"
            )
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d} {self.meeting_no}"


class AgendaRecord(Record):
    """A topic from the pool to the file; official wording, frozen once the minutes are signed."""

    union = models.ForeignKey("unions.Union", models.PROTECT, related_name="+", verbose_name="工会")
    meeting = models.ForeignKey(
        PartyMeeting, models.PROTECT, null=True, related_name="topics", verbose_name="会议"
    )
    place_no = models.PositiveSmallIntegerField("议题次序", default=1)
    theme = models.CharField("学习主题", max_length=128)
    source_title = models.CharField("学习文件", max_length=255)
    source_on = models.DateField("文件日期")
    form = models.CharField(
        "学习形式", max_length=16, choices=StudyForm, default=StudyForm.FULL_TEXT
    )
    lead_reader = models.CharField("领学人", max_length=64, blank=True)
    speakers = models.CharField("发言人", max_length=255, blank=True)
    summary = models.TextField("会议要求", blank=True)
    status = models.CharField(
        "状态", max_length=16, choices=AgendaState, default=AgendaState.POOLED
    )
    signed_on = models.DateField("签发日期", null=True, blank=True)
    signed_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )

    personal_data = "who read and spoke; kept with the minutes"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "第一议题"
        indexes = [models.Index(fields=["union", "status"], name="agenda_union_idx")]

    def __str__(self) -> str:
        return self.theme


class AgendaTask(Record):
    """What the meeting asked somebody to do because of a topic."""

    topic = models.ForeignKey(
        AgendaRecord, models.CASCADE, related_name="tasks", verbose_name="第一议题"
    )
    text = models.CharField("落实事项", max_length=255)
    owner_name = models.CharField("责任人", max_length=64)
    due_on = models.DateField("期限")
    done_on = models.DateField("完成日期", null=True, blank=True)
    done_note = models.CharField("落实情况", max_length=255, blank=True)

    personal_data = "who was asked to do what; kept with the minutes"
    objects = ScopedManager("topic__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "落实任务"
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text


class Addendum(models.Model):
    """A correction after the minutes were signed; what was signed stays as it was."""

    topic = models.ForeignKey(
        AgendaRecord, models.CASCADE, related_name="addenda", verbose_name="第一议题"
    )
    text = models.TextField("补充说明")
    added_on = models.DateField("日期")
    added_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="补充人"
    )

    personal_data = "who corrected minutes; kept with them"
    objects = ScopedManager("topic__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "补充说明"
        ordering = ["pk"]
