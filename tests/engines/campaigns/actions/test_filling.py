"""The form with papers and hand-in at once: what three actions leave, less what was refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.engines.campaigns.actions.entries import change_entry, submit_entry
from gonghui.engines.campaigns.actions.filling import fill_in
from gonghui.engines.campaigns.actions.papers import attach_paper
from gonghui.engines.campaigns.models import Attachment, Entry, Submission
from gonghui.engines.casework.models import Case, Step
from gonghui.kernel.audit.models import Entry as AuditEntry
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.lib.records import Stale
from tests.factories.access import make_cadre
from tests.factories.campaigns import SMALL, make_campaign, plan_from
from tests.factories.entries import fresh, make_entry
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
PDF = b"%PDF-1.4\n%%EOF\n"
QUOTA = {"kind": "quota", "label": "分配名额"}
PLAN = plan_from(
    SMALL,
    stages=[SMALL["stages"][0], QUOTA, *SMALL["stages"][1:]],
    fields=[
        *SMALL["fields"],
        {"key": "proof", "label": "证明材料", "kind": "attachment", "limit": 1},
    ],
)
ANSWERS = {"title": "秋水图", "front_line": "on"}
OWN = {
    *("id", "pk", "client_key", "case_id", "entry_id", "stored_id", "subject_id"),
    *("created_at", "updated_at", "opened_at", "submitted_at", "at"),
}


@pytest.fixture
def province(db):
    return make_province()


@pytest.fixture
def officer(province):
    return make_cadre(province.first)


@pytest.fixture
def begin(province, officer):
    """``begin()`` makes a draft of a campaign with two places for the first university."""
    campaign = make_campaign(province.federation, PLAN, quotas=[(province.first, 2)])
    return lambda: make_entry(campaign, province.first, actor=officer)


def paper(name="证明.pdf", data=PDF):
    return "proof", SimpleUploadedFile(name, data, "application/pdf")


def left_behind(entry) -> list[dict]:
    """Every row of the entry and its traces, without what is each row's own."""
    rows = [
        *Entry.objects.filter(pk=entry.pk).values(),
        *Case.objects.filter(pk=entry.case_id).values(),
        *Step.objects.filter(case=entry.case_id).values(),
        *Submission.objects.filter(entry=entry).values(),
        *Attachment.objects.filter(entry=entry).values(
            "entry_id", "field_key", "stored__digest", "stored__owner", "stored__union", "caption"
        ),
    ]
    return [{key: value for key, value in row.items() if key not in OWN} for row in rows]


def traces_after(number: int) -> list[tuple]:
    """What the chain got behind its first ``number`` entries."""
    rows = AuditEntry.objects.filter(pk__gt=number).order_by("pk")
    return [(row.key, row.subject_type, row.actor_id, row.union_id, row.facts) for row in rows]


def test_form_at_once_leaves_what_three_actions_leave(begin, officer):
    single, at_once = begin(), begin()
    start = AuditEntry.objects.count()
    changed = change_entry(
        actor=officer, entry=single, answers=ANSWERS, expected_version=1, seconds=30
    )
    key, upload = paper()
    attach_paper(actor=officer, entry=changed, field_key=key, upload=upload)
    submit_entry(actor=officer, entry=fresh(single))
    middle = AuditEntry.objects.count()
    kept = fill_in(
        actor=officer,
        entry=at_once,
        answers=ANSWERS,
        papers=[paper()],
        expected_version=1,
        seconds=30,
        hand_in=True,
    )

    assert (kept.refused, kept.hindrance, kept.entry.case.state_id) == ([], None, "recommended")
    assert left_behind(at_once) == left_behind(single)
    assert traces_after(middle) == traces_after(start)[: middle - start]


def test_refused_paper_takes_nothing_else_with_it(begin, officer):
    entry = begin()
    start = AuditEntry.objects.count()
    papers = [paper(), paper(data=PDF + b"%2\n"), paper("材料.rar", b"Rar!\x1a\x07\0")]
    kept = fill_in(actor=officer, entry=entry, answers=ANSWERS, papers=papers, hand_in=True)

    now = fresh(entry)
    assert [refusal.messages for _key, refusal in kept.refused] == [
        ["“证明材料”最多 1 个文件，请先移除一个。"],
        ["暂不支持压缩包，请解压后把里面的文件逐个上传。"],
    ]
    assert (now.answers["title"], now.case.state_id, now.attachments.count()) == (
        "秋水图",
        "draft",
        1,
    )
    assert [key for key, *_rest in traces_after(start)] == [
        "campaigns.entry.changed",
        "files.file.stored",
        "campaigns.paper.attached",
    ]


def test_refused_hand_in_keeps_what_was_typed(begin, officer):
    entry = begin()
    kept = fill_in(actor=officer, entry=entry, answers={"title": "秋水图"}, hand_in=True)

    now = fresh(entry)
    assert kept.hindrance.reason == "请填写“证明材料”。"
    assert (now.answers["title"], now.submission_no, now.case.state_id) == ("秋水图", 0, "draft")


def test_third_of_two_places_is_not_handed_in(begin, officer):
    outcomes = [
        fill_in(actor=officer, entry=begin(), answers=ANSWERS, papers=[paper()], hand_in=True)
        for _ in range(3)
    ]

    assert [kept.hindrance and kept.hindrance.reason for kept in outcomes] == [
        None,
        None,
        "“示范大学工会”在“书法”的2个名额已用完。",
    ]


def test_officer_of_another_union_keeps_nothing(begin, province):
    entry = begin()
    with pytest.raises(Refused):
        fill_in(actor=make_cadre(province.second), entry=entry, answers=ANSWERS, papers=[paper()])

    assert (fresh(entry).version, Attachment.objects.count()) == (1, 0)


def test_form_that_somebody_changed_meanwhile_is_refused_whole(begin, officer):
    entry = begin()
    fill_in(actor=officer, entry=entry, answers={"title": "先写"}, expected_version=1)
    with pytest.raises(Stale):
        fill_in(actor=officer, entry=entry, answers=ANSWERS, papers=[paper()], expected_version=1)

    assert (fresh(entry).answers["title"], Attachment.objects.count()) == ("先写", 0)
