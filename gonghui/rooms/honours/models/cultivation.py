"""What becomes of a chosen young teacher (培养档案): mentor, workshops, hours, the promise to stay (contests §10)."""

from datetime import date

from django.db import models

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.honours.enums import CultivationKind


class Cultivation(Record):
    """The file of one award of the rural plan; the prize stands on the award.

    ``promised_until`` is the first day after the promised service; who left before left early.
    """

    award = models.OneToOneField(
        "campaigns.Award", models.PROTECT, related_name="+", verbose_name="入选"
    )
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="所属工会"
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="教师"
    )
    name = models.CharField("姓名", max_length=64)
    school = models.CharField("任教学校（入选时）", max_length=128)
    mentor = models.CharField("导师", max_length=64, blank=True)
    promised_until = models.DateField("服务承诺至", default=FOREVER)
    left_on = models.DateField("离开乡村学校", default=FOREVER)
    left_reason = models.CharField("离开原因", max_length=255, blank=True)

    personal_data = (
        "how a chosen teacher is trained and whether they stay; replaced with the person"
    )
    objects = ScopedManager(person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "培养档案"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def left_early(self) -> bool:
        """Whether the teacher left before the promised service was over."""
        return self.left_on < self.promised_until

    @property
    def ends_on(self) -> date:
        """Until when the file is filled: the promise, or the day of leaving."""
        return min(self.left_on, self.promised_until)


class CultivationRecord(models.Model):
    """One thing that was done for a teacher, in hours."""

    file = models.ForeignKey(
        Cultivation,
        models.CASCADE,
        related_name="records",
        verbose_name="培养档案",
        db_column="file_ref",
    )
    kind = models.CharField("形式", max_length=16, choices=CultivationKind)
    happened_on = models.DateField("日期")
    title = models.CharField("内容", max_length=255)
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1)
    actor = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    at = models.DateTimeField("登记时间", auto_now_add=True)

    personal_data = "what a teacher attended; dropped with the file"
    objects = ScopedManager("file__union__path", "file__person_id")

    class Meta:
        verbose_name = verbose_name_plural = "培养记录"
        ordering = ["-happened_on", "-pk"]
