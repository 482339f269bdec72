"""The decision: what stands in its way, what it leaves in the register, its papers and certificates."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from gonghui.engines.campaigns import api as campaigns
from gonghui.engines.campaigns.actions import outcomes
from gonghui.engines.campaigns.actions.decisions import (
    Ruling,
    certificate_series,
    decide_awards,
)
from gonghui.engines.campaigns.actions.notices import Posting, close_notice, post_notice
from gonghui.engines.campaigns.actions.objections import Complaint, receive_objection
from gonghui.engines.campaigns.actions.slates import (
    Meeting,
    propose_slate,
    record_deliberation,
    replace_on_slate,
)
from gonghui.engines.campaigns.models import Award, AwardDecision, Entry
from gonghui.engines.campaigns.queries.decisions import obstacles_to_decision
from gonghui.engines.campaigns.queries.official import (
    approval_form,
    publicity_statement,
    summary_table,
)
from gonghui.engines.campaigns.queries.slates import current_slate
from gonghui.kernel.documents.api import (
    DocumentState,
    certificate_of,
    documents_of,
    render_docx,
    render_xlsx,
)
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre
from tests.factories.slates import make_ranked
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
MONDAY, NEXT = date(2025, 3, 3), date(2025, 3, 10)
RULING = Ruling(
    title="关于表彰五一创新能手的决定",
    signatory="王主席",
    decided_on=NEXT,
    agency_code="示教科工",
)


@pytest.fixture
def at(monkeypatch):
    """``at(day)`` makes it that day, at nine."""

    def set_day(day):
        moment = timezone.make_aware(datetime.combine(day, time(9)))
        monkeypatch.setattr(dates, "today", lambda: day)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_day(MONDAY)
    return set_day


@pytest.fixture
def province(db, at):
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre")
    return found


@pytest.fixture
def campaign(province):
    found = make_ranked(province.federation, [province.first, province.second])
    propose_slate(actor=SYSTEM, campaign=found)
    meeting = Meeting(meeting="主席办公会", held_on=MONDAY, attendees="甲", in_favour=3)
    record_deliberation(actor=SYSTEM, campaign=found, meeting=meeting)
    return found


@pytest.fixture
def notice(campaign):
    posting = Posting(title="公示", starts_on=MONDAY, contacts=["工会 025-1"])
    return post_notice(actor=SYSTEM, campaign=campaign, posting=posting)


@pytest.fixture
def ready(campaign, notice, at):
    """The campaign on the day after its notice."""
    at(NEXT)
    close_notice(actor=SYSTEM, notice=notice)
    return campaign


def test_decision_waits_for_the_notice(province, campaign, notice):
    slate = current_slate(campaign)
    assert obstacles_to_decision(campaign, slate)[0] == "还有公示没有办理期满手续。"
    with pytest.raises(ValidationError):
        decide_awards(actor=province.cadre, campaign=campaign, ruling=RULING)
    assert AwardDecision.objects.count() == 0


def test_winner_changed_after_the_notice_needs_a_notice_of_their_own(province, ready):
    fallen = Entry.objects.get(name="赵测四")
    slate = replace_on_slate(
        actor=SYSTEM, campaign=ready, fallen=[fallen], reason="本人放弃，依次递补"
    )

    assert obstacles_to_decision(ready, slate)[0] == "陈测五还没有公示。"
    with pytest.raises(ValidationError, match="陈测五还没有公示"):
        decide_awards(actor=province.cadre, campaign=ready, ruling=RULING)


def test_decision_waits_for_an_open_objection(province, campaign, notice, at):
    complaint = Complaint(form="anonymous", facts="有异议")
    receive_objection(actor=SYSTEM, notice=notice, line=notice.lines.first(), complaint=complaint)
    at(NEXT)
    close_notice(actor=SYSTEM, notice=notice)
    problems = obstacles_to_decision(campaign, current_slate(campaign))
    assert problems == ["李测一：有 1 件异议正在核查，答复后方可决定；公示照常进行。"]


def test_decision_gives_the_awards_with_document_and_certificates(province, ready):
    decision = decide_awards(actor=province.cadre, campaign=ready, ruling=RULING)
    document = documents_of(decision).get()
    assert (decision.document_no, document.state) == (
        "示教科工〔2025〕1号",
        DocumentState.ISSUED,
    )
    awards = list(Award.objects.order_by("rank"))
    assert [
        (award.holder_name, award.title, award.document_no, award.source, award.granted_on)
        for award in awards
    ] == [
        (name, "五一创新能手", "示教科工〔2025〕1号", "own", NEXT)
        for name in ("李测一", "王测二", "赵测四")
    ]
    certificate = certificate_of(awards[0])
    assert (certificate.cert_no, certificate.holder) == (awards[0].certificate_no, "李测一")
    assert "“五一创新能手”" in certificate.text
    ready.refresh_from_db()
    assert ready.status == "decided"


def test_revoked_award_takes_its_certificate_along(province, ready):
    decide_awards(actor=province.cadre, campaign=ready, ruling=RULING)
    award = Award.objects.get(rank=1)
    campaigns.revoke_award(
        actor=SYSTEM, award=award, happening=campaigns.Happening(on=NEXT, note="受处分")
    )
    assert not certificate_of(award).is_valid


def test_decision_is_taken_once_and_the_list_stands(province, ready):
    decide_awards(actor=province.cadre, campaign=ready, ruling=RULING)
    with pytest.raises(ValidationError):
        decide_awards(actor=province.cadre, campaign=ready, ruling=RULING)
    with pytest.raises(ValidationError):
        propose_slate(actor=province.cadre, campaign=ready)
    assert Award.objects.count() == 3


def test_rehearsal_gives_nothing(province, ready):
    ready.is_rehearsal = True
    ready.save()
    with pytest.raises(ValidationError):
        decide_awards(actor=province.cadre, campaign=ready, ruling=RULING)
    assert Award.objects.count() == 0


def test_room_is_told_of_every_award(province, ready, monkeypatch):
    told = []
    monkeypatch.setattr(outcomes.outcomes, "_items", {})
    campaigns.register_outcome(
        "sample.keep", lambda *, actor, award: told.append(award.holder_name)
    )
    ready.outcome = "sample.keep"
    ready.save()
    decide_awards(actor=province.cadre, campaign=ready, ruling=RULING)
    assert told == ["李测一", "王测二", "赵测四"]


def test_stranger_does_not_decide(province, ready):
    with pytest.raises(Refused):
        decide_awards(actor=make_cadre(province.first), campaign=ready, ruling=RULING)


@pytest.mark.parametrize(
    ("title", "series"),
    [("五一劳动奖章", "WYLDJZ"), ("2025年度教师人物", "2025NDJS"), ("优", "RYZS")],
)
def test_certificates_are_numbered_by_the_initials_of_the_title(title, series):
    assert certificate_series(title) == series


def test_papers_are_written(province, ready, notice):
    Entry.objects.filter(rank=1).update(answers={"title": "焊接机器人"})
    table = summary_table(ready)
    assert [row[1] for row in table.rows] == ["王测二", "李测一", "赵测四"]
    assert render_xlsx(table)[:2] == b"PK"
    form = approval_form(Entry.objects.get(rank=1))
    assert [cell.text for row in form.rows for cell in row.cells if cell.text == "焊接机器人"]
    assert render_docx(form)[:2] == b"PK"
    notice.refresh_from_db()
    assert "未收到异议" in str(publicity_statement(notice).body)
