"""The composition meter and the solver of slates, against brute force on small cases."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.proposals import (
    colliding_rules,
    propose_slate,
    refill_slate,
)
from gonghui.engines.campaigns.rules.ratios import RatioRule
from gonghui.engines.campaigns.rules.slates import (
    Entry,
    Gate,
    SlateRules,
    is_legal,
    meter,
    natural_top,
)

FRONT = RatioRule("front", "一线职工", 50)


def entry(key, unit="a", flags="", **more):
    return Entry(key, f"候选人{key}", unit, flags=frozenset(flags.split()), **more)


def keys(entries):
    return [one.key for one in entries]


def test_meter_says_what_the_names_have_and_need():
    rules = SlateRules(
        {"": 4},
        (FRONT,),
        unit_cap=2,
        gates=(Gate("base", "市级荣誉基础"),),
        labels={"a": "甲大学"},
    )
    chosen = [
        entry("1", flags="base"),
        entry("2", flags="base front"),
        entry("3", "a", "base", blocked=("近三年有安全事故",)),
        entry("4", "b"),
        entry("5", "c", "base"),
    ]

    lines = meter(rules, chosen)

    assert [(line.kind, line.sentence) for line in lines] == [
        ("places", "名额须 4 名，现有 5 名，多出 1 名"),
        ("cap", "甲大学至多 2 名，现有 3 名，多出 1 名"),
        ("obstacle", "候选人3：近三年有安全事故"),
        ("obstacle", "候选人4：未满足“市级荣誉基础”"),
        ("ratio", "一线职工至少 3 名，现有 1 名，还差 2 名"),
    ]
    assert [line.blocks for line in lines] == [True] * 5


def test_slate_of_the_natural_top_is_left_alone():
    entries = [entry("1", flags="front"), entry("2"), entry("3")]

    slate = propose_slate(SlateRules({"": 2}, (FRONT,)), entries)

    assert (keys(slate.chosen), slate.added, slate.dropped) == (["1", "2"], (), ())


def test_slate_is_made_legal_by_the_smallest_change():
    entries = [
        entry("1", "a"),
        entry("2", "a"),
        entry("3", "b", "front"),
        entry("4", "c"),
        entry("5", "d", "front"),
        entry("6", "e", "front"),
    ]

    slate = propose_slate(SlateRules({"": 4}, (FRONT,), unit_cap=1), entries)

    assert keys(slate.chosen) == ["1", "3", "4", "5"]
    assert (keys(slate.dropped), keys(slate.added)) == (["2"], ["5"])


def test_slate_passes_over_blocked_names_and_closed_gates():
    entries = [entry("1", blocked=("欠薪",)), entry("2"), entry("3", flags="base")]
    rules = SlateRules({"": 1}, gates=(Gate("base", "荣誉基础"),))

    assert keys(propose_slate(rules, entries).chosen) == ["3"]


def test_separate_list_is_outside_of_caps_and_ratios():
    entries = [entry("1", flags="front"), entry("2", separate=True), entry("3", separate=True)]
    rules = SlateRules({"": 3}, (RatioRule("front", "一线职工", 100),), unit_cap=1)

    assert keys(propose_slate(rules, entries).chosen) == ["1", "2", "3"]


def test_refill_takes_the_next_legal_name_and_keeps_the_others():
    entries = [
        entry("1", "a", "front"),
        entry("2", "b"),
        entry("3", "b"),
        entry("4", "c"),
        entry("5", "d", "front"),
    ]
    rules = SlateRules({"": 2}, (FRONT,), unit_cap=1)

    slate = refill_slate(rules, entries, ["1", "2"], ["1"])

    assert (keys(slate.chosen), keys(slate.added), slate.dropped) == (["2", "5"], ["5"], ())


def test_refill_of_digital_skills_contest_holds_five_per_unit():
    """60 of the first 100, at most 5 per unit, replacement after an upheld objection (issue 3, 10)."""
    entries = [entry(str(i), f"u{i % 14}") for i in range(100)]
    rules = SlateRules({"": 60}, unit_cap=5)
    first = propose_slate(rules, entries)

    second = refill_slate(rules, entries, keys(first.chosen), {"0"})

    assert keys(first.chosen) == [str(i) for i in range(60)]
    assert keys(second.added) == ["60"]
    assert keys(second.chosen) == [str(i) for i in range(1, 61)]


def test_conflict_names_the_rules_that_collide():
    entries = [entry("1", "a"), entry("2", "b"), entry("3", "c", "front"), entry("4", "c", "front")]
    rules = SlateRules({"": 3}, (FRONT, RatioRule("x", "妇女", None, 90)), unit_cap=1)

    slate = propose_slate(rules, entries)

    assert slate.found is False
    assert slate.conflicts == (
        "每个单位至多 1 名，候选人来自 3 个单位",
        "一线职工不少于 50%，3 名中至少 2 名，可选人选中有 2 名",
        "名额须选满 3 名，可选人选有 4 名",
    )


def test_conflict_of_too_few_candidates_names_blocks_or_places():
    entries = [entry("1"), entry("2", blocked=("欠薪",))]

    assert propose_slate(SlateRules({"": 2}), entries).conflicts == (
        "有否决事项的 1 名不能入选",
        "名额须选满 2 名，可选人选有 1 名",
    )
    assert propose_slate(SlateRules({"": 3}), entries).conflicts == (
        "名额须选满 3 名，可选人选有 1 名",
    )


def test_rule_that_warns_does_not_move_anybody():
    entries = [entry("1"), entry("2"), entry("3", flags="front")]
    rules = SlateRules({"": 2}, (RatioRule("front", "一线", 50, severity="warn"),))

    slate = propose_slate(rules, entries)

    assert keys(slate.chosen) == ["1", "2"]
    assert [line.good for line in meter(rules, slate.chosen)] == [True, False]


@st.composite
def cases(draw):
    """Up to eight entries under random rules."""
    kinds = st.tuples(
        st.sampled_from("abc"),
        st.sets(st.sampled_from(["front", "woman"])),
        st.sampled_from(["", "", "team"]),
        st.booleans(),
        st.integers(0, 7),
    )
    entries = [
        Entry(str(i), str(i), unit, category, frozenset(flags), ("x",) * (luck == 0), luck == 1)
        for i, (unit, flags, category, _flag, luck) in enumerate(
            draw(st.lists(kinds, min_size=1, max_size=8))
        )
    ]
    percents = st.one_of(st.none(), st.integers(0, 100))
    ratios = []
    for key in ("front", "woman"):
        low, high = draw(percents), draw(percents)
        if low is None and high is None:
            continue
        if low is not None and high is not None:
            low, high = sorted((low, high))
        scope = draw(st.sampled_from(["overall", "unit"]))
        threshold = draw(st.integers(0, 3))
        ratios.append(RatioRule(key, key, low, high, scope, threshold))
    places = {"": draw(st.integers(0, 4)), "team": draw(st.integers(0, 2))}
    cap = draw(st.one_of(st.none(), st.integers(0, 3)))
    caps = draw(st.dictionaries(st.sampled_from("ab"), st.integers(0, 2), max_size=1))
    return SlateRules(places, tuple(ratios), cap, caps), entries


def legal_choices(rules, entries):
    number = sum(rules.places.values())
    return [names for names in combinations(entries, number) if is_legal(rules, names)]


def worth(entries, names, wanted):
    """Kept names (more is better), then ranks (less is better)."""
    return -len({e.key for e in names} & wanted), sum(entries.index(e) for e in names)


@given(cases())
def test_slate_is_as_good_as_the_best_of_all(case):
    rules, entries = case
    wanted = {e.key for e in natural_top(rules, entries)}

    slate = propose_slate(rules, entries)

    choices = legal_choices(rules, entries)
    assert slate.found == bool(choices)
    if choices:
        best = min(worth(entries, names, wanted) for names in choices)
        assert is_legal(rules, slate.chosen)
        assert worth(entries, slate.chosen, wanted) == best


@given(cases(), st.data())
def test_refill_is_as_good_as_the_best_of_all(case, data):
    rules, entries = case
    slate = data.draw(st.sets(st.sampled_from(keys(entries))))
    fallen = data.draw(st.sets(st.sampled_from(keys(entries))))
    left = [e for e in entries if e.key not in fallen]

    refilled = refill_slate(rules, entries, slate, fallen)

    choices = legal_choices(rules, left)
    assert refilled.found == bool(choices)
    if choices:
        best = min(worth(entries, names, slate) for names in choices)
        assert worth(entries, refilled.chosen, slate) == best


@given(cases())
def test_conflict_is_told_whenever_there_is_no_slate(case):
    rules, entries = case

    if not legal_choices(rules, entries):
        assert colliding_rules(rules, entries) != ()
