"""The figures of the ledger: claimed is never closed, past days are asked of claims."""

from datetime import date, timedelta

import pytest

from gonghui.kernel.indicators.api import Question, figure, readds
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.stewardship.actions.items import add_rule, move_item_due, reopen_item
from tests.factories.stewardship import make_batch, make_claimed, make_item, step

pytestmark = pytest.mark.usefixtures("all_scope")
FIVE = Question(date(2022, 1, 1), date(2026, 12, 31))


@pytest.fixture
def clock(monkeypatch):
    """``clock(day)`` makes it that day."""

    def set_day(day):
        monkeypatch.setattr(dates, "today", lambda: day)

    set_day(date(2026, 4, 1))
    return set_day


@pytest.fixture
def batch(house, clock):
    return make_batch(house.federation)


def asked(key, question=FIVE):
    found = figure(f"stewardship.{key}", question)
    assert readds(found)
    return found


def parts(found) -> dict:
    return {part.label: part.value for part in found.parts}


def test_claimed_is_printed_beside_and_never_counted_as_closed(house, batch):
    step(house.supervisor, make_claimed(batch, house.owner), "close")
    make_claimed(batch, house.owner)
    make_item(batch, house.owner)
    make_item(batch, house.owner, kind="long_term", due_on=None)

    completion = asked("completion")

    assert (asked("issues").value, asked("issues_closed").value) == (4, 1)
    assert asked("issues_long_term").value == 1
    assert str(completion.value) == "33.33"
    assert parts(completion) == {
        "销号": 1,
        "应销号": 3,
        "基本完成（待核，不计入销号）": 1,
    }


def test_closing_after_the_day_is_not_on_time_unless_the_day_was_moved(house, batch, clock):
    due = date(2026, 4, 20)
    for moved in (False, True):
        item = make_claimed(batch, house.owner, due_on=due)
        if moved:
            move_item_due(
                actor=house.supervisor, item=item, due=date(2026, 5, 30), reason="上级制度未出台"
            )
        clock(date(2026, 5, 1))
        step(house.supervisor, item, "close")
        clock(date(2026, 4, 1))

    assert str(asked("on_time").value) == "50.00"


def test_reopened_item_counts_as_closed_only_on_days_before(house, batch, clock):
    closed = step(house.supervisor, make_claimed(batch, house.owner), "close")
    clock(date(2026, 6, 1))
    reopen_item(
        actor=house.supervisor,
        item=closed,
        due=date(2026, 7, 1),
        reason="问题重现",
    )

    assert asked("issues_closed", Question(FIVE.start, date(2026, 5, 1))).value == 1
    assert asked("issues_closed").value == 0
    assert str(asked("relapse").value) == "100.00"


def test_rules_made_open_to_their_items(house, batch):
    item = step(SYSTEM, make_item(batch, house.owner), "approve")
    add_rule(actor=house.owner, item=item, title="采购管理办法", made_on=date(2026, 3, 20))
    add_rule(
        actor=house.owner, item=item, title="差旅办法", made_on=date(2026, 3, 21), revised=True
    )
    assert asked("new_rules").value == 2


def test_batches_outside_the_period_are_left_out(house, batch):
    make_item(batch)

    assert asked("issues", Question(FIVE.start, date(2026, 3, 1))).value == 0
    assert asked("issues", Question(date(2026, 3, 2), date(2026, 3, 2) + timedelta(1))).value == 1
