"""What an action leaves behind."""

from datetime import date
from decimal import Decimal

import pytest

from gonghui.kernel.audit.models import ChainHead, Entry
from gonghui.kernel.audit.queries import entries_of
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import action, trace
from tests.factories.access import make_user
from tests.kernel.audit.conftest import note


@pytest.mark.usefixtures("all_scope")
def test_keep_links_entries_and_moves_the_head(chain, head):
    entries = chain()
    assert [entry.id for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.prev_hash for entry in entries] == ["0" * 64] + [e.hash for e in entries[:-1]]
    assert [head.length, head.hash] == [5, entries[-1].hash]


@pytest.mark.usefixtures("all_scope")
def test_keep_stores_actor_subject_and_facts(db):
    user = make_user()

    @action
    def mark():
        trace(
            "test.user.marked", actor=user, subject=user, when=date(2026, 3, 1), sum=Decimal("2.50")
        )

    mark()
    entry = entries_of(user).get()
    assert [entry.actor, entry.key, entry.subject_type, entry.subject_id, entry.facts] == [
        user,
        "test.user.marked",
        "access.User",
        user.pk,
        {"when": "2026-03-01", "sum": "2.50"},
    ]


@pytest.mark.usefixtures("all_scope")
def test_keep_is_undone_with_its_action(chain):
    @action
    def fail():
        note()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [Entry.objects.count(), ChainHead.objects.get().length] == [5, 5]


@pytest.mark.usefixtures("all_scope")
def test_keep_refuses_records_as_facts(db):
    user = make_user()
    with pytest.raises(TypeError, match="is no fact"):
        note(who=user)
    assert Entry.objects.count() == 0


def test_keep_costs_few_queries_however_many_traces(db, django_assert_num_queries):
    note()
    with django_assert_num_queries(5):
        note(times=1)
    with django_assert_num_queries(5):
        note(times=40)


def test_entries_without_a_union_are_hidden_from_narrow_scopes(chain):
    with scoping.active(scoping.Scope(paths=("0000001",))):
        assert Entry.objects.count() == 0
