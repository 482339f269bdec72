"""How every list is tested: one row or three, the same number of queries."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

REGION = {"HX-Request": "true", "HX-Target": "list"}
"""Asks for the list alone: the frame's queries change with every app that hangs a number into it."""


def count_queries(client, url) -> int:
    """How many queries a list takes, without the frame around it."""
    with CaptureQueriesContext(connection) as found:
        answer = client.get(url, headers=REGION)
    assert answer.status_code == 200, answer.status_code
    return len(found)


def assert_same_queries(client, url, make_row, *, queries=None):
    """The list at ``url`` takes as many queries for three rows as for one.

    Args:
        client: signed in, in the right post.
        url: of a list that shows what ``make_row`` makes.
        make_row: function of nothing that adds one row.
        queries: the literal count to hold, if the test wants to name it.
    """
    make_row()
    client.get(url)  # warms what is cached per process
    one = count_queries(client, url)
    make_row()
    make_row()
    three = count_queries(client, url)
    assert three == one
    assert queries is None or one == queries, f"{one} queries, expected {queries}"
