"""A studio (劳模和工匠人才创新工作室): who leads it, who works in it, what came of it."""

from django.db import models

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.honours.enums import LogKind


class Studio(Record):
    """A studio of a unit; its titles are awards of the register, one for each tier."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="所属工会"
    )
    name = models.CharField("名称", max_length=128)
    unit_name = models.CharField("所在单位", max_length=128, blank=True)
    leader = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="领衔人（会员）"
    )
    leader_name = models.CharField("领衔人", max_length=64)
    leader_honour = models.CharField("领衔人荣誉", max_length=128, blank=True)
    field = models.CharField("专业领域", max_length=128, blank=True)
    place = models.CharField("场地", max_length=255, blank=True)
    equipment = models.TextField("设备", blank=True)
    rules = models.TextField("制度", blank=True)
    founded_on = models.DateField("成立日期")
    closed_on = models.DateField("停办日期", default=FOREVER)
    closed_reason = models.CharField("停办原因", max_length=255, blank=True)

    personal_data = "who leads a studio; public with its title, replaced with the person"
    objects = ScopedManager(person_field="leader_id")

    class Meta:
        verbose_name = verbose_name_plural = "创新工作室"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class StudioTier(models.Model):
    """A title of a studio: unit, industry, province, nation."""

    studio = models.ForeignKey(Studio, models.CASCADE, related_name="tiers", verbose_name="工作室")
    award = models.OneToOneField(
        "campaigns.Award", models.PROTECT, related_name="+", verbose_name="命名"
    )

    personal_data = "none of its own"
    objects = ScopedManager("studio__union__path", "studio__leader_id")

    class Meta:
        verbose_name = verbose_name_plural = "工作室命名"


class StudioMember(models.Model):
    """Somebody who works in a studio besides its leader."""

    studio = models.ForeignKey(
        Studio, models.CASCADE, related_name="members", verbose_name="工作室"
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="会员"
    )
    name = models.CharField("姓名", max_length=64)
    task = models.CharField("分工", max_length=128, blank=True)
    joined_on = models.DateField("加入日期")
    left_on = models.DateField("离开日期", default=FOREVER)

    personal_data = "who works in a studio; dropped with the person"
    objects = ScopedManager("studio__union__path", "person_id")

    class Meta:
        verbose_name = verbose_name_plural = "工作室成员"
        ordering = ["joined_on", "pk"]


class StudioEntry(models.Model):
    """One thing a studio did or got, with its evidence: topic, result, exchange, promotion, money."""

    studio = models.ForeignKey(
        Studio, models.CASCADE, related_name="entries", verbose_name="工作室"
    )
    kind = models.CharField("类别", max_length=16, choices=LogKind)
    happened_on = models.DateField("日期")
    title = models.CharField("内容", max_length=255)
    amount = models.BigIntegerField("金额（分）", null=True)
    people = models.PositiveIntegerField("人次", null=True)
    actor = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    at = models.DateTimeField("登记时间", auto_now_add=True)

    personal_data = "none beyond names that a title may carry"
    objects = ScopedManager("studio__union__path", "studio__leader_id")

    class Meta:
        verbose_name = verbose_name_plural = "工作室台账"
        ordering = ["-happened_on", "-pk"]
