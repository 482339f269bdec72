"""The compiled way of an entry can be walked, whatever stages a cadre chose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.rules.lines import Walk
from gonghui.engines.campaigns.rules.walks import entry_table, samples
from gonghui.engines.casework.api import BACK, StateTable

OPTIONAL = [kind for kind in StageKind.values if kind != StageKind.NOMINATE]
LEVELS = st.sampled_from(["every", "top"])


@st.composite
def plans(draw) -> dict:
    """Any choice of stages in the order of the kinds; some with a check behind the ranking."""
    chosen = draw(st.sets(st.sampled_from(OPTIONAL)))
    settings = {
        "nominate": {"by_member": draw(st.booleans())},
        "recommend": {"levels": draw(LEVELS), "opinion": draw(st.booleans())},
        "unit_publicity": {
            "days": draw(st.integers(1, 10)),
            "count_start_day": draw(st.booleans()),
        },
    }
    kinds = [kind for kind in StageKind.values if kind == "nominate" or kind in chosen]
    if draw(st.booleans()) and "ranking" in kinds:
        kinds.insert(kinds.index("ranking") + 1, "qualification")
    stages = [{"kind": kind, "settings": settings.get(kind, {})} for kind in kinds]
    return {"title": "评选", "stages": stages}


def test_table_is_made_once_for_each_content():
    plan = {"title": "评选", "stages": [{"kind": "nominate", "settings": {}}]}
    other = {**plan, "stages": [{"kind": "nominate", "settings": {"by_member": True}}]}

    assert entry_table(plan, 7) is entry_table({**plan, "purpose": "另一说明"}, 7)
    assert len({entry_table(each, pk).digest for each in (plan, other) for pk in (7, 8)}) == 4


@given(plans())
def test_table_of_any_plan_has_no_problems(plan):
    assert entry_table(plan, 7).problems() == []


@given(plans())
def test_table_of_any_plan_survives_json(plan):
    table = entry_table(plan, 7)

    assert StateTable.from_json(table.to_json()) == table


@given(plans())
def test_main_line_of_any_plan_can_be_walked_to_the_award(plan):
    table, state = entry_table(plan, 7), "draft"
    walked = [state]
    while state != "awarded":
        line = Walk.of(plan).line
        onward = [
            step.target
            for step in table.transitions_from(state)
            if step.target in line and line.index(step.target) == line.index(state) + 1
        ]
        assert onward, f"no way on from {state}"
        state = onward[0]
        walked.append(state)
    assert tuple(walked) == Walk.of(plan).line


@given(plans())
def test_every_open_state_can_be_left_for_good(plan):
    table = entry_table(plan, 7)
    closed = {state.id for state in table.states if not state.is_open}
    leaving = {
        source
        for step in table.transitions
        if step.target in closed or step.target == BACK
        for source in step.source
    }
    assert {state.id for state in table.states if state.is_open} - leaving == set()


def line_of(*kinds) -> tuple:
    return Walk.of({"stages": [{"kind": kind} for kind in kinds]}).line


@pytest.mark.parametrize(
    ("kinds", "line"),
    [
        (("nominate",), ("draft", "level_review", "eligible", "approved", "awarded")),
        (
            ("nominate", "democratic", "unit_publicity", "recommend", "slate", "public_notice"),
            (
                *("draft", "unit_review", "unit_publicity", "recommended", "level_review"),
                *("eligible", "proposed", "publicity", "approved", "awarded"),
            ),
        ),
        (
            ("nominate", "exam", "ranking", "deliberation"),
            ("draft", "level_review", "eligible", "ranked", "proposed", "approved", "awarded"),
        ),
    ],
)
def test_line_holds_only_what_the_plan_asks_for(kinds, line):
    assert line_of(*kinds) == line


def guards_of(table, step) -> tuple:
    return table.transition(step).guards


def test_checks_before_judging_keep_an_entry_from_being_eligible():
    stages = [{"kind": kind} for kind in ("nominate", "qualification", "blind_review", "slate")]
    table = entry_table({"stages": stages}, 1)

    assert "campaigns.checks_passed" in guards_of(table, "pass")
    assert "campaigns.checks_passed" not in guards_of(table, "propose")


def test_checks_behind_a_ranking_keep_an_entry_from_the_slate():
    stages = [{"kind": kind} for kind in ("nominate", "exam", "ranking", "qualification", "slate")]
    table = entry_table({"stages": stages}, 1)

    assert "campaigns.checks_passed" not in guards_of(table, "pass")
    assert "campaigns.checks_passed" in guards_of(table, "propose")


def test_days_of_the_plan_are_the_clock_of_the_unit_notice():
    stage = {"kind": "unit_publicity", "settings": {"days": 7, "count_start_day": False}}
    clock = entry_table({"stages": [{"kind": "nominate"}, stage]}, 1).clock("unit_publicity")

    assert (clock.n, clock.unit, clock.starts) == (7, "workday", "")


def test_samples_hold_every_step_of_any_plan():
    every = {step.id for table in samples() for step in table.transitions}

    assert {"submit_own", "decide", "finish_notice", "reserve", "uphold", "award"} <= every
