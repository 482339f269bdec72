"""The upload field: what it promises, what it refuses, and that it looks once; the ceiling above all."""

import io

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from gonghui.kernel.files import checking
from gonghui.kernel.files.api import MEBIBYTE, UploadRefused, register_scanner, store_upload
from gonghui.kernel.files.checking import check_upload, scanners
from gonghui.kernel.files.forms import UploadField
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import UserFactory
from tests.factories.files import archive, purpose, upload


class RollForm(forms.Form):
    roll = UploadField(purpose="sample.roll", label="名册")


@pytest.fixture
def scanner():
    before = dict(scanners._items)

    def declare(scan):
        register_scanner("sample", scan)

    yield declare
    scanners._items = before


def form_with(data, name="名册.xlsx"):
    return RollForm(files={"roll": upload(data, name)})


def test_field_says_what_may_be_sent(sample):
    sample()

    field = RollForm()["roll"]

    assert field.help_text == (
        "可上传 Excel、Excel 97–2003、CSV、JPG、PNG、WebP，不超过 2.0\xa0MB。"
    )
    assert field.field.widget.attrs["accept"] == (".xlsx,.xls,.csv,.tsv,.txt,.jpg,.jpeg,.png,.webp")


def test_field_takes_what_its_purpose_takes(sample):
    sample()

    assert form_with(archive()).is_valid()


def test_field_shows_the_refusal_beside_itself(sample):
    sample()

    assert form_with(b"MZ").errors == {"roll": ["这是程序文件，不能上传。"]}


@pytest.mark.django_db
def test_field_and_action_look_into_the_file_once(sample, monkeypatch):
    sample()
    calls = []
    real = checking.sniff
    monkeypatch.setattr(checking, "sniff", lambda *a: calls.append(a) or real(*a))
    form = form_with(archive())
    form.full_clean()

    store_upload(actor=SYSTEM, upload=form.cleaned_data["roll"], purpose="sample.roll")

    assert len(calls) == 1


def test_check_for_another_purpose_looks_again(sample):
    sent = upload(archive())
    check_upload(sent, purpose())

    with pytest.raises(UploadRefused):
        check_upload(sent, purpose(key="sample.small", max_bytes=1))


def test_scanner_refuses_what_the_type_does_not_show(sample, scanner):
    sample()

    def find_virus(file):
        if b"workbook" in archive_text(file):
            raise UploadRefused("文件带有病毒，不能上传。")

    scanner(find_virus)

    assert form_with(archive()).errors == {"roll": ["文件带有病毒，不能上传。"]}


def archive_text(file):
    return file.read().replace(b"xl/workbook.xml", b"workbook")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ceiling", "status", "sentence"),
    [
        (2 * MEBIBYTE, 403, "页面已过期，请重新提交"),
        (MEBIBYTE, 400, "上传的内容超过 1 MB，请压缩图片或分成几次上传。"),
    ],
)
def test_request_above_the_ceiling_is_refused_before_it_is_read(
    settings, ceiling, status, sentence
):
    """A request without its token is 403 once it was read."""
    settings.UPLOAD_CEILING = ceiling
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    client.cookies["csrftoken"] = "a" * 32
    body = io.BytesIO(b"x" * MEBIBYTE)
    body.name = "a.csv"

    response = client.post(reverse("notices:read-all"), {"file": body})

    assert response.status_code == status
    assert sentence in response.content.decode()
