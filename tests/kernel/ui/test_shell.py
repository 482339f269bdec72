"""The frame: text size, error pages, served files."""

import pytest
from django.contrib.staticfiles import finders
from django.http import Http404
from django.test import RequestFactory

from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.ui import errors
from tests.factories.access import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user()


def request_of(user, path="/desk/"):
    request = RequestFactory().get(path)
    request.user = user
    request.session = {}
    return request


def test_finder_serves_listed_file():
    assert finders.find("vendor/htmx/htmx.min.js").endswith("htmx.org/dist/htmx.min.js")


def test_finder_refuses_other_file():
    assert finders.find("vendor/htmx/package.json") is None


def test_member_page_shows_frame(client, user):
    client.force_login(user)

    text = client.get("/me/").content.decode()

    assert text.count('<main id="content"') == 1
    assert text.count('<html lang="zh-CN" class="">') == 1


def test_large_text_is_kept_on_device(client, user):
    client.force_login(user)

    answer = client.get("/ui/large-text/", {"large": "1", "next": "/me/"})

    assert answer.headers["Location"] == "/me/"
    assert client.get("/me/").content.decode().count('class="large"') == 1


def test_large_text_never_leads_elsewhere(client):
    answer = client.get("/ui/large-text/", {"large": "1", "next": "https://evil.example/"})

    assert answer.headers["Location"] == "/"


def test_refusal_page_prints_reason(user):
    reason = "您在“城南小学工会”没有“会员管理”权限，可联系上级工会管理员开通。"

    answer = errors.permission_denied(request_of(user), Refused(reason))

    assert answer.status_code == 403
    assert answer.content.decode().count(reason) == 1


def test_missing_page_prints_reason(user):
    answer = errors.not_found(request_of(user), Http404("这批导入已经清理。"))

    assert answer.status_code == 404
    assert answer.content.decode().count("这批导入已经清理。") == 1


def test_missing_page_hides_internal_reason(user):
    answer = errors.not_found(request_of(user), Http404("No User matches the given query."))

    assert answer.content.decode().count("No User") == 0


def test_server_error_needs_no_account_or_database(django_assert_num_queries):
    request = RequestFactory().get("/desk/")

    with django_assert_num_queries(0):
        answer = errors.server_error(request)

    assert answer.status_code == 500
    assert answer.content.decode().count("这次操作没有写入任何数据") == 1
