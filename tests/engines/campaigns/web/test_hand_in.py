"""The two requests of an entry in the last hour: what they ask of the database, and what a page keeps."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonghui.engines.campaigns.models import Entry, Quota
from gonghui.kernel.lib import scoping
from tests.engines.campaigns.actions.test_filling import ANSWERS, PDF, PLAN
from tests.factories.access import make_cadre
from tests.factories.campaigns import make_campaign
from tests.factories.entries import fresh
from tests.factories.unions import make_province


@pytest.fixture
def scene(client, db):
    """``begin()`` and ``send(entry)`` of an officer whose university has places for many entries."""
    province = make_province()
    campaign = make_campaign(province.federation, PLAN, quotas=[(province.first, 9)])
    make_cadre(province.federation, "province_cadre")
    client.force_login(make_cadre(province.first))
    with scoping.everything("test"):
        group = Quota.objects.order_by("pk").first().category_id
    typed = {"category": group, "union": province.first.pk, "name": "秋水图"}

    def begin(key):
        address = reverse("campaigns:enter", args=[campaign.pk])
        answer = client.post(address, typed | {"client_key": key})
        return int(re.fullmatch(r"/campaigns/entries/(\d+)/", answer["Location"])[1])

    def send(entry, *, name="证明.pdf", data=PDF, version="1"):
        form = ANSWERS | {"expected_version": version, "seconds": "60", "submit": "1"}
        upload = SimpleUploadedFile(name, data, "application/pdf")
        return client.post(reverse("campaigns:entry-fill", args=[entry]), form | {"proof": upload})

    return begin, send


@pytest.mark.parametrize("entries_before", [0, 2])
def test_entry_takes_its_statements_however_many_came_before(
    scene, django_assert_num_queries, entries_before
):
    begin, send = scene
    for number in range(1 + entries_before):  # the first one warms what is kept for the process
        send(begin(f"before-{number}"))

    with django_assert_num_queries(21):
        entry = begin("counted")
    with django_assert_num_queries(45):
        answer = send(entry)

    assert answer["Location"] == reverse("casework:case-detail", args=[case_of(entry)])


def case_of(entry: int) -> int:
    return Entry._base_manager.get(pk=entry).case_id


def test_page_with_a_refused_paper_can_be_mended_and_sent_again(scene):
    begin, send = scene
    entry = begin("mended")
    page = send(entry, name="材料.rar", data=b"Rar!\x1a\x07\0").content.decode()
    version = re.search(r'name="expected_version" value="(\d+)"', page)[1]
    answer = send(entry, version=version)

    assert "暂不支持压缩包" in page
    assert answer.status_code == 302
    assert fresh(Entry._base_manager.get(pk=entry)).case.state_id == "recommended"
