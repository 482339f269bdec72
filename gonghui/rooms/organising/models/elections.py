"""Count sheets (计票单): the three denominators and the votes; who is elected follows by rule (§6)."""

from django.db import models

from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.kernel.unions.api import OfficeKind
from gonghui.rooms.organising.enums import ElectionSeat


class Election(models.Model):
    """One ballot of a round, about one body. A ``runoff`` decides a tie among its candidates."""

    case = models.ForeignKey("casework.Case", models.CASCADE, related_name="+", verbose_name="工单")
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="+", verbose_name="负责工会"
    )
    round_no = models.PositiveSmallIntegerField("轮次")
    body = models.CharField("选举机构", max_length=16, choices=ElectionSeat)
    runoff = models.BooleanField("再次投票", default=False)
    held_on = models.DateField("选举日期")
    seats = models.PositiveSmallIntegerField("应选名额")
    should_attend = models.PositiveIntegerField("应到会人数")
    present = models.PositiveIntegerField("实到会人数")
    issued = models.PositiveIntegerField("发出选票")
    recovered = models.PositiveIntegerField("收回选票")
    valid = models.PositiveIntegerField("有效票")

    personal_data = "none beyond its candidates"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "选举"
        ordering = ["round_no", "pk"]
        indexes = [models.Index(fields=["case", "round_no"], name="election_case_idx")]


class Candidate(models.Model):
    """A name on a ballot with its votes, and the office held if elected."""

    election = models.ForeignKey(
        Election, models.CASCADE, related_name="candidates", verbose_name="选举"
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", verbose_name="候选人"
    )
    votes = models.PositiveIntegerField("得票")
    office = models.CharField("职务", max_length=16, default="member")
    write_in = models.BooleanField("另选他人", default=False)

    personal_data = "how many votes somebody got in an election; kept with its papers"
    objects = ScopedManager(path_field="election__union__path", person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "候选人"
        constraints = [
            models.UniqueConstraint(fields=["election", "person"], name="candidate_uniq")
        ]

    @property
    def office_label(self) -> str:
        """The office in words."""
        return OfficeKind(self.office).label
