"""A vote for publicity, not an election: ballots are kept with marks (handbook contests §4).

Secret votes that bind (congresses, member ratings) belong elsewhere. Here one person votes once and bought
votes can be found, for which hashes are enough: no ballot names its voter, and ``actions/vote_retention.py``
drops the hashes when they have done their work. Ballots are appended; a verdict never changes what was chosen.
"""

from django.db import models

from gonghui.engines.campaigns.enums import BallotVerdict, BallotWay
from gonghui.engines.campaigns.models.campaigns import Stage
from gonghui.engines.campaigns.models.entries import Entry
from gonghui.engines.campaigns.rules.suspicion import MARK_LABELS

BY_STAGE = "global: counted through the stage; only reviewers of the organiser read single ballots"


class Ballot(models.Model):
    """One voter's choice on one day; keyed hashes stand in place of voter, device, address and browser.

    Each hash is made for one vote (the address and browser for one day of it), so that nobody is followed from
    one vote to the next.
    """

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="ballots", verbose_name="环节")
    voter_hash = models.CharField(max_length=64, editable=False)
    device_hash = models.CharField(max_length=64, blank=True, editable=False)
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    agent_hash = models.CharField(max_length=64, blank=True, editable=False)
    referrer = models.CharField("来源", max_length=64, blank=True)
    way = models.CharField("验证方式", max_length=8, choices=BallotWay, default=BallotWay.ACCOUNT)
    account_age_days = models.PositiveIntegerField("账号天数", null=True)
    device_age_seconds = models.PositiveIntegerField("设备秒数", null=True)
    voted_on = models.DateField("日期")
    cast_at = models.DateTimeField("时间")
    verdict = models.CharField(
        "认定", max_length=8, choices=BallotVerdict, default=BallotVerdict.COUNTED
    )
    marks = models.JSONField("可疑原因", default=list)

    personal_data = (
        "keyed hashes of voter, device, address and browser, host that led here; all dropped 90 days after"
        " the vote, the choices stay without them"
    )
    scope_note = BY_STAGE

    class Meta:
        verbose_name = verbose_name_plural = "选票"
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "voter_hash", "voted_on"], name="ballot_once_uniq"
            )
        ]
        indexes = [
            models.Index(fields=["stage", "cast_at"], name="ballot_time_idx"),
            models.Index(fields=["stage", "address_hash", "cast_at"], name="ballot_address_idx"),
            models.Index(fields=["stage", "device_hash", "cast_at"], name="ballot_device_idx"),
        ]

    @property
    def mark_labels(self) -> list[str]:
        """Why somebody should look at it."""
        return [str(MARK_LABELS.get(mark, mark)) for mark in self.marks]


class BallotChoice(models.Model):
    """One name on a ballot."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="choices", verbose_name="选票")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="votes", verbose_name="候选对象")

    personal_data = "as the ballot: no person once its hashes are dropped"
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


class VotePost(models.Model):
    """A post that spread the word about a vote; a ranking turned round after it is looked at (§4)."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="posts", verbose_name="环节")
    posted_at = models.DateTimeField("发布时间")
    title = models.CharField("内容", max_length=128)

    personal_data = "none: posts are public"
    scope_note = BY_STAGE

    class Meta:
        verbose_name = verbose_name_plural = "投票宣传"
        ordering = ["posted_at"]


class SpentChallenge(models.Model):
    """A question that was answered, rightly or not; it lets nobody in again. Removed after a day."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    spent_at = models.DateTimeField("时间", db_index=True)

    personal_data = "none"
    scope_note = "global: questions belong to nobody"

    class Meta:
        verbose_name = verbose_name_plural = "用过的验证题"


class WrongCode(models.Model):
    """An invitation code that did not fit; enough of them from one place close the vote to it for a while."""

    stage = models.ForeignKey(
        Stage, models.CASCADE, related_name="wrong_codes", verbose_name="环节"
    )
    device_hash = models.CharField(max_length=64, blank=True, editable=False)
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    tried_at = models.DateTimeField("时间")

    personal_data = (
        "keyed hashes of device and address, made for this vote alone; removed after a day"
    )
    scope_note = BY_STAGE

    class Meta:
        verbose_name = verbose_name_plural = "填错的邀请码"
        indexes = [models.Index(fields=["stage", "tried_at"], name="wrong_code_time_idx")]
