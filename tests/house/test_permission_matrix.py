"""Every address stands in ``permission_matrix`` and answers there as the table says."""

import logging
from collections.abc import Iterator
from copy import deepcopy
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from gonghui.kernel.lib import scoping
from tests.house import (
    contests_rows,
    homes_rows,
    judging_rows,
    learning_rows,
    permission_matrix,
    stewardship_rows,
    ways_rows,
)
from tests.house.permission_matrix import EXCLUDED, LOGIN, Row, World

MATRIX = (
    permission_matrix.MATRIX
    | judging_rows.ROWS
    | homes_rows.ROWS
    | contests_rows.ROWS
    | learning_rows.ROWS
    | stewardship_rows.ROWS
    | ways_rows.ROWS
)
COLUMNS = ("nobody", "wrong union", "lower level", "right role")
HOW = "read the head of tests/house/permission_matrix.py; answers are " + ", ".join(COLUMNS)


def addresses(resolver=None, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple]:
    """Address and full name of every URL pattern, without the excluded ones."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if any(path.startswith(prefix) for prefix in EXCLUDED):
            continue
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern, path, inner)
        else:
            yield path, ":".join((*spaces, pattern.name)) if pattern.name else ""


def ask(client: Client, url: str, row: Row, world: World) -> int | str:
    """The answer, with everything undone that the request wrote."""
    with transaction.atomic():
        data = row.data(world) if callable(row.data) else row.data
        response = getattr(client, row.method)(url, row.query if row.method == "get" else data)
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    return LOGIN if _is_login(response) else response.status_code


def _is_login(response: HttpResponse) -> bool:
    return response.status_code == 302 and response.url.startswith(
        f"{reverse('access:login')}?next="
    )


class Visitors:
    """One browser per account, signed in once."""

    def __init__(self) -> None:
        self._cookies: dict[int | None, SimpleCookie] = {}

    def of(self, user) -> Client:
        """The browser of ``user`` with the cookies of the sign-in; None has one too."""
        client = Client(raise_request_exception=False)
        key = user.pk if user else None
        if key not in self._cookies:
            if user:
                client.force_login(user)
            self._cookies[key] = client.cookies
        client.cookies = deepcopy(self._cookies[key])
        return client


def answers(world: World, visitors: Visitors, name: str, row: Row) -> tuple:
    """What the four visitors get."""
    with scoping.everything("permission matrix"):
        url = reverse(name, kwargs=row.kwargs(world))
    return tuple(ask(visitors.of(user), url, row, world) for user in world.actors(row.role))


@pytest.fixture
def world(db) -> Iterator[World]:
    """Built once for the whole table; refusals are what is wanted and need no log."""
    logging.disable(logging.ERROR)
    world = World()
    yield world
    world.close()
    logging.disable(logging.NOTSET)


def test_every_address_has_a_name():
    assert [path for path, name in addresses() if not name] == []


def test_every_address_stands_in_the_matrix(world):
    visitors, missing = Visitors(), []
    for path, name in addresses():
        if name and name not in MATRIX:
            guess = _guess(world, visitors, path, name)
            missing.append(f'    "{name}": Row({guess}),  # {path}')
    if missing:
        pytest.fail(f"add to MATRIX, after checking ({HOW}):\n" + "\n".join(missing), pytrace=False)


def _guess(world: World, visitors: Visitors, path: str, name: str) -> str:
    """What the address answers now, for a line that can be copied; dots where it needs arguments."""
    if "<" in path:
        return "(LOGIN, ..., ..., ...), kwargs=lambda world: {...}"
    found = answers(world, visitors, name, Row((0, 0, 0, 0)))
    return f"({', '.join('LOGIN' if one == LOGIN else str(one) for one in found)})"


def test_the_matrix_names_only_addresses_that_exist():
    assert sorted(set(MATRIX) - {name for _path, name in addresses()}) == []


def test_every_address_answers_as_the_matrix_says(world):
    visitors, wrong = Visitors(), []
    known = {name for _path, name in addresses()}
    for name in MATRIX:
        if name not in known:
            continue
        row = MATRIX[name]
        found = answers(world, visitors, name, row)
        wrong += [
            f"{name} ({row.method}, {row.role}): {who} should get {expected}, got {got}"
            for who, expected, got in zip(COLUMNS, row.answers, found, strict=True)
            if expected != got
        ]
    if wrong:
        pytest.fail(f"{HOW}:\n" + "\n".join(wrong), pytrace=False)
