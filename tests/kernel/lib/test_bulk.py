"""What surrounds a large load: the cycle collector rests and is back afterwards, whatever happened."""

import gc

import pytest

from gonghui.kernel.lib.bulk import share, without_collector
from tests.factories.access import PostFactory, UserFactory
from tests.factories.unions import make_federation


def test_collector_rests_within_and_works_again_after():
    with without_collector():
        within = gc.isenabled()

    assert (within, gc.isenabled()) == (False, True)


def test_collector_works_again_after_an_error():
    with pytest.raises(LookupError), without_collector():
        raise LookupError

    assert gc.isenabled()


def test_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with without_collector():
            pass
        after = gc.isenabled()
    finally:
        gc.enable()

    assert after is False


def test_rows_share_what_stands_behind_a_relation(all_scope, db, django_assert_num_queries):
    federation = make_federation()
    made = [PostFactory(user=UserFactory(), union=federation) for _ in range(3)]
    posts = list(type(made[0]).objects.order_by("pk"))

    with django_assert_num_queries(1):
        share(posts, "union")
        assert [post.union.name for post in posts] == [federation.name] * 3
    assert len({id(post.union) for post in posts}) == 1
