"""Navigation of the faces: every app hangs its own entries into it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gonghui.kernel.lib.policy import decide
from gonghui.kernel.lib.registry import Registry


@dataclass(frozen=True)
class MenuEntry:
    """One way into an app.

    ``icon`` is a name of bootstrap-icons. Without ``permission`` everybody of the face sees the entry;
    ``group`` is the heading it stands under on the workbench; ``count`` says how much waits there.
    """

    face: str
    key: str
    label: str
    url_name: str
    icon: str = "circle"
    order: int = 100
    permission: str = ""
    group: str = ""
    count: Callable[[Any], int] | None = None


@dataclass(frozen=True)
class Tool:
    """A sign in the top bar with a number on it: unread messages, running jobs."""

    key: str
    label: str
    url_name: str
    icon: str
    count: Callable[[Any], int]
    order: int = 100


entries: Registry[MenuEntry] = Registry("menu entry")
tools: Registry[Tool] = Registry("tool")


def register_menu(entry: MenuEntry) -> MenuEntry:
    """Hang ``entry`` into the navigation of its face."""
    return entries.register(f"{entry.face}.{entry.key}", entry)


def register_tool(tool: Tool) -> Tool:
    """Put ``tool`` into the top bar of every face with a signed-in account."""
    return tools.register(tool.key, tool)


def menu_of(face: str, user: Any) -> list[MenuEntry]:
    """The entries of ``face`` that ``user`` may enter, in order."""
    found = [
        entry
        for _key, entry in entries
        if entry.face == face and (not entry.permission or decide(user, entry.permission))
    ]
    return sorted(found, key=lambda entry: (entry.order, entry.key))


def tools_of(user: Any) -> list[tuple[Tool, int]]:
    """The signs of the top bar with what they count for ``user``."""
    found = sorted((tool for _key, tool in tools), key=lambda tool: tool.order)
    return [(tool, tool.count(user)) for tool in found]
