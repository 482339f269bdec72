"""A re-election from preparation to the new term; extension; reminders, each once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.casework.api import CannotStep, decide_step
from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices.models import Notice
from gonghui.kernel.unions.api import fill_office, form_body, offices_on, present_term, start_term
from gonghui.rooms.organising.actions.renewals import begin_renewal, remind_of_terms
from gonghui.rooms.organising.queries.stocks import (
    overdue_terms,
    terms_falling_due,
    terms_renewed_in_time,
)
from tests.factories.access import make_cadre
from tests.factories.people import make_members
from tests.rooms.organising.conftest import APPROVAL, acting, vote


@pytest.fixture
def school(province):
    """A university whose term ends on 2025-04-01, its cadre, its members, its old chair."""
    union = province.first
    province.union = union
    province.own = make_cadre(union, display_name="校工会干部")
    province.people = make_members(union, 5)
    term = start_term(actor=SYSTEM, union=union, started_on=date(2020, 4, 1), years=5)
    body = form_body(actor=SYSTEM, term=term, kind="committee", seats=3)
    province.term = term
    fill_office(
        actor=SYSTEM,
        union=union,
        person=province.people[4],
        kind="chair",
        on=date(2020, 4, 1),
        body=body,
    )
    return province


@pytest.fixture
def case(school):
    """A re-election just begun."""
    with acting(school.own):
        return begin_renewal(actor=school.own, union=school.union)


START = {"started_on": "2025-03-01", "term_years": "5"}


def test_renewal_ends_the_old_term_and_its_offices(school, case, press):
    case = press(school.own, case, "elect")
    with acting(school.own):
        vote(school.own, case, school.people)
    case = press(school.own, case, "submit_results", reported_on="2025-03-01")
    with pytest.raises(Refused):
        press(school.own, case, "approve", **APPROVAL, **START)
    case = press(school.cadre, case, "approve", **APPROVAL, **START)
    with scoping.everything("test"):
        term = present_term(school.union, date(2025, 3, 3))
        school.term.refresh_from_db()
        chairs = offices_on(school.union, date(2025, 3, 3)).filter(kind="chair")
        assert (case.state_kind, term.term_no, term.due_end) == ("done", 2, date(2030, 3, 1))
        assert school.term.ended_on == date(2025, 3, 1)
        assert [each.person for each in chairs] == [school.people[0]]


def test_second_renewal_is_refused_while_one_runs(school, case):
    with acting(school.own), pytest.raises(ValidationError, match="已有在办的换届工单"):
        begin_renewal(actor=school.own, union=school.union)


def test_renewal_by_another_union_is_refused(school):
    stranger = make_cadre(school.second)
    with acting(stranger), pytest.raises(Refused):
        begin_renewal(actor=stranger, union=school.union)


def test_extension_is_asked_granted_and_asked_no_second_time(school, case, press):
    case = press(school.own, case, "ask_extension", note="学校合并", until="2025-09-30")
    case = press(school.cadre, case, "grant_extension", **APPROVAL)
    with scoping.everything("test"):
        school.term.refresh_from_db()
    assert (case.state_id, school.term.extended_to) == ("preparing", date(2025, 9, 30))
    with pytest.raises(CannotStep, match="已经延期过一次"):
        press(school.own, case, "ask_extension", note="再延", until="2025-10-30")


def test_extension_longer_than_allowed_takes_the_step_back(school, case, press):
    case = press(school.own, case, "ask_extension", note="学校合并", until="2025-12-31")
    with pytest.raises(ValidationError, match="最长6个月"):
        press(school.cadre, case, "grant_extension", **APPROVAL)
    with scoping.everything("test"):
        case.refresh_from_db()
        assert case.state_id == "extension_asked"


def test_union_without_leader_in_the_system_enters_the_reply_itself(school):
    own = make_cadre(school.nanjing, "city_cadre")
    with acting(own):
        case = begin_renewal(actor=own, union=school.nanjing)
        assert bool(decide_step(case, own, "elect"))


@pytest.mark.parametrize(
    ("day", "sent"),
    [
        (date(2024, 9, 30), []),
        (date(2024, 10, 1), ["将于2025-04-01届满，请准备换届"]),
        (date(2025, 4, 1), ["将于2025-04-01届满，请准备换届"]),
        (date(2025, 4, 2), ["已于2025-04-01届满，尚未换届"]),
    ],
)
def test_union_is_reminded_before_and_after_the_end(school, day, sent):
    with scoping.everything("test"):
        for _turn in range(2):
            remind_of_terms(on=day)
        titles = Notice.objects.filter(recipient=school.own).values_list("title", flat=True)
    assert [title.removeprefix("示范大学工会第1届") for title in titles] == sent


def test_upper_union_hears_of_it_only_when_it_is_over(school):
    with scoping.everything("test"):
        remind_of_terms(on=date(2025, 3, 31))
        before = Notice.objects.filter(recipient=school.cadre).count()
        remind_of_terms(on=date(2025, 4, 2))
        after = Notice.objects.filter(recipient=school.cadre).count()
    assert (before, after) == (0, 1)


def test_three_reminders_are_three_notices(school):
    days = [date(2024, 10, 5), date(2025, 1, 5), date(2025, 3, 5)]
    with scoping.everything("test"):
        for day in days:
            remind_of_terms(on=day)
        assert Notice.objects.filter(recipient=school.own).count() == 3


def test_timely_renewal_counts_by_the_day_it_was_due(school):
    year = Question(start=date(2025, 1, 1), end=date(2025, 12, 31))
    with scoping.everything("test"):
        assert list(terms_falling_due(year)) == [school.term]
        assert list(terms_renewed_in_time(year)) == []
        assert list(overdue_terms(date(2025, 4, 1))) == []
        assert list(overdue_terms(date(2025, 4, 2))) == [school.term]
        start_term(actor=SYSTEM, union=school.union, started_on=date(2025, 4, 1), years=5)
        assert list(terms_renewed_in_time(year)) == [school.term]
