"""Membership (会籍): events are the record, spans are what follows from them (handbook §4, §8)."""

from django.db import models

from gonghui.kernel.lib.records import DatedRecord
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.kernel.people.enums import EmploymentForm, EventKind, MembershipStatus, Sex


class MembershipEvent(models.Model):
    """Something that happened to a membership; never edited, only voided by a later 更正."""

    person = models.ForeignKey(
        "people.Person",
        models.CASCADE,
        related_name="events",
        verbose_name="人员",
        db_index=False,  # event_person_idx begins with it
    )
    union = models.ForeignKey("unions.Union", models.PROTECT, related_name="+", verbose_name="工会")
    to_union = models.ForeignKey(
        "unions.Union",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="转往",
    )
    kind = models.CharField("事项", max_length=16, choices=EventKind)
    happened_on = models.DateField("日期")
    precision = models.CharField(max_length=1, default="D")
    document = models.CharField("依据", max_length=128, blank=True)
    note = models.CharField("说明", max_length=255, blank=True)
    actor = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    voided_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="被更正"
    )

    personal_data = "history of a membership; kept, the person is replaced on erasure"
    objects = ScopedManager(person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "会籍事项"
        indexes = [models.Index(fields=["person", "happened_on"], name="event_person_idx")]


class Membership(DatedRecord):
    """A span during which one person stood in one union with one status.

    The span that reaches to FOREVER is the present one, and there is one per person at most. Changing
    union or status closes a span and opens the next, so "members on DATE" is a range condition and
    department, duty and form of employment are kept as they were.
    """

    person = models.ForeignKey(
        "people.Person",
        models.CASCADE,
        related_name="memberships",
        verbose_name="人员",
        db_index=False,  # membership_one_present begins with it
    )
    union = models.ForeignKey(
        "unions.Union",
        models.PROTECT,
        related_name="memberships",
        verbose_name="工会",
        db_index=False,  # membership_union_idx begins with it
    )
    status = models.CharField("会籍状态", max_length=16, choices=MembershipStatus)
    # copies of the person's, so that a roll of any size is searched, sorted and counted by sex
    # without reading persons
    name = models.CharField(max_length=64, blank=True, editable=False)
    given_name = models.CharField(max_length=64, blank=True, editable=False)
    name_pinyin = models.CharField(max_length=128, blank=True, editable=False)
    sex = models.CharField(max_length=1, choices=Sex, blank=True, default="", editable=False)
    joined_on = models.DateField("入会时间", null=True, blank=True)
    joined_precision = models.CharField(max_length=1, default="D")
    group_name = models.CharField("工会小组", max_length=64, blank=True)
    duty = models.CharField("职务", max_length=64, blank=True)
    employment = models.CharField(
        "用工形式", max_length=16, choices=EmploymentForm, blank=True, default=""
    )
    staff_no = models.CharField("工号", max_length=32, blank=True)
    remark = models.CharField("备注", max_length=255, blank=True)

    personal_data = "union membership, sensitive by design; kept as history"
    objects = ScopedManager(person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "会籍"
        constraints = [
            models.UniqueConstraint(fields=["person", "valid_to"], name="membership_one_present")
        ]
        indexes = [
            models.Index(
                fields=["union", "valid_to", "status", "valid_from"], name="membership_union_idx"
            ),
            models.Index(fields=["staff_no"], name="membership_staff_idx"),
            models.Index(fields=["status", "valid_to"], name="membership_status_idx"),
            models.Index(fields=["joined_on"], name="membership_joined_idx"),
            models.Index(fields=["valid_to", "name_pinyin", "id"], name="membership_name_idx"),
            # the pattern class serves LIKE and equality; lib.prefixes asks so
            models.Index(
                fields=["name"], name="membership_called_idx", opclasses=["varchar_pattern_ops"]
            ),
            models.Index(
                fields=["given_name"],
                name="membership_given_idx",
                opclasses=["varchar_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.union}）"

    @property
    def traced_as(self) -> models.Model:
        """The record that traces of a membership are about."""
        return self.person
