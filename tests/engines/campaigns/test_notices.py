"""Public notices and objections: exact clocks, append-only lists, sealed objectors, what hides itself."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from gonghui.engines.campaigns.actions.notices import (
    Posting,
    close_notice,
    hide_notices,
    post_notice,
)
from gonghui.engines.campaigns.actions.objections import (
    Complaint,
    decide_objection,
    receive_objection,
)
from gonghui.engines.campaigns.actions.slates import Meeting, propose_slate, record_deliberation
from gonghui.engines.campaigns.models import (
    EligibilityRule,
    Entry,
    Finding,
    NoticeLine,
    Objection,
    PublicNotice,
)
from gonghui.engines.campaigns.queries.notices import (
    decision_states,
    digest_of_proof,
    shown_lines,
    takes_objections,
)
from gonghui.engines.campaigns.queries.slates import chosen_of, current_slate
from gonghui.kernel.audit.models import Entry as LogEntry
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre
from tests.factories.slates import make_ranked
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
FRIDAY = date(2025, 9, 26)
POSTING = {"title": "拟表彰名单公示", "starts_on": FRIDAY, "contacts": ["工会 025-1", "纪检 025-2"]}
MEETING = Meeting(meeting="主席办公会", held_on=FRIDAY, attendees="甲、乙、丙", in_favour=3)
NAMED = Complaint(form="named", objector="钱某", contact="13900000000", facts="论文署名不实")


@pytest.fixture
def at(monkeypatch):
    """``at(day, hour)`` makes it that moment."""

    def set_moment(day, hour=9):
        moment = timezone.make_aware(datetime.combine(day, time(hour)))
        monkeypatch.setattr(dates, "today", lambda: day)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_moment(FRIDAY)
    return set_moment


@pytest.fixture
def province(db, at):
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre")
    return found


@pytest.fixture
def campaign(province):
    found = make_ranked(province.federation, [province.first, province.second])
    propose_slate(actor=SYSTEM, campaign=found)
    record_deliberation(actor=SYSTEM, campaign=found, meeting=MEETING)
    return found


@pytest.fixture
def notice(province, campaign):
    return post_notice(actor=province.cadre, campaign=campaign, posting=Posting(**POSTING))


def object_to(notice, name, complaint=NAMED):
    line = NoticeLine.objects.get(notice=notice, name=name)
    return receive_objection(actor=SYSTEM, notice=notice, line=line, complaint=complaint)


def names(campaign):
    return [entry.name for entry in chosen_of(current_slate(campaign))]


def test_notice_over_the_national_day_ends_as_the_handbook_counts(notice):
    assert (notice.ends_on, notice.hides_on) == (date(2025, 10, 9), date(2025, 11, 9))
    assert [line.name for line in shown_lines(notice)] == ["李测一", "王测二", "赵测四"]


def test_notice_that_leaves_out_its_first_day_ends_one_later(province, campaign):
    posting = Posting(**POSTING, count_start_day=False)
    notice = post_notice(actor=province.cadre, campaign=campaign, posting=posting)
    assert notice.ends_on == date(2025, 10, 10)


def test_proof_has_a_digest_that_anyone_recomputes(notice):
    assert notice.proof_digest == digest_of_proof(notice.proof)
    assert [line[1] for line in notice.proof["posted"]["lines"]] == ["李测一", "王测二", "赵测四"]
    entry = LogEntry.objects.get(key="campaigns.notice.posted")
    assert entry.facts["digest"] == notice.proof_digest


@pytest.mark.parametrize(
    "change", [{"contacts": []}, {"starts_on": date(2025, 9, 25)}], ids=["contacts", "starts_on"]
)
def test_notice_without_contacts_or_in_the_past_is_refused(province, campaign, change):
    with pytest.raises(ValidationError) as refusal:
        post_notice(actor=province.cadre, campaign=campaign, posting=Posting(**POSTING | change))
    assert list(refusal.value.message_dict) == list(change)


def test_list_that_no_meeting_settled_is_not_posted(province):
    campaign = make_ranked(province.federation, [province.first, province.second])
    propose_slate(actor=SYSTEM, campaign=campaign)
    with pytest.raises(ValidationError):
        post_notice(actor=SYSTEM, campaign=campaign, posting=Posting(**POSTING))
    assert PublicNotice.objects.count() == 0


def test_same_names_are_not_posted_twice(province, campaign, notice):
    with pytest.raises(ValidationError):
        post_notice(actor=SYSTEM, campaign=campaign, posting=Posting(**POSTING))
    assert PublicNotice.objects.count() == 1


def test_notice_closes_after_its_last_day_only(province, notice, at):
    at(date(2025, 10, 9))
    with pytest.raises(ValidationError):
        close_notice(actor=province.cadre, notice=notice)
    at(date(2025, 10, 10))
    row = close_notice(actor=province.cadre, notice=notice)
    assert (row.status, row.statement) == ("ended", "公示期间未收到异议。")
    assert row.proof_digest == digest_of_proof(row.proof)
    assert row.proof["posted"] == notice.proof["posted"]


def test_objections_are_taken_until_close_of_office_on_the_last_day(notice, at):
    at(date(2025, 10, 9), 16)
    assert takes_objections(notice)
    at(date(2025, 10, 9), 18)
    with pytest.raises(ValidationError):
        object_to(notice, "李测一")
    assert Objection.objects.count() == 0


def test_objector_is_sealed_and_not_in_the_log(notice):
    row = object_to(notice, "李测一")
    assert (row.objector, row.contact) == ("钱某", "13900000000")
    entry = LogEntry.objects.get(key="campaigns.objection.received")
    assert entry.facts == {"title": "拟表彰名单公示", "form": "实名个人"}


@pytest.mark.parametrize("field", ["objector", "contact"])
def test_named_objector_has_to_be_reachable(notice, field):
    values = {"objector": "钱某", "contact": "139", "facts": "不实"} | {field: ""}
    with pytest.raises(ValidationError) as refusal:
        object_to(notice, "李测一", Complaint(form="named", **values))
    assert list(refusal.value.message_dict) == [field]


def test_anonymous_objector_leaves_the_facts_alone(notice):
    row = object_to(notice, "李测一", Complaint(form="anonymous", facts="有异议"))
    assert (row.objector, row.outcome) == ("", "open")


def test_open_objection_holds_up_the_decision_about_its_name_only(province, campaign, notice, at):
    object_to(notice, "李测一")
    at(date(2025, 10, 10))
    states = decision_states(campaign, chosen_of(current_slate(campaign)))
    free = {entry.name: states[entry.pk].free for entry in Entry.objects.filter(pk__in=states)}
    assert free == {"李测一": False, "王测二": True, "赵测四": True}


def test_dismissed_objection_answers_its_objector_and_frees_the_name(
    province, campaign, notice, at
):
    row = object_to(notice, "李测一")
    at(date(2025, 10, 10))
    with pytest.raises(ValidationError) as refusal:
        decide_objection(actor=province.cadre, objection=row, upheld=False, finding="署名属实")
    assert list(refusal.value.message_dict) == ["answered_on"]
    done = decide_objection(
        actor=province.cadre,
        objection=row,
        upheld=False,
        finding="署名属实",
        answered_on=date(2025, 10, 10),
    )
    assert (done.outcome, done.officer, names(campaign)) == (
        "dismissed",
        province.cadre,
        ["李测一", "王测二", "赵测四"],
    )
    states = decision_states(campaign, chosen_of(current_slate(campaign)))
    assert all(state.free for state in states.values())


def test_upheld_objection_brings_the_next_in_rank_who_keeps_the_list_legal(
    province, campaign, notice
):
    row = object_to(notice, "赵测四", Complaint(form="anonymous", facts="受过处分"))
    decide_objection(actor=province.cadre, objection=row, upheld=True, finding="属实")
    assert names(campaign) == ["李测一", "王测二", "陈测五"]
    slate = current_slate(campaign)
    assert (slate.version_no, slate.reason) == (2, "赵测四异议成立，依次递补")
    second = post_notice(actor=province.cadre, campaign=campaign, posting=Posting(**POSTING))
    assert [line.name for line in shown_lines(second)] == ["陈测五"]
    assert PublicNotice.objects.get(pk=notice.pk).status == "running"


def test_objection_when_nobody_can_follow_leaves_the_place_open(province, notice, campaign):
    rule = EligibilityRule.objects.create(campaign=campaign, code="safety", label="无事故")
    for entry in Entry.objects.filter(rank__gt=4):
        Finding.objects.create(entry=entry, rule=rule, passed=False)
    row = object_to(notice, "赵测四", Complaint(form="anonymous", facts="受过处分"))
    decide_objection(actor=province.cadre, objection=row, upheld=True, finding="属实")
    slate = current_slate(campaign)
    assert (names(campaign), slate.composition["legal"]) == (["李测一", "王测二"], False)


def test_who_entered_the_nomination_does_not_look_into_the_objection(province, notice):
    row = object_to(notice, "李测一")
    Entry.objects.filter(name="李测一").update(entered_by=province.cadre)
    with pytest.raises(ValidationError):
        decide_objection(actor=province.cadre, objection=row, upheld=True, finding="属实")
    assert Objection.objects.get().outcome == "open"


def test_objection_is_decided_once(province, notice):
    row = object_to(notice, "李测一", Complaint(form="anonymous", facts="有异议"))
    decide_objection(actor=province.cadre, objection=row, upheld=False, finding="不实")
    with pytest.raises(ValidationError):
        decide_objection(actor=province.cadre, objection=row, upheld=True, finding="属实")


def test_stranger_neither_takes_in_nor_decides(province, notice):
    stranger = make_cadre(province.first)
    line = notice.lines.first()
    with pytest.raises(Refused):
        receive_objection(actor=stranger, notice=notice, line=line, complaint=NAMED)
    row = object_to(notice, "李测一")
    with pytest.raises(Refused):
        decide_objection(actor=stranger, objection=row, upheld=True, finding="属实")


def test_names_hide_themselves_after_their_time_and_the_proof_stays(notice, at):
    at(date(2025, 11, 9))
    assert (shown_lines(notice)[0].name, shown_lines(notice)[0].position) == ("李*一", "")
    assert (hide_notices(actor=SYSTEM), hide_notices(actor=SYSTEM)) == (1, 0)
    row = PublicNotice.objects.get()
    assert [line.name for line in row.lines.all()] == ["李*一", "王*二", "赵*四"]
    assert row.proof["posted"]["lines"][0][1] == "李测一"
    assert [line.name for line in shown_lines(row)] == ["李*一", "王*二", "赵*四"]
