"""A founding walks from survey to active union; every stop on the way, and what a refusal leaves alone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.casework.api import CannotStep, clock_views, decide_step
from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.people.api import members_on
from gonghui.kernel.unions.api import Union, covering_union, offices_on, present_term, units_of
from gonghui.rooms.organising.actions.foundings import (
    add_applicants,
    add_founding_unit,
    change_founding,
    log_visit,
    remove_applicant,
    remove_founding_unit,
    survey_unit,
)
from gonghui.rooms.organising.models import FoundingCase
from gonghui.rooms.organising.queries.formation import (
    private_built,
    private_existing,
    under_joint_unions,
)
from tests.factories.people import make_member, make_person
from tests.factories.unions import make_unit
from tests.rooms.organising.conftest import APPROVAL, acting, vote

MARCH = Question(start=date(2024, 3, 1), end=date(2025, 3, 3))


def test_founding_walks_to_an_active_union_with_all_it_needs(province, founding_at):
    found = founding_at("active")
    with scoping.everything("test"):
        union = covering_union(province.garden)
        term = present_term(union, date(2025, 3, 3))
        assert (union.name, union.kind, union.founded_on) == (
            "南京小星星幼儿园工会",
            "grassroots",
            date(2025, 3, 1),
        )
        assert (union.uscc, union.legal_person, union.approval_no) == (
            "81320000MC0000012F",
            True,
            "宁教工〔2025〕3号",
        )
        assert members_on(date(2025, 3, 3), union.path).count() == 25
        assert (term.years, term.due_end) == (3, date(2028, 3, 1))
        offices = offices_on(union, date(2025, 3, 3))
        assert sorted(each.kind for each in offices) == ["chair", "member", "vice"]
        assert list(units_of(union)) == [province.garden]
    assert (found.case.state_kind, found.case.is_open) == ("done", False)


def test_founding_moves_the_rate(province, founding_at):
    with scoping.everything("test"):
        before = private_built(MARCH).count(), private_existing(MARCH).count()
        founding_at("approved")
        after = private_built(MARCH).count(), private_existing(MARCH).count()
    assert (before, after) == ((0, 1), (1, 1))


def test_survey_of_a_unit_with_a_union_is_refused(province):
    unit = units_of(province.school).get()
    with acting(province.city), pytest.raises(ValidationError, match="不需要再建会"):
        survey_unit(actor=province.city, unit=unit)


def test_second_survey_of_a_unit_is_refused(province, founding_at):
    founding_at("surveyed")
    with acting(province.city), pytest.raises(ValidationError, match="已有在办的建会工单"):
        survey_unit(actor=province.city, unit=province.garden)


def test_refused_unit_can_be_surveyed_again(province, founding_at, press):
    first = founding_at("contacted")
    press(province.city, first.case, "refuse", note="举办者暂不同意")
    assert founding_at("surveyed").case.pk != first.case.pk


def test_survey_by_a_stranger_city_is_refused(province):
    with acting(province.other_city), pytest.raises(Refused):
        survey_unit(actor=province.other_city, unit=province.garden)
    with scoping.everything("test"):
        assert FoundingCase.objects.count() == 0


def test_province_only_guides_the_city_and_may_not_handle(province, founding_at):
    found = founding_at("surveyed")
    with acting(province.cadre):
        answer = decide_step(found.case, province.cadre, "abandon")
    assert (bool(answer), "业务指导" in answer.reason) == (False, True)


def test_contact_needs_a_visit(province, founding_at, press):
    found = founding_at("surveyed")
    with pytest.raises(CannotStep, match="登记一次走访"):
        press(province.city, found.case, "contact")
    with acting(province.city):
        log_visit(
            actor=province.city,
            founding=found.founding,
            kind="letter",
            visited_on=date(2025, 3, 3),
            note="已送建议书",
        )
    assert press(province.city, found.case, "contact").state_id == "contacted"


def test_request_needs_a_preparatory_group(province, founding_at, press):
    found = founding_at("preparing")
    with pytest.raises(CannotStep, match="筹备组"):
        press(province.city, found.case, "request", requested_on="2025-03-03")


@pytest.mark.parametrize(
    ("members", "form", "reason"),
    [
        (0, "committee", "还没有发展会员"),
        (24, "committee", "会员24人，不足25人"),
        (25, "committee", ""),
        (24, "small", ""),
        (1, "organiser", ""),
        (30, "joint", "联合工会须覆盖两个以上单位"),
    ],
)
def test_election_needs_enough_members_or_another_form(
    province, founding_at, members, form, reason
):
    found = founding_at("recruiting", members=members, form=form)
    with acting(province.city):
        add_applicants(
            actor=province.city,
            founding=found.founding,
            people=found.people,
            applied_on=date(2025, 3, 3),
        )
        answer = decide_step(found.case, province.city, "elect")
    assert (bool(answer), reason in answer.reason) == (not reason, True)


def test_joint_founding_is_one_union_and_two_covered_units(province, founding_at, press):
    found = founding_at("recruiting")
    second = make_unit("南京小月亮幼儿园")
    with acting(province.city):
        add_founding_unit(actor=province.city, founding=found.founding, unit=second)
        add_applicants(
            actor=province.city,
            founding=found.founding,
            people=found.people,
            applied_on=date(2025, 3, 3),
        )
    case = press(province.city, found.case, "elect")
    with acting(province.city):
        vote(province.city, case, found.people)
    case = press(province.city, case, "submit_results", reported_on="2025-03-01")
    press(province.city, case, "approve", term_years="5", **APPROVAL)
    with scoping.everything("test"):
        union = covering_union(second)
        assert (union.kind, list(units_of(union).order_by("pk"))) == (
            "joint",
            [province.garden, second],
        )
        assert under_joint_unions(MARCH).count() == 2


def test_last_unit_stays(province, founding_at):
    found = founding_at("surveyed")
    with acting(province.city), pytest.raises(ValidationError, match="至少保留一个单位"):
        remove_founding_unit(actor=province.city, founding=found.founding, unit=province.garden)


def test_member_of_another_union_needs_a_transfer_first(province, founding_at):
    found = founding_at("recruiting", members=0)
    teacher = make_member(province.first, "李老师")
    with acting(province.city), pytest.raises(ValidationError, match="请先办理会籍转移"):
        add_applicants(
            actor=province.city,
            founding=found.founding,
            people=[make_person("王老师"), teacher],
            applied_on=date(2025, 3, 3),
        )
    with scoping.everything("test"):
        assert found.founding.applicants.count() == 0


def test_applying_twice_is_once_and_can_be_taken_back(province, founding_at):
    found = founding_at("recruiting", members=0)
    person = make_person("王老师")
    with acting(province.city):
        for _turn in range(2):
            add_applicants(
                actor=province.city,
                founding=found.founding,
                people=[person],
                applied_on=date(2025, 3, 3),
            )
        assert found.founding.applicants.count() == 1
        remove_applicant(actor=province.city, founding=found.founding, person=person)
        assert found.founding.applicants.count() == 0


def test_return_and_resubmission_keep_round_and_pause_the_reply(
    province, founding_at, press, on_day
):
    found = founding_at("preparation_reply")
    with acting(province.city):
        assert [view.clock.key for view in clock_views(found.case)] == ["reply", "found_within"]
    on_day(date(2025, 3, 10))
    returned = press(province.city, found.case, "return", note="缺办学许可证")
    with acting(province.city):
        assert [view.tone for view in clock_views(returned)] == ["paused", "green"]
    on_day(date(2025, 3, 20))
    again = press(province.city, returned, "resubmit")
    with acting(province.city):
        reply = clock_views(again)[0]
    assert (again.state_id, again.round_no, reply.clock.due) == (
        "preparation_reply",
        1,
        date(2025, 3, 28),
    )


def test_void_election_is_repeated_in_a_new_round(province, founding_at, press):
    found = founding_at("electing")
    with acting(province.city):
        vote(province.city, found.case, found.people, present=16, issued=16, recovered=16, valid=16)
        answer = decide_step(found.case, province.city, "submit_results")
    assert answer.reason == "到会人数不足：至少须到 17 人。请退回重新选举。"
    second = press(province.city, found.case, "repeat_election", note="到会不足")
    assert second.round_no == 2
    with acting(province.city):
        vote(province.city, second, found.people)
    press(province.city, second, "submit_results", reported_on="2025-03-02")
    with scoping.everything("test"):
        assert Union.objects.filter(name="南京小星星幼儿园工会").count() == 0


def test_exempt_unit_leaves_the_base_with_reason_and_approver(province, founding_at, press):
    found = founding_at("surveyed")
    case = press(province.city, found.case, "exempt", note="无教职工")
    with scoping.everything("test"):
        exemption = province.garden.exemptions.get()
        assert (exemption.reason, exemption.approver) == ("无教职工", province.city)
        assert private_existing(MARCH).count() == 0
    assert case.state_kind == "exempt"


def test_wrong_certificate_code_takes_the_step_back(province, founding_at, press):
    found = founding_at("approved")
    with pytest.raises(ValidationError, match="81"):
        press(province.city, found.case, "register", uscc="52320000MJ5000009F")
    with scoping.everything("test"):
        found.case.refresh_from_db()
        assert found.case.state_id == "approved"


def test_founding_may_go_on_without_registration_if_said_why(province, founding_at, press):
    found = founding_at("approved")
    case = press(province.city, found.case, "activate_unregistered", note="人数少，暂不登记")
    assert case.state_id == "active"


def test_closed_founding_cannot_be_changed(province, founding_at, press):
    found = founding_at("contacted")
    press(province.city, found.case, "refuse", note="不同意")
    with acting(province.city), pytest.raises(ValidationError, match="已经办结"):
        change_founding(actor=province.city, founding=found.founding, contact="园长")


def test_not_approved_founding_makes_no_union(province, founding_at, press):
    found = founding_at("results_submitted")
    press(province.city, found.case, "reject", note="程序不合规")
    with scoping.everything("test"):
        assert covering_union(province.garden) is None


def test_approval_without_number_is_refused(province, founding_at, press):
    found = founding_at("results_submitted")
    with pytest.raises(CannotStep, match="批复文号"):
        press(province.city, found.case, "approve", approved_on="2025-03-01", term_years="3")
    assert (
        press(province.city, found.case, "approve", term_years="3", **APPROVAL).state_id
        == "approved"
    )
