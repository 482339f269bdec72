"""Subjects of cases whose tables belong to a family, fetched in one go."""

from collections.abc import Sequence

from gonghui.engines.casework.models import Case
from gonghui.engines.casework.rules import FAMILIES, family_of


def preload_subjects(cases: Sequence[Case]) -> None:
    """Let the family of each table fetch its subjects, before they are asked for one by one."""
    parts: dict[str, list[Case]] = {}
    for case in cases:
        if family := family_of(case.table_key):
            parts.setdefault(family.key, []).append(case)
    for key, members in parts.items():
        if preload := FAMILIES.get(key).preload:
            preload(members)
