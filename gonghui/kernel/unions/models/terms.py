"""Terms of a union, the bodies elected for them, and who holds which office (handbook §4, §6)."""

from django.db import models

from gonghui.kernel.lib.records import DatedRecord, Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.kernel.unions.enums import BodyKind, OfficeKind


class Term(Record):
    """届: from an election to the next; ``due_end`` drives the reminders."""

    union = models.ForeignKey(
        "unions.Union", models.CASCADE, related_name="terms", verbose_name="工会"
    )
    term_no = models.PositiveSmallIntegerField("届次")
    started_on = models.DateField("起")
    years = models.PositiveSmallIntegerField("任期（年）")
    due_end = models.DateField("届满日", db_index=True)
    extended_to = models.DateField("延期至", null=True, blank=True)
    ended_on = models.DateField("实际结束", null=True, blank=True)
    approval_no = models.CharField("批复文号", max_length=64, blank=True)

    personal_data = "none"
    scope_note = "global: terms of unions are public"

    class Meta:
        verbose_name = verbose_name_plural = "届"
        constraints = [
            models.UniqueConstraint(fields=["union", "term_no"], name="term_union_no_uniq")
        ]


class Body(Record):
    """机构 of one term, with the number of seats the election aims at."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="bodies", verbose_name="届")
    kind = models.CharField("机构", max_length=16, choices=BodyKind)
    name = models.CharField("名称", max_length=64, blank=True)
    seats = models.PositiveSmallIntegerField("委员人数", null=True, blank=True)

    personal_data = "none"
    scope_note = "global: bodies of unions are public"

    class Meta:
        verbose_name = verbose_name_plural = "机构"


class Office(DatedRecord):
    """任职: who sits where. ``access.Post`` is something else: what an account may do."""

    union = models.ForeignKey(
        "unions.Union", models.CASCADE, related_name="offices", verbose_name="工会"
    )
    body = models.ForeignKey(
        Body, models.CASCADE, null=True, blank=True, related_name="offices", verbose_name="机构"
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="offices", verbose_name="人员"
    )
    kind = models.CharField("职务", max_length=16, choices=OfficeKind)
    filled_by = models.CharField("产生方式", max_length=16, blank=True)
    full_time = models.BooleanField("专职", default=False)
    end_reason = models.CharField("离任原因", max_length=128, blank=True)

    personal_data = "who held which office; kept as history, the person may be replaced on erasure"
    objects = ScopedManager(person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        indexes = [models.Index(fields=["union", "valid_from"], name="office_union_idx")]
