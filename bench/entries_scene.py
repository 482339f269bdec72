"""The scene of ``bench.entries`` and what its database holds afterwards; each part in a process of its own."""

import json
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402 -- needs the set-up
from django.core.management import call_command  # noqa: E402 -- needs the set-up
from django.db.models import Count  # noqa: E402 -- needs the set-up
from django.test import Client  # noqa: E402 -- needs the set-up
from django.utils import timezone  # noqa: E402 -- needs the set-up

from bench.entries_bare import handed_in, store  # noqa: E402 -- needs the set-up
from bench.province import FOUNDED, _insert  # noqa: E402 -- needs the set-up
from gonghui.engines.campaigns.actions.opening import open_campaign  # noqa: E402 -- needs the set-up
from gonghui.engines.campaigns.actions.planning import plan_campaign  # noqa: E402 -- needs the set-up
from gonghui.engines.campaigns.models import Attachment, Campaign, Entry, Quota, Submission  # noqa: E402 -- needs the set-up
from gonghui.engines.campaigns.rules.plans import read_plan  # noqa: E402 -- needs the set-up
from gonghui.kernel.access.api import Post, User  # noqa: E402 -- needs the set-up
from gonghui.kernel.audit.api import verify  # noqa: E402 -- needs the set-up
from gonghui.kernel.lib import scoping  # noqa: E402 -- needs the set-up
from gonghui.kernel.lib.actions import SYSTEM  # noqa: E402 -- needs the set-up
from gonghui.kernel.lib.dates import FOREVER  # noqa: E402 -- needs the set-up
from gonghui.kernel.unions import api as unions  # noqa: E402 -- needs the set-up

SMALL = 5
CADRES = 3
"""At the organiser: each is told of every entry that is handed in."""
LATE_SECONDS, GO_ON_SECONDS = 15, 25
PLAN = {
    "title": "十大科技创新成果",
    "honour_level": 50,
    "target": "work",
    "stages": [
        {"kind": "notice", "label": "发布通知"},
        {"kind": "quota", "label": "分配名额"},
        {"kind": "nominate", "label": "填表推荐", "days": 10},
        {"kind": "recommend", "label": "逐级推荐"},
        {"kind": "slate", "label": "拟定名单"},
        {"kind": "decision", "label": "表彰决定"},
    ],
    "categories": [{"name": "成果", "places": 10}],
    "fields": [
        {"key": "title", "label": "成果名称", "kind": "text", "limit": 60},
        {"key": "deeds", "label": "主要内容", "kind": "long", "limit": 2000},
        {"key": "proof", "label": "证明材料", "kind": "attachment", "limit": 3},
    ],
}


def scene(units: int, each: int) -> dict:
    """Migrate; unions with an officer each, signed in; a campaign with exactly enough places."""
    call_command("migrate", verbosity=0)
    top = _insert([("示范省教育科技工会", "industrial", "320000")])[0]
    made = _insert([(f"第{at}大学工会", "grassroots", "") for at in range(units)])
    unions.Edge.objects.bulk_create(
        unions.Edge(kind="leads", upper=top, lower=one, valid_from=FOUNDED, valid_to=FOREVER)
        for one in made
    )
    unions.rebuild_placements(actor=SYSTEM)
    users = posted("officer", "union_cadre", made)
    posted("cadre", "province_cadre", [top] * CADRES)
    federation = unions.Union.objects.get(pk=top.pk)
    officers = [
        {"session": session_of(user), "union": union.pk}
        for user, union in zip(users, made, strict=True)
    ]
    return {
        "officers": officers,
        "campaign": opened(federation, made, each),
        "second": opened(federation, made, 100_000) | {"until": 0},
    }


def posted(name: str, role: str, places: list) -> list:
    """An account with a post at each place."""
    users = User.objects.bulk_create(
        User(username=f"{name}{at}", display_name=f"{name}{at}", password="!")
        for at in range(len(places))
    )
    Post.objects.bulk_create(
        Post(user=user, union=place, role=role, valid_from=FOUNDED, valid_to=FOREVER)
        for user, place in zip(users, places, strict=True)
    )
    return users


def session_of(user) -> str:
    """The key of a signed-in session."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def opened(federation, unions: list, places: int) -> dict:
    """An open campaign with ``places`` for every union."""
    campaign = plan_campaign(actor=SYSTEM, union=federation, plan=read_plan(PLAN), year=2026)
    closes_at = timezone.now() + timedelta(days=1)
    campaign.stages.filter(kind="nominate").update(closes_at=closes_at)
    category = campaign.categories.get()
    Quota.objects.bulk_create(
        Quota(campaign=campaign, category=category, union=union, places=places) for union in unions
    )
    open_campaign(actor=SYSTEM, campaign=campaign)
    return {"pk": campaign.pk, "category": category.pk}


def count(_units: int, each: int) -> dict:
    """What the burst left."""
    campaign = Campaign.objects.order_by("pk").first()
    rows = Entry.objects.filter(campaign=campaign)
    crowded = rows.filter(submission_no__gt=0).values("union").annotate(n=Count("pk"))
    verdict = verify()
    return {
        "entries": rows.count(),
        "handed_in": rows.filter(submission_no=1, case__state_id="recommended").count(),
        "papers": Attachment.objects.filter(entry__campaign=campaign).count(),
        "submissions": Submission.objects.filter(entry__campaign=campaign).count(),
        "over": crowded.filter(n__gt=each).count(),
        "broken": 0 if verdict.sound else 1,
    }


def deadline(_units: int, _each: int) -> dict:
    """Let the second campaign end in a few seconds."""
    campaign = Campaign.objects.order_by("pk")[1]
    ends = timezone.now() + timedelta(seconds=LATE_SECONDS)
    campaign.stages.filter(kind="nominate").update(closes_at=ends)
    return {"until": time.time() + GO_ON_SECONDS}


def late(_units: int, _each: int) -> dict:
    """What was kept of the second campaign, and whether anything came after its end."""
    campaign = Campaign.objects.order_by("pk")[1]
    ends = campaign.stages.get(kind="nominate").closes_at
    rows = Entry.objects.filter(campaign=campaign, submission_no__gt=0)
    return {"kept": rows.count(), "late": rows.filter(submitted_at__gt=ends).count()}


def bare(units: int, each: int) -> dict[str, float]:
    """Store the rows and files of as many entries in bulk; seconds by the clock and of the processor."""
    entry = handed_in(scene(SMALL, each))
    return store(entry, units * each)


PARTS = {"bare": bare, "scene": scene, "count": count, "deadline": deadline, "late": late}


def main() -> int:
    """Run the part that the first argument names; print its answer as JSON."""
    name, units, each = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with scoping.everything("bench"):
        print(json.dumps(PARTS[name](units, each)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
