"""The burden meter: how much a campaign asks of each unit, before it opens and afterwards (issue 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.forms import FieldRule
from gonghui.engines.campaigns.rules.numbers import Number, exact, median, rounded_up, shown, total

MINUTES: Mapping[str, Number] = {
    "text": Decimal("0.5"),
    "number": Decimal("0.5"),
    "day": Decimal("0.5"),
    "choice": Decimal("0.25"),
    "choices": Decimal("0.5"),
    "yes": Decimal("0.25"),
    "attachment": 4,
    "person": 1,
    "union": Decimal("0.5"),
}
"""Estimated minutes of one answer by kind of field: our own guess, to be mended by what is measured."""
PER_HUNDRED_CHARACTERS = 4
PER_ROW, USUAL_ROWS = 2, 5
USUAL_LENGTH = 500
LOOK_OVER = Decimal("0.1")  # minutes for an answer that is filled in already
STEP_MINUTES: Mapping[str, Number] = {
    "democratic": 90,
    "unit_publicity": 20,
    "recommend": 20,
    "opinions": 60,
}
"""Estimated minutes of a unit for a stage, once for all its entries."""


@dataclass(frozen=True)
class Burden:
    """What one unit is asked for.

    Args:
        fields: questions in the form.
        required: those that must be filled.
        prefilled: those that the union's records answer.
        entry_minutes: estimated minutes of one entry.
        stage_minutes: estimated minutes of the unit's stages.
        entries: how many entries the unit may put forward.
    """

    fields: int
    required: int
    prefilled: int
    entry_minutes: Fraction
    stage_minutes: Fraction
    entries: int

    @property
    def minutes(self) -> Fraction:
        """Estimated minutes of the unit in all."""
        return self.entry_minutes * self.entries + self.stage_minutes

    @property
    def sentence(self) -> str:
        """The meter in words."""
        words = {"fields": self.fields, "required": self.required, "prefilled": self.prefilled}
        words |= {"each": rounded_up(self.entry_minutes), "entries": self.entries}
        words["all"] = rounded_up(self.minutes)
        return (
            _(
                "每份申报 %(fields)s 项（必填 %(required)s 项，自动带出 %(prefilled)s 项），约 %(each)s 分钟；"
                "每个单位至多 %(entries)s 份，连同内部程序约 %(all)s 分钟。"
            )
            % words
        )


def field_minutes(field: FieldRule) -> Fraction:
    """Estimated minutes to answer one field by hand."""
    if field.kind == "long":
        return exact(field.limit or USUAL_LENGTH) * PER_HUNDRED_CHARACTERS / 100
    if field.kind == "table":
        return exact(min(field.limit or USUAL_ROWS, USUAL_ROWS)) * PER_ROW
    if field.kind == "attachment":
        return exact(field.limit or 1) * exact(MINUTES["attachment"])
    return exact(MINUTES[field.kind])


def burden(
    fields: Sequence[FieldRule],
    *,
    prefilled: frozenset[str] = frozenset(),
    stages: Sequence[str] = (),
    entries: int = 1,
) -> Burden:
    """What a campaign asks of one unit before it opens.

    Args:
        fields: the form.
        prefilled: keys that the union's records fill in.
        stages: kinds of stages that take place at the unit.
        entries: entries that the unit may put forward.
    """
    minutes = (
        exact(LOOK_OVER) if field.key in prefilled else field_minutes(field) for field in fields
    )
    return Burden(
        fields=len(fields),
        required=sum(field.required for field in fields),
        prefilled=sum(field.key in prefilled for field in fields),
        entry_minutes=total(minutes),
        stage_minutes=total(exact(STEP_MINUTES.get(kind, 0)) for kind in stages),
        entries=entries,
    )


@dataclass(frozen=True)
class ActualBurden:
    """What was measured: submitted entries and their median time in minutes (None of no entries)."""

    entries: int
    median: Fraction | None
    estimated: Fraction

    @property
    def sentence(self) -> str:
        """Measured beside estimated."""
        if self.median is None:
            return _("还没有填报用时的记录，无法统计实际用时。")
        words = {"n": self.entries, "median": shown(self.median, 1)}
        words["estimated"] = shown(self.estimated, 1)
        return _("%(n)s 份申报，填写用时中位数 %(median)s 分钟，预计 %(estimated)s 分钟。") % words


def actual_burden(expected: Burden, seconds: Sequence[int]) -> ActualBurden:
    """What entries really took, from seconds of active filling in per entry."""
    middle = median(seconds) / 60 if seconds else None
    return ActualBurden(len(seconds), middle, expected.entry_minutes)
