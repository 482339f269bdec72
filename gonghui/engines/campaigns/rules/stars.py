"""Stars from a rubric's result: lines of points and satisfaction, prerequisites, quotas (homes §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import Number, exact, shown
from gonghui.engines.campaigns.rules.rubrics import Evaluation


@dataclass(frozen=True)
class StarLine:
    """What a star asks for.

    Args:
        star: 1 to 5, or any order of grades.
        label: its name.
        points: least total.
        satisfaction: least percent of satisfied members; None asks for none.
        prerequisites: codes of facts that must hold.
    """

    star: int
    label: str
    points: Number
    satisfaction: Number | None = None
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What the register says of an applicant: prerequisites met by code, and their names."""

    met: Mapping[str, bool]
    labels: Mapping[str, str]


def obstacles(
    line: StarLine, result: Evaluation, satisfaction: Number | None, facts: Facts
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
    lines: Sequence[StarLine], result: Evaluation, satisfaction: Number | None, facts: Facts
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
