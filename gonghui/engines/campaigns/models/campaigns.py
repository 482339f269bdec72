"""A campaign (评选活动): what is called for, in which stages, with which form (handbook contests §2)."""

from django.db import models

from gonghui.engines.campaigns.enums import (
    CampaignStatus,
    FormFieldKind,
    Level,
    StageKind,
    StageStatus,
    TargetKind,
)
from gonghui.kernel.lib.records import Record

READ_BY_ALL = "global: a call is read by everyone it invites; its organiser alone changes it"


class Series(Record):
    """What is given again and again under one name, for instance 五一劳动奖章."""

    key = models.SlugField("代码", max_length=64, unique=True)
    name = models.CharField("名称", max_length=128)
    honour_level = models.PositiveSmallIntegerField("级别", choices=Level)
    granting_body = models.CharField("授予单位", max_length=128)
    target = models.CharField("对象", max_length=16, choices=TargetKind)
    counted_in = models.CharField("量词", max_length=8, default="个")
    valid_years = models.PositiveSmallIntegerField("有效年限", null=True, blank=True)
    review_years = models.PositiveSmallIntegerField("复核周期（年）", null=True, blank=True)
    every_years = models.PositiveSmallIntegerField("几年一届", null=True, blank=True)

    personal_data = "none"
    scope_note = "global: the names of honours are public"

    class Meta:
        verbose_name = verbose_name_plural = "荣誉系列"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Programme(Record):
    """A template of a campaign that a cadre saved; shipped ones are data files of the rooms."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="所属工会"
    )
    name = models.CharField("名称", max_length=128)
    plan = models.JSONField("内容")

    personal_data = "none"
    scope_note = READ_BY_ALL

    class Meta:
        verbose_name = verbose_name_plural = "评选模板"

    def __str__(self) -> str:
        return self.name


class Campaign(Record):
    """One edition of a call. ``plan`` is frozen when it opens; entries keep what they began with."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="主办工会"
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="campaigns", verbose_name="系列"
    )
    programme_key = models.CharField("模板", max_length=64, blank=True)
    room = models.CharField("所属业务", max_length=32, blank=True)
    title = models.CharField("名称", max_length=128)
    edition = models.CharField("届次", max_length=32, blank=True)
    year = models.PositiveSmallIntegerField("年度")
    honour_level = models.PositiveSmallIntegerField("级别", choices=Level)
    target = models.CharField("推荐对象", max_length=16, choices=TargetKind)
    host = models.CharField("承办单位", max_length=128, blank=True)
    legal_basis = models.CharField("依据", max_length=255, blank=True)
    document_no = models.CharField("通知文号", max_length=64, blank=True)
    purpose = models.TextField("评选说明", blank=True)
    status = models.CharField(
        "进度", max_length=16, choices=CampaignStatus, default=CampaignStatus.PLANNED
    )
    suspended_from = models.CharField("暂停前进度", max_length=16, blank=True)
    opens_at = models.DateTimeField("开始时间", null=True, blank=True)
    closes_at = models.DateTimeField("截止时间", null=True, blank=True)
    outcome = models.CharField("结果去向", max_length=64, blank=True)
    settings = models.JSONField("设置", default=dict, blank=True)
    plan = models.JSONField("发布时的方案", default=dict, blank=True)
    is_rehearsal = models.BooleanField("试运行", default=False)
    actual_minutes = models.PositiveIntegerField("实际填报分钟", default=0)

    personal_data = "none"
    scope_note = READ_BY_ALL

    class Meta:
        verbose_name = verbose_name_plural = "评选活动"
        ordering = ["-year", "-pk"]
        indexes = [models.Index(fields=["union", "status"], name="campaign_status_idx")]

    def __str__(self) -> str:
        return f"{self.edition}{self.title}"


class Category(models.Model):
    """A group inside a campaign with places of its own: 奖章 and 先锋号, or the arts group."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="categories", verbose_name="评选活动"
    )
    position = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("组别", max_length=64)
    places = models.PositiveIntegerField("名额")
    target = models.CharField("推荐对象", max_length=16, choices=TargetKind, blank=True)
    separate_list = models.BooleanField("单列（不计入比例）", default=False)

    personal_data = "none"
    scope_note = READ_BY_ALL

    class Meta:
        verbose_name = verbose_name_plural = "组别"
        ordering = ["campaign", "position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "name"], name="category_name_uniq")
        ]

    def __str__(self) -> str:
        return self.name


class Stage(models.Model):
    """A building block of a campaign; ``settings`` holds what its kind asks for (rules/stages.py)."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="stages", verbose_name="评选活动"
    )
    position = models.PositiveSmallIntegerField("顺序")
    kind = models.CharField("环节", max_length=16, choices=StageKind)
    label = models.CharField("名称", max_length=64)
    settings = models.JSONField("设置", default=dict, blank=True)
    days = models.PositiveSmallIntegerField("历时（天）", null=True, blank=True)
    opens_at = models.DateTimeField("开始时间", null=True, blank=True)
    closes_at = models.DateTimeField("截止时间", null=True, blank=True)
    status = models.CharField(
        "进度", max_length=8, choices=StageStatus, default=StageStatus.WAITING
    )

    personal_data = "none"
    scope_note = READ_BY_ALL

    class Meta:
        verbose_name = verbose_name_plural = "环节"
        ordering = ["campaign", "position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="stage_position_uniq")
        ]

    def __str__(self) -> str:
        return self.label


class FormField(models.Model):
    """One question of the entry form; ``identifying`` answers stay hidden in a blind review."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="form_fields", verbose_name="评选活动"
    )
    position = models.PositiveSmallIntegerField("顺序")
    section = models.CharField("部分", max_length=64, blank=True)
    key = models.SlugField("代码", max_length=32)
    label = models.CharField("名称", max_length=64)
    kind = models.CharField("类型", max_length=16, choices=FormFieldKind)
    required = models.BooleanField("必填", default=True)
    limit = models.PositiveIntegerField("字数（个数）上限", null=True, blank=True)
    choices = models.JSONField("选项或表格列", default=list, blank=True)
    help = models.CharField("说明", max_length=255, blank=True)
    prefill = models.CharField("自动带出", max_length=64, blank=True)
    identifying = models.BooleanField("可识别身份", default=False)

    personal_data = "none"
    scope_note = READ_BY_ALL

    class Meta:
        verbose_name = verbose_name_plural = "表单项目"
        ordering = ["campaign", "position"]
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="form_key_uniq")]

    def __str__(self) -> str:
        return self.label
