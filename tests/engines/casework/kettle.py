"""A made-up procedure that no room uses: making tea. It has every feature a table can have."""

from dataclasses import replace

from gonghui.engines.casework.api import (
    BACK,
    PERSON,
    Asked,
    CannotStep,
    ClockRule,
    Family,
    Holder,
    Move,
    State,
    StateTable,
    StepField,
    Transition,
    register_effect,
    register_family,
    register_guard,
    register_place,
    register_table,
)
from gonghui.kernel.access.api import Permission, User, register_permission
from gonghui.kernel.lib.policy import ALLOWED, Decision

BREW, TASTE = "kettle.tea:brew", "kettle.tea:taste"

KETTLE = StateTable(
    key="kettle.tea",
    version=1,
    label="沏茶",
    states=(
        State("ordered", "working", "已点", Holder(BREW), clocks=("whole",)),
        State("steeping", "waiting", "在泡", Holder(TASTE, "upper"), clocks=("steep", "whole")),
        State("too_weak", "returned", "太淡", Holder(BREW), clocks=("whole",)),
        State("pouring", "working", "在倒", Holder(BREW, "kettle.guest"), clocks=("whole",)),
        State("drunk", "done", "喝完"),
        State("spilt", "refused", "打翻"),
        State("sent_away", "withdrawn", "不要了"),
    ),
    transitions=(
        Transition(
            "steep",
            ("ordered",),
            "steeping",
            "泡上",
            BREW,
            guards=("kettle.has_water",),
            needs_fields=(
                StepField("leaves", "茶叶（克）", "integer"),
                StepField("kind", "品种", "choice", choices=(("green", "绿茶"), ("red", "红茶"))),
                StepField("picked_on", "采摘日期", "day", required=False),
                StepField("warm", "已温杯", "yes", required=False),
            ),
            effects=("kettle.warm_cup",),
        ),
        Transition(
            "too_weak", ("steeping",), "too_weak", "退回加茶", TASTE, needs_note=True, tone="back"
        ),
        Transition("again", ("too_weak",), BACK, "再泡", BREW),
        Transition("pour", ("steeping",), "pouring", "倒茶", TASTE),
        Transition("refill", ("pouring",), "ordered", "续一壶", BREW, at="own", new_round=True),
        Transition("drink", ("pouring",), "drunk", "喝", PERSON, effects=("kettle.wash_up",)),
        Transition(
            "spill",
            ("steeping", "pouring"),
            "spilt",
            "打翻",
            BREW,
            at="own",
            needs_note=True,
            tone="stop",
        ),
        Transition(
            "send_away", ("ordered", "too_weak"), "sent_away", "不要了", PERSON, tone="stop"
        ),
    ),
    clocks=(
        ClockRule("steep", "浸泡时限", 3, "workday", "house rule 1", remind=(1,)),
        ClockRule("whole", "上茶时限", 30, "day", "house rule 2", remind=(7, 1)),
    ),
)

_UPPER_ROLES = ("province_cadre", "city_cadre")
_LOWER_ROLES = ("union_cadre", *_UPPER_ROLES)

washed = []
"""What the effect did, so that a test sees that it ran, and that a roll-back is complete."""


def has_water(asked: Asked) -> Decision:
    """Refuses with a reason once the leaves are known."""
    if asked.fields and asked.fields["leaves"] > 9:
        return Decision(False, "水不够泡这么多茶叶。")
    return ALLOWED


def warm_cup(move: Move) -> None:
    """Breaks the cup when the note says so."""
    if move.step.note == "摔了":
        raise CannotStep("杯子摔碎了。")
    move.case.title = "已温杯"
    move.case.save(update_fields=["title"])


def wash_up(move: Move) -> None:
    """Remembers that it ran."""
    washed.append((move.case.pk, move.actor, move.authority))


def compiled(number: int, *, label: str = "拼配") -> StateTable:
    """A table that somebody arranged: the kettle's under a key of its own."""
    return replace(KETTLE, key=f"kettle.blend.{number}", label=label)


def wash_up_many(moves: list[Move]) -> None:
    """``wash_up`` for all."""
    washed.extend((move.case.pk, move.actor, move.authority) for move in moves)


def guest_of(case):
    """The account of the case's person."""
    return User.objects.filter(person=case.person_id).first()


def plug_in() -> None:
    """What a room's registrations would do."""
    register_permission(Permission(BREW, "沏茶", _LOWER_ROLES))
    register_permission(Permission(TASTE, "品茶", _UPPER_ROLES))
    register_guard("kettle.has_water", has_water)
    register_effect("kettle.warm_cup", warm_cup)
    register_effect("kettle.wash_up", wash_up, many=wash_up_many)
    register_place("kettle.guest", guest_of)
    register_table(KETTLE, digest=KETTLE.digest)
    register_family(Family("kettle.blend", "拼配", lambda: [compiled(0)]))


plug_in()
