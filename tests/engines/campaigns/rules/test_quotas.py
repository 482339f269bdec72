"""The split of places: largest remainder, bounds, fixed parts, against a slow independent method."""

from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.quotas import Claim, Split, explain, split_places
from gonghui.kernel.lib.money import largest_remainder

CLAIMS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 2), st.one_of(st.none(), st.integers(2, 6))),
    min_size=1,
    max_size=4,
)


def claims_of(weights, **every):
    return [Claim(f"u{i}", f"{i}号工会", weight, **every) for i, weight in enumerate(weights)]


def test_split_gives_the_largest_remainders_one_more():
    split = split_places(10, claims_of([470, 160, 158, 120, 61, 31]))

    assert list(split.places.values()) == [5, 2, 1, 1, 1, 0]
    assert [row.extra for row in split.rows] == [1, 1, 0, 0, 1, 0]
    assert [row.share for row in split.rows][:2] == [Fraction(47, 10), Fraction(8, 5)]


def test_split_with_a_minimum_of_one_shares_the_rest_by_weight():
    split = split_places(20, claims_of([800, 200, 1, 1], minimum=1))

    assert split.places == {"u0": 14, "u1": 4, "u2": 1, "u3": 1}
    assert [row.bound for row in split.rows] == ["", "", "minimum", "minimum"]
    assert split.rate == Fraction(18, 1000)


def test_split_keeps_guaranteed_competitive_and_separate_places_apart():
    claims = [
        Claim("a", "甲大学工会", 300, guaranteed=2),
        Claim("b", "乙大学工会", 100, separate=1),
        Claim("c", "丙大学工会", 0, guaranteed=1),
    ]

    split = split_places(10, claims, competitive=3)

    assert split.places == {"a": 5, "b": 1, "c": 1}
    assert sum(split.places.values()) + split.competitive == split.total
    assert [row.all_places for row in split.rows] == [5, 2, 1]


def test_equal_remainders_go_by_weight_then_by_order():
    assert split_places(3, claims_of([1, 1])).places == {"u0": 2, "u1": 1}
    assert split_places(2, claims_of([3, 1])).places == {"u0": 2, "u1": 0}


def test_split_as_json_holds_exact_texts():
    plain = split_places(2, claims_of([2, 1])).as_json()

    assert plain["rate"] == "2/3"
    assert plain["rows"][0] == {
        "key": "u0",
        "label": "0号工会",
        "weight": "2",
        "share": "4/3",
        "floor": 1,
        "remainder": "1/3",
        "extra": 0,
        "bound": "",
        "guaranteed": 0,
        "separate": 0,
        "places": 1,
    }


def test_explanation_names_every_step():
    split = split_places(2, [Claim("a", "甲", 2, separate=1), Claim("b", "乙", 1)])

    assert [explain(row, split.rate) for row in split.rows] == [
        "甲：2 × 0.666667 = 1.3333，取整 1，单列 1，共 2 个名额。",
        "乙：1 × 0.666667 = 0.6667，取整 0，余数 0.6667 较大，加 1，共 1 个名额。",
    ]


@pytest.mark.parametrize(
    ("places", "claims", "sentence"),
    [
        (
            1,
            claims_of([5, 5], minimum=1),
            "各单位下限合计 2 个，多于可分配的 1 个，请降低下限。",
        ),
        (
            5,
            claims_of([5, 5], maximum=2),
            "各单位最多共可得 4 个，少于可分配的 5 个，请提高上限。",
        ),
        (1, claims_of([5], guaranteed=3), "指令性和竞争性名额合计超过总名额 2 个。"),
        (1, claims_of([-1]), "“0号工会”的权数和名额不能为负。"),
        (1, claims_of([1], minimum=2, maximum=1), "“0号工会”的上限低于下限或指令性名额。"),
    ],
)
def test_split_refuses_bounds_that_cannot_hold(places, claims, sentence):
    with pytest.raises(ValueError) as refused:
        split_places(places, claims)

    assert str(refused.value) == sentence


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), st.integers(0, 40))
def test_split_without_bounds_is_the_largest_remainder_of_the_house(weights, places):
    split = split_places(places, claims_of(weights))

    assert list(split.places.values()) == largest_remainder(places, weights)


@given(CLAIMS, st.integers(0, 15))
def test_split_is_what_a_search_over_rates_finds(drawn, places):
    claims = [
        Claim(str(i), str(i), weight, low, high) for i, (weight, low, high) in enumerate(drawn)
    ]
    room = [claim.most for claim in claims]
    assume(sum(claim.least for claim in claims) <= places)
    assume(None in room or sum(room) >= places)

    split = split_places(places, claims)

    assert sum(split.places.values()) == places
    assert shares_by_breakpoints(places, claims) == [row.share for row in split.rows]
    assert sum(abs(row.places - row.share) for row in split.rows) == nearest(split, claims)
    assert all(c.least <= split.places[c.key] <= (c.most or places) for c in claims if c.weight)


def shares_by_breakpoints(places, claims):
    """Shares held between the bounds at the rate where they add up: tried between all breakpoints."""

    def held(rate):
        return [
            max(
                Fraction(c.least),
                rate * c.weight if c.most is None else min(rate * c.weight, Fraction(c.most)),
            )
            for c in claims
        ]

    points = {Fraction(0), Fraction(10**6)}
    for claim in (c for c in claims if c.weight):
        points |= {Fraction(b, claim.weight) for b in (claim.least, claim.most) if b is not None}
    ordered = sorted(points)
    for low, high in pairwise(ordered):
        below, above = sum(held(low)), sum(held(high))
        if below <= places <= above:
            part = (places - below) / (above - below) if above != below else 0
            return held(low + (high - low) * part)
    return held(ordered[0])


def nearest(split: Split, claims):
    """The least total distance from the shares that any whole split within the bounds has."""
    ranges = [
        range(c.least, min(split.total, split.total if c.most is None else c.most) + 1)
        for c in claims
    ]
    return min(
        sum(abs(n - row.share) for n, row in zip(seats, split.rows, strict=True))
        for seats in product(*ranges)
        if sum(seats) == split.total
    )
