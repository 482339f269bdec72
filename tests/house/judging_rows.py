"""Judging in the permission matrix: the organiser's desk, the judge's sheets, what everybody may recompute.

The judge is nobody's cadre; a cadre without a seat finds no sheet, wherever the union stands.
"""

from typing import Any

from gonghui.engines.campaigns.actions.panels import (
    bring_entries,
    form_panel,
    open_panel,
    seat_judge,
    take_pledge,
)
from gonghui.engines.campaigns.actions.ranking import publish_sheet, rank_category
from gonghui.engines.campaigns.actions.sheets import Draft, save_sheet
from gonghui.engines.campaigns.models import Campaign, FormField, Panel, Seat, Stage
from gonghui.engines.campaigns.rules.challenges import Challenge, sealed
from gonghui.kernel.files.api import store_bytes
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.judging import make_contest, make_entry, make_judge, make_rubric
from tests.house.permission_matrix import LOGIN, Row, World


def panel(world: World) -> Panel:
    """A panel of the university with one entry, not yet open."""
    contest = make_contest(world.university)
    found = form_panel(
        actor=SYSTEM,
        stage=contest.judging,
        category=contest.category,
        rubric=make_rubric(world.university),
        name="评审组",
        settings={},
    )
    entry = make_entry(contest, world.university, "甄测甲")
    bring_entries(actor=SYSTEM, panel=found, entries=[entry])
    return found


def seat(world: World) -> Seat:
    """The seat of the account "judge" on an open panel, with a paper to look at."""
    judge = make_judge(world.university, world.other, "平测甲")
    world.enlist("judge", judge.user)
    where = panel(world)
    found = seat_judge(actor=SYSTEM, panel=where, expert=judge.expert)
    take_pledge(actor=judge.user, seat=found)
    open_panel(actor=SYSTEM, panel=where)
    entry = where.entries.get()
    FormField.objects.create(
        campaign=entry.campaign, position=9, key="photo", label="现场照片", kind="attachment"
    )
    stored = store_bytes(
        actor=SYSTEM,
        name="a.png",
        data=b"png",
        purpose="casework.document",
        content_type="image/png",
    )
    entry.attachments.create(field_key="photo", stored=stored)
    return found


def own_seat(world: World) -> dict[str, Any]:
    """The address of that seat."""
    return {"seat": world.thing(seat).pk}


def own_sheet(world: World) -> dict[str, Any]:
    """The address of its one sheet."""
    found = world.thing(seat)
    return {"seat": found.pk, "number": found.panel.entries.get().candidate_no}


def kept_sheet(world: World) -> dict[str, Any]:
    """A sheet the judge saved."""
    found = world.thing(seat)
    sheet = save_sheet(
        actor=world.user("judge"),
        seat=found,
        candidate_no=found.panel.entries.get().candidate_no,
        draft=Draft({}),
    )
    return {"sheet": sheet.pk}


def floor_place(world: World) -> dict[str, Any]:
    """An entrant on the floor of a panel that draws segments; the account "secretary" keeps it."""
    judge = make_judge(world.university, world.other, "记测乙")
    world.enlist("secretary", judge.user)
    where = panel(world)
    where.settings = {"segments": 20}
    where.save()
    seat_judge(actor=SYSTEM, panel=where, expert=judge.expert, role="secretary")
    return {"place": where.panel_entries.get().pk, "panel": where.pk}


def to_sign(world: World) -> dict[str, Any]:
    """A frozen sheet that waits for the account "supervisor"."""
    judge = make_judge(world.university, world.other, "监测丙")
    world.enlist("supervisor", judge.user)
    where = panel(world)
    found = seat_judge(actor=SYSTEM, panel=where, expert=judge.expert, role="supervisor")
    sheet = rank_category(
        actor=SYSTEM,
        stage=where.stage.campaign.stages.get(kind="ranking"),
        category=where.category,
        allow_missing=True,
    )
    return {"seat": found.pk, "frozen": sheet.pk}


def closed_panel(world: World) -> dict[str, Any]:
    """The address of the panel that is not open."""
    return {"panel": world.thing(panel).pk}


def ranking(world: World) -> dict[str, Any]:
    """The ranking of its category."""
    found = world.thing(panel)
    stage = found.stage.campaign.stages.get(kind="ranking")
    return {"stage": stage.pk, "category": found.category_id}


def frozen(world: World) -> dict[str, Any]:
    """A published sheet."""
    found = panel(world)
    sheet = rank_category(
        actor=SYSTEM,
        stage=found.stage.campaign.stages.get(kind="ranking"),
        category=found.category,
        allow_missing=True,
    )
    return {"frozen": publish_sheet(actor=SYSTEM, frozen=sheet).pk}


def vote(world: World) -> dict[str, Any]:
    """A vote of the university that is under way."""
    return _running_vote(world, voters="member")


def public_vote(world: World) -> dict[str, Any]:
    """A vote of the university that everybody may take part in."""
    return _running_vote(world, voters="public")


def _running_vote(world: World, voters: str) -> dict[str, Any]:
    contest = make_contest(world.university, kind="public_vote")
    stages = Stage.objects.filter(pk=contest.judging.pk)
    stages.update(status="running", settings={"voters": voters})
    Campaign.objects.filter(stages__in=stages).update(status="judging")
    return {"stage": contest.judging.pk}


def question(_world: World) -> dict[str, Any]:
    """A question for digits."""
    return {"token": sealed(Challenge("digits", "1234", "vote", 2**33))}


def _desk(name: str, right: int = 200, **more: Any) -> tuple[str, Row]:
    kwargs = {"kwargs": lambda world: world.thing(closed_panel)} | more
    return f"campaigns:{name}", Row((LOGIN, 403, 403, right), **kwargs)


def _seat(name: str, right: int = 200, **more: Any) -> tuple[str, Row]:
    kwargs = {"kwargs": lambda world: world.thing(own_sheet)} | more
    return f"campaigns:{name}", Row((LOGIN, 404, 404, right), role="judge", **kwargs)


ROWS: dict[str, Row] = dict(
    [
        _desk("judging", kwargs=lambda world: {"pk": world.thing(panel).stage.campaign_id}),
        _desk(
            "panel-form",
            kwargs=lambda world: {
                "pk": world.thing(panel).stage.campaign_id,
                "stage": world.thing(panel).stage_id,
            },
        ),
        *(_desk(name) for name in ("panel-detail", "order-draw", "judge-draw", "seat-add")),
        _desk("panel-reopen"),
        _desk("panel-open", 302, method="post"),
        _desk("seat-excuse", kwargs=lambda world: world.thing(own_seat)),
        _desk("sheet-return", kwargs=lambda world: world.thing(kept_sheet)),
        _desk("category-rank", kwargs=lambda world: world.thing(ranking)),
        _desk("sheet-publish", 302, method="post", kwargs=lambda world: world.thing(frozen)),
        *(
            _desk(name, kwargs=lambda world: {"panel": world.thing(floor_place)["panel"]})
            for name in ("floor", "segment-draw")
        ),
        *(
            _desk(
                name,
                302,
                method="post",
                data={"minutes": 19, "seconds_left": 30},
                kwargs=lambda world: {"place": world.thing(floor_place)["place"]},
            )
            for name in ("place-time", "place-announce")
        ),
        (
            "campaigns:seat-floor",
            Row(
                (LOGIN, 403, 403, 200),
                role="secretary",
                kwargs=lambda world: {"panel": world.thing(floor_place)["panel"]},
            ),
        ),
        (
            "campaigns:sheet-sign",
            Row(
                (LOGIN, 404, 404, 302),
                role="supervisor",
                method="post",
                kwargs=lambda world: world.thing(to_sign),
            ),
        ),
        _desk("vote-desk", kwargs=lambda world: world.thing(vote)),
        _desk("vote-look", 302, method="post", kwargs=lambda world: world.thing(vote)),
        _desk("vote-judge", 302, method="post", kwargs=lambda world: world.thing(vote)),
        _desk("vote-post", kwargs=lambda world: world.thing(vote)),
        _desk("vote-codes", 302, method="post", kwargs=lambda world: world.thing(vote)),
        _seat("seat-detail", kwargs=lambda world: world.thing(own_seat)),
        _seat("pledge", 302, method="post", kwargs=lambda world: world.thing(own_seat)),
        _seat("sheet"),
        _seat("sheet-explain", 302, method="post"),
        _seat("sheet-save", method="post", data={"expected_version": 1}),
        _seat("photo-add", 302, method="post"),
        _seat("step-back", 302, method="post"),
        _seat("paper", kwargs=lambda world: world.thing(own_sheet) | {"place": 1}),
    ]
) | {
    "campaigns:vote": Row((LOGIN, 200, 200, 200), kwargs=lambda world: world.thing(vote)),
    "votes:list": Row((200, 200, 200, 200)),
    "votes:detail": Row((200, 200, 200, 200), kwargs=lambda world: world.thing(public_vote)),
    "votes:thanks": Row(
        (200, 200, 200, 200),
        kwargs=lambda world: world.thing(public_vote),
        query={"again": 1},
    ),
    "votes:picture": Row((200, 200, 200, 200), kwargs=lambda world: world.thing(question)),
    "campaigns:published-sheet": Row(
        (200, 200, 200, 200), kwargs=lambda world: world.thing(frozen)
    ),
    "campaigns:published-data": Row((200, 200, 200, 200), kwargs=lambda world: world.thing(frozen)),
    "expert:home": Row((LOGIN, 200, 200, 200)),
}
