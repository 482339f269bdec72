"""Contests in the permission matrix: labour contests where they are led, results where the register is kept."""

from typing import Any

from tests.factories.contests import make_labour
from tests.house.permission_matrix import LOGIN, Row, World


def labour(world: World) -> dict[str, Any]:
    """A labour contest that the university leads."""
    return {"pk": make_labour(world.university).pk, "verb": "milestone"}


ROWS: dict[str, Row] = {
    "contests:labour-list": Row((LOGIN, 200, 403, 200)),
    "contests:labour-create": Row((LOGIN, 200, 403, 200)),
    "contests:labour-act": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(labour)),
    "contests:result-list": Row((LOGIN, 200, 200, 200)),
    "contests:result-create": Row((LOGIN, 200, 403, 200)),
}
