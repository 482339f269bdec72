"""The plan that the rows of a campaign make up, and the programmes a cadre may start from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from gonghui.engines.campaigns.models import Campaign, Programme, Rubric, Series, Stage
from gonghui.engines.campaigns.rules.archives import MARK
from gonghui.engines.campaigns.rules.plans import (
    CategoryPlan,
    CompositionPlan,
    EligibilityPlan,
    FieldPlan,
    Plan,
    RubricItemPlan,
    RubricPlan,
    SeriesPlan,
    StagePlan,
    read_plan,
)
from gonghui.engines.campaigns.rules.programmes import ShippedProgramme, programmes
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.kernel.access.api import unions_where

MANAGE = "campaigns.campaign:manage"
RECENT = 12


@dataclass(frozen=True)
class Starting:
    """One thing a campaign can be made from: a shipped programme, a saved one, an older campaign."""

    source: str
    name: str
    summary: str
    icon: str
    plan: Plan


def plan_of(campaign: Campaign) -> Plan:
    """The plan as the rows stand now; what is frozen stands in ``campaign.plan``."""
    stages = tuple(_stage(row) for row in campaign.stages.all())
    return Plan(
        title=campaign.title,
        edition=campaign.edition,
        honour_level=campaign.honour_level,
        target=campaign.target,
        host=campaign.host,
        legal_basis=campaign.legal_basis,
        purpose=campaign.purpose,
        room=campaign.room,
        outcome=campaign.outcome,
        settings=campaign.settings,
        series=_series(campaign.series) if campaign.series else None,
        stages=stages,
        categories=tuple(
            CategoryPlan(row.name, row.places, row.target, row.separate_list)
            for row in campaign.categories.all()
        ),
        fields=tuple(field_of(row) for row in campaign.form_fields.all()),
        composition=tuple(
            _composition(row) for row in campaign.composition_rules.select_related("category")
        ),
        eligibility=tuple(_eligibility(row) for row in campaign.eligibility_rules.all()),
        rubrics=tuple(rubric_plan(row) for row in rubrics_of(campaign.union_id, stages)),
    )


def frozen_plan(campaign: Campaign) -> Plan:
    """The plan as it was when the campaign opened; that of the rows while it is a draft."""
    return read_plan(campaign.plan) if campaign.plan else plan_of(campaign)


def rubrics_of(union_id: int, stages: Iterable[StagePlan | Stage]) -> list[Rubric]:
    """The newest version of every standard that the stages name, in their order."""
    named = [chosen(stage.kind, stage.settings).get("rubric") for stage in stages]
    keys = [key for key in dict.fromkeys(named) if key]
    if not keys:
        return []
    rows = Rubric.objects.filter(union_id=union_id, key__in=keys).prefetch_related("items")
    newest = {row.key: row for row in rows.order_by("version_no")}
    return [newest[key] for key in keys if key in newest]


def own_rubrics(union_id: int) -> list[Rubric]:
    """The newest version of every standard of a union, by name."""
    rows = Rubric.objects.filter(union_id=union_id).prefetch_related("items")
    newest = {row.key: row for row in rows.order_by("version_no")}
    return sorted(newest.values(), key=lambda row: row.name)


def starting_points(user: Any) -> list[Starting]:
    """Everything a cadre may begin with: shipped programmes first, then saved ones, then campaigns."""
    return [*shipped_points(), *_saved_points(user), *_older_points(user)]


def shipped_points() -> list[Starting]:
    """The programmes of the rooms, by name."""
    found = [_shipped(each) for _key, each in programmes]
    return sorted(found, key=lambda each: each.plan.honour_level, reverse=True)


def find_start(user: Any, source: str) -> Starting | None:
    """The starting point that ``source`` names (``programme:key``, ``saved:pk``, ``campaign:pk``)."""
    kind, _colon, key = source.partition(":")
    if kind == "programme" and key in programmes:
        return _shipped(programmes.get(key))
    if not key.isdigit():
        return None
    if kind == "saved":
        return next(iter(_saved_points(user, pk=int(key))), None)
    if kind == "campaign":
        return next(iter(_older_points(user, pk=int(key))), None)
    return None


def recorded_editions(user: Any) -> QuerySet[Campaign]:
    """Editions that were entered as lists of results where the account organises, with their ``awarded``."""
    rows = managed_campaigns(user).filter(form_fields__key=MARK)
    return rows.annotate(awarded=Count("awards", distinct=True)).order_by("-year", "-pk")


def managed_campaigns(user: Any) -> QuerySet[Campaign]:
    """The campaigns of the unions where the account organises campaigns."""
    return Campaign.objects.filter(union__in=unions_where(user, MANAGE)).select_related(
        "union", "series"
    )


def _shipped(each: ShippedProgramme) -> Starting:
    return Starting(f"programme:{each.key}", each.name, each.summary, each.icon, each.plan)


def _saved_points(user: Any, **wanted: Any) -> list[Starting]:
    rows = Programme.objects.filter(union__in=unions_where(user, MANAGE), **wanted)
    return [
        Starting(f"saved:{row.pk}", row.name, row.union.name, "bookmark-star", read_plan(row.plan))
        for row in rows.select_related("union").order_by("-pk")
    ]


def _older_points(user: Any, **wanted: Any) -> list[Starting]:
    rows = managed_campaigns(user).filter(is_rehearsal=False, **wanted)
    rows = rows.exclude(form_fields__key=MARK).order_by("-pk")[:RECENT]
    return [
        Starting(f"campaign:{row.pk}", str(row), f"{row.year}年", "clock-history", frozen_plan(row))
        for row in rows
    ]


def field_of(row: Any) -> FieldPlan:
    """The question as a value."""
    return FieldPlan(
        key=row.key,
        label=row.label,
        kind=row.kind,
        section=row.section,
        required=row.required,
        limit=row.limit,
        choices=list(row.choices),
        help=row.help,
        prefill=row.prefill,
        identifying=row.identifying,
    )


def _stage(row: Any) -> StagePlan:
    return StagePlan(
        kind=row.kind,
        label=row.label,
        settings=chosen(row.kind, row.settings),
        days=row.days,
        opens_at=_moment(row.opens_at),
        closes_at=_moment(row.closes_at),
    )


def _moment(value: Any) -> str:
    return timezone.localtime(value).isoformat(timespec="minutes") if value else ""


def _composition(row: Any) -> CompositionPlan:
    return CompositionPlan(
        flag=row.flag,
        label=row.label,
        category=row.category.name if row.category else "",
        minimum_percent=_percent(row.minimum_percent),
        maximum_percent=_percent(row.maximum_percent),
        scope=row.scope,
        threshold=row.threshold,
        severity=row.severity,
    )


def _percent(value: Any) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _eligibility(row: Any) -> EligibilityPlan:
    return EligibilityPlan(
        row.code,
        row.label,
        row.department,
        row.evidence,
        row.window_years,
        row.severity,
        row.fact,
    )


def _series(row: Series) -> SeriesPlan:
    return SeriesPlan(
        key=row.key,
        name=row.name,
        honour_level=row.honour_level,
        granting_body=row.granting_body,
        target=row.target,
        counted_in=row.counted_in,
        valid_years=row.valid_years,
        review_years=row.review_years,
        every_years=row.every_years,
    )


def rubric_plan(row: Rubric) -> RubricPlan:
    """The standard as a value."""
    return RubricPlan(
        row.key,
        row.name,
        tuple(_item(item) for item in row.items.all()),
        row.settings,
    )


def _item(row: Any) -> RubricItemPlan:
    return RubricItemPlan(
        code=row.code,
        text=row.text,
        full_score=f"{row.full_score.normalize():f}",
        chapter=row.chapter,
        rule=row.rule,
        steps=list(row.steps),
        evidence=row.evidence,
        scored_by=row.scored_by,
    )
