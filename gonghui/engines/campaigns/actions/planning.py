"""A campaign as a draft: made from a plan, its basics changed, kept as a template, or dropped."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.drafts import MANAGE, draft
from gonghui.engines.campaigns.actions.rubrics import write_rubric
from gonghui.engines.campaigns.models import (
    Campaign,
    Category,
    CompositionRule,
    EligibilityRule,
    FormField,
    Programme,
    Series,
    Stage,
)
from gonghui.engines.campaigns.queries.plans import plan_of
from gonghui.engines.campaigns.rules.plans import Plan, SeriesPlan
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.unions.api import Union

BASICS = frozenset(
    {
        "title",
        "edition",
        "year",
        "honour_level",
        "host",
        "legal_basis",
        "document_no",
        "purpose",
        "opens_at",
        "closes_at",
    }
)


@action
def plan_campaign(
    *,
    actor: Any,
    union: Union,
    plan: Plan,
    year: int,
    title: str = "",
    edition: str = "",
    programme_key: str = "",
) -> Campaign:
    """Make a draft out of a plan, whatever the plan comes from.

    Side effects in order: the series if nobody has it, the campaign, its parts, standards of points
    that the organiser does not have yet, a trace.

    Args:
        actor: organises campaigns at ``union``.
        union: the organiser.
        plan: of a programme file, a saved template or an older campaign.
        year: of the edition.
        title: instead of that of the plan.
        edition: 第三届, for instance.
        programme_key: the shipped programme it comes from.

    Raises:
        Refused: the actor may not.
    """
    require(actor, MANAGE, union)
    campaign = lay_out(union, plan, year=year, title=title, edition=edition)
    campaign.programme_key = programme_key
    campaign.save(update_fields=["programme_key"])
    trace(
        "campaigns.campaign.planned",
        actor=actor,
        subject=campaign,
        union_id=union.pk,
        title=str(campaign),
        programme=programme_key,
    )
    return campaign


def lay_out(union: Union, plan: Plan, **basics: Any) -> Campaign:
    """The rows of a plan; for use inside actions. Empty ``basics`` are taken from the plan."""
    series = _series(plan.series) if plan.series else None
    chosen = {key: value for key, value in basics.items() if value not in ("", None)}
    campaign = Campaign.objects.create(
        **{
            "union": union,
            "series": series,
            "room": plan.room,
            "title": plan.title,
            "edition": plan.edition,
            "honour_level": plan.honour_level,
            "target": plan.target,
            "host": plan.host,
            "legal_basis": plan.legal_basis,
            "purpose": plan.purpose,
            "outcome": plan.outcome,
            "settings": plan.settings,
            **chosen,
        }
    )
    _stages(campaign, plan)
    _form(campaign, plan)
    _rules(campaign, plan)
    for rubric in plan.rubrics:
        write_rubric(union, rubric)
    return campaign


@action
def change_campaign(
    *, actor: Any, campaign: Campaign, expected_version: int | None = None, **changes: Any
) -> list[str]:
    """Change what stands in the head of a draft; traces the names of the fields.

    Raises:
        Refused: the actor may not.
        ValidationError: it was opened, a value does not fit, or somebody else changed it.
        ValueError: another field was named.
    """
    if set(changes) - BASICS:
        raise ValueError(f"not in the head of a campaign: {set(changes) - BASICS}")
    fresh = draft(actor, campaign)
    changed = edit(fresh, changes, expected_version=expected_version)
    trace(
        "campaigns.campaign.changed",
        actor=actor,
        subject=fresh,
        union_id=fresh.union_id,
        title=str(fresh),
        fields=changed,
    )
    return changed


@action
def save_programme(*, actor: Any, campaign: Campaign, name: str) -> Programme:
    """Keep the plan of a campaign as a template of its organiser; traces.

    Raises:
        Refused: the actor may not organise there.
        ValidationError: no name, or one that is taken.
    """
    require(actor, MANAGE, campaign.union)
    name = name.strip()
    if not name:
        raise ValidationError({"name": _("请给模板起个名字。")})
    if Programme.objects.filter(union=campaign.union, name=name).exists():
        raise ValidationError({"name": _("已有同名模板，请换一个名字。")})
    programme = Programme.objects.create(
        union=campaign.union, name=name, plan=plan_of(campaign).as_json()
    )
    trace(
        "campaigns.programme.saved",
        actor=actor,
        subject=programme,
        union_id=campaign.union_id,
        name=name,
    )
    return programme


@action
def drop_draft(*, actor: Any, campaign: Campaign) -> None:
    """Delete a draft that nobody outside the organiser has seen; traces its title.

    Raises:
        Refused: the actor may not.
        ValidationError: it was opened.
    """
    fresh = draft(actor, campaign)
    trace("campaigns.campaign.dropped", actor=actor, union_id=fresh.union_id, title=str(fresh))
    fresh.delete()


def _series(plan: SeriesPlan) -> Series:
    values = {
        name: getattr(plan, name)
        for name in (
            "name",
            "honour_level",
            "granting_body",
            "target",
            "counted_in",
            "valid_years",
            "review_years",
            "every_years",
        )
    }
    found, _made = Series.objects.get_or_create(key=plan.key, defaults=values)
    return found


def _stages(campaign: Campaign, plan: Plan) -> None:
    Stage.objects.bulk_create(
        Stage(
            campaign=campaign,
            position=position,
            kind=each.kind,
            label=each.label,
            settings=each.settings,
            days=each.days,
        )
        for position, each in enumerate(plan.stages, 1)
    )


def _form(campaign: Campaign, plan: Plan) -> None:
    Category.objects.bulk_create(
        Category(
            campaign=campaign,
            position=position,
            name=each.name,
            places=each.places,
            target=each.target,
            separate_list=each.separate_list,
        )
        for position, each in enumerate(plan.categories, 1)
    )
    FormField.objects.bulk_create(
        FormField(
            campaign=campaign,
            position=position,
            **{name: getattr(each, name) for name in each.__slots__},
        )
        for position, each in enumerate(plan.fields, 1)
    )


def _rules(campaign: Campaign, plan: Plan) -> None:
    categories = {row.name: row for row in campaign.categories.all()}
    CompositionRule.objects.bulk_create(
        CompositionRule(
            campaign=campaign,
            category=categories.get(each.category),
            **{name: getattr(each, name) for name in each.__slots__ if name != "category"},
        )
        for each in plan.composition
    )
    EligibilityRule.objects.bulk_create(
        EligibilityRule(campaign=campaign, **{name: getattr(each, name) for name in each.__slots__})
        for each in plan.eligibility
    )
