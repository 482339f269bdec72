"""An entry (申报、推荐): who or what is put forward, the answers, and what every level said."""

from typing import Any
from uuid import uuid4

from django.db import models

from gonghui.engines.campaigns.enums import TargetKind
from gonghui.engines.campaigns.models.campaigns import Campaign, Category
from gonghui.engines.campaigns.models.quotas import EligibilityRule
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager


def seen_with_entry() -> ScopedManager:
    """The manager of what hangs on an entry."""
    return ScopedManager("entry__union__path", "entry__person_id")


def new_client_key() -> str:
    """A key for an entry whose maker gave none."""
    return uuid4().hex


class Entry(Record):
    """What is submitted. Its state is that of its case; rank and total come from the frozen results.

    ``union`` nominates; ``at_union`` has it now. ``candidate_no`` is the drawn number, the only name a
    blind review knows. While an entry is returned, ``at_union`` is the level that gets it back.
    ``client_key`` is chosen by the page that makes the entry, so that a request sent twice makes one.
    """

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="entries", verbose_name="评选活动"
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="entries", verbose_name="组别"
    )
    case: "models.OneToOneField[Any, Any]" = (
        models.OneToOneField(  # null only until the case is opened
            "casework.Case", models.PROTECT, null=True, related_name="+", verbose_name="流程"
        )
    )
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="推荐工会"
    )
    at_union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="当前所在工会"
    )
    target = models.CharField("对象", max_length=16, choices=TargetKind)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="候选人"
    )
    subject_union = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="参评工会"
    )
    name = models.CharField("候选对象", max_length=128)
    unit_name = models.CharField("所在单位", max_length=128, blank=True)
    position_title = models.CharField("职务（岗位）", max_length=128, blank=True)
    candidate_no = models.CharField("抽签号", max_length=16, blank=True)
    answers = models.JSONField("表单内容", default=dict)
    flags = models.JSONField("标记", default=list)
    client_key = models.CharField(
        max_length=40, unique=True, default=new_client_key, editable=False
    )
    submission_no = models.PositiveSmallIntegerField("提交次数", default=0)
    submitted_at = models.DateTimeField("提交时间", null=True)
    consented_at = models.DateTimeField("本人同意公开时间", null=True)
    entered_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="填报人"
    )
    seconds_spent = models.PositiveIntegerField("填报用时（秒）", default=0)
    recommended_rank = models.PositiveSmallIntegerField("推荐排序", null=True, blank=True)
    total = models.DecimalField("总分", max_digits=12, decimal_places=6, null=True)
    rank = models.PositiveIntegerField("名次", null=True)

    personal_data = "who is put forward and why; kept with the award, else erased with the person"
    objects = ScopedManager(person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "申报"
        indexes = [
            models.Index(fields=["campaign", "category", "rank"], name="entry_rank_idx"),
            models.Index(fields=["campaign", "union"], name="entry_union_idx"),
        ]

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """The answers as they were handed in; a returned entry gets a new one."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="submissions", verbose_name="申报"
    )
    submission_no = models.PositiveSmallIntegerField("第几次")
    answers = models.JSONField("表单内容")
    digest = models.CharField("摘要", max_length=64)
    submitted_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="提交人"
    )
    submitted_at = models.DateTimeField("提交时间", auto_now_add=True)

    personal_data = "as the entry"
    objects = seen_with_entry()

    class Meta:
        verbose_name = verbose_name_plural = "提交记录"
        ordering = ["entry", "submission_no"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "submission_no"], name="submission_no_uniq")
        ]


class Attachment(models.Model):
    """A paper that belongs to an answer."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="attachments", verbose_name="申报"
    )
    field_key = models.CharField("项目", max_length=32)
    stored = models.ForeignKey(
        "files.StoredFile", models.PROTECT, related_name="+", verbose_name="文件"
    )
    caption = models.CharField("说明", max_length=128, blank=True)

    personal_data = "whatever the papers show; as the entry"
    objects = seen_with_entry()

    class Meta:
        verbose_name = verbose_name_plural = "附件"


class Endorsement(models.Model):
    """What a level said about an entry, signed (意见)."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="endorsements", verbose_name="申报"
    )
    union = models.ForeignKey("unions.Union", models.PROTECT, related_name="+", verbose_name="工会")
    body = models.CharField("意见单位", max_length=64)
    opinion = models.TextField("意见")
    signer = models.CharField("签署人", max_length=64)
    signed_on = models.DateField("日期")
    given_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )

    personal_data = "who signed"
    objects = seen_with_entry()

    class Meta:
        verbose_name = verbose_name_plural = "推荐意见"
        ordering = ["entry", "pk"]


class DemocraticStep(models.Model):
    """How the unit agreed on its candidate (民主程序)."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="democratic_steps", verbose_name="申报"
    )
    kind = models.CharField("形式", max_length=64)
    held_on = models.DateField("日期")
    due_count = models.PositiveIntegerField("应到人数")
    present_count = models.PositiveIntegerField("实到人数")
    in_favour = models.PositiveIntegerField("同意")
    against = models.PositiveIntegerField("不同意")
    abstained = models.PositiveIntegerField("弃权")
    minutes = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="会议记录"
    )

    personal_data = "none"
    objects = seen_with_entry()

    class Meta:
        verbose_name = verbose_name_plural = "民主程序"


class OutsideOpinion(models.Model):
    """What a department outside the union answered (征求意见); judges never see it."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="outside_opinions", verbose_name="申报"
    )
    rule = models.ForeignKey(
        EligibilityRule, models.PROTECT, related_name="+", verbose_name="资格条件"
    )
    asked_on = models.DateField("征求日期")
    answered_on = models.DateField("答复日期", null=True, blank=True)
    result = models.CharField(
        "结果",
        max_length=16,
        choices=(("agree", "同意"), ("object", "不同意"), ("none", "无意见")),
        blank=True,
    )
    note = models.TextField("内容", blank=True)
    paper = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="复函"
    )

    personal_data = "what a department says of a candidate; closed to judges and the public"
    objects = ScopedManager("entry__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "征求意见"
        constraints = [models.UniqueConstraint(fields=["entry", "rule"], name="opinion_rule_uniq")]


class Finding(models.Model):
    """The result of one qualification check (资格审查)."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="findings", verbose_name="申报")
    rule = models.ForeignKey(
        EligibilityRule, models.PROTECT, related_name="+", verbose_name="资格条件"
    )
    passed = models.BooleanField("符合")
    note = models.TextField("说明", blank=True)
    found_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="审查人"
    )
    found_at = models.DateTimeField("时间", auto_now=True)

    personal_data = "whether a candidate meets a condition; as the entry"
    objects = seen_with_entry()

    class Meta:
        verbose_name = verbose_name_plural = "资格审查"
        constraints = [models.UniqueConstraint(fields=["entry", "rule"], name="finding_rule_uniq")]
