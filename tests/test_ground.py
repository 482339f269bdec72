"""The ground under the tests: no network, no scope in test bodies, the tests' own keys."""

import os
import socket

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.kernel.access.models import Unmasking
from gonghui.kernel.lib import scoping


@pytest.fixture
def rows_seen_by_fixture(db):
    return Unmasking.objects.count()


def test_fixture_sees_everything_and_body_sees_nothing(rows_seen_by_fixture):
    assert rows_seen_by_fixture == 0
    with pytest.raises(scoping.ScopeMissing):
        Unmasking.objects.count()


def test_all_scope_stays_open_for_the_body(db, all_scope):
    assert Unmasking.objects.count() == 0


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_network_beyond_this_machine_is_refused(host):
    with socket.socket() as client, pytest.raises(RuntimeError, match=r"127\.0\.0\.1"):
        client.connect((host, 80))


def test_network_on_this_machine_is_allowed():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())

        assert client.getpeername() == server.getsockname()


def test_key_ring_is_the_one_of_the_tests():
    assert settings.KEY_RING_FILE.name == "keys.json"
    assert settings.KEY_RING_FILE.parent.name == "tests"


def test_database_is_the_one_asked_for():
    wanted = "postgresql" if "GONGHUI_TEST_DATABASE" in os.environ else "sqlite"

    assert connection.vendor == wanted


def test_checks_pass_before_the_first_migration(monkeypatch, db):
    """``migrate`` runs every check on a database that has no tables yet."""
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda *_args, **_more: [])

    with CaptureQueriesContext(connection) as asked:
        assert run_checks(databases=["default"]) == []

    assert [query["sql"] for query in asked if " FROM " in query["sql"]] == []
