import pytest
from django.urls import reverse

from gonghui.kernel.documents import throttle
from gonghui.kernel.documents.api import revoke_certificate
from gonghui.kernel.documents.models import Certificate, Document
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.people.api import merge_hooks
from tests.factories.access import make_member
from tests.factories.documents import make_certificate, make_document
from tests.factories.people import make_person
from tests.kernel.documents.samples import DECISION, SUMMARY, form

CHECK = reverse("documents:verify")


@pytest.fixture
def certificate(scene):
    return make_certificate(scene.union)


@pytest.fixture
def letter(scene):
    return make_document(scene.union)


@pytest.fixture
def everybody(scene):
    contents = {"decision": DECISION, "summary": SUMMARY, "form": form("事迹")}
    return [make_document(scene.union, each, kind=kind) for kind, each in contents.items()]


def get(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"documents:{name}", args=args), query)


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_questions_for_any_number_of_rows(
    client, scene, django_assert_num_queries, count
):
    for _document in range(count):
        make_document(scene.union)
    client.force_login(scene.cadre)
    client.get(reverse("documents:document-list"))

    with django_assert_num_queries(10):
        response = client.get(reverse("documents:document-list"))
    assert response.content.decode().count("关于商请支持评选工作的函") == count


@pytest.mark.parametrize("count", [1, 3])
def test_certificates_ask_the_same_questions_for_any_number_of_rows(
    client, scene, django_assert_num_queries, count
):
    for _certificate in range(count):
        make_certificate(scene.union)
    client.force_login(scene.cadre)
    client.get(reverse("documents:certificate-list"))

    with django_assert_num_queries(10):
        response = client.get(reverse("documents:certificate-list"))
    assert response.content.decode().count("张三丰") == count


def test_page_shows_the_words_of_every_content(client, scene, everybody):
    pages = [
        get(client, scene.cadre, "document-detail", document.pk).content.decode()
        for document in everybody
    ]

    assert ["一、表彰对象" in pages[0], "赵敏" in pages[1], "同意推荐。" in pages[2]] == [True] * 3
    assert ["xlsx" in page for page in pages] == [False, True, False]


@pytest.mark.parametrize(("form", "begin"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_document_is_downloaded_in_both_formats(client, scene, letter, form, begin):
    response = get(client, scene.cadre, "document-download", letter.pk, form)

    assert response.content.startswith(begin)
    assert "attachment" in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"


def test_document_has_no_other_formats(client, scene, letter):
    assert get(client, scene.cadre, "document-download", letter.pk, "xlsx").status_code == 404


def test_stranger_sees_no_document(client, scene, letter):
    assert get(client, scene.stranger, "document-detail", letter.pk).status_code == 404
    assert get(client, scene.stranger, "document-download", letter.pk, "pdf").status_code == 404


def test_pdf_without_fonts_says_why(client, scene, letter, monkeypatch):
    monkeypatch.setattr("gonghui.kernel.documents.fonts.installed_families", frozenset)
    client.force_login(scene.cadre)

    response = client.get(
        reverse("documents:document-download", args=[letter.pk, "pdf"]), follow=True
    )
    assert "fonts-noto-cjk" in response.content.decode()


def test_cadre_issues_and_withdraws(client, scene, letter):
    client.force_login(scene.cadre)
    client.post(reverse("documents:document-issue", args=[letter.pk]))
    address = reverse("documents:document-withdraw", args=[letter.pk])

    assert client.post(address, {"reason": ""}).status_code == 200
    page = client.post(address, {"reason": "名单有误"}, follow=True).content.decode()
    assert ["这份公文已撤回" in page, "名单有误" in page] == [True, True]


def test_issuing_twice_says_why_not(client, scene, letter):
    client.force_login(scene.cadre)
    address = reverse("documents:document-issue", args=[letter.pk])
    client.post(address)

    assert "不能再这样办理" in client.post(address, follow=True).content.decode()


def test_changed_content_is_noticed(client, scene):
    document = make_document(scene.union, issued=True)
    Document._base_manager.filter(pk=document.pk).update(
        content=document.content | {"note": "加了一句"}
    )

    assert "摘要不一致" in get(client, scene.cadre, "document-detail", document.pk).content.decode()


def test_reader_sees_but_does_not_issue(client, scene, letter):
    page = get(client, scene.reader, "document-detail", letter.pk).content.decode()

    assert reverse("documents:document-issue", args=[letter.pk]) not in page
    assert client.post(reverse("documents:document-issue", args=[letter.pk])).status_code == 403


def test_holder_finds_and_downloads_the_own_certificate(client, scene):
    person = make_person("张三丰")
    own = make_certificate(scene.union, person=person)
    other = make_certificate(scene.union, "李四光")
    member = make_member(person)

    page = get(client, member, "own-certificates").content.decode()
    assert [own.cert_no in page, other.cert_no in page] == [True, False]
    assert get(client, member, "certificate-download", own.pk, "pdf").status_code == 200
    assert get(client, member, "certificate-download", other.pk, "pdf").status_code == 404


def test_revoked_certificate_is_not_printed_again(client, scene, certificate):
    client.force_login(scene.cadre)
    address = reverse("documents:certificate-revoke", args=[certificate.pk])
    page = client.post(address, {"reason": "事迹失实"}, follow=True).content.decode()

    assert "事迹失实" in page
    assert (
        get(client, scene.cadre, "certificate-download", certificate.pk, "pdf").status_code == 403
    )


def test_revoking_twice_says_why_not(client, scene, certificate):
    client.force_login(scene.cadre)
    address = reverse("documents:certificate-revoke", args=[certificate.pk])
    client.post(address, {"reason": "事迹失实"})

    page = client.post(address, {"reason": "事迹失实"}, follow=True).content.decode()
    assert "已经撤销" in page


def check(client, certificate):
    return client.get(reverse("documents:verify-token", args=[certificate.token]))


def test_public_check_says_what_is_printed_with_the_name_masked(client, certificate):
    response = check(client, certificate)

    page = response.content.decode()
    shown = ("证书有效", certificate.cert_no, "张*丰", "示范大学", "五一劳动奖章", "示范大学工会")
    assert [text in page for text in shown] == [True] * 6
    assert "张三丰" not in page
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Cache-Control"] == "no-store"


def test_public_check_says_revoked(client, certificate):
    with scoping.everything("test"):
        revoke_certificate(actor=SYSTEM, certificate=certificate, reason="事迹失实")

    page = check(client, certificate).content.decode()
    assert ["证书已撤销" in page, "事迹失实" in page] == [True, False]


def test_public_check_knows_no_other_token(client, certificate):
    response = client.get(reverse("documents:verify-token", args=["A" * 28]))

    assert response.status_code == 404
    assert "没有查到" in response.content.decode()


def test_public_check_by_number_and_code(client, certificate):
    right = client.get(CHECK, {"number": certificate.cert_no, "code": certificate.code})
    wrong = client.get(CHECK, {"number": certificate.cert_no, "code": "ABCD-EFGH"})

    assert (right.status_code, wrong.status_code) == (200, 404)
    assert "张*丰" in right.content.decode()


def test_public_check_asks_for_both(client, db):
    assert client.get(CHECK).status_code == 200
    assert client.get(CHECK, {"number": "", "code": ""}).status_code == 400


def test_public_check_stops_who_asks_too_often(client, certificate):
    answers = [check(client, certificate).status_code for _time in range(throttle.PER_VISITOR + 1)]

    assert answers == [200] * throttle.PER_VISITOR + [429]
    assert client.get(CHECK, {"number": "A", "code": "B"}).status_code == 429
    assert client.get(CHECK).status_code == 200


def test_public_check_stops_guessing_from_many_addresses(client, certificate):
    query = {"number": certificate.cert_no, "code": "ABCD-EFGH"}
    for place in range(throttle.WRONG_PER_NUMBER):
        client.get(CHECK, query, REMOTE_ADDR=f"198.51.100.{place}")

    right = query | {"code": certificate.code}
    assert client.get(CHECK, right, REMOTE_ADDR="198.51.100.200").status_code == 429


def test_public_check_has_no_list(client, certificate):
    assert client.get(reverse("documents:certificate-list")).status_code == 302
    assert certificate.cert_no not in client.get(CHECK).content.decode()


def test_merge_moves_certificates(scene, all_scope):
    kept, gone = make_person("张三丰"), make_person("张三丰")
    made = make_certificate(scene.union, person=gone)
    dict(merge_hooks)["documents.Certificate.person"](kept, gone)

    assert Certificate.objects.get(pk=made.pk).person == kept
