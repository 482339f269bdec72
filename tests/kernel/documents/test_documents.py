from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.audit.api import entries_of
from gonghui.kernel.documents.api import (
    DocumentNumber,
    change_document,
    content_of,
    digest_of,
    document_url,
    documents_of,
    draft_document,
    issue_document,
    withdraw_document,
)
from gonghui.kernel.documents.queries import is_unchanged
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.lib.records import Stale
from tests.factories.documents import make_document
from tests.kernel.documents.samples import CERTIFICATE, DECISION, LETTER, SUMMARY

pytestmark = pytest.mark.usefixtures("all_scope")
DAY = date(2026, 11, 22)
OPEN = replace(LETTER, number=DocumentNumber("示教科工"), signed_on=None)


def draft(scene, content=OPEN, **more):
    return draft_document(
        actor=scene.cadre, union=scene.union, kind="letter", content=content, **more
    )


def issue(scene, content=OPEN, on=DAY):
    return issue_document(actor=scene.cadre, document=draft(scene, content), on=on)


def test_draft_keeps_the_content_without_a_number(scene):
    document = draft(scene)

    assert content_of(document) == OPEN
    assert (document.state, document.doc_no, document.digest) == ("draft", "", "")
    assert document_url(document) == f"/papers/{document.pk}/"


def test_draft_by_a_stranger_is_refused(scene):
    with pytest.raises(Refused):
        draft_document(actor=scene.stranger, union=scene.union, kind="letter", content=OPEN)


@pytest.mark.parametrize(
    ("kind", "content"),
    [("spell", OPEN), ("letter", replace(OPEN, title=" ")), ("letter", CERTIFICATE)],
)
def test_draft_of_another_thing_is_refused(scene, kind, content):
    with pytest.raises(ValidationError):
        draft_document(actor=scene.cadre, union=scene.union, kind=kind, content=content)


def test_documents_are_found_by_what_they_are_about(scene):
    document = draft(scene, subject=scene.other)

    assert list(documents_of(scene.other)) == [document]
    assert list(documents_of(scene.union)) == []


def test_change_replaces_the_content_of_a_draft(scene):
    document = draft(scene)

    changed = change_document(actor=scene.cadre, document=document, content=SUMMARY)

    assert (content_of(changed), changed.title, changed.code) == (SUMMARY, "推荐对象汇总表", "")
    assert changed.version == document.version + 1


def test_change_of_what_somebody_else_changed_is_refused(scene):
    document = draft(scene)
    change_document(actor=scene.cadre, document=document, content=SUMMARY)

    with pytest.raises(Stale):
        change_document(
            actor=scene.cadre, document=document, content=LETTER, expected_version=document.version
        )


def test_issue_gives_number_date_and_digest(scene):
    document = issue(scene)

    content = content_of(document)
    assert (document.doc_no, document.issued_on, document.issued_by) == (
        "示教科工〔2026〕1号",
        DAY,
        scene.cadre,
    )
    assert (content.number, content.signed_on) == (DocumentNumber("示教科工", 2026, 1), DAY)
    assert document.digest == digest_of(document.content)
    assert is_unchanged(document)


def test_issue_counts_by_union_code_and_year(scene):
    found = [
        issue(scene).doc_no,
        issue(scene).doc_no,
        issue(scene, replace(OPEN, number=DocumentNumber("示教科工函"))).doc_no,
        issue(scene, on=date(2027, 1, 4)).doc_no,
        make_document(scene.other, OPEN, issued=True).doc_no,
    ]

    assert found[:4] == [
        "示教科工〔2026〕1号",
        "示教科工〔2026〕2号",
        "示教科工函〔2026〕1号",
        "示教科工〔2027〕1号",
    ]
    assert found[4].endswith("〕1号")


def test_issue_without_agency_code_gives_no_number(scene):
    documents = [issue(scene, replace(OPEN, number=None)) for _again in range(2)]

    assert [one.doc_no for one in documents] == ["", ""]
    assert [one.sequence for one in documents] == [None, None]


def test_issue_keeps_a_date_that_stands_in_the_content(scene):
    document = issue(scene, replace(OPEN, signed_on=date(2026, 11, 20)))

    assert content_of(document).signed_on == date(2026, 11, 20)


def test_issue_by_a_branch_cadre_is_refused_and_takes_no_number(scene):
    document = draft(scene)
    with pytest.raises(Refused):
        issue_document(actor=scene.branch_cadre, document=document)

    assert issue(scene).sequence == 1


def test_issued_documents_do_not_change(scene):
    document = issue(scene)

    with pytest.raises(ValidationError):
        change_document(actor=scene.cadre, document=document, content=DECISION)
    with pytest.raises(ValidationError):
        issue_document(actor=scene.cadre, document=document)


def test_withdraw_keeps_number_and_content(scene):
    document = issue(scene)

    withdrawn = withdraw_document(
        actor=scene.cadre, document=document, reason=" 名单有误 ", on=date(2026, 11, 23)
    )

    assert (withdrawn.state, withdrawn.withdrawn_on, withdrawn.withdrawn_reason) == (
        "withdrawn",
        date(2026, 11, 23),
        "名单有误",
    )
    assert (withdrawn.doc_no, withdrawn.content) == (document.doc_no, document.content)
    assert issue(scene).sequence == 2


def test_withdraw_wants_a_reason(scene):
    document = issue(scene)

    with pytest.raises(ValidationError, match="原因"):
        withdraw_document(actor=scene.cadre, document=document, reason=" ")


def test_withdraw_of_a_draft_is_refused(scene):
    with pytest.raises(ValidationError, match="拟稿"):
        withdraw_document(actor=scene.cadre, document=draft(scene), reason="名单有误")


def test_every_step_is_in_the_log(scene):
    document = issue(scene)
    withdraw_document(actor=scene.cadre, document=document, reason="名单有误")

    assert [entry.text for entry in entries_of(document)] == [
        "撤回公文：名单有误",
        "签发公文 示教科工〔2026〕1号",
        "拟制公文：letter",
    ]
