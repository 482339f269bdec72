"""A state table is checked as data, frozen as JSON and recognised by its digest."""

from dataclasses import replace

import pytest

from gonghui.engines.casework.api import BACK, Holder, State, StateTable, Transition
from tests.engines.casework.kettle import KETTLE

HOLDER = Holder("kettle.tea:brew")


def test_table_that_works_has_no_problems():
    assert KETTLE.problems() == []


def test_table_survives_json_unchanged():
    assert StateTable.from_json(KETTLE.to_json()) == KETTLE


def test_digest_changes_with_any_word():
    relabelled = replace(KETTLE, label="另一壶茶")
    assert (KETTLE.digest == replace(KETTLE).digest, KETTLE.digest == relabelled.digest) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("states", "transitions", "problems"),
    [
        ([State("a", "working", "甲", HOLDER)], [], ["a: open, but no way on"]),
        (
            [State("a", "done", "甲"), State("b", "done", "乙")],
            [],
            ["b: never reached"],
        ),
        (
            [State("a", "working", "甲"), State("b", "done", "乙")],
            [Transition("go", ("a",), "b", "走", "p:q")],
            ["a: nobody holds it"],
        ),
        (
            [State("a", "working", "甲", HOLDER), State("b", "done", "乙")],
            [
                Transition("go", ("a",), "c", "走", "p:q"),
                Transition("on", ("a",), "b", "走", "p:q"),
            ],
            ["go: no target c"],
        ),
        (
            [State("a", "working", "甲", HOLDER), State("b", "done", "乙")],
            [
                Transition("go", ("a",), "b", "走", "p:q"),
                Transition("re", ("b",), "a", "回", "p:q"),
            ],
            ["b: closed, but goes on"],
        ),
        (
            [State("a", "odd", "甲", HOLDER, clocks=("x",))],
            [Transition("go", ("a", "z"), BACK, "走", "p:q")],
            ["go: no source z", "a: no clock x", "a: kind odd is unknown"],
        ),
    ],
)
def test_broken_table_names_its_problems(states, transitions, problems):
    table = StateTable("t", 1, "表", tuple(states), tuple(transitions))
    assert table.problems() == problems
