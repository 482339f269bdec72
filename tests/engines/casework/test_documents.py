"""Papers of a case: put there by whoever has it, fetched by whoever sees it."""

import pytest
from django.urls import reverse

from gonghui.engines.casework.actions import add_document
from gonghui.engines.casework.models import CaseDocument
from gonghui.kernel.files.api import UploadRefused
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre
from tests.factories.files import upload

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def put(steeping):
    """``put(user)`` adds a paper as that user."""

    def add(user, data=PDF, name="请示.pdf", label=""):
        with scoping.everything("test"):
            return add_document(actor=user, case=steeping, upload=upload(data, name), label=label)

    return add


def test_paper_is_kept_sealed_with_the_state_it_came_in(scene, put):
    made = put(scene.taster, label="关于沏茶的请示")
    assert (made.label, made.state_id, made.stored.sealed, made.added_by) == (
        "关于沏茶的请示",
        "steeping",
        True,
        scene.taster,
    )


def test_paper_without_label_is_called_like_its_file(scene, put):
    assert put(scene.guest).label == "请示.pdf"


def test_paper_by_somebody_who_has_no_step_is_refused(scene, put):
    with pytest.raises(Refused, match="只有正在办理"):
        put(make_cadre(scene.other))
    with scoping.everything("test"):
        assert CaseDocument.objects.count() == 0


def test_paper_for_a_closed_case_is_refused(scene, put, steeping, press):
    with scoping.everything("test"):
        press(scene.taster, steeping, "spill", note="猫")
    with pytest.raises(Refused):
        put(scene.taster)


def test_program_is_no_paper(scene, put):
    with pytest.raises(UploadRefused):
        put(scene.taster, b"MZ" + bytes(64), "请示.pdf")


def test_whoever_sees_the_case_fetches_its_papers(scene, put, client):
    key = put(scene.taster).stored.key
    answers = []
    for user in (scene.cook, scene.guest, make_cadre(scene.other)):
        client.force_login(user)
        answers.append(client.get(reverse("files:download", args=[key])).status_code)
    assert answers == [200, 200, 403]


def test_paper_is_sent_from_its_page_and_listed(scene, steeping, client):
    client.force_login(scene.taster)
    url = reverse("casework:document-add", args=[steeping.pk])
    data = {"label": "请示", "upload": upload(PDF, "请示.pdf")}
    text = client.post(url, data, follow=True).content.decode()
    assert ("材料已上传" in text, "请示.pdf" in text) == (True, True)
    wrong = client.post(url, {"label": "", "upload": upload(b"MZ" + bytes(64), "x.pdf")})
    assert "error-summary" in wrong.content.decode()
