"""Panels on the first screens of the faces."""

from typing import Any

from django.http import HttpRequest

from gonghui.engines.campaigns.queries.calls import member_calls
from gonghui.engines.campaigns.queries.votes import member_votes


def own_calls(_request: HttpRequest) -> dict[str, Any] | None:
    """The calls that a member may answer; None while there are none."""
    calls = member_calls()
    return {"calls": calls} if calls else None


def own_votes(request: HttpRequest) -> dict[str, Any] | None:
    """The votes under way; None while there are none, or for an account of nobody."""
    votes = member_votes() if getattr(request.user, "person_id", None) else []
    return {"votes": votes} if votes else None
