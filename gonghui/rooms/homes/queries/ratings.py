"""Ratings: what a desk, a member and a published page may see; the only place that opens a box."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import (
    PassRule,
    RatingCounts,
    percent_of,
    rating_verdict,
    shown_rates,
)
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.paths import ancestor_ids
from gonghui.kernel.people.api import present_membership
from gonghui.rooms.homes.enums import RoundStatus
from gonghui.rooms.homes.models import RatingBox, RatingRound, RatingVoter
from gonghui.rooms.homes.queries.satisfaction import counts_of
from gonghui.rooms.homes.rules import ballots

COUNTED = (RoundStatus.CLOSED, RoundStatus.PUBLISHED)


@dataclass(frozen=True)
class Line:
    """One printed line of a result: the overall answers, a dimension, or a group."""

    label: str
    satisfied: int
    basic: int
    unsatisfied: int
    unknown: int
    rate: str


@dataclass(frozen=True)
class Result:
    """What may be shown of a counted round."""

    sentence: str
    passes: bool
    facts: list[tuple[str, Any]]
    lines: list[Line]
    groups: list[Line]
    remarks: list[str]


def list_ratings() -> QuerySet[RatingRound]:
    """Ratings of unions in scope."""
    return RatingRound.objects.select_related("union")


def overdue_ratings() -> list[RatingRound]:
    """Open ratings whose last day is over."""
    rows = list_ratings().filter(status=RoundStatus.OPEN, closes_on__lt=dates.today())
    return list(rows)


def repeat_problem(rating: RatingRound) -> str:
    """Why a round is not held once more, as a sentence; "" when it may be (handbook homes §5: once)."""
    if rating.status != RoundStatus.VOID:
        return _("只有无效的测评才能重新测评。")
    if rating.repeats_id is not None:
        return _("这已是重新测评，按规定只重新测评一次。")
    if RatingRound.objects.filter(repeats=rating).exists():
        return _("这次测评已经重新开启过，按规定只重新测评一次。")
    return ""


def rounds_beside(rating: RatingRound) -> list[RatingRound]:
    """The round that this one is held for once more, or the one held for it; the earlier first."""
    beside = Q(repetition=rating) | Q(repeats=rating)
    return list(RatingRound.objects.filter(beside).order_by("opens_on", "pk"))


def result_of(rating: RatingRound) -> Result | None:
    """The result of a closed round; None while it is open, void, or has fewer than five ballots."""
    counts = counts_of(rating)
    rates = shown_rates(counts)
    if rating.status not in COUNTED or rates is None:
        return None
    box = RatingBox.objects.get(rating=rating)
    rule = PassRule(
        rating.return_percent,
        rating.satisfied_percent,
        rating.counted,  # type: ignore[arg-type]  # the choices of the column
    )
    verdict = rating_verdict(counts, rule)
    facts = [
        ("应参评", f"{counts.issued} 人"),
        ("参评", f"{counts.returned} 人，参评率 {percent_of(rates.return_rate)}"),
        ("满意率", percent_of(rates.satisfied)),
        ("满意和基本满意率", percent_of(rates.basic_included)),
        ("了解率", percent_of(rates.understood)),
    ]
    groups = {name: found for name, found in ballots.groups_of(box.ballots).items() if name}
    return Result(
        sentence=verdict.sentence,
        passes=verdict.passes,
        facts=facts,
        lines=_lines(rating, box),
        groups=[_line(name, found) for name, found in groups.items()],
        remarks=list(box.remarks),
    )


def _lines(rating: RatingRound, box: RatingBox) -> list[Line]:
    asked = [
        (name, ballots.counts_at(box.ballots, place, rating.issued))
        for place, name in enumerate(rating.dimensions)
    ]
    return [_line("总体评价", counts_of(rating)), *(_line(*each) for each in asked)]


def _line(label: str, counts: RatingCounts) -> Line:
    rates = shown_rates(counts)
    rate = percent_of(rates.basic_included if rates else None)
    return Line(label, counts.satisfied, counts.basic, counts.unsatisfied, counts.unknown, rate)


@dataclass(frozen=True)
class Own:
    """A round as the member sees it."""

    rating: RatingRound
    may_vote: bool
    voted: bool


def ratings_of(user: Any) -> list[Own]:
    """Rounds the account's person may rate in, and published ones of their unions; the latest first."""
    if user.person_id is None:
        return []
    mine = dict(RatingVoter.objects.filter(person=user.person_id).values_list("rating", "voted"))
    membership = present_membership(user.person)
    unions = ancestor_ids(membership.union.path) if membership else []
    today = dates.today()
    with scoping.everything("a member reads the rounds of the unions they belong to"):
        rows = RatingRound.objects.select_related("union")
        found = list(rows.filter(pk__in=mine)) + list(
            rows.filter(union__in=unions, status=RoundStatus.PUBLISHED).exclude(pk__in=mine)
        )
    return [
        Own(
            each,
            each.status == RoundStatus.OPEN
            and not mine.get(each.pk, True)
            and each.opens_on <= today <= each.closes_on,
            mine.get(each.pk, False),
        )
        for each in found
    ]


def own_rating(user: Any, pk: int) -> Own | None:
    """One of them."""
    return next((each for each in ratings_of(user) if each.rating.pk == pk), None)


def waiting_ratings(user: Any) -> int:
    """How many rounds wait for the vote of the account's person, for the sign beside the menu."""
    if getattr(user, "person_id", None) is None:
        return 0
    with scoping.everything("one's own open rounds are counted on every page of one's own"):
        rows = RatingVoter.objects.filter(person=user.person_id, voted=False)
        return rows.filter(rating__status=RoundStatus.OPEN).count()
