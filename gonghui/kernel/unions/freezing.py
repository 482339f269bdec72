"""What a snapshot keeps of a union beyond the union's own fields: declared by the apps that know it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from gonghui.kernel.lib.registry import Registry

UnionFacts = Callable[[date], Mapping[int, Any]]

union_facts: Registry[UnionFacts] = Registry("snapshot fact")


def register_union_facts(key: str, function: UnionFacts) -> UnionFacts:
    """Keep ``function(day)[union id]``, JSON, as ``key`` in the frozen facts of every union."""
    return union_facts.register(key, function)
