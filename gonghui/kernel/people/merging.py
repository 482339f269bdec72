"""Hooks of every app that keeps something about people: how it moves when two rows are one person."""

from collections.abc import Callable
from typing import Any

from gonghui.kernel.lib.registry import Registry

MergeHook = Callable[[Any, Any], int]
"""``hook(kept, gone)`` moves what belongs to ``gone`` over to ``kept`` and says how many rows it moved."""

merge_hooks: Registry[MergeHook] = Registry("merge hook")


def register_merge_hook(key: str, function: MergeHook) -> MergeHook:
    """Declare a hook; ``key`` names what it moves, ``app.Model.field`` where it is one relation.

    Every relation to Person in the house needs one (a house check counts them).
    """
    return merge_hooks.register(key, function)
