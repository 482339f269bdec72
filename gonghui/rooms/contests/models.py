"""Labour contests (劳动竞赛): they run inside a project for months (handbook contests §5)."""

from django.db import models

from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.rooms.contests.enums import (
    DimensionKind,
    IncidentKind,
    ListingKind,
    MeritGrade,
    MeritHolder,
)


class LaborContest(Record):
    """A contest inside a project; its state is that of its case. ``union`` leads it.

    ``sector`` is what "listed for the first time" compares (国防装备). A redacted contest holds no place,
    no technical detail and no photograph, and is published only after a secrecy review.
    """

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="牵头工会"
    )
    name = models.CharField("竞赛名称", max_length=128)
    project = models.CharField("所在工程（项目）", max_length=128)
    sponsor = models.CharField("主办单位", max_length=128)
    sector = models.CharField("领域", max_length=64, help_text="如“国防装备”，首次立项按领域判断")
    place = models.CharField("地点", max_length=128, blank=True)
    begins_on = models.DateField("计划开始")
    ends_on = models.DateField("计划结束")
    workers = models.PositiveIntegerField("项目职工人数", default=0)
    enrolled = models.PositiveIntegerField("参赛职工人数", default=0)
    redacted = models.BooleanField("涉密项目（脱敏登记）", default=False)
    reviewed_on = models.DateField("保密审查日期", null=True, blank=True)
    review_opinion = models.CharField("保密审查意见", max_length=255, blank=True)
    published_on = models.DateField("公开日期", null=True, blank=True)

    personal_data = "none"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "劳动竞赛"
        ordering = ["-begins_on", "-pk"]

    def __str__(self) -> str:
        return self.name


def _of_contest(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        LaborContest, models.PROTECT, related_name=name, verbose_name="劳动竞赛"
    )


class Participant(models.Model):
    """A union that takes part."""

    contest = _of_contest("participants")
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="参赛工会"
    )

    personal_data = "none"
    objects = ScopedManager("contest__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "参赛工会"
        constraints = [
            models.UniqueConstraint(fields=["contest", "union"], name="contest_part_uniq")
        ]


class Listing(models.Model):
    """The contest stands on a list from that day on."""

    contest = _of_contest("listings")
    kind = models.CharField("立项", max_length=16, choices=ListingKind)
    listed_on = models.DateField("立项日期")
    document_no = models.CharField("文号", max_length=64, blank=True)

    personal_data = "none"
    objects = ScopedManager("contest__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "劳动竞赛立项"
        ordering = ["listed_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "kind"], name="contest_listing_uniq")
        ]


class Milestone(Record):
    """A node of the project's plan, reached or not yet."""

    contest = _of_contest("milestones")
    name = models.CharField("节点", max_length=64)
    planned_on = models.DateField("计划日期")
    actual_on = models.DateField("完成日期", null=True, blank=True)
    weight = models.DecimalField("权重", max_digits=5, decimal_places=2, default=1)
    evidence = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="佐证"
    )

    personal_data = "none"
    objects = ScopedManager("contest__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "竞赛节点"
        ordering = ["planned_on", "pk"]

    def __str__(self) -> str:
        return self.name


class Dimension(models.Model):
    """What is competed in or guaranteed; the wording differs per project, so it is data."""

    contest = _of_contest("dimensions")
    name = models.CharField("项目", max_length=64)
    kind = models.CharField("类别", max_length=12, choices=DimensionKind)
    weight = models.DecimalField("权重（%）", max_digits=5, decimal_places=2)
    pass_mark = models.DecimalField("保底线", max_digits=5, decimal_places=2, default=60)

    personal_data = "none"
    objects = ScopedManager("contest__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "比保项目"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "name"], name="contest_dimension_uniq")
        ]

    def __str__(self) -> str:
        return self.name


class PeriodScore(models.Model):
    """Points of one dimension for a period, out of 100."""

    dimension = models.ForeignKey(
        Dimension, models.PROTECT, related_name="scores", verbose_name="比保项目"
    )
    period_from = models.DateField("自")
    period_to = models.DateField("至")
    points = models.DecimalField("得分", max_digits=5, decimal_places=2)
    note = models.CharField("依据", max_length=255, blank=True)

    personal_data = "none"
    objects = ScopedManager("dimension__contest__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "阶段得分"
        ordering = ["period_from", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dimension", "period_from"], name="period_score_uniq")
        ]


class Incident(models.Model):
    """A veto (一票否决): the contest stops until it is put right, or closes without honours."""

    contest = _of_contest("incidents")
    kind = models.CharField("类别", max_length=12, choices=IncidentKind)
    happened_on = models.DateField("日期")
    facts = models.TextField("情况")

    personal_data = "facts of an accident; kept with the contest"
    objects = ScopedManager("contest__union__path")

    class Meta:
        verbose_name = verbose_name_plural = "否决事项"
        ordering = ["-happened_on", "-pk"]


class PostMerit(models.Model):
    """岗位立功: a deed on the post and its grade."""

    contest = _of_contest("merits")
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="所属工会"
    )
    holder_kind = models.CharField("对象", max_length=8, choices=MeritHolder)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="会员"
    )
    holder_name = models.CharField("姓名（集体名称）", max_length=128)
    deed = models.TextField("事迹")
    grade = models.CharField("等级", max_length=8, choices=MeritGrade)
    granted_on = models.DateField("授予日期")

    personal_data = "who earned a merit on the post; kept as an honour"
    objects = ScopedManager("union__path", "person_id")

    class Meta:
        verbose_name = verbose_name_plural = "岗位立功"
        ordering = ["-granted_on", "-pk"]
