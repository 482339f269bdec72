"""An appeal against a provisional result (申诉), decided once and for all (handbook contests §6)."""

from django.db import models

from gonghui.engines.campaigns.enums import ObjectionOutcome
from gonghui.engines.campaigns.models.campaigns import Stage
from gonghui.engines.campaigns.models.entries import Entry, seen_with_entry
from gonghui.engines.campaigns.models.judging import FrozenSheet
from gonghui.kernel.lib.records import Record


class Appeal(Record):
    """What a team leader wrote about an entrant's provisional result, and what the committee decided.

    ``sheet`` is the provisional result; an upheld appeal that asks for it waits for a newer one.
    """

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="appeals", verbose_name="环节")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="appeals", verbose_name="申报")
    sheet = models.ForeignKey(
        FrozenSheet, models.PROTECT, related_name="+", verbose_name="暂定成绩"
    )
    leader_name = models.CharField("领队", max_length=64)
    facts = models.TextField("申诉事项和理由")
    paper = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="书面申诉"
    )
    filed_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="提交人"
    )
    filed_at = models.DateTimeField("提交时间")
    decide_by = models.DateField("裁决期限")
    outcome = models.CharField(
        "裁决", max_length=12, choices=ObjectionOutcome, default=ObjectionOutcome.OPEN
    )
    recount = models.BooleanField("须重新计分", default=False)
    finding = models.TextField("裁决理由", blank=True)
    arbiters = models.CharField("仲裁人员", max_length=255, blank=True)
    decided_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    decided_at = models.DateTimeField("裁决时间", null=True)

    personal_data = "who appeals and why; as the entry"
    objects = seen_with_entry()

    class Meta:
        verbose_name = verbose_name_plural = "申诉"
        ordering = ["filed_at", "pk"]
