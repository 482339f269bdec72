"""Studios as lists and pages show them, and what they still lack for the next tier (handbook contests §11)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet, Sum

from gonghui.engines.campaigns.api import IN_FORCE, Award, Level, in_force_on
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER, months_after
from gonghui.rooms.honours.enums import LogKind
from gonghui.rooms.honours.models import Studio, StudioEntry
from gonghui.rooms.honours.rules.titles import BY_KEY, STUDIOS

MEMBERS, RESULTS, EXCHANGES, PROMOTIONS, YEARS = 3, 3, 2, 3, 3
"""Besides the leader; in all; in a year; in all; of running before a tier above the unit's own."""


@dataclass(frozen=True)
class Criterion:
    """One condition of naming: what is asked, what is there, whether that is enough."""

    label: str
    have: str
    met: bool


def list_studios() -> QuerySet[Studio]:
    """Studios in scope with what the list shows."""
    today = dates.today()
    active = Q(members__left_on__gt=today)
    held = Q(tiers__award__status__in=IN_FORCE, tiers__award__valid_to__gt=today)
    highest = Max("tiers__award__honour_level", filter=held)
    rows = Studio.objects.select_related("union", "leader")
    return rows.annotate(
        member_count=Count("members", filter=active, distinct=True), highest=highest
    )


def tiers_of(studio: Studio) -> list[Award]:
    """The titles of a studio, the highest first."""
    rows = [each.award for each in studio.tiers.select_related("award__series")]
    return sorted(rows, key=lambda award: -award.honour_level)


def next_tier(studio: Studio) -> str:
    """The key of the series above the highest title in force; "" above the nation.

    No tier is skipped upwards. One below the highest is not asked for again: registers from outside
    often hold the higher title alone.
    """
    held = in_force_on(Award.objects.filter(pk__in=studio.tiers.values("award_id")), dates.today())
    highest = held.aggregate(level=Max("honour_level"))["level"] or 0
    tiers = sorted((BY_KEY[key] for key in STUDIOS), key=lambda title: title.honour_level)
    return next((title.key for title in tiers if title.honour_level > highest), "")


def criteria_of(studio: Studio, on: date | None = None) -> list[Criterion]:
    """What naming above the unit's own asks, counted from members and log."""
    day = on or dates.today()
    members = studio.members.filter(joined_on__lte=day, left_on__gt=day).count()
    counts = dict(
        studio.entries.filter(happened_on__lte=day)
        .order_by()
        .values_list("kind")
        .annotate(n=Count("pk"))
    )
    year = StudioEntry.objects.filter(studio=studio, happened_on__gt=months_after(day, -12))
    recent = dict(year.order_by().values_list("kind").annotate(n=Count("pk")))
    running = months_after(studio.founded_on, 12 * YEARS) <= day
    papers = bool(studio.place and studio.equipment and studio.rules)
    return [
        Criterion("领衔人有荣誉", studio.leader_honour or "—", bool(studio.leader_honour)),
        Criterion(f"运行满 {YEARS} 年", f"{studio.founded_on} 成立", running),
        _count("成员（不含领衔人）", members, MEMBERS, "人"),
        Criterion("场地、设备、制度齐全", "齐全" if papers else "有缺项", papers),
        _count("近一年立项课题", recent.get(LogKind.PROJECT, 0), 1, "项"),
        _count("成果", counts.get(LogKind.OUTPUT, 0), RESULTS, "项"),
        _count("近一年交流培训", recent.get(LogKind.EXCHANGE, 0), EXCHANGES, "次"),
        _count("成员晋升", counts.get(LogKind.PROMOTION, 0), PROMOTIONS, "人次"),
    ]


def _count(label: str, have: int, least: int, unit: str) -> Criterion:
    return Criterion(f"{label}不少于 {least} {unit}", f"现有 {have} {unit}", have >= least)


def money_of(studio: Studio) -> int:
    """Funding in fen."""
    rows = studio.entries.filter(kind=LogKind.FUNDING)
    return rows.aggregate(total=Sum("amount"))["total"] or 0


def is_closed(studio: Studio) -> bool:
    """Whether it was given up."""
    return studio.closed_on != FOREVER


def level_label(level: int | None) -> str:
    """The word for the highest tier in force."""
    return Level(level).label if level else ""
