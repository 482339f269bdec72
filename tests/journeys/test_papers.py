"""A decision on its way: drafted, signed at the desk, downloaded; its certificate checked in the street."""

import io

import docx
import pytest

from gonghui.kernel.documents.api import check_url, render_docx
from tests.factories.access import PASSWORD, make_cadre
from tests.factories.documents import make_certificate, make_document
from tests.factories.unions import make_direct_union
from tests.journeys.conftest import enter, scrolls_sideways
from tests.journeys.looking import barriers
from tests.kernel.documents.samples import DECISION

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def union(transactional_db):
    return make_direct_union(name="示范大学工会")


@pytest.fixture
def certificate(union, live_server, settings):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    return make_certificate(union)


def test_cadre_signs_a_decision_and_takes_it_along(desk, union):
    cadre = make_cadre(union)
    make_document(union, DECISION, kind="decision")
    enter(desk, cadre.username, PASSWORD)
    desk.goto("/papers/")
    with desk.expect_navigation():
        desk.get_by_role("link", name=DECISION.title.replace("\n", "")).click()
    assert barriers(desk) == []

    with desk.expect_navigation():
        desk.get_by_role("button", name="签发").click()
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="下载 .docx").click()

    word = docx.Document(waiting.value.path())
    printed = docx.Document(io.BytesIO(render_docx(DECISION)))
    assert len(word.paragraphs) == len(printed.paragraphs)
    assert any(one.text.startswith("示教科工〔") for one in word.paragraphs)
    assert desk.problems == []


def test_anybody_checks_a_certificate_with_a_phone(phone, certificate):
    phone.goto(check_url(certificate))

    page = phone.locator("main").inner_text()
    assert ["证书有效" in page, "张*丰" in page, "张三丰" in page] == [True, True, False]
    assert not scrolls_sideways(phone)
    assert barriers(phone) == []


def test_anybody_types_what_is_printed(phone, certificate):
    phone.goto("/verify/")
    phone.get_by_label("证书编号").fill(certificate.cert_no.lower())
    phone.get_by_label("验证码").fill(certificate.code)
    with phone.expect_navigation():
        phone.get_by_role("button", name="核验").click()

    assert "证书有效" in phone.locator("main").inner_text()
