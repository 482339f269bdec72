"""The frame of an action: what runs on commit is no part of it."""

import pytest
from django.db import transaction

from gonghui.kernel.lib import actions
from gonghui.kernel.lib.actions import SYSTEM, NoTrace, action, trace


@action
def leave_trace(key="sample.row.added"):
    trace(key, actor=SYSTEM)


@action
def leave_none():
    pass


@pytest.mark.django_db(transaction=True)
def test_action_on_commit_of_an_action_stands_alone():
    @action
    def outer():
        trace("sample.row.added", actor=SYSTEM)
        transaction.on_commit(leave_none)

    with pytest.raises(NoTrace):
        outer()


@pytest.mark.django_db
def test_action_inside_an_action_joins_it():
    @action
    def outer():
        leave_trace()
        leave_none()

    assert outer() is None


@pytest.mark.django_db
def test_inner_action_that_fails_leaves_no_trace_where_the_outer_goes_on(monkeypatch):
    kept = []
    monkeypatch.setattr(actions, "_sinks", [kept.extend])

    @action
    def fail():
        leave_trace("sample.row.refused")
        raise ValueError

    @action
    def outer():
        leave_trace("sample.row.added")
        with pytest.raises(ValueError, match=r"^$"):
            fail()
        leave_trace("sample.row.changed")

    outer()

    assert [each.key for each in kept] == ["sample.row.added", "sample.row.changed"]
