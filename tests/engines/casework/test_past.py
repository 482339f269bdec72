"""Matters entered after they are over leave what their steps would have left, taken on their days."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gonghui.engines.casework.actions import open_case, take_step
from gonghui.engines.casework.api import CannotStep, PastCase, PastStep, write_past_cases
from gonghui.engines.casework.models import Case
from gonghui.kernel.audit.models import Entry
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.notices.models import Notice
from tests.engines.casework import kettle
from tests.engines.casework.conftest import MONDAY, kettle_fields
from tests.engines.casework.test_many import left_behind

pytestmark = pytest.mark.usefixtures("all_scope")
WALKS = {
    "on": ("steep", "pour", "drink"),
    "anew": ("steep", "pour", "refill", "steep", "spill"),
    "away": ("send_away",),
}
TABLE = kettle.compiled(3)


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def needs(transition):
    return {
        "note": "就这样",
        "fields": kettle_fields(picked_on="2026-03-01") if transition == "steep" else {},
    }


def past(scene, walk, **more):
    steps = [
        PastStep(
            transition=each, at=noon(MONDAY + timedelta(days=2 * n)), actor=SYSTEM, **needs(each)
        )
        for n, each in enumerate(walk, 1)
    ]
    facts = {"opened_at": noon(MONDAY), "opened_by": SYSTEM, "steps": steps}
    return PastCase(**tea(scene) | facts | more)


def tea(scene):
    person = scene.guest.person
    return {
        "table": TABLE,
        "subject": scene.canteen,
        "title": "已温杯",
        "union": scene.canteen,
        "person": person,
    }


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_past_case_leaves_what_single_steps_leave(scene, on_day, walk):
    single = open_case(actor=SYSTEM, **tea(scene))
    for n, each in enumerate(walk, 1):
        on_day(MONDAY + timedelta(days=2 * n))
        done = take_step(
            actor=SYSTEM,
            case=single,
            transition=each,
            expected_state=single.state_id,
            **needs(each),
        )
        single = done.case

    (written,) = write_past_cases([past(scene, walk)])

    told = ("traces", "notices")
    taken, entered = (
        {key: value for key, value in left_behind(case).items() if key not in told}
        for case in (single, written)
    )
    assert entered == taken


def test_past_case_keeps_its_times_and_tells_nobody(scene):
    before = Entry.objects.count(), Notice.objects.count()

    (case,) = write_past_cases([past(scene, WALKS["on"])])

    case = Case.objects.get(pk=case.pk)
    days = [timezone.localdate(step.at) for step in case.steps.all()]
    assert days == [MONDAY + timedelta(days=n) for n in (2, 4, 6)]
    assert (case.opened_at, case.closed_at) == (noon(MONDAY), noon(days[-1]))
    assert (Entry.objects.count(), Notice.objects.count()) == before


@pytest.mark.parametrize(
    ("walk", "reason"),
    [
        (("pour",), "pour does not begin in ordered"),
        (("steep",), "still open in steeping"),
        (("steep", "too_weak", "send_away"), "steep would have paused"),
    ],
)
def test_past_case_that_cannot_have_been_is_refused(scene, walk, reason):
    with pytest.raises(ValueError, match=reason):
        write_past_cases([past(scene, walk)])
    assert not Case.objects.exists()


def test_past_step_without_what_it_asks_is_refused(scene):
    bare = PastStep(transition="steep", at=noon(MONDAY), actor=SYSTEM)

    with pytest.raises(CannotStep, match="茶叶"):
        write_past_cases([past(scene, (), steps=[bare])])


def test_many_past_cases_take_as_many_statements_as_few(scene):
    write_past_cases([past(scene, WALKS["on"])])
    counts = []

    for number in (1, 7):
        with CaptureQueriesContext(connection) as queries:
            write_past_cases([past(scene, WALKS["on"]) for _ in range(number)])
        counts.append(len(queries))

    assert counts[0] == counts[1]
