"""补录往届评选: a campaign that is over, entered as one act with everything that it left.

Federations come with years of lists, score sheets and decisions on paper. What is written equals what
the single acts of then would have left (``tests/engines/campaigns/test_past.py`` walks one campaign both
ways and compares every row); nobody is told, no guard asks for today's deadlines or places.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.opening import freeze_plan
from gonghui.engines.campaigns.actions.past.desk import Desk
from gonghui.engines.campaigns.actions.past.entries import write_cases, write_entries, write_said
from gonghui.engines.campaigns.actions.past.lists import (
    write_decision,
    write_notice,
    write_slate,
)
from gonghui.engines.campaigns.actions.past.records import PastCampaign, noon
from gonghui.engines.campaigns.actions.past.scores import write_scores
from gonghui.engines.campaigns.actions.planning import lay_out
from gonghui.engines.campaigns.enums import CampaignStatus, StageKind, StageStatus
from gonghui.engines.campaigns.models import Campaign, Quota
from gonghui.engines.campaigns.queries.plans import plan_of
from gonghui.engines.campaigns.rules.past import OUTCOMES
from gonghui.engines.campaigns.rules.plans import Plan
from gonghui.engines.campaigns.rules.soundness import plan_problems
from gonghui.engines.campaigns.rules.walks import entry_table
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.unions.api import Union

MANAGE = "campaigns.campaign:manage"


@action
def record_campaign(
    *, actor: Any, union: Union, plan: Plan, year: int, record: PastCampaign
) -> Campaign:
    """Enter a finished campaign from its records.

    Side effects in order: the campaign with its frozen plan and all stages over, places, entries with
    answers, meetings, notices at the units, opinions and checks; panels, sheets, frozen results and
    ranks; slate, meeting and public notice; cases with their steps; the decision with its document,
    awards, certificates and the room's own records; one trace with the numbers. Documents,
    certificates and records of the room leave their own traces.

    Args:
        actor: organises campaigns at ``union`` and enters the records.
        union: organised it.
        plan: as it was called.
        year: of the edition.
        record: what the files say.

    Raises:
        Refused: the actor may not.
        ValidationError: the plan is not sound, days run backwards or lie ahead, a group or outcome is
            unknown, points do not fit, or nobody was honoured. Nothing is written.
    """
    require(actor, MANAGE, union)
    _check(plan, record)
    campaign = _lay_out(union, plan, year, record)
    desk = Desk(actor, campaign, record)
    _write_places(desk)
    write_entries(desk)
    write_said(desk)
    write_scores(desk)
    reserve = write_slate(desk)
    write_notice(desk)
    write_cases(desk, reserve, entry_table(campaign.plan, campaign.pk))
    awards = write_decision(desk)
    trace(
        "campaigns.campaign.recorded",
        actor=actor,
        subject=campaign,
        union_id=union.pk,
        title=str(campaign),
        digest=campaign.plan["digest"],
        count=len(desk.told),
        awards=len(awards),
    )
    return campaign


def _check(plan: Plan, record: PastCampaign) -> None:
    problems = plan_problems(plan)
    if record.diary.problems():
        problems.append(_("各环节的日期前后颠倒，请核对。"))
    if record.diary.archived_on > dates.today():
        problems.append(_("只能补录已经结束的评选，归档日期不能晚于今天。"))
    groups = {category.name for category in plan.categories}
    for each in record.entries:
        if each.category not in groups:
            problems.append(_("没有“%(group)s”这个组别。") % {"group": each.category})
        if each.outcome not in OUTCOMES:
            problems.append(_("不认识的结果“%(outcome)s”。") % {"outcome": each.outcome})
    if record.posting is None and plan.stages_of(StageKind.PUBLIC_NOTICE):
        problems.append(_("方案有公示环节，请补充公示记录。"))
    if record.meeting is None and plan.stages_of(StageKind.DELIBERATION):
        problems.append(_("方案有研究决定环节，请补充会议记录。"))
    if problems:
        raise ValidationError(list(dict.fromkeys(problems)))


def _lay_out(union: Union, plan: Plan, year: int, record: PastCampaign) -> Campaign:
    """The campaign as the archive holds it."""
    diary = record.diary
    campaign = lay_out(union, plan, year=year, title=record.title, edition=record.edition)
    nomination = campaign.stages.filter(kind=StageKind.NOMINATE)
    nomination.update(opens_at=noon(diary.opened_on), closes_at=noon(diary.entered_on))
    campaign.stages.update(status=StageStatus.DONE)
    campaign.programme_key = record.programme_key
    freeze_plan(campaign, plan_of(campaign), noon(diary.opened_on))
    campaign.closes_at = noon(diary.entered_on)
    campaign.status = CampaignStatus.ARCHIVED
    campaign.save()
    Campaign.objects.filter(pk=campaign.pk).update(
        created_at=noon(diary.opened_on), updated_at=noon(diary.archived_on)
    )
    return campaign


def _write_places(desk: Desk) -> None:
    rows = [
        Quota(
            campaign=desk.campaign,
            category=desk.categories[name],
            union_id=union_id,
            places=places,
        )
        for name, given in desk.record.places.items()
        for union_id, places in given.items()
    ]
    desk.keep(rows, desk.record.diary.opened_on)
