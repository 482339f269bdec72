"""From ranks to a decision: slate, deliberation, public notice, objections, decision."""

from django.db import models

from gonghui.engines.campaigns.enums import (
    NoticeScope,
    NoticeStatus,
    ObjectionForm,
    ObjectionOutcome,
)
from gonghui.engines.campaigns.models.campaigns import Campaign, Category
from gonghui.engines.campaigns.models.entries import Entry, seen_with_entry
from gonghui.engines.campaigns.models.judging import BY_CAMPAIGN
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.sealing import SealedField


class Slate(models.Model):
    """A proposed list of names; every change is a new version, with what the rules said of it.

    ``organisations`` is the arithmetic of the organisation prizes that follow from it (queries/organisers.py).
    """

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="slates", verbose_name="评选活动"
    )
    version_no = models.PositiveSmallIntegerField("版本")
    reason = models.CharField("变更原因", max_length=255, blank=True)
    composition = models.JSONField("构成", default=dict)
    organisations = models.JSONField("组织奖", default=list)
    made_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    made_at = models.DateTimeField("时间", auto_now_add=True)

    personal_data = "none of its own; its lines name entries"
    scope_note = BY_CAMPAIGN

    class Meta:
        verbose_name = verbose_name_plural = "拟定名单"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "version_no"], name="slate_version_uniq")
        ]


class SlateLine(models.Model):
    """A name on a slate, or on its reserve."""

    slate = models.ForeignKey(Slate, models.CASCADE, related_name="lines", verbose_name="拟定名单")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name="申报")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="组别")
    position = models.PositiveIntegerField("次序")
    grade = models.CharField("等次", max_length=16, blank=True)
    is_reserve = models.BooleanField("递补", default=False)
    override_reason = models.CharField("越序理由", max_length=255, blank=True)

    personal_data = "who is proposed"
    objects = seen_with_entry()

    class Meta:
        verbose_name = verbose_name_plural = "名单条目"
        ordering = ["slate", "category", "position"]
        constraints = [models.UniqueConstraint(fields=["slate", "entry"], name="slate_entry_uniq")]


class Deliberation(models.Model):
    """The meeting that settled the list (研究决定)."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="deliberations", verbose_name="评选活动"
    )
    slate = models.ForeignKey(Slate, models.PROTECT, related_name="+", verbose_name="拟定名单")
    meeting = models.CharField("会议", max_length=128)
    held_on = models.DateField("日期")
    attendees = models.TextField("出席人员")
    in_favour = models.PositiveIntegerField("同意")
    against = models.PositiveIntegerField("不同意", default=0)
    abstained = models.PositiveIntegerField("弃权", default=0)
    minutes = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="会议纪要"
    )

    personal_data = "who attended"
    scope_note = BY_CAMPAIGN

    class Meta:
        verbose_name = verbose_name_plural = "研究决定"


class PublicNotice(Record):
    """A posted list (公示): append-only, with its clock; details hide themselves after ``hides_on``."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="public_notices", verbose_name="评选活动"
    )
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="公示单位"
    )
    scope = models.CharField("范围", max_length=8, choices=NoticeScope)
    title = models.CharField("标题", max_length=128)
    text = models.TextField("正文", blank=True)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束")
    days = models.PositiveSmallIntegerField("工作日数")
    count_start_day = models.BooleanField("起始日计入", default=True)
    channels = models.CharField("公示渠道", max_length=255, blank=True)
    contacts = models.JSONField("联系方式", default=list)
    status = models.CharField(
        "状态", max_length=8, choices=NoticeStatus, default=NoticeStatus.RUNNING
    )
    statement = models.TextField("公示情况", blank=True)
    proof = models.JSONField("存证", default=dict)
    proof_digest = models.CharField("SHA-256", max_length=64, blank=True)
    hides_on = models.DateField("个人信息隐藏日")
    hidden_at = models.DateTimeField("已隐藏", null=True, editable=False)
    slate = models.ForeignKey(
        Slate, models.PROTECT, null=True, related_name="notices", verbose_name="拟定名单"
    )

    personal_data = "names, units and posts as posted; hidden after the notice"
    scope_note = "global: posted for everybody in its scope; the view asks the scope"

    class Meta:
        verbose_name = verbose_name_plural = "公示"

    def __str__(self) -> str:
        return self.title


class NoticeLine(models.Model):
    """A name as it was posted."""

    notice = models.ForeignKey(
        PublicNotice, models.CASCADE, related_name="lines", verbose_name="公示"
    )
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name="申报")
    position = models.PositiveIntegerField("次序")
    category_name = models.CharField("组别", max_length=64, blank=True)
    name = models.CharField("姓名（名称）", max_length=128)
    unit_name = models.CharField("单位", max_length=128, blank=True)
    position_title = models.CharField("职务（岗位）", max_length=128, blank=True)

    personal_data = "as posted"
    scope_note = "global: posted; the view hides names when the notice is over"

    class Meta:
        verbose_name = verbose_name_plural = "公示名单"
        ordering = ["notice", "position"]


class Objection(Record):
    """Somebody objects to a posted name; the decision waits, the notice runs on."""

    notice = models.ForeignKey(
        PublicNotice, models.PROTECT, related_name="objections", verbose_name="公示"
    )
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="objections", verbose_name="申报")
    form = models.CharField("方式", max_length=12, choices=ObjectionForm)
    objector = SealedField("异议人")
    contact = SealedField("联系方式")
    facts = models.TextField("反映情况")
    received_at = models.DateTimeField("收到时间", auto_now_add=True)
    officer = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="核查人"
    )
    finding = models.TextField("核查情况", blank=True)
    outcome = models.CharField(
        "结论", max_length=12, choices=ObjectionOutcome, default=ObjectionOutcome.OPEN
    )
    decided_on = models.DateField("结论日期", null=True)
    answered_on = models.DateField("书面答复日期", null=True)

    personal_data = "who objects (sealed) and to what; organiser's handling officers only"
    scope_note = BY_CAMPAIGN

    class Meta:
        verbose_name = verbose_name_plural = "异议"


class AwardDecision(models.Model):
    """The decision that gives the awards (表彰决定), as an issued document."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="decisions", verbose_name="评选活动"
    )
    slate = models.ForeignKey(Slate, models.PROTECT, related_name="+", verbose_name="拟定名单")
    document_no = models.CharField("文号", max_length=64)
    title = models.CharField("标题", max_length=128)
    decided_on = models.DateField("日期")
    signatory = models.CharField("签发人", max_length=64)
    document_ref = models.CharField("公文", max_length=64, blank=True)

    personal_data = "who signed"
    scope_note = BY_CAMPAIGN

    class Meta:
        verbose_name = verbose_name_plural = "表彰决定"
