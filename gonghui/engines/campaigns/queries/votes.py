"""Votes: who may be chosen, what was cast, both totals, and when totals may be seen."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import cast

from django.db.models import Count, QuerySet
from django.utils import timezone

from gonghui.engines.campaigns.enums import BallotVerdict, StageStatus
from gonghui.engines.campaigns.models import Ballot, BallotChoice, Entry, Stage
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.engines.campaigns.rules.votes import BallotRule, CastBallot, Tally, Verdict, tallies_of
from gonghui.kernel.lib.scoping import everything

VOTABLE = ("eligible", "ranked")


def ballot_rule(stage: Stage) -> BallotRule:
    """How one may vote, as the plan chose."""
    settings = chosen(stage.kind, stage.settings)
    return BallotRule(
        least=settings["least"],
        most=settings["most"],
        per="day" if settings["daily"] else "vote",
        voters="verified",
    )


def candidates_of(stage: Stage) -> list[Entry]:
    """The entries that may be chosen."""
    with everything("candidates of a vote are public"):
        rows = stage.campaign.entries.filter(case__state_id__in=VOTABLE)
        return list(rows.select_related("category", "union").order_by("category", "pk"))


def cast_ballots(stage: Stage) -> Sequence[CastBallot]:
    """Every ballot of a vote as the rules look at it."""
    choices: dict[int, list[str]] = defaultdict(list)
    rows = BallotChoice.objects.filter(ballot__stage=stage).values_list("ballot_id", "entry_id")
    for ballot, entry in rows:
        choices[ballot].append(str(entry))
    return [
        CastBallot(
            key=str(ballot.pk),
            at=ballot.cast_at,
            choices=tuple(choices[ballot.pk]),
            voter=ballot.voter_hash,
            device=ballot.device_hash,
            referrer=ballot.referrer,
            account_age_days=ballot.account_age_days,
            verdict=cast("Verdict", ballot.verdict),
        )
        for ballot in Ballot.objects.filter(stage=stage)
    ]


def tallies(stage: Stage, until: datetime | None = None) -> list[tuple[Entry, Tally]]:
    """Both totals of every candidate, the most valid votes first.

    Args:
        stage: the vote.
        until: count only what was cast before, for totals that are published once a day.
    """
    entries = {str(entry.pk): entry for entry in candidates_of(stage)}
    rows = BallotChoice.objects.filter(ballot__stage=stage)
    if until is not None:
        rows = rows.filter(ballot__cast_at__lt=until)
    valid = rows.exclude(ballot__verdict=BallotVerdict.INVALID)
    found = tallies_of(_sums(rows), _sums(valid), entries)
    return [(entries[each.key], each) for each in found]


def shown_until(stage: Stage) -> datetime | None:
    """Up to when totals are shown to everybody; None while none are shown.

    Hidden counts blunt vote-buying: they appear once a day at the chosen hour, or after the vote.
    """
    settings = chosen(stage.kind, stage.settings)
    now = timezone.localtime()
    if stage.status == StageStatus.DONE or settings["counts_shown"] == "live":
        return now
    if settings["counts_shown"] == "after":
        return None
    today = timezone.make_aware(datetime.combine(now.date(), time(settings["shown_hour"])))
    last = today if now >= today else today - timedelta(days=1)
    return last if stage.opens_at and last > stage.opens_at else None


def marked_ballots(stage: Stage) -> QuerySet[Ballot]:
    """Ballots with marks, undecided ones first."""
    rows = Ballot.objects.filter(stage=stage).exclude(marks=[])
    return rows.prefetch_related("choices__entry", "reviews__reviewer").order_by(
        "-verdict", "cast_at"
    )


def has_voted(stage: Stage, voter_hash: str, day: object) -> bool:
    """Whether a voter's ballot of that day is in."""
    return Ballot.objects.filter(stage=stage, voter_hash=voter_hash, voted_on=day).exists()


def _sums(rows: QuerySet[BallotChoice]) -> Counter[str]:
    counted = rows.values_list("entry").annotate(votes=Count("pk")).order_by()
    return Counter({str(entry): votes for entry, votes in counted})
