"""The panel on the first screen of leaders and supervisors."""

from typing import Any

from django.http import HttpRequest

from gonghui.rooms.stewardship.queries.desk import desk_of


def desk(request: HttpRequest) -> dict[str, Any] | None:
    """Own visits of the year, items that wait."""
    return desk_of(request.user)
