"""Delivery: the rule is asked first, the headers leave nothing to guess."""

import pytest

from gonghui.kernel.files import api
from gonghui.kernel.files.models import StoredFile
from gonghui.kernel.lib import scoping
from tests.factories.access import UserFactory
from tests.factories.files import archive, picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def keep(sample, owner):
    def kept(data, name, **changes):
        sample(**changes)
        return api.store_upload(actor=owner, upload=upload(data, name), purpose="sample.roll")

    return kept


def fetch(client, stored):
    response = client.get(stored.get_absolute_url())
    return response, b"".join(response.streaming_content)


def test_download_by_the_owner_gives_the_file(client, keep, owner):
    client.force_login(owner)

    response, body = fetch(client, keep(archive(), "会员名册.xlsx"))

    assert body == archive()
    assert response["Content-Disposition"].startswith('attachment; filename="download.xlsx"')
    assert response["Content-Type"] == api.XLSX.content_type
    assert response["Content-Length"] == str(len(archive()))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_download_of_a_picture_shows_it(client, keep, owner):
    client.force_login(owner)

    response, _body = fetch(client, keep(picture(), "照片.jpg", sealed=False))

    assert response["Content-Disposition"].startswith("inline; ")
    assert response["Cache-Control"] == "private, no-cache"


def test_download_by_somebody_else_is_refused(client, keep):
    client.force_login(UserFactory())

    assert client.get(keep(archive(), "会员名册.xlsx").get_absolute_url()).status_code == 403


def test_download_by_nobody_asks_to_log_in(client, keep, settings):
    settings.LOGIN_URL = "/login/"
    url = keep(archive(), "会员名册.xlsx").get_absolute_url()

    response = client.get(url)

    assert (response.status_code, response.url) == (302, f"/login/?next={url}")


def test_download_of_an_unknown_key_is_not_found(client):
    assert client.get(f"/files/{'0' * 32}/").status_code == 404


@pytest.mark.parametrize("removed", [True, False])
def test_download_of_a_file_that_is_gone_says_so(client, keep, owner, private, removed):
    stored = keep(archive(), "会员名册.xlsx")
    if removed:
        with scoping.everything("test"):
            StoredFile.objects.update(removed_at=stored.created_at)
    else:
        next(path for path in private.rglob("*") if path.is_file()).unlink()
    client.force_login(owner)

    response = client.get(stored.get_absolute_url())

    assert response.status_code == 410
    assert "“会员名册.xlsx”已过保留期" in response.content.decode()
