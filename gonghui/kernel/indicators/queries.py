"""Reading figures: which unions and which period a reader asks about, and what was meant when."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gonghui.kernel.indicators.measures import Question, walked
from gonghui.kernel.indicators.models import DefinitionVersion
from gonghui.kernel.indicators.registry import Figure, Indicator

READ_FIGURES = "indicators.figure:read"
CHUNK = 2000


def list_definitions(indicator: Indicator) -> QuerySet[DefinitionVersion]:
    """Every version of the definition that was in use here, the newest first."""
    return DefinitionVersion.objects.filter(key=indicator.key).order_by("-edition")


def iterate_cells(indicator: Indicator, rows: QuerySet) -> Iterator[list[Any]]:
    """The rows as lists of plain values, in the order of the indicator's columns."""
    for row in rows.iterator(chunk_size=CHUNK):
        yield [column.value(row) for column in indicator.columns]


def readds(figure: Figure) -> bool:
    """Whether the opened rows, walked one by one, give the figure and every part that names a row set."""
    measure, question = figure.indicator.measure, figure.question
    parts = [part for part in figure.parts if part.row_set]
    return measure.recount(question) == figure.value and all(
        walked(figure.indicator.row_set(part.row_set).ask(question), part.by) == part.value
        for part in parts
    )


def five_years_to(end: date) -> Question:
    """The usual question of a review: the five years that end on ``end``, both days included."""
    try:
        start = end.replace(year=end.year - 5)
    except ValueError:  # 29 February
        start = end.replace(year=end.year - 5, day=28)
    return Question(start=start, end=end)
