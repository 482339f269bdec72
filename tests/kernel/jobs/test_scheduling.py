"""The clock: each turn once, daily work at its hour, errors kept for the operator."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from gonghui.kernel.jobs import scheduling
from gonghui.kernel.jobs.declarations import Periodic
from gonghui.kernel.jobs.models import Schedule
from gonghui.kernel.lib import scoping

HOUR = timedelta(hours=1)


@pytest.fixture
def calls(clock):
    """What the sample task saw; it runs every hour."""
    seen = []
    clock.register(
        "sample.tick",
        Periodic("sample.tick", lambda: seen.append(scoping.current().reason), HOUR),
    )
    return seen


def at(day, hour, minute=0):
    """A moment of November 2026 in Shanghai."""
    return datetime(2026, 11, day, hour, minute, tzinfo=timezone.get_current_timezone())


@pytest.mark.parametrize(
    ("every", "last_run", "now", "due"),
    [
        (HOUR, None, at(2, 8), True),
        (HOUR, at(2, 7), at(2, 8), True),
        (HOUR, at(2, 7, 1), at(2, 8), False),
        (time(3, 20), at(1, 12), at(2, 3, 19), False),
        (time(3, 20), at(1, 12), at(2, 3, 20), True),
        (time(3, 20), at(2, 3, 20), at(2, 9), False),
        (time(3, 20), at(1, 3, 20), at(2, 1), False),
        (time(3, 20), at(1, 3, 20), at(5, 1), True),
        (time(3, 20), at(1, 12), datetime(2026, 11, 1, 19, 20, tzinfo=UTC), True),
    ],
)
def test_is_due(every, last_run, now, due):
    assert scheduling.is_due(every, last_run, now) is due


@pytest.mark.django_db
def test_run_due_runs_a_turn_once(calls):
    assert [scheduling.run_due() for _number in range(3)] == [1, 0, 0]
    assert calls == ["periodic sample.tick"]


@pytest.mark.django_db
def test_run_due_runs_again_when_the_pause_is_over(calls):
    scheduling.run_due()
    Schedule.objects.update(last_run_at=timezone.now() - HOUR)

    assert scheduling.run_due() == 1


@pytest.mark.django_db
def test_run_due_leaves_a_turn_that_another_worker_took(calls, monkeypatch):
    Schedule.objects.create(key="sample.tick", last_run_at=timezone.now() - 2 * HOUR)

    def take_first(*_arguments):
        Schedule.objects.update(last_run_at=timezone.now())
        return True

    monkeypatch.setattr(scheduling, "is_due", take_first)

    assert (scheduling.run_due(), calls) == (0, [])


@pytest.mark.django_db
def test_run_due_leaves_daily_work_for_its_hour(clock):
    clock.register("sample.daily", Periodic("sample.daily", lambda: 1 / 0, time(3, 20)))

    assert scheduling.run_due() == 0


@pytest.mark.django_db
def test_run_due_keeps_the_error_and_goes_on(clock, caplog):
    clock.register("sample.broken", Periodic("sample.broken", lambda: 1 / 0, HOUR))
    clock.register("sample.whole", Periodic("sample.whole", lambda: None, HOUR))

    assert scheduling.run_due() == 2
    assert dict(Schedule.objects.values_list("key", "last_error")) == {
        "sample.broken": "ZeroDivisionError: division by zero",
        "sample.whole": "",
    }
    assert "periodic task sample.broken failed" in caplog.text
