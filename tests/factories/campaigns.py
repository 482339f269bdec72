"""Campaigns made as a cadre makes them: planned from a programme file, then opened."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from gonghui.engines.campaigns.actions.opening import open_campaign
from gonghui.engines.campaigns.actions.planning import plan_campaign
from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import Quota
from gonghui.engines.campaigns.rules.plans import read_plan
from gonghui.engines.campaigns.rules.programmes import ShippedProgramme
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM

PROGRAMMES = Path(__file__).parent.parent / "engines" / "campaigns" / "programmes"
SMALL = {
    "title": "教职工书画作品征集",
    "honour_level": 50,
    "target": "work",
    "stages": [
        {"kind": "notice", "label": "发布通知"},
        {"kind": "nominate", "label": "填表推荐", "days": 10},
        {"kind": "recommend", "label": "逐级推荐"},
        {"kind": "slate", "label": "拟定名单"},
        {"kind": "decision", "label": "表彰决定"},
    ],
    "categories": [{"name": "书法", "places": 2}, {"name": "绘画", "places": 2}],
    "fields": [
        {"key": "title", "label": "作品名称", "kind": "text", "limit": 30},
        {"key": "front_line", "label": "一线职工", "kind": "yes", "required": False},
    ],
}
"""The smallest sound plan; ``{**SMALL, "stages": [...]}`` makes others of it."""


def plan_from(values=None, **more):
    """A plan out of plain values, ``SMALL`` unless told otherwise."""
    return read_plan({**(values or SMALL), **more})


def programme(name="may_day_medals"):
    """One of the example programmes of the tests."""
    return ShippedProgramme(name, PROGRAMMES / f"{name}.toml")


def make_draft(union, plan=None, *, actor=SYSTEM, year=2026, **more):
    """A draft of the plan, ``SMALL`` unless told otherwise; ``plan`` may name an example programme."""
    if isinstance(plan, str):
        plan = programme(plan).plan
    with scoping.everything("factory"):
        return plan_campaign(actor=actor, union=union, plan=plan or plan_from(), year=year, **more)


def make_campaign(union, plan=None, *, quotas=(), closes_in=timedelta(days=10), **more):
    """An open campaign that takes nominations. ``quotas`` are pairs of union and places in every group."""
    campaign = make_draft(union, plan, **more)
    with scoping.everything("factory"):
        closes_at = timezone.now() + closes_in
        campaign.stages.filter(kind=StageKind.NOMINATE).update(closes_at=closes_at)
        for nominating, places in quotas:
            for category in campaign.categories.all():
                Quota.objects.create(
                    campaign=campaign, category=category, union=nominating, places=places
                )
        return open_campaign(actor=SYSTEM, campaign=campaign)
