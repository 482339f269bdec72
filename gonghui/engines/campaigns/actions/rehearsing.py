"""The dry run: a copy of a draft that is opened at once and filled through the real actions."""

import random
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.drafts import draft
from gonghui.engines.campaigns.actions.entries import (
    change_entry,
    enter_candidate,
    move_entry,
    submit_entry,
)
from gonghui.engines.campaigns.actions.opening import open_campaign
from gonghui.engines.campaigns.actions.planning import lay_out
from gonghui.engines.campaigns.actions.recommending import accept, endorse, rank_entries
from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import Campaign, Category, Entry, Quota
from gonghui.engines.campaigns.queries.opening import invited_unions
from gonghui.engines.campaigns.queries.plans import plan_of
from gonghui.engines.campaigns.rules.plans import Plan
from gonghui.engines.campaigns.rules.rehearsing import (
    invented_answers,
    invented_name,
    rehearsal_plan,
)
from gonghui.engines.campaigns.rules.selfchecks import PREFILL, full_rows
from gonghui.engines.campaigns.rules.soundness import plan_problems
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM, action, trace

OPEN_DAYS = 30
ENTRIES = 12
"""Most invented entries of a dry run, so that it is made while the cadre waits."""
USUAL_SECONDS = 900


@action
def rehearse_campaign(*, actor: Any, campaign: Campaign, entries: int = ENTRIES) -> Campaign:
    """Copy a draft into a dry run and fill it with invented entries that reached the organiser.

    Stages that take a meeting or working days at the unit are left out. Nobody is told, no honour can
    be given (``queries.decisions``), nobody invented joins the registers.

    Side effects in order: the copy with its places, its opening, the entries with all their steps,
    a trace.

    Args:
        actor: organises the draft.
        campaign: the draft.
        entries: how many at most.

    Raises:
        Refused: the actor may not organise it.
        ValidationError: it was opened, nobody is invited, or its plan is not sound; one sentence each.
    """
    fresh = draft(actor, campaign)
    plan = plan_of(fresh)
    unions = list(invited_unions(fresh))
    problems = plan_problems(plan) or ([] if unions else [_("没有受邀的工会，请检查邀请范围。")])
    if problems:
        raise ValidationError(problems)
    copy = _copied(fresh, plan)
    copy = open_campaign(actor=actor, campaign=copy)
    _fill(copy, unions, entries)
    trace(
        "campaigns.campaign.rehearsed",
        actor=actor,
        subject=copy,
        union_id=copy.union_id,
        title=str(fresh),
        count=copy.entries.count(),
    )
    copy.refresh_from_db()
    return copy


def _copied(campaign: Campaign, plan: Plan) -> Campaign:
    quotas = list(Quota.objects.filter(campaign=campaign).select_related("category"))
    shared = {row.category.name for row in quotas} == {group.name for group in plan.categories}
    changed = rehearsal_plan(plan, with_quotas=shared)
    copy = lay_out(campaign.union, changed, year=campaign.year)
    copy.is_rehearsal = True
    copy.settings = {**copy.settings, "rehearses": campaign.pk}
    copy.save()
    closes_at = timezone.now() + timedelta(days=OPEN_DAYS)
    copy.stages.filter(kind=StageKind.NOMINATE).update(closes_at=closes_at)
    groups = {row.name: row for row in copy.categories.all()}
    Quota.objects.bulk_create(
        Quota(
            campaign=copy,
            category=groups[row.category.name],
            union_id=row.union_id,
            kind=row.kind,
            places=row.places,
        )
        for row in (quotas if shared else ())
    )
    return copy


def _fill(campaign: Campaign, unions: list[Any], most: int) -> None:
    """One entry after the other, spread over unions and groups as far as places allow."""
    chance = random.Random(campaign.pk)  # noqa: S311 -- invented answers, nothing is drawn
    plan = plan_of(campaign)
    given = {
        (row.category_id, row.union_id): row.places
        for row in Quota.objects.filter(campaign=campaign)
    }
    groups = list(campaign.categories.all())
    turns = [
        (group, union)
        for shift in range(len(groups))
        for place, union in enumerate(unions)
        for group in [groups[(place + shift) % len(groups)]]
        if not given or given.get((group.pk, union.pk))
    ]
    for number, (group, union) in enumerate(turns[:most], 1):
        entry = _entered(group, union, invented_name(chance, number), plan, chance)
        _bring_up(entry)


def _entered(group: Category, union: Any, name: str, plan: Plan, chance: random.Random) -> Entry:
    entry = enter_candidate(actor=SYSTEM, category=group, union=union, name=name)
    answers = invented_answers(plan.fields, chance)
    checks = [field.key for field in plan.fields if field.prefill == PREFILL]
    answers |= {key: full_rows(entry.answers.get(key)) for key in checks}
    return change_entry(actor=SYSTEM, entry=entry, answers=answers, seconds=USUAL_SECONDS)


def _bring_up(entry: Entry) -> None:
    """Hand in, and let the unit and every level agree until the organiser has it."""
    entry = submit_entry(actor=SYSTEM, entry=entry)
    if entry.case.state_id == "unit_review":
        entry = move_entry(actor=SYSTEM, entry=entry, transition="decide")
    while entry.case.state_id == "recommended":
        if entry.at_union_id == entry.campaign.union_id:
            entry = accept(actor=SYSTEM, entry=entry)
        else:
            # Alone there, but a level may have to give its order first.
            rank_entries(
                actor=SYSTEM, union=entry.at_union, category=entry.category, entries=[entry]
            )
            entry = endorse(
                actor=SYSTEM,
                entry=entry,
                opinion=_("试运行：同意推荐。"),
                signer=_("系统"),
                signed_on=dates.today(),
            )
