"""Conditions that the registers answer by themselves: a committee in its term, a legal person."""

from types import SimpleNamespace

import pytest

from gonghui.engines.campaigns.queries.facts import is_legal_person, term_runs
from gonghui.engines.campaigns.rules.facts import RecordAnswer
from gonghui.kernel.lib import dates
from gonghui.kernel.unions.models import Term
from tests.factories.unions import make_province


@pytest.fixture
def province(db):
    return make_province()


def entry_of(union):
    return SimpleNamespace(subject_union=union, union=None)


def make_term(union, due):
    return Term.objects.create(
        union=union, term_no=3, started_on=due.replace(year=due.year - 5), years=5, due_end=due
    )


@pytest.mark.usefixtures("all_scope")
def test_committee_within_its_term_is_found(province):
    due = dates.today().replace(year=dates.today().year + 1, day=1)
    make_term(province.first, due)

    assert term_runs(entry_of(province.first)) == RecordAnswer(True, f"第3届，任期至 {due}。")


@pytest.mark.usefixtures("all_scope")
def test_overdue_committee_is_found(province):
    due = dates.today().replace(year=dates.today().year - 1, day=1)
    make_term(province.first, due)

    assert term_runs(entry_of(province.first)) == RecordAnswer(
        False, f"第3届已于 {due} 届满，尚未换届。"
    )


@pytest.mark.usefixtures("all_scope")
def test_unknown_term_is_left_to_the_officer(province):
    found = term_runs(entry_of(province.first))

    assert found == RecordAnswer(None, "届次台账中没有本届委员会的记录，请按材料审查。")


@pytest.mark.parametrize(
    ("registered", "sentence"),
    [(True, "工会名册登记有法人资格。"), (False, "工会名册没有登记法人资格。")],
)
def test_legal_person_stands_in_the_register(province, registered, sentence):
    province.first.legal_person = registered
    province.first.certificate_no = ""

    assert is_legal_person(entry_of(province.first)) == RecordAnswer(registered, sentence)
