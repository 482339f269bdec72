"""会籍转移: from one union to another, with the consent of both (handbook organisation §8)."""

from django.db import models

from gonghui.engines.casework.api import TwoSidedManager
from gonghui.kernel.lib.records import Record


class TransferCase(Record):
    """Who moves where and why; both consents are steps of its case."""

    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", verbose_name="会员"
    )
    from_union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="转出工会"
    )
    to_union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="转入工会"
    )
    reason = models.CharField("原因", max_length=255)
    begun_by_person = models.BooleanField("本人申请", default=False)
    confirmed_on = models.DateField("本人确认日期", null=True, blank=True)

    personal_data = "who changed the union; kept as history with the membership"
    objects = TwoSidedManager("from_union__path", "to_union__path", "person_id")

    class Meta:
        verbose_name = verbose_name_plural = "会籍转移"

    def __str__(self) -> str:
        return str(self.person)
