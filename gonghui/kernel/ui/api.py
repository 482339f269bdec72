"""The door of the look: what faces, engines and rooms may use."""

from gonghui.kernel.ui.actions import drop_draft, drop_old_drafts
from gonghui.kernel.ui.asking import add_refusal, ask, press
from gonghui.kernel.ui.context import PageAction, acting_post, page_context
from gonghui.kernel.ui.dashboards import draw as draw_dashboard
from gonghui.kernel.ui.dashboards import register_dashboard
from gonghui.kernel.ui.exporters import (
    exporter,
    import_address,
    register_exporter,
    register_importer,
)
from gonghui.kernel.ui.lists.columns import Column
from gonghui.kernel.ui.lists.filters import (
    ChoiceFilter,
    DateFilter,
    Filter,
    TextFilter,
    UnionFilter,
    YesNoFilter,
    unions_like,
)
from gonghui.kernel.ui.lists.table import BulkAction, EmptyState, Table
from gonghui.kernel.ui.lists.views import ListView
from gonghui.kernel.ui.menu import MenuEntry, Tool, register_menu, register_tool
from gonghui.kernel.ui.searchers import Found, register_searcher, search_everywhere

__all__ = [
    "BulkAction",
    "ChoiceFilter",
    "Column",
    "DateFilter",
    "EmptyState",
    "Filter",
    "Found",
    "ListView",
    "MenuEntry",
    "PageAction",
    "Table",
    "TextFilter",
    "Tool",
    "UnionFilter",
    "YesNoFilter",
    "acting_post",
    "add_refusal",
    "ask",
    "draw_dashboard",
    "drop_draft",
    "drop_old_drafts",
    "exporter",
    "import_address",
    "page_context",
    "press",
    "register_dashboard",
    "register_exporter",
    "register_importer",
    "register_menu",
    "register_searcher",
    "register_tool",
    "search_everywhere",
    "unions_like",
]
