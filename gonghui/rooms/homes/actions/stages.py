"""The stage 会员测评 of a campaign: opening it lets the members of every entry's union rate, closing it counts.

Whoever moves the stage organises the campaign; the engine has asked that.
"""

from typing import Any

from gonghui.engines.campaigns.api import Entry, Stage, TargetKind
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import action
from gonghui.kernel.people.api import members_on
from gonghui.kernel.unions.api import Union
from gonghui.rooms.homes.actions.ratings import (
    DAYS,
    DIMENSIONS,
    Terms,
    begin_round,
    count_round,
    show_round,
)
from gonghui.rooms.homes.enums import RoundStatus
from gonghui.rooms.homes.models import RatingRound
from gonghui.rooms.homes.rules.ballots import LEAST

RATED = (TargetKind.UNION, TargetKind.SITE)


@action
def open_stage_ratings(*, actor: Any, stage: Stage) -> None:
    """Open a round for the union of every entry under way, once; traces each.

    A union with fewer than LEAST members, or with another round open, gets none: its members' part
    stays missing and the ranking says so.
    """
    settings = stage.settings
    terms = Terms(
        title=f"{stage.campaign.title}·{stage.label}",
        dimensions=DIMENSIONS,
        days=stage.days or DAYS,
        return_percent=_whole(settings.get("least_share"), 60),
        satisfied_percent=_whole(settings.get("pass_mark"), 80),
    )
    with scoping.everything("a campaign rates the unions of all its entries"):
        for entry in _rated_entries(stage):
            union = entry.subject_union or entry.union
            if _may_begin(entry, union):
                begin_round(actor, union, terms, entry)


@action
def close_stage_ratings(*, actor: Any, stage: Stage) -> None:
    """Count and publish every round of the stage that is still open; each result becomes a mark."""
    with scoping.everything("a campaign counts the ratings of all its entries"):
        rows = RatingRound.objects.filter(entry__campaign=stage.campaign)
        for rating in rows.filter(status=RoundStatus.OPEN).select_related("union"):
            counted = count_round(actor, rating)
            if counted.status == RoundStatus.CLOSED:
                show_round(actor, counted)


def _rated_entries(stage: Stage) -> list[Entry]:
    rows = Entry.objects.filter(campaign=stage.campaign, target__in=RATED)
    return list(rows.exclude(case__is_open=False).select_related("union", "subject_union"))


def _may_begin(entry: Entry, union: Union) -> bool:
    rows = RatingRound.objects.filter(entry=entry) | RatingRound.objects.filter(
        union=union, status=RoundStatus.OPEN
    )
    if rows.exists():
        return False
    return members_on(dates.today(), union.path).count() >= LEAST


def _whole(value: Any, default: int) -> int:
    return default if value in (None, "") else int(float(value))
