"""Panels on the first screens of the faces."""

from typing import Any

from django.http import HttpRequest

from gonghui.engines.campaigns.queries.calls import member_calls


def own_calls(_request: HttpRequest) -> dict[str, Any] | None:
    """The calls that a member may answer; None while there are none."""
    calls = member_calls()
    return {"calls": calls} if calls else None
