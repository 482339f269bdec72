"""A vote for publicity, not an election: ballots are kept with marks (handbook contests §4).

Secret votes that bind (congresses, member ratings) belong elsewhere: here a ballot knows its voter, so
that one person votes once and vote-buying can be found.
"""

from django.db import models

from gonghui.engines.campaigns.enums import BallotVerdict
from gonghui.engines.campaigns.models.campaigns import Stage
from gonghui.engines.campaigns.models.entries import Entry
from gonghui.engines.campaigns.rules.votes import MARK_LABELS

BY_STAGE = "global: counted through the stage; only reviewers of the organiser read single ballots"


class Ballot(models.Model):
    """One voter's choice on one day; hashes stand in place of voter, device and address."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="ballots", verbose_name="环节")
    voter = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+", verbose_name="投票人"
    )
    voter_hash = models.CharField(max_length=64, editable=False)
    device_hash = models.CharField(max_length=64, blank=True, editable=False)
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    referrer = models.CharField("来源", max_length=64, blank=True)
    account_age_days = models.PositiveIntegerField("账号天数", null=True)
    voted_on = models.DateField("日期")
    cast_at = models.DateTimeField("时间", auto_now_add=True)
    verdict = models.CharField(
        "认定", max_length=8, choices=BallotVerdict, default=BallotVerdict.COUNTED
    )
    marks = models.JSONField("可疑原因", default=list)

    personal_data = "who voted for whom in a publicity vote; voter dropped when the campaign closes"
    scope_note = BY_STAGE

    class Meta:
        verbose_name = verbose_name_plural = "选票"
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "voter_hash", "voted_on"], name="ballot_once_uniq"
            )
        ]
        indexes = [models.Index(fields=["stage", "cast_at"], name="ballot_time_idx")]

    @property
    def mark_labels(self) -> list[str]:
        """Why somebody should look at it."""
        return [str(MARK_LABELS.get(mark, mark)) for mark in self.marks]


class BallotChoice(models.Model):
    """One name on a ballot."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="choices", verbose_name="选票")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="votes", verbose_name="候选对象")

    personal_data = "as the ballot"
    scope_note = BY_STAGE

    class Meta:
        verbose_name = verbose_name_plural = "选择"
        constraints = [
            models.UniqueConstraint(fields=["ballot", "entry"], name="ballot_choice_uniq")
        ]


class BallotReview(models.Model):
    """One of the two persons who judge a marked ballot, and why."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="reviews", verbose_name="选票")
    reviewer = models.ForeignKey(
        "access.User", models.PROTECT, related_name="+", verbose_name="复核人"
    )
    verdict = models.CharField("意见", max_length=8, choices=BallotVerdict)
    reason = models.CharField("理由", max_length=255)
    at = models.DateTimeField("时间", auto_now_add=True)

    personal_data = "who reviewed"
    scope_note = BY_STAGE

    class Meta:
        verbose_name = verbose_name_plural = "选票复核"
        constraints = [
            models.UniqueConstraint(fields=["ballot", "reviewer"], name="ballot_review_uniq")
        ]
