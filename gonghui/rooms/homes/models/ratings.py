"""The members' rating (会员评家): who may rate and whether they did; and one box that holds all ballots.

There is no row for a ballot. A row would carry the order in which it was written, and PostgreSQL even
the transaction that also marked the voter. The box of a round is one row; every vote writes all of it
anew, counted and sorted, so that nothing in it says which vote came when or from whom (homes §5).
"""

from django.db import models

from gonghui.kernel.lib.records import Record
from gonghui.kernel.lib.scoping import ScopedManager, current
from gonghui.rooms.homes.enums import RoundStatus


class RatingRound(Record):
    """One rating of one union. Thresholds are printed with the result; counts are frozen at closing.

    ``entry`` is the campaign's entry of the union that wants the result as its members' part; ``repeats`` is the
    void round that this one is held for once more.
    """

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="被测评工会"
    )
    entry = models.ForeignKey(
        "campaigns.Entry", models.PROTECT, null=True, related_name="+", verbose_name="申报"
    )
    repeats = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repetition",
        verbose_name="重新测评自",
    )
    title = models.CharField("名称", max_length=128)
    dimensions = models.JSONField("测评项目", default=list, blank=True)
    groups = models.JSONField("分组", default=list, blank=True)
    return_percent = models.PositiveSmallIntegerField("参评率不低于（%）", default=60)
    satisfied_percent = models.PositiveSmallIntegerField("满意率不低于（%）", default=80)
    counted = models.CharField(
        "按",
        max_length=16,
        choices=(("basic_included", "满意和基本满意率"), ("satisfied", "满意率")),
        default="basic_included",
    )
    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期")
    status = models.CharField("状态", max_length=9, choices=RoundStatus, default=RoundStatus.OPEN)
    published_on = models.DateField("公布日期", null=True, blank=True)
    issued = models.PositiveIntegerField("应参评人数", default=0)
    returned = models.PositiveIntegerField("参评人数", default=0)
    satisfied = models.PositiveIntegerField("满意", default=0)
    basic = models.PositiveIntegerField("基本满意", default=0)
    unsatisfied = models.PositiveIntegerField("不满意", default=0)
    unknown = models.PositiveIntegerField("不了解", default=0)
    is_sample = models.BooleanField("抽样", default=False)
    reason = models.CharField("无效原因", max_length=255, blank=True)

    personal_data = "none: counts only"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "会员测评"
        ordering = ["-opens_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.union}{self.title}"


class OwnManager(ScopedManager):
    """Rows of oneself only: no cadre, however high, sees who rated and who did not."""

    def get_queryset(self) -> models.QuerySet:
        """One's own rows; all rows only for code that says why it needs everything."""
        rows = models.Manager.get_queryset(self)
        scope = current()
        return rows if scope.everything else rows.filter(person_id=scope.person_id)


class RatingVoter(models.Model):
    """Who may rate in a round, and whether they did; no time, no token, no link to any answer."""

    rating = models.ForeignKey(
        RatingRound, models.CASCADE, related_name="voters", verbose_name="会员测评"
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", verbose_name="会员"
    )
    voted = models.BooleanField("已参评", default=False)

    personal_data = "that somebody took part; erased when the round is over"
    objects = OwnManager()

    class Meta:
        verbose_name = verbose_name_plural = "参评资格"
        constraints = [
            models.UniqueConstraint(fields=["rating", "person"], name="rating_voter_uniq")
        ]


class RatingBox(models.Model):
    """All ballots of a round in one row: how many were alike, and every remark in sorted order."""

    rating = models.OneToOneField(
        RatingRound, models.CASCADE, related_name="box", verbose_name="会员测评"
    )
    ballots = models.JSONField("选票", default=dict)
    remarks = models.JSONField("意见建议", default=list)

    personal_data = "none: answers of nobody in particular; remarks are screened for names"
    scope_note = (
        "global: never listed; queries/ratings.py opens it after closing, from five ballots on"
    )

    class Meta:
        verbose_name = verbose_name_plural = "测评票箱"
