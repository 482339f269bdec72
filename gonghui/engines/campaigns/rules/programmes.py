"""Programmes: campaign templates shipped as TOML files (format: docs/programmes.md)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gonghui.engines.campaigns.enums import Level
from gonghui.engines.campaigns.rules.plans import Plan, read_plan
from gonghui.engines.campaigns.rules.stages import STAGES
from gonghui.kernel.lib.registry import Registry

LISTS = {
    "stage": "stages",
    "category": "categories",
    "field": "fields",
    "ratio": "composition",
    "condition": "eligibility",
    "rubric": "rubrics",
}
"""Tables of the file and the lists of the plan."""


@dataclass(frozen=True)
class ShippedProgramme:
    """A programme file; read when somebody looks at it."""

    key: str
    path: Path

    @cached_property
    def data(self) -> dict[str, Any]:
        """The file as it stands.

        Raises:
            tomllib.TOMLDecodeError: it is no TOML.
        """
        return tomllib.loads(self.path.read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        """What a cadre calls it."""
        return self.data["name"]

    @property
    def summary(self) -> str:
        """One sentence for the card."""
        return self.data.get("summary", "")

    @property
    def icon(self) -> str:
        """A name of bootstrap-icons."""
        return self.data.get("icon", "trophy")

    @cached_property
    def plan(self) -> Plan:
        """The plan of the file.

        Raises:
            ValueError: something in it is unknown or missing.
        """
        return plan_of_file(self.data)


programmes: Registry[ShippedProgramme] = Registry("programme")


def register_programme(path: Path | str) -> ShippedProgramme:
    """Ship the programme in ``path``; its key is the name of the file without the ending.

    Raises:
        ValueError: another file of that name is registered.
    """
    found = Path(path)
    return programmes.register(found.stem, ShippedProgramme(found.stem, found))


def plan_of_file(data: Mapping[str, Any]) -> Plan:
    """The plan that a programme file describes; levels are named there, numbered here.

    Raises:
        ValueError: something in it is unknown or missing.
    """
    values: dict[str, Any] = dict(data.get("campaign", {}))
    strange = sorted(set(data) - {"name", "summary", "icon", "campaign", "series", *LISTS})
    if strange:
        raise ValueError(f"unknown table {strange[0]!r}")
    for table, part in LISTS.items():
        values[part] = [dict(each) for each in data.get(table, ())]
    for stage in values["stages"]:
        if stage.get("kind") in STAGES:
            stage.setdefault("label", STAGES[stage["kind"]].label)
    if "series" in data:
        values["series"] = _levelled(data["series"])
    return read_plan(_levelled(values))


def _levelled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with ``honour_level`` by number."""
    name = values.get("honour_level")
    if not isinstance(name, str) or name.upper() not in Level.__members__:
        raise ValueError(f"honour_level is one of {', '.join(Level.__members__).lower()}")
    return {**values, "honour_level": Level[name.upper()].value}
