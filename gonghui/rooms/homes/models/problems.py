"""A problem that a member saw at a place, and the answer (场所报修、反映问题)."""

from django.db import models

from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.homes.enums import ProblemStatus
from gonghui.rooms.homes.models.places import Place


class Problem(models.Model):
    """What a member reports on the phone; due in working days, answered in writing."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="problems", verbose_name="场所")
    reporter = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="反映人"
    )
    text = models.TextField("问题")
    photo = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="照片"
    )
    status = models.CharField(
        "状态", max_length=8, choices=ProblemStatus, default=ProblemStatus.REPORTED
    )
    reported_on = models.DateField("反映日期")
    due_on = models.DateField("答复期限")
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True)
    answered_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="答复人"
    )

    personal_data = "who reported a broken thing; the person may be replaced"
    objects = ScopedManager("place__union__path", "reporter_id")

    class Meta:
        verbose_name = verbose_name_plural = "问题反映"
        ordering = ["due_on", "pk"]
