"""Organisation prizes (优秀组织奖): to unions, by what they entered and what their people won (contests §3, §8).

The programme says how many, and what counts how much; there is no rule that holds everywhere.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.ranking import advancing

LINE = re.compile(r"(?P<label>\D+?)\s*(?P<points>\d+(?:\.\d+)?)\s*分?")
ENTERED, WON = "申报", "获奖"
"""What a line may count besides a grade: everything handed in, and every prize whatever its grade."""
EXAMPLE = "一等奖 3"


@dataclass(frozen=True)
class OrganiserRule:
    """How organisation prizes are given.

    Args:
        places: how many.
        points: label (申报, 获奖 or a grade) to points for each.
        all_at_cut: whether equals at the last place all get it, or none of them.
    """

    places: int
    points: Mapping[str, Decimal]
    all_at_cut: bool = True


@dataclass(frozen=True)
class Standing:
    """One union: what it has of each label, its points, its place, whether it gets the prize."""

    key: int
    counts: Mapping[str, int]
    points: Decimal
    place: int
    chosen: bool


def read_points(lines: Sequence[str]) -> dict[str, Decimal]:
    """What each label counts, from lines such as ``一等奖 3``.

    Raises:
        ValueError: a line cannot be read, or counts a label twice; a Chinese sentence.
    """
    found: dict[str, Decimal] = {}
    for text in lines:
        read = LINE.fullmatch(text.strip())
        if read is None:
            words = {"text": text, "example": EXAMPLE}
            raise ValueError(_("组织奖计分“%(text)s”应写成“%(example)s”。") % words)
        if read["label"] in found:
            raise ValueError(_("组织奖计分中“%(label)s”写了两次。") % {"label": read["label"]})
        found[read["label"]] = Decimal(read["points"])
    return found


def organiser_problems(
    settings: Mapping[str, Any], grades: Iterable[str], *, is_graded: bool
) -> list[str]:
    """What is wrong with the rule of a plan, as sentences.

    Args:
        settings: of the stage that makes the list.
        grades: that it gives.
        is_graded: whether it names them; stars and titles without grades count as 获奖 alone.
    """
    lines = settings["organiser_points"] or ()
    try:
        labels = set(read_points(lines))
    except ValueError as problem:
        return [str(problem)]
    if bool(settings["organiser_places"]) != bool(labels):
        return [_("组织奖的名额和计分须一并填写。")]
    strange = sorted(labels - {ENTERED, WON, *grades}) if is_graded else []
    return [_("组织奖计分所指的等次“%(label)s”不存在。") % {"label": each} for each in strange]


def standings(rule: OrganiserRule, counts: Mapping[int, Mapping[str, int]]) -> list[Standing]:
    """Every union with its place, the best first; nobody without points gets a prize.

    Equal points are told apart by prizes, then by what was entered; who is equal then shares a place
    (1-2-2-4).

    Args:
        rule: of the programme.
        counts: union to how many it has of each label.
    """
    worth = {
        key: (
            sum((rule.points.get(label, Decimal(0)) * n for label, n in had.items()), Decimal(0)),
            had.get(WON, 0),
            had.get(ENTERED, 0),
        )
        for key, had in counts.items()
    }
    order = sorted(worth, key=lambda key: (*(-each for each in worth[key]), key))
    places = {key: 1 + sum(worth[other] > worth[key] for other in order) for key in order}
    able = {str(key): places[key] for key in order if worth[key][0]}
    taken = advancing(able, rule.places, all_at_cut=rule.all_at_cut)
    return [
        Standing(key, counts[key], worth[key][0], places[key], str(key) in taken) for key in order
    ]
