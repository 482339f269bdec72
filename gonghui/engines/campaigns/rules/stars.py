"""Stars from a rubric's result: lines of points and satisfaction, prerequisites, quotas (homes §3)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import Number, exact, shown

EXAMPLE = "五星级 94分 90% 10个"
LABEL = re.compile(r"[^\s\d:：，,]+")
TOKEN = re.compile(r"(\d+(?:\.\d+)?)\s*(分|%|％|个|名)?|\b([a-z][a-z0-9_]*)\b")
MEANS = {"分": 0, "%": 1, "％": 1, "个": 2, "名": 2}
"""What a number with this unit is: points, satisfaction, most; without a unit their order says it."""
LONGEST = 16


class Outcome(Protocol):
    """What a standard of points came to: an ``Evaluation``, or the total of a frozen sheet with vetoes."""

    @property
    def total(self) -> Fraction | None:
        """None while scores are missing."""

    @property
    def vetoes(self) -> Sequence[str]:
        """Veto items that apply."""


@dataclass(frozen=True)
class Scored:
    """The outcome of a frozen sheet."""

    total: Fraction | None
    vetoes: tuple[str, ...] = ()


@dataclass(frozen=True)
class StarLine:
    """What a star asks for.

    Args:
        star: 1 to 5, or any order of grades.
        label: its name.
        points: least total.
        satisfaction: least percent of satisfied members; None asks for none.
        prerequisites: codes of facts that must hold.
        most: how many applicants get it; None has no bound.
    """

    star: int
    label: str
    points: Number
    satisfaction: Number | None = None
    prerequisites: tuple[str, ...] = ()
    most: int | None = None


def read_lines(texts: Sequence[str]) -> list[StarLine]:
    """Star lines as a cadre writes them, for instance ``五星级 94分 90% 10个 legal``; the highest first.

    Points are needed; satisfaction, the most that get it, and codes of conditions may follow. Without
    units the numbers stand for these three in this order. The line with more points is the higher star.

    Raises:
        ValueError: a line without a name or points; a Chinese sentence.
    """
    found = sorted((_read(text) for text in texts), key=lambda line: exact(line.points))
    if len({exact(line.points) for line in found}) < len(found):
        raise ValueError(_("星级线的分数不能相同。"))
    return [
        StarLine(star, line.label, line.points, line.satisfaction, line.prerequisites, line.most)
        for star, line in enumerate(found, 1)
    ][::-1]


def _read(text: str) -> StarLine:
    """One line, its star still open."""
    label = LABEL.match(text.strip())
    slots: list[Decimal | None] = [None, None, None]
    codes = []
    for number, unit, code in TOKEN.findall(text[label.end() :] if label else ""):
        if code:
            codes.append(code)
            continue
        place = MEANS[unit] if unit else next((n for n, had in enumerate(slots) if had is None), 2)
        slots[place] = Decimal(number)
    points, satisfaction, most = slots
    if label is None or points is None or len(label[0]) > LONGEST:
        raise ValueError(
            _("星级线“%(text)s”应写成“%(example)s”。") % {"text": text, "example": EXAMPLE}
        )
    bound = None if most is None else int(most)
    return StarLine(0, label[0], points, satisfaction, tuple(codes), bound)


def quotas_of(lines: Sequence[StarLine]) -> dict[int, int]:
    """The most applicants of each star that is bounded, for ``with_quotas``."""
    return {line.star: line.most for line in lines if line.most is not None}


@dataclass(frozen=True)
class Facts:
    """What the register says of an applicant: prerequisites met by code, and their names."""

    met: Mapping[str, bool]
    labels: Mapping[str, str]


def obstacles(
    line: StarLine, result: Outcome, satisfaction: Number | None, facts: Facts
) -> list[str]:
    """Why a star is out of reach, as sentences; empty when it is reached."""
    found = []
    if result.vetoes:
        found.append(_("有一票否决事项"))
    if result.total is None:
        found.append(_("评分未完成"))
    elif result.total < exact(line.points):
        words = {"total": shown(result.total), "line": shown(line.points)}
        found.append(_("得分 %(total)s，低于 %(line)s") % words)
    if line.satisfaction is not None and (
        satisfaction is None or exact(satisfaction) < exact(line.satisfaction)
    ):
        words = {"line": shown(line.satisfaction)}
        words["rate"] = "—" if satisfaction is None else f"{shown(satisfaction, 1)}%"
        found.append(_("会员满意率 %(rate)s，低于 %(line)s%%") % words)
    unmet = [code for code in line.prerequisites if not facts.met.get(code)]
    return found + [
        _("不具备前提条件：%(label)s") % {"label": facts.labels.get(code, code)} for code in unmet
    ]


def highest_star(
    lines: Sequence[StarLine], result: Outcome, satisfaction: Number | None, facts: Facts
) -> StarLine | None:
    """The highest star that is reached, before quotas; None when none is."""
    reached = [line for line in lines if not obstacles(line, result, satisfaction, facts)]
    return max(reached, key=lambda line: line.star, default=None)


def with_quotas(
    lines: Sequence[StarLine], order: Sequence[tuple[str, int]], quotas: Mapping[int, int]
) -> dict[str, int]:
    """The star of every applicant when stars are limited: the better ranked keep it, others fall one.

    Args:
        lines: the stars there are.
        order: applicant and highest star reached (0: none), the best first; ties are decided before.
        quotas: most applicants per star; a star that is not named has no bound.

    Returns:
        Star by applicant, 0 where no star is left.
    """
    left = {line.star: quotas.get(line.star, len(order)) for line in lines}
    given = {}
    for applicant, reached in order:
        star = max((star for star in left if star <= reached and left[star]), default=0)
        if star:
            left[star] -= 1
        given[applicant] = star
    return given
