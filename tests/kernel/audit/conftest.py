"""A chain of five entries."""

import pytest

from gonghui.kernel.audit.models import ChainHead, Entry
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM, action, trace


@action
def note(*, actor=SYSTEM, times=1, **facts):
    """An action that does nothing but say so."""
    for place in range(times):
        trace("test.thing.noted", actor=actor, place=place, **facts)


@pytest.fixture
def chain(db):
    """Five entries; a second call gives them again as they are now."""
    note(times=2)
    note(times=3, name="张三")

    def entries():
        with scoping.everything("test"):
            return list(Entry.objects.order_by("id"))

    return entries


@pytest.fixture
def head(chain):
    """The head of that chain."""
    return ChainHead.objects.get()
