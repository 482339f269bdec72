"""Tree paths made of fixed-width digits, so that a subtree is one index range in any database.

Digits alone sort the same under every collation; separators and letters do not.
"""

from django.db.models import Q

WIDTH = 7
MAX_DEPTH = 12
PATH_LENGTH = WIDTH * MAX_DEPTH


def child_path(parent: str, node_id: int) -> str:
    """The path of ``node_id`` below ``parent`` (``""`` for a root).

    Raises:
        ValueError: the id needs more digits than a segment holds, or the tree is too deep.
    """
    segment = f"{node_id:0{WIDTH}d}"
    if len(segment) > WIDTH or len(parent) + WIDTH > PATH_LENGTH:
        raise ValueError(f"no room for node {node_id} below {parent!r}")
    return parent + segment


def ancestor_ids(path: str) -> list[int]:
    """Node ids from the root down to the node itself."""
    return [int(path[start : start + WIDTH]) for start in range(0, len(path), WIDTH)]


def upper_bound(path: str) -> str:
    """The smallest path that sorts after the whole subtree of ``path``."""
    return path[:-WIDTH] + f"{int(path[-WIDTH:]) + 1:0{WIDTH}d}"


def below(path: str, field: str = "path") -> Q:
    """Condition for ``path`` and everything below it; the empty path is the whole forest."""
    if not path:
        return Q()
    return Q(**{f"{field}__gte": path, f"{field}__lt": upper_bound(path)})


def is_below(path: str, top: str) -> bool:
    """Whether ``path`` is ``top`` or stands below it."""
    return path.startswith(top)
