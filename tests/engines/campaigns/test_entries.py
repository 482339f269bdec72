"""An entry from draft to eligible: who may, what is asked, what is kept."""

import pytest

from gonghui.engines.campaigns.actions.entries import (
    change_entry,
    enter_candidate,
    record_consent,
    submit_entry,
    withdraw_entry,
)
from gonghui.engines.campaigns.models import Entry, Submission
from gonghui.engines.casework.api import CannotStep
from gonghui.kernel.audit.api import entries_of
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.lib.records import Stale
from tests.factories import people
from tests.factories.access import make_cadre
from tests.factories.access import make_member as make_account
from tests.factories.campaigns import make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN, bring_to, fresh, make_entry, step
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")


@pytest.fixture
def province(db):
    return make_province()


@pytest.fixture
def campaign(province):
    return make_campaign(province.federation, plan_from(PEOPLE_PLAN))


@pytest.fixture
def officer(province):
    return make_cadre(province.first, display_name="校工会干部")


@pytest.fixture
def teacher(province):
    return people.make_member(province.first, "李老师", facts={"duty": "教师"}, sex="F")


@pytest.fixture
def begin(campaign, province, officer, teacher):
    """``begin()`` enters the teacher as the officer."""

    def enter(**more):
        settings = {"category": campaign.categories.get(), "union": province.first}
        return enter_candidate(**{"actor": officer, "person": teacher, **settings, **more})

    return enter


def test_candidate_is_entered_as_a_draft_with_what_the_union_knows(begin, province):
    entry = begin()

    assert (entry.case.state_id, entry.name, entry.unit_name, entry.position_title) == (
        "draft",
        "李老师",
        "示范大学",
        "教师",
    )
    assert (entry.at_union, entry.flags) == (province.first, ["woman"])


def test_same_request_sent_twice_makes_one_entry(begin):
    first, second = begin(client_key="a" * 32), begin(client_key="a" * 32)

    assert (first, Entry.objects.count()) == (second, 1)


def test_union_cannot_enter_for_another_union(begin, province):
    with pytest.raises(Refused):
        begin(union=province.second)
    assert Entry.objects.count() == 0


def test_person_must_be_named_where_persons_are_asked_for(begin):
    with pytest.raises(Exception, match="请选择候选人") as refusal:
        begin(person=None)
    assert set(refusal.value.error_dict) == {"person"}


def test_member_cannot_enter_unless_the_plan_says_so(begin, teacher):
    with pytest.raises(Refused):
        begin(actor=make_account(teacher))


def test_half_filled_form_is_kept_as_typed(begin, officer):
    entry = change_entry(actor=officer, entry=begin(), answers={"deeds": "很长" * 400, "x": "y"})

    assert entry.answers == {"deeds": "很长" * 400}


def test_yes_answers_become_flags(begin, officer):
    entry = change_entry(actor=officer, entry=begin(), answers={"front_line": "on"})

    assert entry.flags == ["front_line", "woman"]


def test_form_changed_by_somebody_else_is_not_overwritten(begin, officer):
    entry = begin()
    change_entry(actor=officer, entry=entry, answers={"deeds": "先写"}, expected_version=1)

    with pytest.raises(Stale):
        change_entry(actor=officer, entry=entry, answers={"deeds": "后写"}, expected_version=1)
    assert fresh(entry).answers["deeds"] == "先写"


def test_incomplete_form_is_not_handed_in(begin, officer):
    with pytest.raises(CannotStep, match="请填写“主要事迹”。"):
        submit_entry(actor=officer, entry=begin())


def test_form_over_its_characters_is_not_handed_in(begin, officer):
    entry = change_entry(actor=officer, entry=begin(), answers={"deeds": "字" * 501})

    with pytest.raises(CannotStep, match="限 500 字，现有 501 字"):
        submit_entry(actor=officer, entry=entry)


def test_entry_without_consent_is_not_handed_in(begin, officer):
    entry = change_entry(actor=officer, entry=begin(), answers={"deeds": "字" * 500})

    with pytest.raises(CannotStep, match="还没有登记李老师本人同意申报和公示。"):
        submit_entry(actor=officer, entry=entry)


def test_candidate_consents_with_an_account_of_their_own(begin, teacher):
    entry = record_consent(actor=make_account(teacher), entry=begin())

    assert entry.consented_at is not None


def test_nobody_else_consents_for_the_candidate_without_a_paper(begin, officer):
    with pytest.raises(Refused, match="候选人本人"):
        record_consent(actor=officer, entry=begin())
    assert record_consent(actor=officer, entry=begin(), on_paper=True).consented_at


@pytest.fixture
def handed_in(begin, officer):
    """The teacher's entry at the federation."""
    entry = change_entry(actor=officer, entry=begin(), answers={"deeds": "扎根讲台二十年"})
    record_consent(actor=officer, entry=entry, on_paper=True)
    return submit_entry(actor=officer, entry=fresh(entry))


def test_handed_in_entry_waits_above_and_keeps_its_answers(handed_in, province, officer):
    submission = Submission.objects.get(entry=handed_in)

    assert (handed_in.case.state_id, handed_in.at_union) == ("recommended", province.federation)
    assert handed_in.case.holder_union == province.federation
    assert (submission.submission_no, submission.answers["deeds"]) == (1, "扎根讲台二十年")
    assert (submission.submitted_by, len(submission.digest)) == (officer, 64)


def test_handed_in_form_cannot_be_changed(handed_in, officer):
    with pytest.raises(Exception, match="不能修改"):
        change_entry(actor=officer, entry=handed_in, answers={"deeds": "改"})


def test_entry_walks_to_eligible(handed_in):
    assert bring_to(handed_in, "eligible").case.state_id == "eligible"


def test_returned_entry_comes_back_to_the_level_that_returned_it(handed_in, officer, province):
    returned = step(handed_in, "send_back", note="事迹太短")
    assert (returned.case.state_id, returned.case.holder_union) == ("returned", province.first)

    changed = change_entry(actor=officer, entry=returned, answers={"deeds": "扎根讲台三十年"})
    again = submit_entry(actor=officer, entry=changed)

    assert (again.case.state_id, again.at_union) == ("recommended", province.federation)
    assert again.submission_no == 2
    kept = Submission.objects.filter(entry=again).values_list("answers__deeds", flat=True)
    assert list(kept) == ["扎根讲台二十年", "扎根讲台三十年"]


def test_officer_who_entered_cannot_accept_at_the_next_level(campaign, province, teacher):
    cadre = make_cadre(province.federation, "province_cadre")
    entry = make_entry(campaign, province.first, person=teacher, actor=cadre)
    handed_in = step(entry, "submit")

    with pytest.raises(CannotStep, match="您填报了这份申报，须由另一人审核。"):
        step(handed_in, "accept", actor=cadre)
    other = make_cadre(province.federation, "province_cadre")
    assert step(handed_in, "accept", actor=other).case.state_id == "level_review"


def test_withdrawn_entry_is_closed_with_its_reason(handed_in, officer):
    entry = withdraw_entry(actor=officer, entry=handed_in, note="本人放弃")

    assert (entry.case.state_id, entry.case.steps.last().note) == ("withdrawn", "本人放弃")


def test_branch_entry_climbs_every_level(campaign, province):
    person = people.make_member(province.physics)
    entry = make_entry(campaign, province.physics, person=person)

    ways = [step(entry, "submit").at_union]
    ways.append(step(entry, "endorse", fields=SIGNED).at_union)

    assert ways == [province.first, province.federation]
    assert entry.endorsements.get().union == province.first


SIGNED = {"opinion": "同意推荐。", "signer": "王主席", "signed_on": "2026-03-01"}


def test_entry_leaves_its_traces(handed_in):
    keys = [row.key for row in entries_of(handed_in)]

    assert sorted(keys) == [
        "campaigns.entry.changed",
        "campaigns.entry.consented",
        "campaigns.entry.entered",
    ]
