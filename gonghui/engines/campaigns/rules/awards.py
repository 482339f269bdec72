"""What an award allows after it was given, and runs of years (handbook contests §1, §11)."""

from collections.abc import Iterable
from datetime import date

from gonghui.engines.campaigns.enums import IN_FORCE, AwardEventKind, AwardStatus
from gonghui.kernel.lib.dates import FOREVER, months_after

RECTIFY_MONTHS = 3
"""How long rectification lasts unless somebody says otherwise (handbook contests §11)."""

FROM = {
    AwardEventKind.REVIEWED: IN_FORCE,
    AwardEventKind.RECTIFY: frozenset({AwardStatus.ACTIVE, AwardStatus.UNDER_REVIEW}),
    AwardEventKind.RECONFIRMED: IN_FORCE | {AwardStatus.EXPIRED},
    AwardEventKind.ENDED: IN_FORCE | {AwardStatus.EXPIRED},
    AwardEventKind.REVOKED: IN_FORCE | {AwardStatus.EXPIRED, AwardStatus.ENDED},
    AwardEventKind.PASSED_ON: IN_FORCE | {AwardStatus.EXPIRED},
}
"""In which states each event may happen."""


def status_on(day: date, status: str, valid_to: date) -> AwardStatus:
    """What an award is called on a day: from the end of its validity on 已到期, whether or not it was marked so.

    Args:
        day: on which somebody looks.
        status: as the register has it; ``expire_awards`` marks what is over only at night.
        valid_to: the first day on which it is no longer valid.
    """
    known = AwardStatus(status)
    return AwardStatus.EXPIRED if known in IN_FORCE and valid_to <= day else known


def is_prize(grade: str) -> bool:
    """Whether a grade is won (一等奖) and not a degree of a title (五星级)."""
    return grade.endswith("奖")


def called(title: str, grade: str) -> str:
    """Title and grade as one is called who has them: 教学竞赛一等奖, but 职工之家（五星级）."""
    if not grade:
        return title
    return f"{title}{grade}" if is_prize(grade) else f"{title}（{grade}）"


def years_after(day: date, years: int | None) -> date | None:
    """The same day ``years`` later; None where the series knows no such period."""
    return months_after(day, 12 * years) if years else None


def valid_until(granted_on: date, years: int | None) -> date:
    """The first day on which an award is no longer valid; FOREVER where it has no end."""
    return years_after(granted_on, years) or FOREVER


def runs_of(years: Iterable[int]) -> list[range]:
    """Stretches without a missing year, the earliest first; a year given twice counts once."""
    found: list[range] = []
    for year in sorted(set(years)):
        if found and found[-1].stop == year:
            found[-1] = range(found[-1].start, year + 1)
        else:
            found.append(range(year, year + 1))
    return found


def longest_run(years: Iterable[int]) -> range:
    """连续N年: the longest stretch without a missing year, the latest of equals; empty without years."""
    return max(runs_of(years), key=lambda run: (len(run), run.start), default=range(0))
