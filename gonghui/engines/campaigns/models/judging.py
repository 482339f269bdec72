"""Judges, panels, sheets and what was frozen (handbook contests §3)."""

from django.db import models

from gonghui.engines.campaigns.enums import RecusalKind, RubricRule, SheetStatus
from gonghui.engines.campaigns.models.campaigns import READ_BY_ALL, Campaign, Category, Stage
from gonghui.engines.campaigns.models.entries import Entry
from gonghui.engines.campaigns.rules.floors import shown_time
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager

BY_CAMPAIGN = "global: read through the campaign, whose organiser and seats are asked"


class Rubric(Record):
    """A versioned standard of points; immutable once used, a change is a new version."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="制定工会"
    )
    key = models.SlugField("代码", max_length=64)
    name = models.CharField("名称", max_length=128)
    version_no = models.PositiveSmallIntegerField("版本", default=1)
    settings = models.JSONField("设置", default=dict, blank=True)
    used_at = models.DateTimeField("启用时间", null=True)

    personal_data = "none"
    scope_note = READ_BY_ALL

    class Meta:
        verbose_name = verbose_name_plural = "评价标准"
        constraints = [
            models.UniqueConstraint(
                fields=["union", "key", "version_no"], name="rubric_version_uniq"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（第{self.version_no}版）"


class RubricItem(models.Model):
    """One line of a rubric with its full score and who fills it."""

    rubric = models.ForeignKey(
        Rubric, models.CASCADE, related_name="items", verbose_name="评价标准"
    )
    position = models.PositiveSmallIntegerField("顺序")
    chapter = models.CharField("章", max_length=64)
    code = models.SlugField("代码", max_length=32)
    text = models.CharField("评价内容", max_length=255)
    full_score = models.DecimalField("满分", max_digits=6, decimal_places=2)
    rule = models.CharField("计分方式", max_length=8, choices=RubricRule, default=RubricRule.POINTS)
    steps = models.JSONField("分档或扣分标准", default=list, blank=True)
    evidence = models.CharField("证明材料", max_length=255, blank=True)
    scored_by = models.CharField(
        "评分人",
        max_length=8,
        choices=(("panel", "评委"), ("members", "会员"), ("both", "评委和会员")),
        default="panel",
    )

    personal_data = "none"
    scope_note = READ_BY_ALL

    class Meta:
        verbose_name = verbose_name_plural = "评价项目"
        ordering = ["rubric", "position"]
        constraints = [models.UniqueConstraint(fields=["rubric", "code"], name="rubric_item_uniq")]


class Expert(Record):
    """Somebody who may judge: fields, title, and how to reach the account."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="建库工会"
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", verbose_name="专家"
    )
    fields = models.JSONField("专业领域", default=list)
    unit_name = models.CharField("工作单位", max_length=128, blank=True)
    professional_title = models.CharField("职称", max_length=64, blank=True)
    qualification = models.CharField("评委资格", max_length=128, blank=True)
    kin = models.JSONField("亲属申报", default=list, blank=True)
    is_active = models.BooleanField("在库", default=True)

    personal_data = "an expert's fields, unit and kinship statement; erased with the person"
    objects = ScopedManager(person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "评审专家"
        constraints = [models.UniqueConstraint(fields=["union", "person"], name="expert_uniq")]


class Panel(Record):
    """Judges who score one group of entries in one stage by one rubric."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="panels", verbose_name="环节")
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="panels", verbose_name="组别"
    )
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="+", verbose_name="评价标准")
    name = models.CharField("名称", max_length=64)
    settings = models.JSONField("计分规则", default=dict)
    is_open = models.BooleanField("评分开放", default=False)
    entries: "models.ManyToManyField" = models.ManyToManyField(
        Entry, through="PanelEntry", related_name="panels", verbose_name="申报"
    )

    personal_data = "none"
    scope_note = BY_CAMPAIGN

    class Meta:
        verbose_name = verbose_name_plural = "评审组"

    def __str__(self) -> str:
        return self.name


class PanelEntry(models.Model):
    """An entry before a panel, in its drawn order; ``segment_no`` is the drawn teaching segment."""

    panel = models.ForeignKey(
        Panel, models.CASCADE, related_name="panel_entries", verbose_name="评审组"
    )
    entry = models.ForeignKey(
        Entry, models.PROTECT, related_name="panel_entries", verbose_name="申报"
    )
    position = models.PositiveIntegerField("出场顺序")
    segment_no = models.PositiveSmallIntegerField("抽取片段", null=True, blank=True)
    seconds_used = models.PositiveIntegerField("用时（秒）", null=True, blank=True)
    announced_at = models.DateTimeField("公布得分时间", null=True)

    personal_data = "none"
    objects = ScopedManager("entry__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "参评对象"
        ordering = ["panel", "position"]
        constraints = [models.UniqueConstraint(fields=["panel", "entry"], name="panel_entry_uniq")]

    @property
    def shown_time(self) -> str:
        """Minutes and seconds; "" while nobody kept the time."""
        return "" if self.seconds_used is None else shown_time(self.seconds_used)


class Seat(Record):
    """A judge on a panel, known to everybody else by ``letter``."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="seats", verbose_name="评审组")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="seats", verbose_name="专家")
    letter = models.CharField("代号", max_length=4)
    role = models.CharField(
        "身份",
        max_length=10,
        choices=(
            ("judge", "评委"),
            ("head", "组长"),
            ("secretary", "记分"),
            ("supervisor", "监督"),
            ("reserve", "候补"),
        ),
        default="judge",
    )
    pledged_at = models.DateTimeField("签署承诺时间", null=True)

    personal_data = "who judged; names stay with the organiser"
    scope_note = BY_CAMPAIGN

    class Meta:
        verbose_name = verbose_name_plural = "评委席"
        constraints = [
            models.UniqueConstraint(fields=["panel", "letter"], name="seat_letter_uniq"),
            models.UniqueConstraint(fields=["panel", "expert"], name="seat_expert_uniq"),
        ]


class Recusal(models.Model):
    """A judge who does not judge one entry, and why."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="recusals", verbose_name="评委席")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name="申报")
    kind = models.CharField("原因", max_length=16, choices=RecusalKind)
    note = models.CharField("说明", max_length=255, blank=True)
    found_by_system = models.BooleanField("系统发现", default=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    personal_data = "relations between a judge and a candidate; organiser and supervisor only"
    scope_note = BY_CAMPAIGN

    class Meta:
        verbose_name = verbose_name_plural = "回避"
        constraints = [models.UniqueConstraint(fields=["seat", "entry"], name="recusal_uniq")]


class Draw(models.Model):
    """A draw by lot with its seed, so that anyone can draw again and see the same."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="draws", verbose_name="评选活动"
    )
    purpose = models.CharField("用途", max_length=64)
    seed = models.CharField("种子", max_length=64)
    pool = models.JSONField("抽取范围")
    outcome = models.JSONField("结果")
    witness = models.CharField("见证人", max_length=64, blank=True)
    drawn_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="抽取人"
    )
    drawn_at = models.DateTimeField("时间", auto_now_add=True)

    personal_data = "numbers of those drawn; names stay with the organiser"
    scope_note = BY_CAMPAIGN

    class Meta:
        verbose_name = verbose_name_plural = "抽签记录"


class ScoreSheet(Record):
    """One judge's points for one entry; ``copy_no`` 2 is the second entry of double marking."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="sheets", verbose_name="评委席")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="sheets", verbose_name="申报")
    copy_no = models.PositiveSmallIntegerField("录入次", default=1)
    points = models.JSONField("各项得分", default=dict)
    total = models.DecimalField("得分", max_digits=9, decimal_places=4, null=True)
    remark = models.TextField("评语", blank=True)
    explanations = models.JSONField("分差说明", default=dict, blank=True)
    status = models.CharField("状态", max_length=10, choices=SheetStatus, default=SheetStatus.DRAFT)
    client_key = models.CharField(max_length=64, blank=True, editable=False)
    submitted_at = models.DateTimeField("提交时间", null=True)

    personal_data = "how a judge scored; published under a letter only"
    scope_note = BY_CAMPAIGN

    class Meta:
        verbose_name = verbose_name_plural = "评分表"
        constraints = [
            models.UniqueConstraint(fields=["seat", "entry", "copy_no"], name="score_sheet_uniq")
        ]


class SheetPhoto(models.Model):
    """What an inspector saw on a visit, kept with the sheet (handbook homes §2)."""

    sheet = models.ForeignKey(
        ScoreSheet, models.CASCADE, related_name="photos", verbose_name="评分表"
    )
    stored = models.ForeignKey("files.StoredFile", models.PROTECT, verbose_name="文件")
    caption = models.CharField("说明", max_length=128, blank=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    personal_data = "may show people; for inspectors and organiser only, never published"
    scope_note = BY_CAMPAIGN

    class Meta:
        verbose_name = verbose_name_plural = "现场照片"


class Mark(Record):
    """A result that no panel gives: learning points, an exam, a measured time, a theory paper."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="marks", verbose_name="环节")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="marks", verbose_name="申报")
    part = models.SlugField("项目", max_length=16)
    copy_no = models.PositiveSmallIntegerField("录入次", default=1)
    value = models.DecimalField("成绩", max_digits=12, decimal_places=4)
    recorded_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )

    personal_data = "a candidate's result; as the entry"
    objects = ScopedManager("entry__union__path", "entry__person_id")

    class Meta:
        verbose_name = verbose_name_plural = "成绩"
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "entry", "part", "copy_no"], name="mark_part_uniq"
            )
        ]


class FrozenSheet(models.Model):
    """Scores, drops, totals and ranks as they were closed; re-opening makes a new version."""

    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="frozen_sheets", verbose_name="环节"
    )
    panel = models.ForeignKey(
        Panel, models.PROTECT, null=True, related_name="frozen_sheets", verbose_name="评审组"
    )
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="组别")
    version_no = models.PositiveSmallIntegerField("版本")
    content = models.JSONField("内容")
    digest = models.CharField("SHA-256", max_length=64)
    formula = models.CharField("计分公式版本", max_length=32)
    reason = models.CharField("重新计分原因", max_length=255, blank=True)
    closed_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    closed_at = models.DateTimeField("时间", auto_now_add=True)
    published_at = models.DateTimeField("公布时间", null=True)
    signed_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="监督员"
    )
    signed_at = models.DateTimeField("监督员签字时间", null=True)

    personal_data = "candidate numbers and judge letters, no names"
    scope_note = "global: published to everybody, with numbers and letters in place of names"

    class Meta:
        verbose_name = verbose_name_plural = "封存的得分表"
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "panel", "category", "version_no"], name="frozen_version_uniq"
            )
        ]
