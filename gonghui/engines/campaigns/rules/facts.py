"""Conditions that records can answer: a name, what it says, and who answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gonghui.kernel.lib.registry import Registry


@dataclass(frozen=True)
class RecordAnswer:
    """Yes, no, or None where the records do not say; ``note`` tells from what."""

    passed: bool | None
    note: str = ""


@dataclass(frozen=True)
class RecordFact:
    """What a condition may be answered by: ``answer(entry)`` asks the records."""

    label: str
    answer: Callable[[Any], RecordAnswer]


record_facts: Registry[RecordFact] = Registry("fact of a condition")


def register_record_fact(key: str, label: str, answer: Callable[[Any], RecordAnswer]) -> None:
    """Let a condition of a plan name ``key`` as its ``fact``; ``answer(entry)`` reads the records."""
    record_facts.register(key, RecordFact(label, answer))
