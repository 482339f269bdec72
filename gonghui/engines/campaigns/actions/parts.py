"""The parts of a draft (stages, groups, form, rules): add, change, move, remove, one way for all.

A part is known by the name of its list in the plan. Positions run 1, 2, 3 … without gaps.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.drafts import draft
from gonghui.engines.campaigns.models import (
    Campaign,
    Category,
    CompositionRule,
    EligibilityRule,
    FormField,
    Stage,
)
from gonghui.engines.campaigns.rules.settings import read_settings
from gonghui.engines.campaigns.rules.stages import STAGES
from gonghui.kernel.lib.actions import action, trace

MODELS: dict[str, type[models.Model]] = {
    "stages": Stage,
    "categories": Category,
    "fields": FormField,
    "composition": CompositionRule,
    "eligibility": EligibilityRule,
}
ORDERED = frozenset({"stages", "categories", "fields"})
LABELS = {
    "stages": "环节",
    "categories": "组别",
    "fields": "表单项目",
    "composition": "比例要求",
    "eligibility": "资格条件",
}
NAMED = {"fields": ("key", "item"), "eligibility": ("code", "rule")}
APART = 1_000
"""Positions are moved out of the way by this much before they are numbered anew."""


@action
def add_part(
    *, actor: Any, campaign: Campaign, part: str, values: dict[str, Any], at: int | None = None
) -> Any:
    """Add one part to a draft, at position ``at`` (last). Side effects: the row, later ones move, trace.

    A field or condition without a code gets one. A stage without label or settings gets those of its
    kind.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: it was opened, or a value does not fit.
        LookupError: there is no such part.
    """
    fresh = draft(actor, campaign)
    row = MODELS[part](campaign=fresh, **_filled(fresh, part, values))
    if part in ORDERED:
        count = _rows(fresh, part).count()
        position = min(max(at or count + 1, 1), count + 1)
        if position <= count:
            _make_room(fresh, part, position)
        row.position = position  # type: ignore[attr-defined]  # ordered parts have one
    row.full_clean()
    row.save()
    _trace("campaigns.part.added", actor, fresh, part, row)
    return row


@action
def change_part(*, actor: Any, part: str, row: Any, values: dict[str, Any]) -> Any:
    """Change a part of a draft; traces.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: it was opened, or a value does not fit.
    """
    fresh = draft(actor, row.campaign)
    row = _rows(fresh, part).get(pk=row.pk)
    for name, value in _checked(part, {"kind": getattr(row, "kind", ""), **values}).items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    _trace("campaigns.part.changed", actor, fresh, part, row)
    return row


@action
def move_part(*, actor: Any, part: str, row: Any, to: int) -> None:
    """Put a part at position ``to``, counted from 1; the others close up. Traces.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: it was opened.
    """
    fresh = draft(actor, row.campaign)
    rows = list(_rows(fresh, part).order_by("position"))
    moved = next(each for each in rows if each.pk == row.pk)
    rows.remove(moved)
    rows.insert(min(max(to, 1), len(rows) + 1) - 1, moved)
    _number(fresh, part, rows)
    _trace("campaigns.part.moved", actor, fresh, part, moved)


@action
def remove_part(*, actor: Any, part: str, row: Any) -> None:
    """Take a part out of a draft; the others close up. Traces its name.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: it was opened.
    """
    fresh = draft(actor, row.campaign)
    row = _rows(fresh, part).get(pk=row.pk)
    _trace("campaigns.part.removed", actor, fresh, part, row)
    row.delete()
    if part in ORDERED:
        _number(fresh, part, list(_rows(fresh, part).order_by("position")))


def _rows(campaign: Campaign, part: str) -> models.QuerySet[Any]:
    return MODELS[part]._default_manager.filter(campaign=campaign)


def _filled(campaign: Campaign, part: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values with a code of their own where the cadre gave none."""
    values = _checked(part, values)
    if part in NAMED:
        name, stem = NAMED[part]
        if not values.get(name):
            taken = set(_rows(campaign, part).values_list(name, flat=True))
            free = (f"{stem}{number}" for number in range(1, len(taken) + 2))
            values[name] = next(code for code in free if code not in taken)
    if part == "stages" and not values.get("label"):
        values["label"] = _free_label(campaign, STAGES[values["kind"]].label)
    return values


def _free_label(campaign: Campaign, label: str) -> str:
    """The label, numbered when another stage is called so: 汇总排名, 汇总排名（2）."""
    taken = set(campaign.stages.values_list("label", flat=True))
    numbered = (f"{label}（{number}）" for number in range(2, len(taken) + 3))
    return next(name for name in (label, *numbered) if name not in taken)


def _checked(part: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a stage with settings that its kind knows; others as they are."""
    if part != "stages":
        return {name: value for name, value in values.items() if name != "kind" or part == "fields"}
    if values.get("kind") not in STAGES:
        raise ValidationError({"kind": _("请选择环节。")})
    try:
        settings = read_settings(STAGES[values["kind"]].settings, values.get("settings") or {})
    except ValueError as problem:
        raise ValidationError(str(problem)) from None
    return {**values, "settings": settings}


def _make_room(campaign: Campaign, part: str, position: int) -> None:
    """Move the parts from ``position`` on by one, without two ever sharing a place."""
    later = _rows(campaign, part).filter(position__gte=position)
    later.update(position=F("position") + APART)
    _rows(campaign, part).filter(position__gte=APART).update(position=F("position") - APART + 1)


def _number(campaign: Campaign, part: str, rows: list[Any]) -> None:
    """Number the rows 1, 2, 3 … in their order."""
    _rows(campaign, part).update(position=F("position") + APART)
    for position, row in enumerate(rows, 1):
        _rows(campaign, part).filter(pk=row.pk).update(position=position)


def _trace(key: str, actor: Any, campaign: Campaign, part: str, row: Any) -> None:
    facts = {"title": str(campaign), "what": LABELS[part], "name": getattr(row, "label", str(row))}
    trace(  # every key has its text in phrases.py
        key, actor=actor, subject=campaign, union_id=campaign.union_id, **facts
    )
