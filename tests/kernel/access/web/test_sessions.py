"""How long a session lasts, and how its holder ends it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gonghui.kernel.access import sessions
from gonghui.kernel.access.models import Session
from tests.factories.access import PASSWORD, make_cadre, make_user

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126 Safari/537.36"


def at(monkeypatch, **later):
    """Let the clock of sessions stand later."""
    moment = timezone.now() + timedelta(**later)
    monkeypatch.setattr(sessions, "_now", lambda: int(moment.timestamp()))


def age_of(client):
    """Seconds the session may idle."""
    return client.session.get_expiry_age()


def test_cadres_idle_half_an_hour_and_members_a_week(tree):
    ages = []
    for user in (make_cadre(tree.university), make_user()):
        client = Client()
        client.force_login(user)
        ages.append(age_of(client))
    assert ages == [30 * 60, 7 * 24 * 3600]


def test_idle_session_is_over(client, db):
    client.force_login(make_user())
    before = client.get("/account/").status_code
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert [before, client.get("/account/").status_code] == [200, 302]


def test_session_is_written_once_a_minute_at_most(
    client, db, monkeypatch, django_assert_num_queries
):
    client.force_login(make_user())
    client.get("/account/")
    seen = Session.objects.get().seen_at
    client.get("/account/")
    assert Session.objects.get().seen_at == seen
    at(monkeypatch, seconds=61)
    client.get("/account/")
    assert Session.objects.get().seen_at > seen


def test_cadres_sign_in_again_after_twelve_hours_however_busy(client, tree, monkeypatch):
    client.force_login(make_cadre(tree.university))
    at(monkeypatch, hours=12, minutes=1)
    answer = client.get("/account/")
    assert [answer.status_code, answer.url] == [302, "/account/login/?next=/account/"]
    assert Session.objects.filter(user__isnull=False).count() == 0


def test_members_stay_signed_in_after_twelve_hours(client, db, monkeypatch):
    client.force_login(make_user())
    at(monkeypatch, hours=12, minutes=1)
    assert client.get("/account/").status_code == 200


def test_account_page_names_devices_and_marks_this_one(db):
    user = make_user()
    here = Client(HTTP_USER_AGENT=CHROME)
    for client in (here, Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone) MicroMessenger/8.0")):
        client.post("/account/login/", {"username": user.username, "password": PASSWORD})
    devices = here.get("/account/").context["devices"]
    assert sorted((row.device, current) for row, _handle, current in devices) == [
        ("Chrome Windows", True),
        ("微信 iPhone", False),
    ]


def test_end_session_ends_the_own_device_and_no_other(db):
    user, other = make_user(), make_user()
    clients = [Client(), Client(), Client()]
    for client, account in zip(clients, (user, user, other), strict=True):
        client.force_login(account)
    keys = [client.session.session_key for client in clients]
    own = clients[0].post(f"/account/sessions/{sessions.handle_of(keys[1])}/end/")
    foreign = clients[0].post(f"/account/sessions/{sessions.handle_of(keys[2])}/end/")
    assert [own.status_code, foreign.status_code] == [302, 404]
    assert set(Session.objects.values_list("session_key", flat=True)) == {keys[0], keys[2]}


def test_changing_the_password_ends_all_other_sessions(db):
    user = make_user()
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(user)
    answer = here.post(
        "/account/password/",
        {"current": PASSWORD, "password": "moon-river-7", "repeated": "moon-river-7"},
    )
    codes = [client.get("/account/").status_code for client in (here, elsewhere)]
    assert [answer.url, codes] == ["/account/", [200, 302]]


@pytest.mark.parametrize(
    ("current", "password", "repeated", "field"),
    [
        ("wrong", "moon-river-7", "moon-river-7", "current"),
        (PASSWORD, "short", "short", "password"),
        (PASSWORD, "moon-river-7", "moon-river-8", "repeated"),
    ],
)
def test_changing_the_password_names_the_field_that_is_wrong(
    client, db, current, password, repeated, field
):
    user = make_user()
    client.force_login(user)
    answer = client.post(
        "/account/password/", {"current": current, "password": password, "repeated": repeated}
    )
    user.refresh_from_db()
    assert [answer.status_code, list(answer.context["form"].errors)] == [422, [field]]
    assert user.check_password(PASSWORD)


def test_large_text_is_kept_for_the_account_and_the_device(client, db):
    user = make_user()
    client.force_login(user)
    answer = client.post("/account/large-text/", {"large": "1", "next": "/account/"})
    user.refresh_from_db()
    assert [answer.url, answer.cookies["large_text"].value, user.large_text] == [
        "/account/",
        "1",
        True,
    ]


def test_large_text_of_guests_is_kept_on_the_device(client, db):
    answer = client.post("/account/large-text/", {"large": "0"})
    assert [answer.url, answer.cookies["large_text"].value] == ["/", "0"]
