"""The register of what was given: honours, titles, designations (handbook contests §9, §11).

A holder is written as named then; the links to person and union say who that is today. Nothing is
deleted: what is withdrawn stays, with its reason.
"""

from django.db import models

from gonghui.engines.campaigns.enums import (
    AwardEventKind,
    AwardSource,
    AwardStatus,
    Level,
    TargetKind,
)
from gonghui.engines.campaigns.models.campaigns import Campaign, Series
from gonghui.engines.campaigns.models.entries import Entry
from gonghui.engines.campaigns.models.slates import AwardDecision
from gonghui.engines.campaigns.rules.awards import called, status_on
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager


class Award(Record):
    """A grant (授予). ``union`` is the union of the system it counts for; in force while not ended.

    ``kept_by`` answers for the entry in the register: whoever organised the campaign, or whoever
    brought the award in. It alone changes it.
    """

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="所属工会"
    )
    kept_by = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="登记工会"
    )
    series = models.ForeignKey(
        Series, models.PROTECT, related_name="awards", verbose_name="荣誉系列"
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, related_name="awards", verbose_name="评选活动"
    )
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, related_name="awards", verbose_name="申报"
    )
    decision = models.ForeignKey(
        AwardDecision, models.PROTECT, null=True, related_name="awards", verbose_name="表彰决定"
    )
    title = models.CharField("称号", max_length=128)
    grade = models.CharField("等次", max_length=32, blank=True)
    rank = models.PositiveIntegerField("名次", null=True, blank=True)
    honour_level = models.PositiveSmallIntegerField("级别", choices=Level)
    year = models.PositiveSmallIntegerField("年度")
    holder_kind = models.CharField("对象", max_length=16, choices=TargetKind)
    holder_name = models.CharField("获得者（当时名称）", max_length=128)
    holder_unit_name = models.CharField("单位（当时名称）", max_length=128, blank=True)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="人员"
    )
    holder_union = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="获奖工会"
    )
    granting_body = models.CharField("授予单位", max_length=128)
    document_no = models.CharField("文号", max_length=64, blank=True)
    granted_on = models.DateField("授予日期")
    granted_precision = models.CharField("日期精度", max_length=1, default="D")
    valid_to = models.DateField("有效期至", default=FOREVER)
    next_review_on = models.DateField("下次复核", null=True, blank=True)
    plaque_no = models.CharField("牌匾号", max_length=64, blank=True)
    source = models.CharField("来源", max_length=8, choices=AwardSource)
    evidence = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="佐证"
    )
    certificate_no = models.CharField("证书编号", max_length=64, blank=True)
    status = models.CharField(
        "状态", max_length=16, choices=AwardStatus, default=AwardStatus.ACTIVE
    )
    ended_on = models.DateField("终止日期", default=FOREVER)
    prize_fen = models.BigIntegerField("奖金（分）", null=True, blank=True)
    shown_publicly = models.BooleanField("本人同意公开展示", default=False)
    facts = models.JSONField("其他信息", default=dict, blank=True)

    personal_data = "who was honoured; kept permanently as an archive, the person may be replaced"
    objects = ScopedManager(person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "荣誉"
        ordering = ["-granted_on", "-pk"]
        indexes = [
            models.Index(fields=["series", "year"], name="award_series_idx"),
            models.Index(fields=["honour_level", "granted_on"], name="award_level_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.holder_name} {self.title}"

    @property
    def called(self) -> str:
        """Title and grade together, as a certificate names them."""
        return called(self.title, self.grade)

    @property
    def status_today(self) -> AwardStatus:
        """What pages say and actions ask: ``status``, but never in force past its validity."""
        return status_on(dates.today(), self.status, self.valid_to)


class AwardEvent(models.Model):
    """What happened to an award after it was given: reviews, rectification, withdrawal."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="events", verbose_name="荣誉")
    kind = models.CharField("事项", max_length=12, choices=AwardEventKind)
    happened_on = models.DateField("日期")
    until = models.DateField("整改（有效）至", null=True)
    score = models.DecimalField("得分", max_digits=6, decimal_places=2, null=True)
    document_no = models.CharField("文号", max_length=64, blank=True)
    note = models.TextField("说明", blank=True)
    actor = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    at = models.DateTimeField("登记时间", auto_now_add=True)

    personal_data = "reasons for which an award was reviewed or withdrawn"
    objects = ScopedManager("award__union__path", "award__person_id")

    class Meta:
        verbose_name = verbose_name_plural = "荣誉变动"
        ordering = ["award", "happened_on", "pk"]
