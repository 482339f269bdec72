"""Inspections of a place: what was looked at, what was wrong, until when, and that it was mended."""

from django.db import models

from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.homes.models.places import Place


class Inspection(models.Model):
    """One visit of a panel; ``items`` are pairs of what was looked at and whether it was fine."""

    place = models.ForeignKey(
        Place, models.CASCADE, related_name="inspections", verbose_name="场所"
    )
    inspected_on = models.DateField("检查日期")
    inspectors = models.CharField("检查人", max_length=128)
    items = models.JSONField("检查项目", default=list)
    note = models.TextField("检查情况", blank=True)
    photo = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="照片"
    )
    recorded_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )

    personal_data = "names of inspectors; kept with the place"
    objects = ScopedManager("place__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "检查"
        ordering = ["place", "-inspected_on", "-pk"]


class Defect(models.Model):
    """Something that has to be mended until a day; ``mended_on`` is empty until it is."""

    inspection = models.ForeignKey(
        Inspection, models.CASCADE, related_name="defects", verbose_name="检查"
    )
    text = models.CharField("问题", max_length=255)
    due_on = models.DateField("整改期限")
    mended_on = models.DateField("整改日期", null=True)
    mended_note = models.CharField("整改情况", max_length=255, blank=True)

    personal_data = "none"
    objects = ScopedManager("inspection__place__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "整改问题"
        ordering = ["due_on", "pk"]
