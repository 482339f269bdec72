"""What the look looks like: every part on a desk, on a phone and in large text, without a barrier."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.access import make_cadre
from tests.factories.people import SAMPLE_ID, make_member
from tests.factories.unions import make_branch, make_direct_union, make_federation
from tests.journeys.looking import barriers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.sample_room.urls"),
]
PAGES = {
    "me": "/me/",
    "profile": "/me/profile/",
    "history": "/me/history/",
    "search": "/desk/search/?q=北城",
    "list": "/sample/unions/",
    "parts": "/sample/parts/",
    "form": "/sample/form/",
    "home": "/desk/",
    "nothing": "/sample/unions/?q=没有这样的工会",
    "missing": "/sample/nowhere/",
}
NAMES = [
    "示范师范",
    "示范理工",
    "江城",
    "东海",
    "北城",
    "南城",
    "中医药",
    "财经",
    "海洋",
    "林业",
    "职业技术",
    "外国语",
]


@pytest.fixture
def cadre():
    federation = make_federation()
    for name in NAMES:
        top = make_direct_union(federation, f"{name}大学工会")
        for part in ("物理", "后勤"):
            make_branch(top, f"{name}大学{part}分工会")
    person = make_member(top, "王建国", doc_no=SAMPLE_ID, phone="13800001234")
    return make_cadre(federation, "province_cadre", display_name="王建国", person=person)


def sign_in(page, user):
    """Put a session of ``user`` into the browser."""
    client = Client()
    client.force_login(user)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "domain": "localhost", "path": "/"}
    page.context.add_cookies([{**cookie, "value": client.cookies[cookie["name"]].value}])


@pytest.mark.parametrize("name", PAGES)
def test_page_on_a_desk_has_no_barrier(desk, picture, cadre, name):
    sign_in(desk, cadre)

    desk.goto(PAGES[name])
    picture(desk, f"look-{name}-desk")

    assert barriers(desk) == []
    assert [text for text in desk.problems if "404" not in text] == []


@pytest.mark.parametrize("name", PAGES)
def test_page_on_a_phone_has_no_barrier(phone, picture, cadre, name):
    sign_in(phone, cadre)

    phone.goto(PAGES[name])
    picture(phone, f"look-{name}-phone")

    assert barriers(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", ["list", "form", "parts", "me"])
def test_large_text_has_no_barrier(phone, picture, cadre, name):
    sign_in(phone, cadre)
    phone.goto(f"/ui/large-text/?large=1&next={PAGES[name]}")

    picture(phone, f"look-{name}-large")

    assert phone.evaluate("getComputedStyle(document.body).fontSize") == "20px"
    assert barriers(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
