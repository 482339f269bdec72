"""A list, declared once: the view draws it, the export writes it, the job rebuilds it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from gonghui.kernel.ui import looks
from gonghui.kernel.ui.lists import paging
from gonghui.kernel.ui.lists.columns import Column
from gonghui.kernel.ui.lists.filters import Filter

SHORT = 10


@dataclass(frozen=True)
class EmptyState:
    """What a list says while it has no rows: what it is for, and the first thing to do."""

    title: str
    text: str = ""
    url_name: str = ""
    action: str = ""
    icon: str = "inbox"


@dataclass(frozen=True)
class BulkAction:
    """Something done to several rows at once, after a page that asks again.

    Attributes:
        key: name in the form.
        label: the button.
        run: function of ``actor``, ``rows`` (list of records) and ``data`` (cleaned data of the form,
            or an empty dict); calls actions and returns the sentence to show.
        permission: asked on the page; the action asks again for each record.
        confirm: the question, in one sentence.
        form: class of a form with what must be said once for all rows (a date, a reason).
        danger: drawn as something to think about.
    """

    key: str
    label: str
    run: Callable[..., str]
    permission: str = ""
    confirm: str = ""
    form: type | None = None
    icon: str = "check2-square"
    danger: bool = False


@dataclass(frozen=True)
class Heading:
    """A column's head as one page draws it."""

    column: Column
    direction: str
    sort: str

    @property
    def aria(self) -> str:
        """Value of ``aria-sort``."""
        return {"": "none", "up": "ascending", "down": "descending"}[self.direction]


@dataclass(frozen=True)
class Cell:
    """One value of one row."""

    column: Column
    text: str
    html: SafeString

    @property
    def css(self) -> str:
        """Classes: short words stay on one line, because Chinese would break anywhere."""
        short = "nowrap" if len(self.text) <= SHORT else ""
        return f"{self.column.css} {short}".strip()

    @property
    def drawn(self) -> str:
        """The whole cell; classes are ours, label and ``html`` are escaped already."""
        blank = "" if self.html else " is-blank"
        return f'<td class="{self.css}{blank}" data-label="{self.column.escaped}">{self.html}</td>'


@dataclass(frozen=True)
class Line:
    """One row as one page draws it."""

    row: Any
    head: Cell
    cells: list[Cell]

    @property
    def drawn(self) -> SafeString:
        """All cells: a template would take a third of the page's time for them."""
        head = f'<th scope="row" class="{self.head.css}">{self.head.html or looks.NONE}</th>'
        return mark_safe(head + "".join([cell.drawn for cell in self.cells]))  # noqa: S308 -- made of safe parts


@dataclass(frozen=True)
class BoundFilter:
    """A filter with what the address says."""

    filter: Filter
    value: Any
    typed: str = ""

    @property
    def told(self) -> str:
        """The value in words, empty when the filter is off."""
        return self.filter.told(self.value) if self.value else ""

    @property
    def context(self) -> dict[str, Any]:
        """What the filter's template needs."""
        return self.filter.context(self.value)


class Table:
    """A list of records. Subclasses declare; nobody overrides more than ``rows`` and ``search``.

    ``reads`` names the fields that the columns show, and a page loads no others: wide records take
    half of a page's time. Without it everything is loaded.

    Args:
        user: who looks; the active scope must be theirs.
        params: the address's parameters.
    """

    key = ""
    label = ""
    columns: Sequence[Column] = ()
    filters: Sequence[Filter] = ()
    default_sort: Sequence[str] = ()
    reads: Sequence[str] = ()
    search_fields: Sequence[str] = ()
    search_hint = ""
    bulk: Sequence[BulkAction] = ()
    empty = EmptyState("这里还没有内容")
    exchange = ""
    page_size = 50

    def __init__(self, user: Any, params: QueryDict | None = None) -> None:
        self.user = user
        self.params = params if params is not None else QueryDict()

    @classmethod
    def dotted(cls) -> str:
        """Where to find this class again, for jobs."""
        return f"{cls.__module__}.{cls.__qualname__}"

    @staticmethod
    def from_query(dotted: str, user: Any, query: str) -> "Table":
        """The same list in a background job.

        Raises:
            ImportError: the list is gone.
            TypeError: the name leads to something else.
        """
        found = import_string(dotted)
        if not (isinstance(found, type) and issubclass(found, Table)):
            raise TypeError(f"{dotted} is no list")
        return found(user, QueryDict(query))

    def rows(self) -> QuerySet:
        """All rows in the active scope, with what the columns need (``select_related``)."""
        raise ImproperlyConfigured(f"{type(self).__name__} does not say which rows it lists")

    def search(self, rows: QuerySet, text: str) -> QuerySet:
        """The rows that contain ``text`` in one of ``search_fields``."""
        wanted = Q()
        for name in self.search_fields:
            wanted |= Q(**{f"{name}__icontains": text})
        return rows.filter(wanted)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.params.get("q", "").strip()

    @property
    def searchable(self) -> bool:
        """Whether there is a search box."""
        return bool(self.search_fields) or type(self).search is not Table.search

    @cached_property
    def bound(self) -> list[BoundFilter]:
        """The filters with their values."""
        return [
            BoundFilter(item, item.read(self.params), self.params.get(item.key, ""))
            for item in self.filters
        ]

    @property
    def active(self) -> list[BoundFilter]:
        """The filters that narrow something."""
        return [item for item in self.bound if item.value]

    @property
    def narrowed(self) -> bool:
        """Whether somebody asked for less than the list shows by itself."""
        untouched = QueryDict()
        return bool(self.text) or any(
            item.value != item.filter.read(untouched) for item in self.active
        )

    @cached_property
    def columns_shown(self) -> list[Column]:
        """The chosen columns in their declared order; the first is always there."""
        chosen = set(self.params.getlist("col"))
        return [
            column
            for position, column in enumerate(self.columns)
            if position == 0 or (column.key in chosen if chosen else column.shown)
        ]

    @cached_property
    def sort(self) -> list[tuple[Column, bool]]:
        """Columns to sort by, each with whether downwards."""
        known = {column.key: column for column in self.columns if column.order}
        asked = [name for name in self.params.get("sort", "").split(",") if name]
        wanted = [name for name in asked if name.removeprefix("-") in known] or self.default_sort
        return [(known[name.removeprefix("-")], name.startswith("-")) for name in wanted]

    @property
    def ordering(self) -> list[str]:
        """Fields for ``order_by``, ending in the key so that pages never overlap."""
        fields = [
            f"-{name}" if down else name for column, down in self.sort for name in column.order
        ]
        return [*fields, "-pk" if fields and fields[0].startswith("-") else "pk"]

    def filtered(self) -> QuerySet:
        """The rows after filters and search, unsorted."""
        rows = self.rows()
        for item in self.active:
            rows = item.filter.apply(rows, item.value)
        return self.search(rows, self.text) if self.text and self.searchable else rows

    def queryset(self) -> QuerySet:
        """The rows as the view shows them."""
        return self.filtered().order_by(*self.ordering)

    @cached_property
    def total(self) -> paging.Total:
        """How many rows pass."""
        return paging.count(self.filtered(), exact=self.params.get("count") == "exact")

    @cached_property
    def page(self) -> paging.Page:
        """The rows of the asked page."""
        number = self.params.get("page", "1")
        wanted = int(number) if number.isdigit() else 1
        rows = self.queryset()
        rows = rows.only(*self.reads) if self.reads else rows
        return paging.page_of(rows, wanted, self.page_size, self.total)

    @property
    def headings(self) -> list[Heading]:
        """Heads of the shown columns with what a click sorts by next."""
        present = {column.key: down for column, down in self.sort}
        return [self._heading(column, present.get(column.key)) for column in self.columns_shown]

    def lines(self, rows: Sequence[Any] | None = None) -> list[Line]:
        """The rows drawn; those of the page unless others are given."""
        drawn = (
            (row, [self._cell(column, row) for column in self.columns_shown])
            for row in (self.page.rows if rows is None else rows)
        )
        return [Line(row, head, cells) for row, (head, *cells) in drawn]

    @staticmethod
    def _cell(column: Column, row: Any) -> Cell:
        text = column.text(row)
        return Cell(column, text, column.dress(row, text))

    @staticmethod
    def _heading(column: Column, down: bool | None) -> Heading:
        if not column.order:
            return Heading(column, "", "")
        direction = "" if down is None else "down" if down else "up"
        return Heading(column, direction, f"-{column.key}" if direction == "up" else column.key)
