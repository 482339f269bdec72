"""Votes: who may be chosen, what was cast, both totals, and when totals may be seen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, cast

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import BallotVerdict, CampaignStatus, StageKind, StageStatus
from gonghui.engines.campaigns.models import Ballot, BallotChoice, Entry, Stage, WrongCode
from gonghui.engines.campaigns.queries.rounds import narrowed_to
from gonghui.engines.campaigns.rules.invitations import TryLimit
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.engines.campaigns.rules.votes import (
    BallotRule,
    CastBallot,
    Tally,
    Verdict,
    Voters,
    ballot_digest,
    tallies_of,
)
from gonghui.kernel.audit.api import entries_of
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.scoping import everything

VOTABLE = ("eligible", "ranked")
GONE_ON = ("reserve", "proposed", "publicity", "objection", "approved", "awarded", "not_selected")
"""Where candidates stand after a vote; totals keep naming them."""
VOTERS: dict[str, Voters] = {"member": "verified", "invited": "invited", "public": "public"}
CAST = "campaigns.ballot.cast"
SHOWN = ("campaign", "name", "unit_name", "category__name", "union__name")
"""What a voter sees of an entry; its answers are long and stay where they are."""
FRESH_SECONDS = 30
SHOWN_AFTER = timedelta(days=90)
Phase = Literal["waiting", "open", "suspended", "reviewing", "done"]


def ballot_rule(stage: Stage) -> BallotRule:
    """How one may vote, as the plan chose."""
    settings = chosen(stage.kind, stage.settings)
    return BallotRule(
        least=settings["least"],
        most=settings["most"],
        per="day" if settings["daily"] else "vote",
        voters=VOTERS[settings["voters"]],
    )


def votes() -> QuerySet[Stage]:
    """Votes of campaigns that were opened in earnest."""
    rows = Stage.objects.filter(kind=StageKind.PUBLIC_VOTE, campaign__is_rehearsal=False)
    rows = rows.exclude(campaign__status=CampaignStatus.PLANNED)
    return rows.select_related("campaign__union").defer("campaign__plan", "campaign__settings")


def votes_to_show() -> QuerySet[Stage]:
    """Votes under way and those that ended lately, the ones that end first on top."""
    lately = Q(status=StageStatus.DONE, closes_at__gt=timezone.now() - SHOWN_AFTER)
    rows = votes().filter(Q(status=StageStatus.RUNNING) | lately)
    return rows.order_by("-status", F("closes_at").asc(nulls_last=True), "pk")


def votes_to_mark() -> list[Stage]:
    """Votes whose ballots may still come in or be judged."""
    return list(votes().filter(status=StageStatus.RUNNING).order_by("pk"))


def member_votes() -> list[Stage]:
    """The votes in which a member may take part now, the first to end before the others."""
    now = timezone.now()
    return [
        stage
        for stage in votes_to_show()
        if phase_of(stage, now) == "open" and ballot_rule(stage).voters == "verified"
    ]


def phase_of(stage: Stage, now: datetime) -> Phase:
    """How far a vote is; ``reviewing`` lasts from its last moment until two people judged marked ballots."""
    if stage.status == StageStatus.DONE:
        return "done"
    if stage.campaign.status == CampaignStatus.SUSPENDED:
        return "suspended"
    if stage.status == StageStatus.WAITING or (stage.opens_at and now < stage.opens_at):
        return "waiting"
    return "reviewing" if stage.closes_at and now > stage.closes_at else "open"


def candidates_of(stage: Stage) -> list[Entry]:
    """The entries that may be chosen, after the vote those that could be.

    In a later round only those whom the round before let through.
    """
    with everything("candidates of a vote are public"):
        rows = _votable(stage).select_related("category", "union").only(*SHOWN)
        return list(rows.order_by("category", "pk"))


def candidate_keys(stage: Stage) -> set[str]:
    """Primary keys of the entries that may be chosen, as texts."""
    with everything("candidates of a vote are public"):
        return {str(key) for key in _votable(stage).values_list("pk", flat=True)}


def _votable(stage: Stage) -> QuerySet[Entry]:
    states = (*VOTABLE, *GONE_ON) if stage.status == StageStatus.DONE else VOTABLE
    rows = stage.campaign.entries.filter(case__state_id__in=states)
    for category, numbers in narrowed_to(stage).items():
        rows = rows.exclude(Q(category=category) & ~Q(candidate_no__in=numbers))
    return rows


def ballot_day(stage: Stage) -> date:
    """Today where one may vote daily; else one day for all, so that the database knows one ballot."""
    if chosen(stage.kind, stage.settings)["daily"]:
        return dates.today()
    return timezone.localdate(stage.opens_at) if stage.opens_at else date.min


def recent_ballots(stage: Stage, since: datetime, *, device: str, address: str) -> tuple[int, int]:
    """How many ballots came from a device and from an address since a moment; hashes, "" counts nothing."""
    rows = Ballot.objects.filter(stage=stage, cast_at__gt=since)
    return (
        rows.filter(device_hash=device).count() if device else 0,
        rows.filter(address_hash=address).count() if address else 0,
    )


def try_limit(stage: Stage) -> TryLimit:
    """How many wrong invitation codes one place may send, as the plan chose."""
    return TryLimit(most=chosen(stage.kind, stage.settings)["code_tries"])


def wrong_codes(stage: Stage, since: datetime, *, device: str, address: str) -> tuple[int, int]:
    """How many wrong codes came from a device and from an address since a moment; hashes, "" counts nothing."""
    rows = WrongCode.objects.filter(stage=stage, tried_at__gt=since)
    return (
        rows.filter(device_hash=device).count() if device else 0,
        rows.filter(address_hash=address).count() if address else 0,
    )


def count_wrong_codes(stage: Stage) -> int:
    """Wrong codes of the last day, for the desk."""
    return stage.wrong_codes.filter(tried_at__gt=timezone.now() - timedelta(days=1)).count()


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
            address=ballot.address_hash,
            agent=ballot.agent_hash,
            referrer=ballot.referrer,
            way=ballot.way,
            account_age_days=ballot.account_age_days,
            device_age_seconds=ballot.device_age_seconds,
            verdict=cast("Verdict", ballot.verdict),
        )
        for ballot in Ballot.objects.filter(stage=stage)
    ]


def moments_of_posts(stage: Stage) -> list[datetime]:
    """When something may have turned the ranking: totals published daily, and posts that were noted."""
    noted = list(stage.posts.values_list("posted_at", flat=True))
    settings = chosen(stage.kind, stage.settings)
    if settings["counts_shown"] != "daily" or stage.opens_at is None:
        return noted
    now = timezone.now()
    end = min(now, stage.closes_at or now)
    moment = _hour_of(stage, timezone.localdate(stage.opens_at))
    while moment < end:
        noted.append(moment)
        moment += timedelta(days=1)
    return noted


def tallies(stage: Stage, until: datetime | None = None) -> list[tuple[Entry, Tally]]:
    """Both totals of every candidate, the most valid votes first.

    Args:
        stage: the vote.
        until: count only what was cast before, for totals that are published once a day.
    """
    entries = {str(entry.pk): entry for entry in candidates_of(stage)}
    return [(entries[each.key], each) for each in _counted(stage, until, entries)]


def published_tallies(
    stage: Stage, until: datetime, entries: dict[str, Entry]
) -> list[tuple[Entry, Tally]]:
    """The same for everybody's page, at most half a minute old: a rush of voters counts once, not each.

    Args:
        stage: the vote.
        until: as ``shown_until`` says.
        entries: the candidates by key.
    """
    key = f"campaigns.tallies:{stage.pk}:{stage.status}:{until:%Y%m%d%H%M}"
    found = cache.get(key)
    if found is None:
        found = _counted(stage, until, entries)
        cache.set(key, found, FRESH_SECONDS)
    return [(entries[each.key], each) for each in found if each.key in entries]


def _counted(stage: Stage, until: datetime | None, entries: Iterable[str]) -> list[Tally]:
    rows = BallotChoice.objects.filter(ballot__stage=stage)
    if until is not None:
        rows = rows.filter(ballot__cast_at__lt=until)
    counts = ~Q(ballot__verdict=BallotVerdict.INVALID)
    sums = list(
        rows.values("entry")
        .annotate(every=Count("pk"), valid=Count("pk", filter=counts))
        .order_by()
    )
    every = Counter({str(row["entry"]): row["every"] for row in sums})
    valid = Counter({str(row["entry"]): row["valid"] for row in sums})
    return tallies_of(every, valid, entries)


def shown_until(stage: Stage) -> datetime | None:
    """Up to when totals are shown to everybody; None while none are shown.

    Hidden counts blunt vote-buying: they appear once a day at the chosen hour, or after the vote. What was cast
    after the last of these hours waits for the review of marked ballots, which ends the stage.
    """
    settings = chosen(stage.kind, stage.settings)
    now = timezone.localtime()
    if stage.status == StageStatus.DONE:
        return now
    if stage.closes_at is not None:
        now = min(now, timezone.localtime(stage.closes_at))
    if settings["counts_shown"] == "live":
        return now
    if settings["counts_shown"] == "after":
        return None
    today = _hour_of(stage, now.date())
    last = today if now >= today else today - timedelta(days=1)
    return last if stage.opens_at and last > stage.opens_at else None


def _hour_of(stage: Stage, day: date) -> datetime:
    hour = chosen(stage.kind, stage.settings)["shown_hour"]
    return timezone.make_aware(datetime.combine(day, time(hour)))


def marked_ballots(stage: Stage) -> QuerySet[Ballot]:
    """Ballots with marks, undecided ones first."""
    rows = Ballot.objects.filter(stage=stage).exclude(marks=[])
    return rows.prefetch_related("choices__entry", "reviews__reviewer").order_by(
        "-verdict", "cast_at"
    )


def ballot_counts(stage: Stage) -> dict[str, int]:
    """Ballots in all, without the invalid ones, and those that wait for two people."""
    rows = Ballot.objects.filter(stage=stage)
    return rows.aggregate(
        every=Count("pk"),
        valid=Count("pk", filter=~Q(verdict=BallotVerdict.INVALID)),
        undecided=Count("pk", filter=Q(verdict=BallotVerdict.MARKED)),
    )


def votes_in_the_way(stage: Stage) -> list[str]:
    """Why a vote cannot be ended: it still runs, or ballots wait for review (a guard of its stage)."""
    words = {"stage": stage.label, "n": ballot_counts(stage)["undecided"]}
    found = []
    if stage.closes_at is not None and timezone.now() <= stage.closes_at:
        found.append(_("“%(stage)s”到截止时间后才能结束；要提前结束，请先调整截止时间。") % words)
    if words["n"]:
        found.append(_("“%(stage)s”还有 %(n)s 张被标记的选票没有经两人复核，不能结束。") % words)
    return found


def has_voted(stage: Stage, voter_hash: str, day: date) -> bool:
    """Whether a voter's ballot of that day is in."""
    return Ballot.objects.filter(stage=stage, voter_hash=voter_hash, voted_on=day).exists()


def changed_ballots(stage: Stage) -> list[int]:
    """Ballots that are not what the audit chain says was cast, or of which only the chain knows.

    Reads all ballots of the vote and their entries in the chain.
    """
    choices: dict[int, list[int]] = defaultdict(list)
    rows = BallotChoice.objects.filter(ballot__stage=stage).values_list("ballot_id", "entry_id")
    for ballot, entry in rows:
        choices[ballot].append(entry)
    found = {
        ballot_digest(stage.pk, pk, at, choices[pk]): pk
        for pk, at in Ballot.objects.filter(stage=stage).values_list("pk", "cast_at")
    }
    with everything("the chain is compared with the ballots"):
        kept = {entry.facts["digest"]: entry.facts["ballot"] for entry in _cast_entries(stage)}
    both = found.keys() & kept.keys()
    return sorted({pk for digest, pk in (found | kept).items() if digest not in both})


def _cast_entries(stage: Stage) -> QuerySet[Any]:
    return entries_of(stage).filter(key=CAST).order_by("id")
