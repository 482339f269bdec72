"""The figures a cadre sees first."""

from gonghui.kernel.indicators.api import Figure, Question, figure, five_years_to, indicators
from gonghui.kernel.lib import dates
from gonghui.kernel.unions.api import Union, UnionKind

UPPER = (UnionKind.FEDERATION, UnionKind.INDUSTRIAL)
UPPER_FIGURES = (
    "organising.members",
    "organising.direct_unions",
    "organising.private_formation_rate",
    "organising.timely_terms",
)
OWN_FIGURES = (
    "organising.members",
    "organising.women_share",
    "organising.enrolment_rate",
    "organising.unions",
)


def key_figures(union: Union) -> list[Figure]:
    """The main figures below ``union`` as of today, as far as somebody declares them."""
    five = five_years_to(dates.today())
    question = Question(five.start, five.end, union.path)
    keys = UPPER_FIGURES if union.kind in UPPER else OWN_FIGURES
    return [figure(key, question) for key in keys if key in indicators]
