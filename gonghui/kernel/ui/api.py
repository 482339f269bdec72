"""The door of the look: what faces, engines and rooms may use."""

from gonghui.kernel.ui.actions import drop_draft, drop_old_drafts
from gonghui.kernel.ui.asking import add_refusal, ask, press
from gonghui.kernel.ui.context import (
    PageAction,
    acting_post,
    acting_union,
    own_union_name,
    page_context,
)
from gonghui.kernel.ui.dashboards import draw as draw_dashboard
from gonghui.kernel.ui.dashboards import register_dashboard
from gonghui.kernel.ui.exporters import (
    exporter,
    import_address,
    register_exporter,
    register_importer,
)
from gonghui.kernel.ui.fields import (
    LinesField,
    MemberField,
    UnionField,
    UnionsField,
    count_field,
    day_field,
    long_field,
    union_named,
)
from gonghui.kernel.ui.lists.columns import Column, link_to
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
    "LinesField",
    "ListView",
    "MemberField",
    "MenuEntry",
    "PageAction",
    "Table",
    "TextFilter",
    "Tool",
    "UnionField",
    "UnionFilter",
    "UnionsField",
    "YesNoFilter",
    "acting_post",
    "acting_union",
    "add_refusal",
    "ask",
    "count_field",
    "day_field",
    "draw_dashboard",
    "drop_draft",
    "drop_old_drafts",
    "exporter",
    "import_address",
    "link_to",
    "long_field",
    "own_union_name",
    "page_context",
    "press",
    "register_dashboard",
    "register_exporter",
    "register_importer",
    "register_menu",
    "register_searcher",
    "register_tool",
    "search_everywhere",
    "union_named",
    "unions_like",
]
