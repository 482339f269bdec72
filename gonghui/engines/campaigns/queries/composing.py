"""What the composer shows of a draft: every part in words, and the blocks that may be added."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from gonghui.engines.campaigns.enums import FormFieldKind, StageStatus
from gonghui.engines.campaigns.models import Campaign, Stage
from gonghui.engines.campaigns.queries.plans import own_rubrics
from gonghui.engines.campaigns.rules.progress import earlier_open
from gonghui.engines.campaigns.rules.settings import Setting
from gonghui.engines.campaigns.rules.stages import STAGES, StageType, chosen

TONES = {StageStatus.WAITING: "", StageStatus.RUNNING: "running", StageStatus.DONE: "good"}
LONG_TEXT = 120
CODE = re.compile(r"\b[a-z][a-z0-9_]*\b")


@dataclass(frozen=True)
class StageCard:
    """A stage as one card: what it is, and what was chosen."""

    row: Stage
    type: StageType
    chosen: tuple[tuple[str, str], ...]
    may_begin: bool = False

    @property
    def tone(self) -> str:
        """Colour of its status."""
        return TONES[StageStatus(self.row.status)]


def stage_cards(campaign: Campaign) -> list[StageCard]:
    """The stages in their order; those that could begin now are marked."""
    rows = list(campaign.stages.all())
    scored = any("rubric" in row.settings for row in rows)
    names = {row.key: row.name for row in own_rubrics(campaign.union_id)} if scored else {}
    if any(row.settings.get("star_lines") for row in rows):
        names |= dict(campaign.eligibility_rules.values_list("code", "label"))
    return [replace(card_of(row, names), may_begin=not earlier_open(rows, row)) for row in rows]


def card_of(row: Stage, rubrics: Mapping[str, str]) -> StageCard:
    """One stage with its settings in words, those left empty apart.

    Args:
        row: the stage.
        rubrics: names by key, of standards and of the conditions that star lines ask for.
    """
    kind = STAGES[row.kind]
    values = chosen(row.kind, row.settings)
    told = [
        (each.label, _named(each, text, rubrics))
        for each in _worth_telling(kind, values)
        for text in [each.shown(values[each.key])]
    ]
    if row.days:
        told.insert(0, ("历时", f"{row.days} 天"))
    return StageCard(row, kind, tuple((label, _cut(text)) for label, text in told if text))


def _named(setting: Setting, text: str, names: Mapping[str, str]) -> str:
    """What is chosen by a key, under its name."""
    if setting.key != "star_lines":
        return names.get(text, text)
    return CODE.sub(lambda found: names.get(found.group(), found.group()), text)


def _worth_telling(kind: StageType, values: dict[str, Any]) -> list[Setting]:
    """The settings that say something: what is switched off or nought is left out."""
    return [each for each in kind.settings if values[each.key] not in (False, 0, "0", None, "")]


def _cut(text: str) -> str:
    return text if len(text) <= LONG_TEXT else f"{text[:LONG_TEXT]}…"


def rubric_stages(campaign: Campaign) -> list[tuple[Stage, dict[str, Any]]]:
    """The stages that score by a standard, with their settings."""
    found = [(row, chosen(row.kind, row.settings)) for row in campaign.stages.all()]
    return [(row, settings) for row, settings in found if settings.get("rubric")]


def addable_stages(campaign: Campaign) -> list[tuple[StageType, int]]:
    """Kinds that the draft may still take, each with the position where it would stand."""
    rows = list(campaign.stages.all())
    present = {row.kind for row in rows}
    found = []
    for kind, each in STAGES.items():
        if each.once and kind in present:
            continue
        later = (n for n, row in enumerate(rows, 1) if STAGES[row.kind].band[0] > each.band[0])
        found.append((each, next(later, len(rows) + 1)))
    return found


def form_sections(campaign: Campaign) -> list[tuple[str, list[Any]]]:
    """The questions under their headings, in the order in which headings first appear."""
    found: dict[str, list[Any]] = {}
    for row in campaign.form_fields.all():
        found.setdefault(row.section, []).append(row)
    return list(found.items())


def note_of_field(row: Any) -> str:
    """What a question asks, in a few words."""
    limits = {
        FormFieldKind.TEXT: "{} 字以内",
        FormFieldKind.LONG: "{} 字以内",
        FormFieldKind.TABLE: "至多 {} 行",
        FormFieldKind.ATTACHMENT: "至多 {} 个",
    }
    parts = [row.get_kind_display()]
    if row.limit and row.kind in limits:
        parts.append(limits[FormFieldKind(row.kind)].format(row.limit))
    if row.choices:
        parts.append("、".join(row.choices[:4]) + ("…" if len(row.choices) > 4 else ""))
    if row.prefill:
        parts.append("自动带出")
    if row.identifying:
        parts.append("匿名评审时隐藏")
    return " · ".join(parts)
