"""Places kept step by step equal places derived at once, and both equal a reader who walks the edges."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.unions import api as unions
from tests.factories.unions import make_federation, make_province, make_union

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]

KINDS = ("industrial", "grassroots", "joint", "branch")


def day(number):
    return date(2001, 1, 1) + timedelta(days=number)


DAYS = st.integers(0, 30)
PLACES = st.integers(0, 6)
STEPS = st.one_of(
    st.tuples(st.just("found"), st.sampled_from(KINDS), PLACES, PLACES, DAYS),
    st.tuples(st.just("move"), PLACES, PLACES, DAYS),
    st.tuples(st.just("guide"), PLACES, PLACES, DAYS),
    st.tuples(st.just("unguide"), PLACES, PLACES, DAYS),
    st.tuples(st.just("merge"), PLACES, PLACES, DAYS),
    st.tuples(st.just("dissolve"), PLACES, DAYS),
)


def apply_step(made, step):
    """One step on the unions made so far; what the actions refuse changes nothing."""
    verb, *values = step
    *places, at = values
    if verb == "found":
        kind, upper, guide = places
        found = made_at(made, upper)
        made.append(
            make_union(
                kind=kind,
                founded_on=day(at),
                upper=found,
                guide=made_at(made, guide) if kind == "industrial" else None,
            )
        )
        return
    first, *rest = [made_at(made, place) for place in places]
    if verb == "dissolve":
        unions.dissolve_union(actor=SYSTEM, union=first, on=day(at), reason="撤销")
    elif verb == "merge":
        unions.merge_unions(actor=SYSTEM, gone=first, kept=rest[0], on=day(at))
    elif verb == "move":
        unions.move_union(actor=SYSTEM, union=first, upper=rest[0], on=day(at))
    elif verb == "guide":
        unions.guide_union(actor=SYSTEM, union=first, guide=rest[0], on=day(at), until=day(at + 9))
    else:
        unions.end_guidance(actor=SYSTEM, union=first, guide=rest[0], on=day(at))


def made_at(made, place):
    return unions.Union.objects.get(pk=made[place % len(made)].pk) if made else None


def play(steps):
    """Play a history; returns how many steps were accepted."""
    accepted, made = 0, [make_federation(founded_on=day(0))]
    for step in steps:
        try:
            with transaction.atomic():
                apply_step(made, step)
            accepted += 1
        except ValidationError:
            continue
    return accepted


def stored_places():
    """Union id → day → (path, lead path), by the stored places."""
    fields = ("union_id", "valid_from", "valid_to", "path", "lead_path")
    found = {}
    for pk, start, end, *paths in unions.Placement.objects.values_list(*fields):
        for number in range(-1, 45):
            if start <= day(number) < end:
                assert (pk, number) not in found
                found[pk, number] = tuple(paths)
    return found


def walked_places():
    """The same by a reader who, for every day, climbs from edge to edge."""
    lives = {one.pk: (one.founded_on, one.revoked_on) for one in unions.Union.objects.all()}
    edges = list(unions.Edge.objects.order_by("valid_from", "pk"))
    found = {}
    for number in range(-1, 45):
        on = day(number)
        alive = {pk for pk, (start, end) in lives.items() if start <= on < end}
        valid = [one for one in edges if one.valid_from <= on < one.valid_to]
        for pk in alive:
            found[pk, number] = (
                climb(pk, valid, alive, ("leads", "guides")),
                climb(pk, valid, alive, ("leads",)),
            )
    return found


def climb(pk, edges, alive, kinds):
    path, here = "", pk
    while here is not None:
        path = f"{here:07d}{path}"
        assert len(path) <= 84
        above = [
            edge.upper_id
            for kind in kinds
            for edge in edges
            if edge.lower_id == here and edge.kind == kind and edge.upper_id in alive
        ]
        here = above[0] if above else None
    return path


@given(st.lists(STEPS, max_size=14))
def test_places_equal_a_rebuild_and_a_walk_over_the_edges(steps):
    with transaction.atomic():
        play(steps)

        stored = stored_places()

        assert stored == walked_places()
        assert unions.rebuild_placements(actor=SYSTEM) == 0
        assert stored_places() == stored
        transaction.set_rollback(True)


@given(st.lists(STEPS, max_size=14))
def test_leaders_are_one_at_most_on_any_day(steps):
    with transaction.atomic():
        play(steps)

        for union in unions.Union.objects.all():
            for kind in ("leads", "remits"):
                rows = unions.Edge.objects.filter(lower=union, kind=kind).order_by("valid_from")
                spans = [(one.valid_from, one.valid_to) for one in rows]
                real = [span for span in spans if span[0] < span[1]]
                assert all(first[1] <= then[0] for first, then in pairwise(real))
        transaction.set_rollback(True)


def test_histories_are_not_all_refused():
    steps = [
        ("found", "industrial", 0, 0, 1),
        ("found", "grassroots", 1, 0, 3),
        ("found", "branch", 2, 0, 4),
        ("move", 2, 0, 9),
        ("dissolve", 2, 20),
    ]

    assert play(steps) == 5


def test_rebuild_mends_places_and_paths():
    province = make_province()
    right = stored_places()
    unions.Placement.objects.all().update(path="9")
    unions.Union.objects.filter(pk=province.physics.pk).update(path="9", lead_path="9")

    corrected = unions.rebuild_placements(actor=SYSTEM)

    assert corrected == unions.Union.objects.count()
    assert stored_places() == right


def test_refresh_places_lets_a_move_come_due(time_machine_today):
    province = make_province()
    unions.move_union(
        actor=SYSTEM, union=province.first, upper=province.nanjing, on=date(2030, 5, 1)
    )

    time_machine_today(date(2030, 5, 1))
    moved = unions.refresh_places(actor=SYSTEM)

    province.first.refresh_from_db()
    province.physics.refresh_from_db()
    assert moved == 3
    assert province.first.lead_path == f"{province.nanjing.pk:07d}{province.first.pk:07d}"
    assert province.physics.path.startswith(province.first.path)


def test_ended_union_stays_below_its_last_upper_wherever_that_goes():
    province = make_province()
    unions.dissolve_union(
        actor=SYSTEM, union=province.physics, on=date(2015, 1, 1), reason="院系调整"
    )

    unions.move_union(
        actor=SYSTEM, union=province.first, upper=province.nanjing, on=date(2016, 1, 1)
    )

    province.physics.refresh_from_db()
    assert province.physics.path == f"{province.first.path}{province.physics.pk:07d}"
    assert province.physics not in unions.subtree(province.first)
    assert province.physics in unions.subtree(province.first, date(2014, 1, 1))


def test_subtree_of_today_needs_one_query(django_assert_num_queries):
    province = make_province()

    with django_assert_num_queries(1):
        found = list(unions.subtree(province.federation))

    assert len(found) == unions.Union.objects.filter(revoked_on=FOREVER).count()


@pytest.fixture
def time_machine_today(monkeypatch):
    """Set the day that everybody takes for today."""

    def move(to):
        monkeypatch.setattr(timezone, "localdate", lambda: to)

    return move
