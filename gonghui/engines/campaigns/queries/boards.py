"""How far every union is: invited, places, drafts, handed in, returned, recommended."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Sum
from django.utils import timezone

from gonghui.engines.campaigns.enums import OVER
from gonghui.engines.campaigns.models import Campaign, Entry, Quota
from gonghui.engines.campaigns.queries.opening import invited_unions
from gonghui.kernel.lib.paths import WIDTH
from gonghui.kernel.unions.api import Union

COLUMNS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("drafts", "草稿", ("draft",)),
    ("returned", "退回修改", ("returned",)),
    ("submitted", "已提交", ("unit_review", "unit_publicity")),
    ("recommended", "已推荐", ("recommended", "level_review", "eligible", "ranked", "reserve")),
    ("honoured", "拟表彰", ("proposed", "publicity", "objection", "approved", "awarded")),
    ("out", "未通过", ("rejected", "not_selected", "withdrawn")),
)
"""Key, heading, and the states of an entry that a column counts."""
COLUMN_OF = {state: key for key, _label, states in COLUMNS for state in states}


@dataclass
class BoardRow:
    """One union with its numbers."""

    union: Union
    places: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> list[int]:
        """The numbers in the order of the columns."""
        return [self.counts[key] for key, _label, _states in COLUMNS]

    @property
    def is_silent(self) -> bool:
        """Whether nobody there began."""
        return not self.counts


@dataclass(frozen=True)
class Board:
    """The whole campaign by union."""

    rows: tuple[BoardRow, ...]
    headings: tuple[str, ...] = tuple(label for _key, label, _states in COLUMNS)

    @property
    def stirring(self) -> list[BoardRow]:
        """Unions that began, or that have places."""
        return [row for row in self.rows if row.places or not row.is_silent]

    @property
    def still(self) -> list[BoardRow]:
        """The others, whose names are enough."""
        return [row for row in self.rows if not row.places and row.is_silent]

    @property
    def silent(self) -> int:
        """How many have not begun: of those with places, where places are given out; else of all invited."""
        asked = [row for row in self.rows if row.places] or self.rows
        return sum(row.is_silent for row in asked)

    @property
    def places(self) -> int:
        """All places given."""
        return sum(row.places for row in self.rows)

    @property
    def totals(self) -> list[int]:
        """The columns added up."""
        return [sum(column) for column in zip(*(row.cells for row in self.rows), strict=True)]


def is_over(campaign: Campaign) -> bool:
    """Whether nobody can be nominated any more: the campaign has ended, or the time for it has."""
    is_late = campaign.closes_at is not None and campaign.closes_at <= timezone.now()
    return campaign.status in OVER or is_late


def board_of(campaign: Campaign) -> Board:
    """Entries by invited union; those of a union below count for the invited one above it."""
    rows = {union.path: BoardRow(union) for union in invited_unions(campaign)}
    entries = Entry.objects.filter(campaign=campaign).values_list("union__path", "case__state_id")
    for path, state, number in entries.annotate(n=Count("pk")):
        row = _row(rows, path)
        if row is not None:
            row.counts[COLUMN_OF.get(state, "drafts")] += number
    quotas = Quota.objects.filter(campaign=campaign).values_list("union__path")
    for path, places in quotas.annotate(n=Sum("places")):
        row = _row(rows, path)
        if row is not None:
            row.places += places
    return Board(tuple(rows[path] for path in sorted(rows)))


def rehearsed_entries(campaign: Campaign) -> list[Entry]:
    """The invented entries of a dry run, which the list of entries leaves out."""
    rows = Entry.objects.filter(campaign=campaign, case__isnull=False)
    return list(rows.select_related("category", "union", "case__table_version").order_by("pk"))


def _row(rows: dict[str, BoardRow], path: str) -> BoardRow | None:
    """The row of the union itself or of the nearest invited one above; made for one that stands alone."""
    for end in range(len(path), 0, -WIDTH):
        if path[:end] in rows:
            return rows[path[:end]]
    union = Union.objects.filter(path=path).first()
    return rows.setdefault(path, BoardRow(union)) if union else None
