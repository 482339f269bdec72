"""换届工单: from a term that falls due to the next one (handbook organisation §4, §6)."""

from django.db import models

from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager


class TermCase(Record):
    """Which term ends, what extension was asked, and the term that followed."""

    union = models.ForeignKey("unions.Union", models.PROTECT, related_name="+", verbose_name="工会")
    term = models.ForeignKey(
        "unions.Term", models.PROTECT, null=True, related_name="+", verbose_name="本届"
    )
    asked_until = models.DateField("申请延期至", null=True, blank=True)
    new_term = models.ForeignKey(
        "unions.Term", models.PROTECT, null=True, related_name="+", verbose_name="新一届"
    )

    personal_data = "none"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "换届工单"
