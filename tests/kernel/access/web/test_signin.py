"""Signing in and out in a browser without script."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gonghui.kernel.access.actions.accounts import reset_password
from gonghui.kernel.access.models import Session, User
from gonghui.kernel.access.queries import phone_hash
from gonghui.kernel.audit.models import Entry
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import PASSWORD, PostFactory, make_cadre, make_member, make_user

LOGIN = "/account/login/"
WRONG = "用户名、手机号或密码不正确"


def sign_in(client, username, password=PASSWORD, **more):
    """Send the form."""
    return client.post(LOGIN, {"username": username, "password": password, **more})


def test_sign_in_by_name_leads_cadres_to_the_desk(client, tree):
    make_cadre(tree.university, username="cadre")
    answer = sign_in(client, "cadre")
    home = client.get(answer.url)
    assert [answer.status_code, answer.url, home.url] == [302, "/account/home/", "/desk/"]


def test_sign_in_by_phone_leads_members_to_their_pages(client, tree, member_of):
    make_member(member_of(tree.branch), phone_hash=phone_hash("13900001234"))
    answer = sign_in(client, "139 0000 1234")
    assert [answer.status_code, client.get(answer.url).url] == [302, "/me/"]


def test_sign_in_leads_judges_to_their_place(client, tree, member_of):
    user = make_member(member_of(tree.branch))
    PostFactory(user=user, union=tree.federation, role="judge")
    client.force_login(user)
    assert client.get("/account/home/").url == "/expert/"


def test_home_of_an_account_without_post_and_person_is_its_account_page(client, db):
    client.force_login(make_user())
    assert client.get("/account/home/").url == "/account/"


@pytest.mark.parametrize(
    ("target", "landed"),
    [
        ("/desk/x/", "/desk/x/"),
        ("https://evil.example/", "/account/home/"),
        ("//evil", "/account/home/"),
    ],
)
def test_sign_in_returns_to_own_pages_only(client, db, target, landed):
    make_user(username="lisi")
    assert sign_in(client, "lisi", next=target).url == landed


def test_sign_in_fails_with_one_text_whatever_was_wrong(client, db):
    make_user(username="lisi")
    make_user(username="stopped", is_active=False)
    make_user(
        username="late",
        must_change_password=True,
        initial_until=timezone.now() - timedelta(hours=1),
    )
    texts = {
        (answer := sign_in(client, name, password)).status_code: answer.context["form"]
        .non_field_errors()
        .as_text()
        for name, password in [
            ("nobody", PASSWORD),
            ("lisi", "wrong"),
            ("stopped", PASSWORD),
            ("late", PASSWORD),
        ]
    }
    assert list(texts) == [422]
    assert texts[422].startswith(f"* {WRONG}")
    assert Session.objects.exclude(user=None).count() == 0


def test_sign_in_changes_the_session_and_is_logged(client, db):
    user = make_user(username="lisi")
    sign_in(client, "lisi")
    row = Session.objects.get()
    assert [row.user, row.ip, row.started_at] == [user, "127.0.0.1", row.seen_at]
    with scoping.everything("test"):
        entry = Entry.objects.get()
    assert [entry.key, entry.actor, entry.facts] == [
        "access.session.started",
        user,
        {"ip": "127.0.0.1"},
    ]


def test_sign_in_keeps_five_sessions_at_most(db):
    make_user(username="lisi")
    for _device in range(7):
        sign_in(Client(), "lisi")
    assert Session.objects.count() == 5


def test_sign_out_ends_the_session(client, db):
    make_user(username="lisi")
    sign_in(client, "lisi")
    answer = client.post("/account/logout/")
    assert [answer.url, Session.objects.count(), client.get("/account/").status_code] == [
        "/",
        0,
        302,
    ]


def test_sign_out_by_link_does_nothing(client, db):
    client.force_login(make_user())
    assert [client.get("/account/logout/").status_code, Session.objects.count()] == [405, 1]


@pytest.fixture
def throttled(settings):
    """Failures are counted, as outside the tests."""
    settings.AXES_ENABLED = True


@pytest.mark.usefixtures("throttled")
def test_sign_in_is_locked_after_five_failures_for_name_and_phone_together(client, db):
    make_user(username="lisi", phone_hash=phone_hash("13900001234"))
    typed = ["lisi", "13900001234", "lisi", "LISI", "13900001234"]
    codes = [sign_in(client, name, "wrong").status_code for name in typed]
    locked = sign_in(client, "lisi")
    assert [codes, locked.status_code] == [[422, 422, 422, 422, 429], 429]
    assert "请 15 分钟后再试" in locked.content.decode()


@pytest.mark.usefixtures("throttled")
def test_sign_in_lock_ends_by_itself_and_keeps_no_phone(client, db):
    from axes.models import AccessAttempt  # noqa: PLC0415 -- axes reads settings when imported

    make_user(username="lisi")
    for _turn in range(5):
        sign_in(client, "lisi", "wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    sign_in(client, "13911112222", "wrong")
    kept = str(list(AccessAttempt.objects.values()))
    assert [sign_in(client, "lisi").status_code, "13911112222" in kept] == [302, False]


@pytest.mark.usefixtures("throttled")
def test_sign_in_lock_of_one_address_leaves_others_alone(client, db):
    make_user(username="lisi")
    for _turn in range(5):
        sign_in(client, "lisi", "wrong")
    elsewhere = Client(REMOTE_ADDR="10.9.8.7")
    assert sign_in(elsewhere, "lisi").status_code == 302


def test_first_sign_in_leads_to_the_own_password_and_spends_the_initial_one(client, tree):
    user = make_cadre(tree.university, username="lisi")
    initial = reset_password(actor=SYSTEM, user=user)
    sign_in(client, "lisi", initial)
    assert [client.get(path).url for path in ("/desk/", "/account/")] == ["/account/password/"] * 2
    again = sign_in(Client(), "lisi", initial)
    assert WRONG in again.content.decode()
    page = client.get("/account/password/")
    assert [page.status_code, "current" in page.context["form"].fields] == [200, False]
    answer = client.post(
        "/account/password/", {"password": "moon-river-7", "repeated": "moon-river-7"}
    )
    assert [answer.url, client.get("/account/").status_code] == ["/account/home/", 200]
    assert User.objects.get(pk=user.pk).check_password("moon-river-7")


def test_first_sign_in_leads_htmx_with_the_whole_page(client, db):
    client.force_login(make_user(must_change_password=True))
    answer = client.get("/desk/", headers={"HX-Request": "true"})
    assert [answer.status_code, answer["HX-Redirect"]] == [204, "/account/password/"]


def test_htmx_of_a_visitor_whose_session_ended_leads_to_the_sign_in_page(client, db):
    answer = client.get("/desk/", headers={"HX-Request": "true"})
    assert [answer.status_code, answer["HX-Redirect"]] == [204, "/account/login/?next=/desk/"]


def test_first_sign_in_may_leave_without_a_password(client, db):
    client.force_login(make_user(must_change_password=True))
    assert client.post(reverse("access:logout")).url == "/"
