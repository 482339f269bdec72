"""The same step for many cases leaves what as many single steps leave, and refuses as a whole."""

from datetime import timedelta

import pytest

from gonghui.engines.casework.actions import take_step, take_steps
from gonghui.engines.casework.api import CannotStep, Stale
from gonghui.engines.casework.models import Case, Clock, Step
from gonghui.kernel.audit.models import Entry
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices.models import Notice
from tests.engines.casework import kettle
from tests.engines.casework.conftest import MONDAY, kettle_fields

pytestmark = pytest.mark.usefixtures("all_scope")
COUNT = 3
WALKS = {
    "on": ("steep", "pour", "drink"),
    "back": ("steep", "too_weak", "again", "pour", "refill", "steep", "spill"),
    "away": ("steep", "too_weak", "send_away"),
}
"""Walks that between them take every step, pause and resume clocks, begin a new round and close."""
ACTORS = {
    **dict.fromkeys(("steep", "again", "refill", "spill"), "cook"),
    **dict.fromkeys(("too_weak", "pour"), "taster"),
    **dict.fromkeys(("drink", "send_away"), "guest"),
}


def left_behind(case) -> dict:
    """Everything a case has left anywhere, without its own number and without times of day."""
    case = Case.objects.get(pk=case.pk)
    return {
        "case": _row(case, "id", "opened_at", "closed_at") | {"closed": case.closed_at is not None},
        "steps": [_row(step, "id", "case_id", "at") for step in case.steps.all()],
        "clocks": [
            _row(clock, "id", "case_id")
            | {
                "pauses": list(
                    clock.pauses.order_by("pk").values("paused_on", "resumed_on", "reason")
                )
            }
            for clock in Clock.objects.filter(case=case).order_by("key", "pk")
        ],
        "traces": _traces(case),
        "notices": sorted(
            Notice.objects.filter(link=f"/cases/{case.pk}/").values_list(
                "recipient", "kind", "title", "body"
            )
        ),
    }


def _row(row, *without) -> dict:
    names = [field.attname for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in without}


def _traces(case) -> list:
    entries = Entry.objects.filter(subject_type="casework.Case", subject_id=case.pk)
    return list(entries.order_by("pk").values_list("key", "actor", "union", "facts_text"))


def needs(transition: str) -> dict:
    return {"note": "就这样", "fields": kettle_fields() if transition == "steep" else {}}


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_many_steps_leave_what_single_steps_leave(scene, brew, on_day, walk):
    single, many = ([brew() for _ in range(COUNT)] for _ in range(2))
    on = MONDAY
    kettle.washed.clear()
    for transition in walk:
        on += timedelta(days=2)
        on_day(on)
        actor = getattr(scene, ACTORS[transition])
        single = [
            take_step(
                actor=actor,
                case=case,
                transition=transition,
                expected_state=case.state_id,
                **needs(transition),
            ).case
            for case in single
        ]
        steps = take_steps(actor=actor, cases=many, transition=transition, **needs(transition))
        many = [step.case for step in steps]
    assert [left_behind(case) for case in many] == [left_behind(case) for case in single]
    assert len(kettle.washed) == (2 * COUNT if "drink" in walk else 0)


@pytest.mark.parametrize("number", [1, 7])
def test_many_steps_take_the_same_statements_however_many(
    scene, brew, press, django_assert_num_queries, number
):
    cases = [press(scene.cook, brew(), "steep", fields=kettle_fields()) for _ in range(number)]
    with django_assert_num_queries(16):
        take_steps(actor=scene.cook, cases=cases, transition="spill", note="滑了")


def test_many_steps_of_one_refused_case_move_none(scene, brew, press):
    ready = brew()
    gone = press(scene.guest, brew(title="凉茶"), "send_away")

    with pytest.raises(CannotStep, match="凉茶：“不要了”状态下不能“泡上”。"):
        take_steps(
            actor=scene.cook, cases=[ready, gone], transition="steep", fields=kettle_fields()
        )
    assert Case.objects.get(pk=ready.pk).state_id == "ordered"
    assert not Step.objects.filter(case=ready).exists()


def test_many_steps_name_the_first_refused_and_count_the_rest(scene, brew):
    cases = [brew(title=f"{number}号茶") for number in range(5)]

    with pytest.raises(CannotStep) as refusal:
        take_steps(
            actor=scene.cook,
            cases=cases,
            transition="steep",
            fields=kettle_fields(leaves="10"),
        )
    assert refusal.value.reason == (
        "0号茶：水不够泡这么多茶叶。1号茶：水不够泡这么多茶叶。2号茶：水不够泡这么多茶叶。"
        "另有2件也不能办理。"
    )


def test_many_steps_without_permission_are_refused(scene, brew):
    with pytest.raises(Refused):
        take_steps(actor=scene.guest, cases=[brew()], transition="steep", fields=kettle_fields())


def test_many_steps_on_a_moved_case_name_who_was_faster(scene, brew, press):
    case = brew()
    press(scene.cook, case, "steep", fields=kettle_fields())

    with pytest.raises(Stale, match="已温杯：“厨师”刚刚办理了这件事"):
        take_steps(actor=scene.cook, cases=[case], transition="steep", fields=kettle_fields())


def test_effect_that_fails_for_one_takes_all_back(scene, brew):
    cases = [brew(), brew()]

    with pytest.raises(CannotStep, match="杯子摔碎了"):
        take_steps(
            actor=scene.cook,
            cases=cases,
            transition="steep",
            fields=kettle_fields(),
            note="摔了",
        )
    assert [Case.objects.get(pk=case.pk).state_id for case in cases] == ["ordered", "ordered"]
