"""Terms, extensions, reminders, and seats that one person holds at a time."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.options import set_option
from gonghui.kernel.unions import api as unions
from tests.factories.people import make_member, make_person
from tests.factories.unions import make_federation, make_union

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]
START = date(2020, 2, 29)


@pytest.fixture
def union():
    return make_union("甲工会")


@pytest.fixture
def term(union):
    return unions.start_term(actor=SYSTEM, union=union, started_on=START, years=3)


def test_start_term_ends_the_one_before_and_counts_on(union, term):
    following = unions.start_term(
        actor=SYSTEM, union=union, started_on=date(2023, 3, 1), years=5, approval_no="工〔2023〕1号"
    )

    term.refresh_from_db()
    assert (term.due_end, term.ended_on) == (date(2023, 2, 28), date(2023, 3, 1))
    assert (following.term_no, following.due_end) == (2, date(2028, 3, 1))
    assert unions.present_term(union, date(2021, 1, 1)) == term
    assert unions.present_term(union, date(2024, 1, 1)) == following
    assert unions.present_term(union, date(2019, 1, 1)) is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"started_on": date(2023, 3, 1), "years": 4}, "years"),
        ({"started_on": START, "years": 3}, "started_on"),
        ({"started_on": date(2023, 3, 1), "years": 3, "term_no": 1}, "term_no"),
    ],
)
def test_start_term_refuses(union, term, values, field):
    with pytest.raises(ValidationError) as refusal:
        unions.start_term(actor=SYSTEM, union=union, **values)

    assert list(refusal.value.error_dict) == [field]


def test_industrial_unions_sit_five_years():
    federation = make_federation()

    with pytest.raises(ValidationError) as refusal:
        unions.start_term(actor=SYSTEM, union=federation, started_on=START, years=3)

    assert refusal.value.messages == ["基层工会每届三年或五年，地方和产业工会每届五年"]


def test_extend_term_moves_what_is_due_up_to_the_option(union, term):
    unions.extend_term(actor=SYSTEM, term=term, to=date(2023, 8, 28), approval_no="工〔2023〕2号")

    assert list(unions.terms_due(date(2023, 8, 28))) == []
    assert [one.due for one in unions.terms_due(date(2023, 8, 29))] == [date(2023, 8, 28)]


def test_extend_term_too_long_is_refused_until_the_option_allows_it(union, term):
    values = {
        "actor": SYSTEM,
        "term": term,
        "to": date(2024, 2, 28),
        "approval_no": "工〔2023〕2号",
    }

    with pytest.raises(ValidationError) as refusal:
        unions.extend_term(**values)
    set_option(actor=SYSTEM, key="unions.term_extension_months", value=12)

    assert refusal.value.messages == ["延期须晚于届满日，且最长6个月"]
    assert unions.extend_term(**values).extended_to == date(2024, 2, 28)


def test_extend_term_without_approval_is_refused(term):
    with pytest.raises(ValidationError) as refusal:
        unions.extend_term(actor=SYSTEM, term=term, to=date(2023, 5, 1), approval_no=" ")

    assert refusal.value.messages == ["延期须有上级工会的批复文号"]


def test_end_term_takes_it_off_the_reminders(union, term):
    assert list(unions.terms_due(date(2024, 1, 1))) == [term]

    unions.end_term(actor=SYSTEM, term=term, on=date(2023, 1, 1))

    assert list(unions.terms_due(date(2024, 1, 1))) == []
    with pytest.raises(ValidationError):
        unions.end_term(actor=SYSTEM, term=term, on=date(2023, 1, 1))


@pytest.mark.parametrize("number", [1, 3])
def test_terms_due_needs_one_query(number, django_assert_num_queries):
    for _ in range(number):
        unions.start_term(actor=SYSTEM, union=make_union(), started_on=START, years=3)

    with django_assert_num_queries(1):
        names = [one.union.name for one in unions.terms_due(date(2024, 1, 1))]

    assert len(names) == number


def test_fill_office_holds_single_seats_once(union):
    first, second = make_member(union, "张甲"), make_member(union, "李乙")
    office = unions.fill_office(
        actor=SYSTEM, union=union, person=first, kind="chair", on=START, full_time=True
    )

    with pytest.raises(ValidationError) as refusal:
        unions.fill_office(actor=SYSTEM, union=union, person=second, kind="chair", on=START)
    unions.leave_office(actor=SYSTEM, office=office, on=date(2021, 1, 1), reason="调离")
    unions.fill_office(actor=SYSTEM, union=union, person=second, kind="chair", on=date(2021, 1, 1))

    assert refusal.value.messages == ["“甲工会”的主席现为张甲，请先办理离任"]
    assert [one.person for one in unions.offices_on(union, date(2020, 6, 1))] == [first]
    assert [one.person for one in unions.offices_on(union)] == [second]


def test_fill_office_as_member_of_the_committee_for_several(union, term):
    body = unions.form_body(actor=SYSTEM, term=term, kind="committee", seats=7)
    for name in ("张甲", "李乙"):
        unions.fill_office(
            actor=SYSTEM,
            union=union,
            person=make_person(name),
            kind="member",
            on=START,
            body=body,
            filled_by="选举",
        )

    assert unions.offices_on(union).count() == 2
    with pytest.raises(ValidationError):
        unions.form_body(actor=SYSTEM, term=term, kind="committee")


def test_leave_office_outside_its_time_is_refused(union):
    office = unions.fill_office(
        actor=SYSTEM, union=union, person=make_person(), kind="chair", on=START
    )

    with pytest.raises(ValidationError) as refusal:
        unions.leave_office(actor=SYSTEM, office=office, on=START)

    assert refusal.value.messages == ["离任日期须在任职期间"]
