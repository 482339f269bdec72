"""The system check of shipped programmes: a slip in a file stops the start, not a union's form."""

import tomllib
from typing import Any

from django.core.checks import Error

from gonghui.engines.campaigns.rules.programmes import ShippedProgramme, programmes
from gonghui.engines.campaigns.rules.soundness import plan_problems


def check_programmes(**_kwargs: Any) -> list[Error]:
    """campaigns.E001 for everything that is wrong with a shipped programme."""
    return [
        Error(f"模板 {key}：{problem}", hint=str(each.path), id="campaigns.E001")
        for key, each in programmes
        for problem in faults_of(each)
    ]


def faults_of(programme: ShippedProgramme) -> list[str]:
    """What is wrong with a programme file, unreadable ones included."""
    try:
        programme.name  # noqa: B018 -- a file without a name has no card
        return plan_problems(programme.plan)
    except (OSError, tomllib.TOMLDecodeError, ValueError) as error:
        return [str(error)]
    except KeyError as missing:
        return [f"缺少 {missing}"]
