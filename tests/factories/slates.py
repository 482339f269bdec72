"""A campaign whose entries are ranked, as judging leaves it."""

from decimal import Decimal

from gonghui.engines.campaigns.api import open_campaign
from gonghui.engines.campaigns.models import CompositionRule, Entry
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.campaigns import SMALL, make_draft, plan_from

STAGES = (
    {"kind": "notice", "label": "发布通知"},
    {"kind": "nominate", "label": "填表推荐", "days": 10},
    {"kind": "recommend", "label": "逐级推荐"},
    {"kind": "slate", "label": "拟定名单", "settings": {"per_unit": 2, "reserve": 2}},
    {"kind": "deliberation", "label": "研究决定"},
    {"kind": "public_notice", "label": "公示", "settings": {"scope": "public", "hide_after": 30}},
    {"kind": "decision", "label": "表彰决定"},
    {"kind": "certificates", "label": "颁发证书"},
)
NAMES = ["李测一", "王测二", "张测三", "赵测四", "陈测五", "周测六", "吴测七", "郑测八"]


def make_ranked(union, unions, *, places=3, number=6, woman_from=4, **more):
    """A campaign of ``union`` with ``number`` entries of ``unions`` in turn, ranked 1, 2, 3 …

    Women stand from place ``woman_from`` on, and a third of the list has to be women.
    """
    values = {
        **SMALL,
        "title": "五一创新能手",
        "target": "person",
        "stages": list(STAGES),
        "categories": [{"name": "创新能手", "places": places}],
    } | more
    campaign = make_draft(union, plan_from(values))
    with scoping.everything("factory"):
        category = campaign.categories.get()
        CompositionRule.objects.create(
            campaign=campaign, flag="woman", label="女性", minimum_percent=Decimal(30)
        )
        for place in range(1, number + 1):
            Entry.objects.create(
                campaign=campaign,
                category=category,
                union=unions[place % len(unions)],
                at_union=union,
                target="person",
                name=NAMES[place - 1],
                unit_name=unions[place % len(unions)].name.removesuffix("工会"),
                position_title="教授",
                flags=["woman"] if place >= woman_from else [],
                rank=place,
                total=Decimal(100 - place),
            )
    return campaign


def open_it(campaign):
    """Publish a draft made above."""
    with scoping.everything("factory"):
        return open_campaign(actor=SYSTEM, campaign=campaign)
