"""The door of the look: what faces, engines and rooms may use."""

from gonghui.kernel.ui.context import PageAction, page_context
from gonghui.kernel.ui.menu import MenuEntry, Tool, register_menu, register_tool

__all__ = [
    "MenuEntry",
    "PageAction",
    "Tool",
    "page_context",
    "register_menu",
    "register_tool",
]
