"""建会工单: what is known about a unit on its way to a union (handbook organisation §5)."""

from django.db import models

from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.organising.enums import FoundingForm, ReasonWithout, VisitKind


class FoundingCase(Record):
    """The data of a founding; its state is the state of its case. ``union`` is the one in charge."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="负责工会"
    )
    form = models.CharField(
        "建会形式", max_length=16, choices=FoundingForm, default=FoundingForm.COMMITTEE
    )
    reason_without = models.CharField(
        "未建会原因", max_length=16, choices=ReasonWithout, blank=True, default=""
    )
    survey_note = models.CharField("摸排情况", max_length=255, blank=True)
    contact = models.CharField("联系人", max_length=64, blank=True)
    union_name = models.CharField("拟建工会名称", max_length=128)
    group_members = models.TextField("筹备组名单", blank=True)
    preparation_no = models.CharField("同意筹建文号", max_length=64, blank=True)
    preparation_on = models.DateField("同意筹建日期", null=True, blank=True)
    founded = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="建成的工会"
    )

    personal_data = "names of a contact and of the preparatory group; kept with the founding papers"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "建会工单"

    def __str__(self) -> str:
        return self.union_name


class FoundingUnit(models.Model):
    """A unit that the new union will cover: one, or several for a joint union (§5)."""

    founding = models.ForeignKey(
        FoundingCase, models.CASCADE, related_name="founding_units", verbose_name="建会工单"
    )
    unit = models.ForeignKey("unions.Unit", models.PROTECT, related_name="+", verbose_name="单位")

    personal_data = "none"
    objects = ScopedManager(path_field="founding__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "建会单位"
        constraints = [
            models.UniqueConstraint(fields=["founding", "unit"], name="founding_unit_uniq")
        ]


class Visit(models.Model):
    """One contact with a unit: who went, what was said."""

    founding = models.ForeignKey(
        FoundingCase, models.CASCADE, related_name="visits", verbose_name="建会工单"
    )
    kind = models.CharField("方式", max_length=16, choices=VisitKind)
    visited_on = models.DateField("日期")
    who = models.CharField("参加人员", max_length=128, blank=True)
    note = models.TextField("情况")
    actor = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="记录人"
    )

    personal_data = "who took part in a visit; kept with the founding papers"
    objects = ScopedManager(path_field="founding__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "走访记录"
        ordering = ["-visited_on", "-pk"]


class Applicant(models.Model):
    """Somebody who applied to join the union that is being founded."""

    founding = models.ForeignKey(
        FoundingCase, models.CASCADE, related_name="applicants", verbose_name="建会工单"
    )
    person = models.ForeignKey(
        "people.Person", models.CASCADE, related_name="+", verbose_name="人员"
    )
    applied_on = models.DateField("申请日期")

    personal_data = "who wants to join; becomes a membership, or goes with the founding"
    objects = ScopedManager(path_field="founding__union__path", person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "发展会员"
        constraints = [
            models.UniqueConstraint(fields=["founding", "person"], name="applicant_uniq")
        ]
