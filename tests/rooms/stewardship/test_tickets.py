"""A problem from registration to closing: only the union that raised it says whether it is solved."""

from datetime import timedelta

import pytest

from gonghui.engines.casework.api import CannotStep, Case, available_steps, inbox_of
from gonghui.kernel.lib import dates
from gonghui.rooms.stewardship.models import Ticket
from tests.factories.stewardship import make_visit, step

pytestmark = pytest.mark.usefixtures("all_scope")


@pytest.fixture
def ticket(house):
    make_visit(house.leader, house.point, problems=["食堂偏远"])
    return Ticket.objects.get()


@pytest.fixture
def soon():
    return dates.today() + timedelta(days=20)


def answered(house, ticket, soon, handler="own"):
    step(house.cadre, ticket, "assign", handler=handler, handler_name="生活保障部", due=soon)
    worker = house.cadre if handler == "own" else house.local
    step(worker, ticket, "accept")
    return step(worker, ticket, "answer", answer="已开通班车")


def test_ticket_is_solved_rated_and_closed(house, ticket, soon):
    answered(house, ticket, soon)
    step(house.local, ticket, "rate", rating="basic")
    done = step(house.cadre, ticket, "close")

    assert (done.case.state.label, done.rating, done.answer, done.due_on, done.closed_on) == (
        "销号",
        "basic",
        "已开通班车",
        soon,
        dates.today(),
    )


def test_deadline_is_the_day_that_was_set(house, ticket, soon):
    step(house.cadre, ticket, "assign", handler="own", handler_name="办公室", due=soon)

    case = Case.objects.get(pk=ticket.case_id)

    assert (case.due, case.clocks.get().due) == (soon, soon)


def test_deadline_in_the_past_is_refused(house, ticket):
    past = dates.today() - timedelta(days=1)

    with pytest.raises(CannotStep) as caught:
        step(house.cadre, ticket, "assign", handler="own", handler_name="办公室", due=past)

    assert caught.value.reason == "期限不能早于今天，请改日期。"


def test_problem_handed_to_the_union_waits_on_its_desk(house, ticket, soon):
    step(house.cadre, ticket, "assign", handler="concerned", handler_name="后勤", due=soon)

    assert [case.pk for case in inbox_of(house.local)] == [ticket.case_id]
    assert inbox_of(house.cadre).count() == 0


def test_only_the_union_that_raised_it_rates(house, ticket, soon):
    answered(house, ticket, soon)

    with pytest.raises(CannotStep) as caught:
        step(house.cadre, ticket, "rate", rating="satisfied")

    assert caught.value.reason == "只能由提出问题的“姑苏大学工会”评价。"


def test_unsatisfied_goes_back_in_a_new_round_and_is_not_closed(house, ticket, soon):
    answered(house, ticket, soon, handler="concerned")
    rated = step(house.local, ticket, "rate", rating="unsatisfied")
    offers = {
        offer.transition.id: offer.decision.reason
        for offer in available_steps(rated.case, house.cadre)
    }
    with pytest.raises(CannotStep):
        step(house.cadre, ticket, "close")
    again = step(house.cadre, ticket, "redo", note="班车时间不合适", due=soon)

    assert offers["close"] == "提出单位评价为“不满意”，请退回重办。"
    assert (again.case.state_id, again.case.round_no, again.rating, again.handler) == (
        "assigned",
        2,
        "",
        "concerned",
    )
