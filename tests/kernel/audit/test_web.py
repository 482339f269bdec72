"""The log page: what an auditor may see, and how it is filtered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gonghui.kernel.audit.models import Entry
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import action, trace
from tests.factories.access import make_cadre
from tests.factories.unions import make_branch, make_direct_union, make_federation
from tests.lists import assert_same_queries


@action
def mark(actor, place, key="access.post.granted", **facts):
    """One entry about a union."""
    trace(key, actor=actor, subject=place, union_id=place.pk, **facts)


@pytest.fixture
def federation(db):
    """The federation; what founded it stays out of the log here."""
    return make_federation()


@pytest.fixture
def union(federation):
    """A university's union."""
    return make_direct_union(federation, "甲大学工会")


@pytest.fixture
def auditor(client, union):
    """A signed-in auditor of the university."""
    user = make_cadre(union, role="auditor", username="auditor", display_name="李审")
    client.force_login(user)
    return user


def keys(client, **query):
    """Keys on the page, newest first, without those of the scene."""
    rows = client.get("/log/", query).context["rows"]
    return [row.key for row in rows if not row.key.startswith("unions.")]


def test_entries_show_what_happened_below_my_unions_and_nothing_else(
    client, federation, union, auditor
):
    branch, other = make_branch(union), make_direct_union(federation, "乙大学工会")
    for place in (union, branch, other, federation):
        mark(auditor, place, union=place.name, role="经审", start="2026-01-01")
    page = client.get("/log/").content.decode()
    names = [name in page for name in (f"授予岗位：{branch.name}经审", "授予岗位：乙大学工会经审")]
    assert [len(keys(client)), names] == [2, [True, False]]


def test_entries_are_filtered_by_matter_actor_record_and_days(client, union, auditor):
    colleague = make_cadre(union, username="other")
    branch = make_branch(union)
    mark(auditor, union, "access.post.granted")
    mark(colleague, branch, "access.post.ended")
    granted, ended = "access.post.granted", "access.post.ended"
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    asked = [
        {"key": "授予岗位"},
        {"key": "access.post"},
        {"actor": "other"},
        {"actor": "李审"},
        {"subject": f"工会 {branch.pk}"},
        {"subject": "工会"},
        {"since": timezone.localdate().isoformat()},
        {"since": tomorrow},
        {"until": timezone.localdate().isoformat()},
    ]
    assert [keys(client, **query) for query in asked] == [
        [granted],
        [ended, granted],
        [ended],
        [granted],
        [ended],
        [ended, granted],
        [ended, granted],
        [],
        [ended, granted],
    ]


def test_entries_page_back_by_number(client, union, auditor, monkeypatch):
    monkeypatch.setattr("gonghui.kernel.audit.web.PAGE_SIZE", 2)
    for _turn in range(3):
        mark(auditor, union)
    with scoping.everything("test"):
        last = Entry.objects.order_by("-pk").first().pk
    first, second = client.get("/log/"), client.get("/log/", {"before": last - 1})
    assert [page.context["rows"][0].pk for page in (first, second)] == [
        last,
        last - 2,
    ]
    assert first.context["more"] is True


def test_entries_cost_the_same_for_one_and_three(client, union, auditor):
    assert_same_queries(client, "/log/?key=access.", lambda: mark(auditor, union))


def test_entries_say_what_is_wrong_with_the_question(client, auditor):
    page = client.get("/log/", {"subject": "公会 12"})
    assert page.status_code == 422
    assert "对象写作“类别 编号”" in page.content.decode()


def test_entries_are_refused_to_readers(client, union):
    client.force_login(make_cadre(union, role="reader"))
    assert client.get("/log/").status_code == 403
