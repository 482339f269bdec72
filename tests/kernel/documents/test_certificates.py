from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.audit.api import entries_of
from gonghui.kernel.documents.actions.certificates import TOKEN_SIGNS
from gonghui.kernel.documents.api import (
    certificate_of,
    certificate_url,
    certificates_of_person,
    check_url,
    is_certificate_number,
    issue_certificate,
    issue_certificates,
    revoke_certificate,
    text_of,
)
from gonghui.kernel.documents.models import Certificate
from gonghui.kernel.documents.queries import verdict_by_number, verdict_by_token
from gonghui.kernel.lib.policy import Refused
from tests.factories.documents import make_certificate, make_draft, make_run
from tests.factories.people import make_person

pytestmark = pytest.mark.usefixtures("all_scope")
OWN = {"id", "cert_no", "token", "created_at", "updated_at"}


def grant(scene, draft=None, **run):
    draft = draft or make_draft()
    return issue_certificate(actor=scene.cadre, union=scene.union, run=make_run(**run), draft=draft)


def test_certificate_has_number_token_and_issuer(scene):
    made = grant(scene)

    assert made.cert_no.startswith("WYJZ-2026-0001-")
    assert is_certificate_number(made.cert_no)
    assert (len(made.token), made.issuers, made.state) == (28, ["示范大学工会"], "valid")


def test_tokens_hold_more_than_128_bits():
    assert len(set(TOKEN_SIGNS)) ** 28 > 2**128


def test_bulk_path_makes_the_same_records(scene):
    drafts = [
        make_draft("张三丰", person=make_person("张三丰"), subject=scene.other),
        make_draft("物理学院", collective=True, unit_name=""),
        make_draft("李四"),
    ]
    single = [grant(scene, draft, series="AA") for draft in drafts]
    bulk = issue_certificates(
        actor=scene.cadre, union=scene.union, run=make_run(series="BB"), drafts=drafts
    )

    def values(rows):
        return [
            {
                field.attname: getattr(row, field.attname)
                for field in row._meta.concrete_fields
                if field.name not in OWN
            }
            for row in rows
        ]

    assert values(bulk) == values(single)
    assert [one.cert_no[:12] for one in bulk] == ["BB-2026-0001", "BB-2026-0002", "BB-2026-0003"]
    assert len({one.token for one in bulk}) == 3
    assert [entries_of(one).count() for one in (*single, *bulk)] == [1] * 6


def test_numbers_go_on_after_a_bulk(scene):
    issue_certificates(
        actor=scene.cadre, union=scene.union, run=make_run(), drafts=[make_draft()] * 3
    )

    assert grant(scene).cert_no.startswith("WYJZ-2026-0004-")


def test_bulk_is_refused_as_a_whole(scene):
    drafts = [make_draft(), make_draft(" ")]
    with pytest.raises(ValidationError, match="第 2 份"):
        issue_certificates(actor=scene.cadre, union=scene.union, run=make_run(), drafts=drafts)

    assert Certificate.objects.count() == 0
    assert grant(scene).cert_no.startswith("WYJZ-2026-0001-")


def test_bulk_of_nothing_is_refused(scene):
    with pytest.raises(ValidationError):
        issue_certificates(actor=scene.cadre, union=scene.union, run=make_run(), drafts=[])


def test_series_of_other_signs_is_refused(scene):
    with pytest.raises(ValidationError, match="大写字母"):
        grant(scene, series="五一")


def test_stranger_grants_nothing(scene):
    with pytest.raises(Refused):
        issue_certificate(
            actor=scene.stranger, union=scene.union, run=make_run(), draft=make_draft()
        )


def test_certificates_are_found_by_subject_and_person(scene):
    person = make_person("张三丰")
    made = grant(scene, make_draft(person=person, subject=scene.other))

    assert certificate_of(scene.other) == made
    assert certificate_of(scene.union) is None
    assert list(certificates_of_person(person)) == [made]


def test_text_carries_the_address_of_the_check(scene):
    made = grant(scene)

    text = text_of(made)
    assert (text.link, text.number, text.code) == (check_url(made), made.cert_no, made.code)
    assert check_url(made).endswith(f"/verify/{made.token}/")
    assert certificate_url(made) == f"/certificates/{made.pk}/pdf/"


@pytest.mark.parametrize(
    ("more", "heading"), [({}, "荣誉证书"), ({"heading": "结业证书"}, "结业证书")]
)
def test_certificate_is_called_as_its_run_says(scene, more, heading):
    made = grant(scene, **more)

    assert (text_of(made).heading, verdict_by_token(made.token).heading) == (heading, heading)


def test_revoked_certificate_stays_and_says_so(scene):
    made = grant(scene)

    revoked = revoke_certificate(
        actor=scene.cadre, certificate=made, reason="事迹失实", on=date(2026, 6, 1)
    )

    verdict = verdict_by_token(made.token)
    assert (revoked.state, revoked.revoked_reason) == ("revoked", "事迹失实")
    assert (verdict.is_valid, verdict.revoked_on) == (False, date(2026, 6, 1))


def test_certificate_is_revoked_once_and_with_a_reason(scene):
    made = grant(scene)
    with pytest.raises(ValidationError, match="原因"):
        revoke_certificate(actor=scene.cadre, certificate=made, reason="")
    revoke_certificate(actor=scene.cadre, certificate=made, reason="事迹失实")

    with pytest.raises(ValidationError, match="已经撤销"):
        revoke_certificate(actor=scene.cadre, certificate=made, reason="事迹失实")


def test_stranger_revokes_nothing(scene):
    with pytest.raises(Refused):
        revoke_certificate(actor=scene.stranger, certificate=grant(scene), reason="事迹失实")


@pytest.mark.parametrize(
    ("holder", "collective", "shown"),
    [
        ("张三丰", False, "张*丰"),
        ("张三同志", False, "张*"),
        ("物理学院", True, "物理学院"),
    ],
)
def test_public_sees_people_masked(scene, holder, collective, shown):
    made = make_certificate(scene.union, holder, collective=collective)

    assert verdict_by_token(made.token).holder == shown


def test_number_and_code_are_read_as_people_type_them(scene):
    made = grant(scene)
    number = made.cert_no.lower().replace("-", "－")
    code = f" {made.code.lower()} "

    assert verdict_by_number(number.replace("－", "-"), code).cert_no == made.cert_no
    assert verdict_by_number(made.cert_no, made.code.replace("-", "")).cert_no == made.cert_no


@pytest.mark.parametrize("code", ["", "ABCD-EFGH", "23456789"])
def test_wrong_code_finds_nothing(scene, code):
    made = grant(scene)
    assert verdict_by_number(made.cert_no, code) is None
