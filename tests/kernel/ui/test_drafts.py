"""Half-filled forms: kept sealed, handed back to their own account, forgotten in time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from gonghui.kernel.ui import actions
from gonghui.kernel.ui.models import FormDraft
from tests.factories.access import make_user

pytestmark = pytest.mark.django_db
URL = "/ui/draft/?key=founding.7"


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def desk(client, user):
    client.force_login(user)
    return client


def test_draft_comes_back_as_typed(desk):
    saved = desk.post(URL, {"name": "星光幼儿园工会", "tasks": ["w", "j"], "password": "secret"})

    assert saved.content.decode().startswith("草稿已保存 ")
    assert desk.get(URL).json() == {"name": ["星光幼儿园工会"], "tasks": ["w", "j"]}


def test_later_draft_replaces_the_earlier(desk, user):
    desk.post(URL, {"name": "甲"})
    desk.post(URL, {"name": "乙"})

    assert FormDraft.objects.filter(user=user).count() == 1
    assert desk.get(URL).json() == {"name": ["乙"]}


def test_draft_is_sealed_in_the_database(desk):
    desk.post(URL, {"illness": "secret illness"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM ui_formdraft")
        stored = bytes(cursor.fetchone()[0])

    assert stored.count(b"secret illness") == 0
    assert len(stored) > 40


def test_draft_of_somebody_else_is_not_found(desk, client):
    desk.post(URL, {"name": "甲"})
    client.force_login(make_user())

    assert client.get(URL).status_code == 404


def test_draft_that_is_too_long_is_told(desk, monkeypatch):
    monkeypatch.setattr(actions, "DRAFT_BYTES", 10)

    saved = desk.post(URL, {"name": "一二三四五六七八九十"})

    assert saved.content.decode() == "内容较长，草稿未保存，请尽快提交"
    assert FormDraft.objects.count() == 0


def test_draft_without_a_key_is_refused(desk):
    assert desk.post("/ui/draft/", {"name": "甲"}).status_code == 404


def test_draft_is_dropped(desk):
    desk.post(URL, {"name": "甲"})

    answer = desk.post("/ui/draft/drop/?key=founding.7&next=/me/")

    assert answer.headers["Location"] == "/me/"
    assert FormDraft.objects.count() == 0


def test_old_drafts_are_forgotten(user):
    for key, days in (("old", 31), ("young", 29)):
        actions.save_draft(actor=user, key=key, data={"a": ["b"]})
        FormDraft.objects.filter(key=key).update(saved_at=timezone.now() - timedelta(days=days))

    assert actions.drop_old_drafts() == 1
    assert list(FormDraft.objects.values_list("key", flat=True)) == ["young"]


@pytest.mark.urls("tests.sample_room.urls")
def test_form_offers_its_draft(desk, user):
    actions.save_draft(actor=user, key="sample.union", data={"name": ["甲"]})

    text = desk.get("/sample/form/").content.decode()

    assert text.count("data-draft-restore") == 1
