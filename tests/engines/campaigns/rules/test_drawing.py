"""Draws that can be drawn again, quotas of judges, recusals."""

import hashlib
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.drawing import (
    Lots,
    draw_groups,
    draw_judges,
    draw_numbers,
    draw_order,
    draw_segments,
)
from gonghui.engines.campaigns.rules.recusals import (
    EntryFacts,
    JudgeFacts,
    free_judges,
    recusal_reasons,
)

KEYS = st.sets(st.text("abcdefgh", min_size=1, max_size=3), max_size=12)
POOLS = st.dictionaries(
    st.sampled_from("abcdef"), st.sets(st.sampled_from(["文", "理", "工"])), max_size=6
)
SEATS = st.fixed_dictionaries({"文": st.integers(0, 2), "理": st.integers(0, 2)})


def test_order_is_what_the_written_method_gives():
    def number(index):
        return int(hashlib.sha256(f"2026-05-01:{index}".encode()).hexdigest(), 16)

    items = ["a", "b", "c", "d"]
    for step, last in enumerate((3, 2, 1)):
        other = number(step) % (last + 1)
        items[last], items[other] = items[other], items[last]

    assert draw_order("2026-05-01", {"d", "b", "a", "c"}) == items


def test_order_stays_what_it_was():
    """If this changes, draws on record can no longer be checked: raise METHOD instead."""
    assert "".join(draw_order("seed", "01234567")) == "34671520"


@given(KEYS, st.text(max_size=8))
def test_order_holds_everyone_once_whatever_their_order(keys, seed):
    drawn = draw_order(seed, keys)

    assert sorted(drawn) == sorted(keys)
    assert drawn == draw_order(seed, sorted(keys, reverse=True))


def test_orders_are_equally_likely():
    counts = dict.fromkeys(permutations("abc"), 0)
    for seed in range(1200):
        counts[tuple(draw_order(str(seed), "abc"))] += 1

    assert all(140 < count < 260 for count in counts.values())


def test_numbers_have_one_width():
    assert sorted(draw_numbers("s", ["x", "y"]).values()) == ["001", "002"]
    assert sorted(draw_numbers("s", "xyz", first=9, width=1).values()) == ["09", "10", "11"]


def test_segments_lie_in_their_range_and_stay_per_entry():
    drawn = draw_segments("s", [str(i) for i in range(50)], 20)

    assert set(drawn.values()) <= set(range(1, 21))
    assert len(set(drawn.values())) > 5


def test_groups_differ_by_at_most_one():
    drawn = list(draw_groups("s", [str(i) for i in range(11)], ["甲", "乙", "丙"]).values())

    assert sorted(drawn.count(group) for group in ("甲", "乙", "丙")) == [3, 4, 4]


def test_lots_of_one_are_always_the_first():
    assert Lots("s").below(1) == 0


def test_judges_fill_every_seat_that_can_be_filled():
    pool = {"1": ["文", "理"], "2": ["文"], "3": ["工"]}
    drawn = [draw_judges(str(seed), pool, {"文": 1, "理": 1}, reserves=1) for seed in range(20)]

    assert {(d.judges["文"], d.judges["理"]) for d in drawn} == {(("2",), ("1",))}
    assert drawn[0].short == {}


def test_judges_missing_in_a_field_are_told():
    drawn = draw_judges("s", {"1": ["文"]}, {"文": 2, "理": 1})

    assert (drawn.judges, drawn.short) == ({"文": ("1",), "理": ()}, {"文": 1, "理": 1})


def test_reserves_follow_the_drawn_order():
    pool = {str(i): ["文"] for i in range(6)}

    drawn = draw_judges("s", pool, {"文": 2}, reserves=2)

    assert drawn.judges["文"] + drawn.reserves["文"] == drawn.order[:4]


@given(POOLS, SEATS)
def test_draw_fills_as_many_seats_as_any_choice_could(pool, seats):
    drawn = draw_judges("s", pool, seats, reserves=9)

    every = [field for field, number in seats.items() for _ in range(number)]
    experts = [*pool, *[None] * len(every)]
    best = max(
        sum(e is not None and field in pool[e] for e, field in zip(order, every, strict=False))
        for order in set(permutations(experts, len(every)))
    )
    seated = [expert for experts in drawn.judges.values() for expert in experts]
    assert len(seated) == len(set(seated)) == best
    assert all(field in pool[e] for field, experts in drawn.judges.items() for e in experts)
    assert sum(drawn.short.values()) == len(every) - best


JUDGE = JudgeFacts(
    1, "00000010000002", frozenset({7, "张三"}), coauthors=frozenset({8}), students=frozenset({9})
)


@pytest.mark.parametrize(
    ("entry", "kinds"),
    [
        (EntryFacts("e", "00000010000003", people=frozenset({5})), []),
        (EntryFacts("e", "000000100000020000005"), ["same_union"]),
        (EntryFacts("e", "00000010000002"), ["same_union"]),
        (EntryFacts("e", "0000001"), ["same_union"]),
        (EntryFacts("e", people=frozenset({7})), ["kin"]),
        (EntryFacts("e", names=frozenset({"张三"})), ["kin"]),
        (EntryFacts("e", people=frozenset({8})), ["coauthor"]),
        (EntryFacts("e", people=frozenset({1})), ["coauthor"]),
        (EntryFacts("e", coaches=frozenset({1})), ["coach"]),
        (EntryFacts("e", people=frozenset({9})), ["supervisor"]),
        (EntryFacts("e", nominators=frozenset({1})), ["nominator"]),
    ],
)
def test_recusal_reasons_follow_from_the_facts(entry, kinds):
    assert [reason.kind for reason in recusal_reasons(JUDGE, entry)] == kinds


def test_free_judges_keep_away_from_nobody():
    entry = EntryFacts("e", "00000010000002")

    assert free_judges([JUDGE, JudgeFacts(2, "00000010000009")], [entry]) == [2]
