"""How rows move when two people turn out to be one: the usual hook, and those of this app."""

from typing import Any

from django.db import models

from gonghui.kernel.people.merging import MergeHook, register_merge_hook
from gonghui.kernel.people.models import Membership, Person


def register_moving(model: type[models.Model], field: str = "person") -> MergeHook:
    """The usual hook: rows of ``model`` simply point at the kept person from then on.

    Not for models in which one person may appear only once; these need a hook of their own.
    """

    def move(kept: Any, gone: Any) -> int:
        return model._base_manager.filter(**{field: gone}).update(**{field: kept})

    return register_merge_hook(f"{model._meta.label}.{field}", move)


def drop_spans(_kept: Person, gone: Person) -> int:
    """Spans are not moved: those of the kept person are derived from the events of both."""
    return Membership._base_manager.filter(person=gone).delete()[0]


def move_pointers(kept: Person, gone: Person) -> int:
    """Rows merged into ``gone`` earlier point at ``kept``, so that no chain grows."""
    return Person._base_manager.filter(merged_into=gone).update(merged_into=kept)
