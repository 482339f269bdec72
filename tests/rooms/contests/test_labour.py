"""A labour contest from the proposal to the archive, and what keeps it from honours."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.engines.casework.api import CannotStep, decide_step
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.rooms.contests.actions.labour import (
    change_contest,
    list_contest,
    name_participants,
    publish_contest,
    review_secrecy,
)
from gonghui.rooms.contests.actions.progress import (
    reach_milestone,
    record_incident,
    record_merit,
    score_period,
)
from gonghui.rooms.contests.queries.labour import case_of, schedule, standing
from gonghui.rooms.contests.rules.labour import DIGEST, LABOUR
from tests.factories.contests import finish, make_labour, make_running, walk
from tests.factories.people import make_member

pytestmark = pytest.mark.usefixtures("all_scope")
MERIT = {"deed": "攻克难题", "grade": "first", "granted_on": date(2025, 6, 3)}


def state(contest):
    return case_of(contest).state_id


def test_table_is_sound_and_signed():
    assert (LABOUR.problems(), LABOUR.digest) == ([], DIGEST)


def test_contest_walks_from_proposal_to_archive(province):
    contest = make_labour(province.first)
    walk(contest, "submit", actor=province.local)
    assert case_of(contest).holder_union == province.federation
    walk(
        contest,
        "list",
        actor=province.cadre,
        document_no="示教科工〔2025〕3号",
        listed_on=date(2025, 1, 6),
    )
    walk(contest, "start", actor=province.local, started_on=date(2025, 1, 8))
    finish(contest)
    assert (schedule(contest).share, standing(contest).shown) == (
        Decimal("100.00"),
        Decimal("84.00"),
    )
    walk(contest, "accept", actor=province.local, accepted_on=date(2025, 7, 1))
    walk(contest, "commend", actor=province.local, document_no="示院工〔2025〕9号")
    walk(contest, "archive", actor=province.local)
    assert (state(contest), contest.listings.get().kind) == ("archived", "own")


def test_leading_union_does_not_list_its_own_contest(province):
    contest = make_labour(province.first)
    walk(contest, "submit", actor=province.local)
    with pytest.raises(Refused):
        walk(
            contest,
            "list",
            actor=province.local,
            document_no="x",
            listed_on=date(2025, 1, 6),
        )


def test_contest_of_the_federation_is_listed_by_itself(province):
    contest = make_labour(province.federation)
    walk(contest, "submit", actor=province.cadre)
    assert case_of(contest).holder_union == province.federation


def test_plan_with_wrong_weights_is_not_submitted(province):
    contest = make_labour(province.first)
    contest.dimensions.filter(name="保安全").delete()
    with pytest.raises(CannotStep, match="合计为 60%"):
        walk(contest, "submit")


def test_veto_suspends_at_once_and_the_contest_may_close_without_honours(province):
    contest = make_running(province.first)
    record_incident(
        actor=province.local,
        contest=contest,
        kind="accident",
        happened_on=date(2025, 4, 1),
        facts="一人轻伤",
    )
    assert state(contest) == "suspended"
    walk(contest, "close", actor=province.local, note="整改不到位")
    assert state(contest) == "closed"
    with pytest.raises(ValidationError, match="终止，不予表彰"):
        record_merit(
            actor=province.local,
            contest=contest,
            union=province.first,
            holder_kind="person",
            holder_name="李测甲",
            **MERIT,
        )


def test_contest_resumes_after_the_veto_is_put_right(province):
    contest = make_running(province.first)
    facts = {"kind": "quality", "happened_on": date(2025, 4, 1), "facts": "返工"}
    record_incident(actor=SYSTEM, contest=contest, **facts)
    walk(contest, "resume", note="整改验收合格")
    assert state(contest) == "running"


def test_contest_is_not_suspended_without_a_written_incident(province):
    with pytest.raises(CannotStep, match="请先登记否决事项"):
        walk(make_running(province.first), "suspend", note="想停")


def test_failed_guarantee_forbids_honours(province):
    contest = finish(make_running(province.first), safety=59)
    walk(contest, "accept", accepted_on=date(2025, 7, 1))
    offer = decide_step(case_of(contest), province.local, "commend")
    assert (bool(offer), offer.reason) == (False, "保安全未达保底线，不能表彰。")
    walk(contest, "archive_plain", note="未达保底线")
    assert state(contest) == "archived"


def test_contest_with_an_open_node_is_not_accepted(province):
    with pytest.raises(CannotStep, match="还有 2 个节点没有完成"):
        walk(make_running(province.first), "accept", accepted_on=date(2025, 7, 1))


def test_redacted_contest_takes_no_place_and_no_picture(province):
    contest = make_running(province.first, redacted=True)
    with pytest.raises(ValidationError, match="不填地点"):
        change_contest(actor=province.local, contest=contest, place="某市")
    paper = SimpleUploadedFile("a.png", b"png")
    with pytest.raises(ValidationError, match="不上传图片"):
        reach_milestone(
            actor=province.local,
            milestone=contest.milestones.first(),
            actual_on=date(2025, 3, 3),
            evidence=paper,
        )


def test_redacted_contest_is_published_only_after_a_review(province):
    contest = make_running(province.first, redacted=True)
    with pytest.raises(ValidationError, match="保密审查"):
        publish_contest(actor=province.local, contest=contest)
    facts = {"reviewed_on": date(2025, 5, 6), "opinion": "院保密办：可以公开"}
    review_secrecy(actor=province.local, contest=contest, **facts)
    assert publish_contest(actor=province.local, contest=contest).published_on is not None


def test_merit_goes_to_a_union_that_takes_part(province):
    contest = make_running(province.first)
    person = make_member(province.second, "王测乙")
    facts = {"holder_kind": "person", "holder_name": "王测乙", "person": person, **MERIT}
    with pytest.raises(ValidationError, match="没有参加"):
        record_merit(actor=SYSTEM, contest=contest, union=province.second, **facts)
    name_participants(actor=SYSTEM, contest=contest, unions=[province.second])
    made = record_merit(actor=SYSTEM, contest=contest, union=province.second, **facts)
    assert (made.get_grade_display(), made.person) == ("一等功", person)


def test_periods_do_not_overlap_and_a_period_is_scored_anew(province):
    dimension = make_running(province.first).dimensions.first()
    first = {"period_from": date(2025, 1, 2), "period_to": date(2025, 3, 31)}
    score_period(actor=SYSTEM, dimension=dimension, points=Decimal(70), **first)
    score_period(actor=SYSTEM, dimension=dimension, points=Decimal(75), **first)
    assert [each.points for each in dimension.scores.all()] == [Decimal(75)]
    crossing = {"period_from": date(2025, 3, 1), "period_to": date(2025, 6, 30)}
    with pytest.raises(ValidationError, match="重叠"):
        score_period(actor=SYSTEM, dimension=dimension, points=Decimal(80), **crossing)


def test_contest_stands_on_a_list_once(province):
    contest = make_running(province.first)
    facts = {"kind": "province", "listed_on": date(2025, 2, 5)}
    list_contest(actor=province.cadre, contest=contest, **facts)
    with pytest.raises(ValidationError, match="已经登记过"):
        list_contest(actor=province.cadre, contest=contest, **facts)
    with pytest.raises(Refused):
        list_contest(
            actor=province.local, contest=contest, kind="nation", listed_on=date(2025, 3, 5)
        )


def test_stranger_changes_nothing(province):
    contest = make_running(province.second)
    with pytest.raises(Refused):
        change_contest(actor=province.local, contest=contest, project="别的工程")
