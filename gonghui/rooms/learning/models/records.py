"""One person in one training, and the half-days they were there."""

from django.db import models

from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.learning.enums import RecordStatus
from gonghui.rooms.learning.models.events import HalfDay, SeatQuota, TrainingEvent


class TrainingRecord(Record):
    """学员记录. Name, unit and duty as they were; ``person`` is empty for people who are on no roll."""

    event = models.ForeignKey(
        TrainingEvent, models.PROTECT, related_name="records", verbose_name="培训班"
    )
    quota = models.ForeignKey(
        SeatQuota,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="records",
        verbose_name="占用名额",
    )
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="所属工会"
    )
    person = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="会员",
    )
    name = models.CharField("姓名", max_length=64)
    unit_name = models.CharField("单位（当时名称）", max_length=128, blank=True)
    duty = models.CharField("当时职务", max_length=64, blank=True)
    status = models.CharField("状态", max_length=12, choices=RecordStatus)
    enrolled_at = models.DateTimeField("报名时间", null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="顶替"
    )
    reason = models.CharField("说明", max_length=255, blank=True)
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1, default=0)
    score = models.DecimalField("成绩", max_digits=5, decimal_places=1, null=True, blank=True)
    certificate_no = models.CharField("证书编号", max_length=64, blank=True)
    nominated_by = models.ForeignKey(
        "access.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="推荐人",
    )

    personal_data = "who was trained, with what result; kept as proof, the name replaced on erasure"
    objects = ScopedManager(person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "学员记录"
        ordering = ["event", "union__path", "pk"]
        indexes = [
            models.Index(fields=["event", "status"], name="training_record_event_idx"),
            models.Index(fields=["person", "status"], name="training_record_pers_idx"),
        ]

    def __str__(self) -> str:
        return self.name


class CheckIn(models.Model):
    """Somebody was there for a half-day; ``at`` is when it was noted down, not when they came."""

    record = models.ForeignKey(
        TrainingRecord, models.CASCADE, related_name="check_ins", verbose_name="学员"
    )
    half_day = models.ForeignKey(
        HalfDay, models.PROTECT, related_name="check_ins", verbose_name="半天"
    )
    at = models.DateTimeField("签到登记时间", auto_now_add=True)
    left_at = models.DateTimeField("签退登记时间", null=True)
    actor = models.ForeignKey(
        "access.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记人",
    )

    personal_data = "when somebody was at a training; goes with the record"
    objects = ScopedManager("record__union__path", "record__person_id")

    class Meta:
        verbose_name = verbose_name_plural = "签到"
        constraints = [
            models.UniqueConstraint(fields=["record", "half_day"], name="check_in_half_day_uniq")
        ]
