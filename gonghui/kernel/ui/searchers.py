"""What the search box of the desk looks through: every app answers for its own records."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gonghui.kernel.lib.registry import Registry

FOUND_MOST = 10


@dataclass(frozen=True)
class Found:
    """Something that fits, and where it is."""

    label: str
    url: str
    note: str = ""


Searcher = Callable[[Any, str], list[Found]]


@dataclass(frozen=True)
class Section:
    """Where to look and what to call it."""

    label: str
    icon: str
    search: Searcher
    order: int


sections: Registry[Section] = Registry("searcher")


def register_searcher(key: str, label: str, search: Searcher, *, icon: str, order: int) -> Section:
    """Let ``search(user, text)`` answer the desk's search with at most FOUND_MOST records in scope."""
    return sections.register(key, Section(label, icon, search, order))


def search_everywhere(user: Any, text: str) -> list[tuple[Section, list[Found]]]:
    """What every section found; sections without a find are left out."""
    ordered = sorted((section for _key, section in sections), key=lambda item: item.order)
    found = [(section, section.search(user, text)[:FOUND_MOST]) for section in ordered]
    return [(section, items) for section, items in found if items]
