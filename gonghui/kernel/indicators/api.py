"""The door of kernel.indicators: declare a figure, ask it, open it."""

from gonghui.kernel.indicators.forms import QuestionForm
from gonghui.kernel.indicators.measures import (
    Count,
    Distinct,
    Gain,
    Part,
    Question,
    RateGain,
    Ratio,
    Reading,
    RowSet,
    Total,
    percent,
)
from gonghui.kernel.indicators.queries import READ_FIGURES, five_years_to, readds
from gonghui.kernel.indicators.registry import (
    Figure,
    Indicator,
    RowColumn,
    figure,
    indicators,
    register,
)

__all__ = [
    "READ_FIGURES",
    "Count",
    "Distinct",
    "Figure",
    "Gain",
    "Indicator",
    "Part",
    "Question",
    "QuestionForm",
    "RateGain",
    "Ratio",
    "Reading",
    "RowColumn",
    "RowSet",
    "Total",
    "figure",
    "five_years_to",
    "indicators",
    "percent",
    "readds",
    "register",
]
