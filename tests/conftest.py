"""What every test stands on: a database, no network, no scope, the keys of the tests, few examples.

Fixtures set the scene and therefore run with everything in scope. Test bodies get no scope: they open
one themselves (``with scoping.active(...)``) or take a fixture that leaves one open.
"""

import gc
import ipaddress
import os
import socket

import pytest
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from gonghui.kernel.lib import scoping
from tests.rows import Standing

os.environ.pop("GONGHUI_KEY_RING", None)  # the tests bring their own ring, tests/keys.json
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver runs a loop in this thread

settings.register_profile(
    "house",
    max_examples=int(os.environ.get("GONGHUI_EXAMPLES", "25")),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("house")


def pytest_configure(config):
    """In the whole suite, list what is rendered."""
    if "GONGHUI_RENDERED" in os.environ:
        from tests.house.rendered import Rendered  # noqa: PLC0415 -- app registry must be ready

        config.pluginmanager.register(Rendered(os.environ["GONGHUI_RENDERED"]))


def pytest_collection_modifyitems(config, items):
    """Leave to the other pass what says nothing more in this one; the last line counts it."""
    on_postgresql = "GONGHUI_TEST_DATABASE" in os.environ
    foreign = _says_the_same_on_any_database if on_postgresql else _needs_postgresql
    left_out = [item for item in items if foreign(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not foreign(item)]


def _needs_postgresql(item) -> bool:
    return "postgresql" in item.keywords


def _says_the_same_on_any_database(item) -> bool:
    """Journeys and the whole province lie above the database; many rules need none."""
    if {"browser", "province"} & set(item.keywords):
        return True
    asked = {"db", "transactional_db", "django_db_setup"} & set(item.fixturenames)
    return not asked and item.get_closest_marker("django_db") is None


def pytest_collection_finish():
    """Do not search the program itself for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tables; a test with commits of its own leaves them as they stand now."""
    with django_db_blocker.unblock():
        standing = Standing()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: standing.restore())
        yield


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup():
    """Let fixtures see everything; a scope that a fixture leaves open stays open for the test."""
    before = scoping._active.get()
    during = scoping.Scope(everything=True, reason="fixture")
    scoping._active.set(during)
    try:
        return (yield)
    finally:
        if scoping._active.get() is during:
            scoping._active.set(before)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown():
    """Let fixtures clean up whatever they made, then forget every scope."""
    scoping._active.set(scoping.Scope(everything=True, reason="fixture"))
    try:
        return (yield)
    finally:
        scoping._active.set(None)


def _is_here(address) -> bool:
    """Whether a socket address stays on this machine."""
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = address[0]
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class NetworkUsed(RuntimeError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Refuse every connection that would leave this machine."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def guard(name):
        def connect(self, address):
            if not _is_here(address):
                raise NetworkUsed(f"a test called {address}; use a fake server on 127.0.0.1")
            return real[name](self, address)

        return connect

    with pytest.MonkeyPatch.context() as patch:
        for name in real:
            patch.setattr(socket.socket, name, guard(name))
        yield


@pytest.fixture
def all_scope():
    """Keeps everything in scope for the test's body; for tests that are not about who may see what."""
    with scoping.everything("test"):
        yield
