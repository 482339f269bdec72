"""A figure re-adds to its rows; one that does not is found out."""

from datetime import date

import pytest

from gonghui.kernel.indicators.api import (
    Count,
    Distinct,
    Figure,
    Indicator,
    Part,
    Question,
    Reading,
    RowSet,
    Total,
    readds,
)
from gonghui.kernel.indicators.measures import Measure
from gonghui.kernel.indicators.models import DefinitionVersion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]
YEAR = Question(date(2025, 1, 1), date(2025, 12, 31))


def named(*units, edition=1):
    """Definitions kept on one day, each with a unit; anything with rows would do."""
    for place, unit in enumerate(units):
        facts = {"key": f"made.{place}", "edition": place + edition, "since": YEAR.start}
        DefinitionVersion.objects.create(name="数", definition="口径", unit=unit, **facts)


def rows(_question):
    return DefinitionVersion.objects.filter(key__startswith="made.")


def rows_of(unit):
    return lambda question: rows(question).filter(unit=unit)


def asked(measure: Measure) -> Figure:
    indicator = Indicator("made.up", "数", "个", "口径", measure, (), "indicators.figure:read")
    return Figure(indicator, YEAR, measure.read(YEAR))


class Generous(Count):
    """Says one more than there is."""

    def read(self, question: Question) -> Reading:
        """One too many."""
        return Reading(super().read(question).value + 1)


class GenerousPart(Distinct):
    """Says one more beside the figure."""

    def read(self, question: Question) -> Reading:
        """A part too large."""
        found = super().read(question)
        return Reading(found.value, (Part("记录", found.parts[0].value + 1, "条", "rows"),))


def test_figure_larger_than_its_rows_does_not_readd():
    named("个", "名")

    assert (readds(asked(Count(rows))), readds(asked(Generous(rows)))) == (True, False)


def test_part_larger_than_its_rows_does_not_readd():
    named("个", "名")

    assert readds(asked(GenerousPart(rows, "unit"))) is False


def test_distinct_counts_its_parts_distinctly_and_what_is_beside_by_rows():
    named("个", "名", "名")
    parts = (RowSet("people", "人", rows_of("名")), RowSet("none", "没有", rows_of("元")))
    beside = (RowSet("people-rows", "人次", rows_of("名")),)
    found = asked(Distinct(rows, "unit", "条数", parts, beside=beside))

    assert (found.value, [(part.label, part.value) for part in found.parts]) == (
        2,
        [("条数", 3), ("人", 1), ("人次", 2)],
    )


def test_total_is_added_row_by_row():
    named("个", "名", edition=4)
    found = asked(Total(rows, "edition"))

    assert (found.value, readds(found)) == (9, True)
