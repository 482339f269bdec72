"""Grades of a list (等次): how many of each, for all groups or for one of them."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

GRADE = re.compile(r"(?:(?P<group>[^：:]+)[：:])?(?P<grade>.+?)\s*(?P<count>\d+)")


def grades_of_places(lines: Sequence[str], category: str) -> list[str]:
    """The grade of each place of a group: 一等奖 2, 二等奖 3 → two first, three second.

    Args:
        lines: as a cadre writes them; ``团队：一等奖 2`` holds for that group alone, and a group with
            lines of its own has no others.
        category: name of the group.
    """
    read = [found for text in lines if (found := GRADE.fullmatch(text.strip()))]
    own = [each for each in read if (each["group"] or "").strip() == category]
    places: list[str] = []
    for each in own or [each for each in read if not each["group"]]:
        places += [each["grade"].strip()] * int(each["count"])
    return places


def grade_at(places: Sequence[str], position: int) -> str:
    """The grade of a place, counted from 1; "" behind the last one."""
    return places[position - 1] if position <= len(places) else ""


def grade_problems(lines: Sequence[str], categories: Sequence[str]) -> list[str]:
    """Lines that cannot be read, or that name a group which does not exist."""
    found = []
    for text in lines:
        read = GRADE.fullmatch(text.strip())
        if read is None:
            found.append(_("等次“%(text)s”应写成“一等奖 10”。") % {"text": text})
        elif read["group"] and read["group"].strip() not in categories:
            words = {"text": text, "name": read["group"].strip()}
            found.append(_("等次“%(text)s”所指的组别“%(name)s”不存在。") % words)
    return found
