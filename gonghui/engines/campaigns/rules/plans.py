"""The plan of a campaign: stages, groups, form, rules and standards as one value with a digest.

A programme file, a saved template, the rows of a draft and the plan frozen at opening are all this
value; JSON is its only stored form. Reading refuses what it does not know, so that a slip in a file is
found when the program starts and not when a union fills in the form.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

from django.utils.translation import gettext as _

FORMAT = 1
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """The series that the campaign is an edition of."""

    key: str
    name: str
    honour_level: int
    granting_body: str
    target: str
    counted_in: str = "个"
    valid_years: int | None = None
    review_years: int | None = None
    every_years: int | None = None


@dataclass(frozen=True, slots=True)
class CategoryPlan:
    """A group with places of its own; an empty ``target`` is that of the campaign."""

    name: str
    places: int
    target: str = ""
    separate_list: bool = False


@dataclass(frozen=True, slots=True)
class StagePlan:
    """A building block. ``days`` is how long it usually takes; times are known once it is dated."""

    kind: str
    label: str
    settings: dict[str, Any] = field(default_factory=dict)
    days: int | None = None
    opens_at: str = ""
    closes_at: str = ""


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A question of the entry form."""

    key: str
    label: str
    kind: str
    section: str = ""
    required: bool = True
    limit: int | None = None
    choices: list[str] = field(default_factory=list)
    help: str = ""
    prefill: str = ""
    identifying: bool = False


@dataclass(frozen=True, slots=True)
class CompositionPlan:
    """A share that the list must keep; percentages as texts, an empty ``category`` is all groups."""

    flag: str
    label: str
    category: str = ""
    minimum_percent: str | None = None
    maximum_percent: str | None = None
    scope: str = "overall"
    threshold: int = 3
    severity: str = "block"


@dataclass(frozen=True, slots=True)
class EligibilityPlan:
    """A condition that is checked for every entry."""

    code: str
    label: str
    department: str = ""
    evidence: str = ""
    window_years: int | None = None
    severity: str = "block"
    fact: str = ""


@dataclass(frozen=True, slots=True)
class RubricItemPlan:
    """One line of a standard of points; ``full_score`` as a text."""

    code: str
    text: str
    full_score: str
    chapter: str = ""
    rule: str = "points"
    steps: list[Any] = field(default_factory=list)
    evidence: str = ""
    scored_by: str = "panel"


@dataclass(frozen=True, slots=True)
class RubricPlan:
    """A standard of points that stages name by its key."""

    key: str
    name: str
    items: tuple[RubricItemPlan, ...]
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a campaign is made of before anybody takes part."""

    title: str
    honour_level: int
    target: str
    stages: tuple[StagePlan, ...]
    categories: tuple[CategoryPlan, ...]
    fields: tuple[FieldPlan, ...] = ()
    composition: tuple[CompositionPlan, ...] = ()
    eligibility: tuple[EligibilityPlan, ...] = ()
    rubrics: tuple[RubricPlan, ...] = ()
    series: SeriesPlan | None = None
    edition: str = ""
    host: str = ""
    legal_basis: str = ""
    purpose: str = ""
    room: str = ""
    outcome: str = ""
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON."""
        return hashlib.sha256(canonical(self.as_json()).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Plain values; ``read_plan`` turns them back into an equal plan."""
        plain = json.loads(json.dumps(asdict(self)))
        return {"format": FORMAT, **plain}

    def stages_of(self, *kinds: str) -> tuple[StagePlan, ...]:
        """The stages of these kinds in their order."""
        return tuple(stage for stage in self.stages if stage.kind in kinds)


PARTS: dict[str, Any] = {
    "stages": StagePlan,
    "categories": CategoryPlan,
    "fields": FieldPlan,
    "composition": CompositionPlan,
    "eligibility": EligibilityPlan,
    "rubrics": RubricPlan,
}
"""The lists of a plan and what they hold."""


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same value is always the same text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read_plan(data: Mapping[str, Any]) -> Plan:
    """The plan that plain values describe.

    Raises:
        ValueError: a key is unknown or missing, or the format is newer; a Chinese sentence.
    """
    values = {key: value for key, value in data.items() if key not in ("format", "digest")}
    if data.get("format", FORMAT) != FORMAT:
        raise ValueError(_("方案格式版本 %(n)s 无法识别。") % {"n": data["format"]})
    for name, kind in PARTS.items():
        values[name] = tuple(_read(kind, each, name) for each in values.get(name, ()))
    if values.get("series"):
        values["series"] = _read(SeriesPlan, values["series"], "series")
    return _read(Plan, values, "plan")


def _read(kind: type[Part], values: Mapping[str, Any], where: str) -> Part:
    """One dataclass from plain values; unknown and missing keys are refused by name."""
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]  # every kind is a dataclass
    strange = sorted(set(values) - names)
    if strange:
        raise ValueError(
            _("%(where)s 中没有“%(key)s”这一项。") % {"where": where, "key": strange[0]}
        )
    if kind is RubricPlan:
        items = tuple(_read(RubricItemPlan, each, "items") for each in values.get("items", ()))
        values = {**values, "items": items}
    try:
        return kind(**values)
    except TypeError:
        raise ValueError(_("%(where)s 缺少必填项。") % {"where": where}) from None
