"""Leaders, their contact points, visits with half-days, the problems raised there (handbook homes §7)."""

from django.db import models

from gonghui.engines.casework.api import TwoSidedManager
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.records import DatedRecord, Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.stewardship.enums import Half, Handler, PointStatus, Rating, VisitForm


class Leader(DatedRecord):
    """A leading cadre of ``union``; ``user`` is the account that gets notices, if there is one."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="所在工会"
    )
    name = models.CharField("姓名", max_length=64)
    duty = models.CharField("职务", max_length=64)
    is_head = models.BooleanField("主要负责人", default=False)
    obliged = models.BooleanField("须联系基层", default=True)
    user = models.ForeignKey(
        "access.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="账号",
    )

    personal_data = "name and duty of an office holder; kept with the record of office"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "领导干部"
        indexes = [models.Index(fields=["union", "valid_to"], name="leader_union_idx")]

    def __str__(self) -> str:
        return self.name


class ContactPoint(DatedRecord):
    """A leader's fixed union over a stretch of time; ``owner`` is the leader's union."""

    leader = models.ForeignKey(
        Leader, models.PROTECT, related_name="points", verbose_name="联系领导"
    )
    owner = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="派出工会"
    )
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="联系单位"
    )
    theme = models.CharField("联系主题", max_length=128, blank=True)
    document_no = models.CharField("公布文号", max_length=64, blank=True)
    status = models.CharField("状态", max_length=16, choices=PointStatus, default=PointStatus.NAMED)
    begun_on = models.DateField("首次走访", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="调整为",
    )
    end_reason = models.CharField("调整、结束原因", max_length=255, blank=True)

    personal_data = "which leader looks after which union; kept as history of office"
    objects = TwoSidedManager("owner__path", "union__path", None)

    class Meta:
        verbose_name = verbose_name_plural = "定点联系单位"
        indexes = [models.Index(fields=["owner", "valid_to"], name="point_owner_idx")]

    def __str__(self) -> str:
        return str(self.union)

    @property
    def last_day(self):
        """The last day in force; None while no end is known."""
        return None if self.valid_to == FOREVER else self.valid_to


class Visit(Record):
    """One trip of a leader, to one union or several; its half-days are counted once."""

    leader = models.ForeignKey(Leader, models.PROTECT, related_name="visits", verbose_name="领导")
    owner = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="派出工会"
    )
    form = models.CharField("方式", max_length=16, choices=VisitForm)
    first_day = models.DateField("开始日期")
    first_half = models.CharField("开始", max_length=1, choices=Half)
    last_day = models.DateField("结束日期")
    last_half = models.CharField("结束", max_length=1, choices=Half)
    participants = models.CharField("同行人员", max_length=255, blank=True)
    people_met = models.PositiveIntegerField("接触职工（人）", default=0)
    theme = models.CharField("内容", max_length=255)
    help_given = models.CharField("帮助解决", max_length=255, blank=True)
    meals_recorded = models.BooleanField("食宿费用已入账", default=False)
    entered_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )

    personal_data = "who travelled where with whom; kept as a record of office"
    objects = ScopedManager("owner__path")

    class Meta:
        verbose_name = verbose_name_plural = "走访"
        indexes = [models.Index(fields=["owner", "first_day"], name="visit_owner_idx")]

    def __str__(self) -> str:
        return f"{self.leader} {self.first_day:%Y-%m-%d} {self.theme}"


class Stop(models.Model):
    """A union that a visit went to; without ``point`` it was no contact point and is not counted."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="stops", verbose_name="走访")
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="到访单位"
    )
    point = models.ForeignKey(
        ContactPoint, models.PROTECT, null=True, related_name="stops", verbose_name="联系点"
    )

    personal_data = "none"
    objects = TwoSidedManager("visit__owner__path", "union__path", None)

    class Meta:
        verbose_name = verbose_name_plural = "到访单位"
        constraints = [models.UniqueConstraint(fields=["visit", "union"], name="stop_uniq")]


class HalfDay(models.Model):
    """A half-day of a leader, booked by one visit only."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="half_days", verbose_name="走访")
    leader = models.ForeignKey(Leader, models.PROTECT, related_name="+", verbose_name="领导")
    day = models.DateField("日期")
    half = models.CharField("半天", max_length=1, choices=Half)

    personal_data = "where a leader was on a day; kept with the visit"
    objects = ScopedManager("visit__owner__path")

    class Meta:
        verbose_name = verbose_name_plural = "走访半天"
        constraints = [
            models.UniqueConstraint(fields=["leader", "day", "half"], name="half_day_uniq")
        ]


class Ticket(Record):
    """A problem raised on a visit; its state is the state of its case."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="tickets", verbose_name="走访")
    owner = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="派出工会"
    )
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="提出单位"
    )
    case = models.ForeignKey(
        "casework.Case", models.PROTECT, null=True, related_name="+", verbose_name="工单"
    )
    text = models.CharField("问题", max_length=500)
    raised_on = models.DateField("提出日期")
    handler = models.CharField("由谁办理", max_length=16, choices=Handler, default=Handler.OWN)
    handler_name = models.CharField("承办部门或承办人", max_length=255, blank=True)
    due_on = models.DateField("办理期限", null=True, blank=True)
    answer = models.TextField("办理结果", blank=True)
    answered_on = models.DateField("反馈日期", null=True, blank=True)
    rating = models.CharField("评价", max_length=16, choices=Rating, blank=True, default="")
    closed_on = models.DateField("销号日期", null=True, blank=True)

    personal_data = "who deals with a problem; kept with the case"
    objects = TwoSidedManager("owner__path", "union__path", None)

    class Meta:
        verbose_name = verbose_name_plural = "联系点问题"
        indexes = [models.Index(fields=["owner", "due_on"], name="ticket_owner_idx")]

    def __str__(self) -> str:
        return self.text[:64]


class PointReport(Record):
    """The research report of a leader's year: one file, replaced by a later one."""

    leader = models.ForeignKey(Leader, models.PROTECT, related_name="reports", verbose_name="领导")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("题目", max_length=128)
    filed_on = models.DateField("提交日期")
    stored = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="报告"
    )

    personal_data = "what a leader wrote; kept as a record of office"
    objects = ScopedManager("leader__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "年度调研报告"
        constraints = [models.UniqueConstraint(fields=["leader", "year"], name="point_report_uniq")]

    def __str__(self) -> str:
        return self.title
