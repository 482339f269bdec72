"""Qualification and outside opinions: what an officer found, what departments answered."""

from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.entries import locked, move_entry
from gonghui.engines.campaigns.actions.papers import PURPOSE
from gonghui.engines.campaigns.models import (
    Campaign,
    EligibilityRule,
    Entry,
    Finding,
    OutsideOpinion,
)
from gonghui.engines.campaigns.rules.facts import record_facts
from gonghui.engines.campaigns.rules.walks import MANAGE
from gonghui.engines.casework.api import Case, take_steps
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require

CHECKED = ("level_review", "eligible", "ranked", "reserve", "proposed")
"""States in which an entry is checked."""
BY_RECORDS = "台账："
ANSWERS = ("agree", "object", "none")


@action
def record_finding(
    *, actor: Any, entry: Entry, rule: EligibilityRule, passed: bool, note: str = ""
) -> Finding:
    """Keep whether an entry meets a condition, instead of what was found before. Traces.

    Raises:
        Refused: the actor does not organise the campaign.
        ValidationError: the entry is not being checked, the condition is another campaign's, or a
            condition that is not met has no reason.
    """
    fresh = _checked(actor, entry, rule)
    if not passed and not note.strip():
        raise ValidationError({"note": _("不符合的须写明原因。")})
    found, _made = Finding.objects.update_or_create(
        entry=fresh,
        rule=rule,
        defaults={"passed": passed, "note": note.strip(), "found_by_id": actor.pk},
    )
    result = _("符合") if passed else _("不符合")
    _trace("campaigns.finding.recorded", actor, fresh, rule=rule.label, result=result)
    return found


@action
def find_from_records(*, actor: Any, campaign: Campaign, entries: Sequence[Entry]) -> int:
    """Let the records answer the conditions that name a fact; what an officer found stays. Traces.

    Args:
        actor: organises the campaign.
        campaign: of the entries.
        entries: under review; those elsewhere on their way are left out.

    Returns:
        How many findings were written.

    Raises:
        Refused: the actor does not organise the campaign.
    """
    require(actor, MANAGE, campaign.union)
    rules = [rule for rule in campaign.eligibility_rules.exclude(fact="") if not rule.department]
    keys = [entry.pk for entry in entries]
    rows = Entry._base_manager.filter(
        pk__in=keys, campaign=campaign, case__state_id__in=CHECKED
    ).select_related("campaign__series", "person", "subject_union", "union")
    written = sum(_find(entry, rule) for entry in rows for rule in rules)
    trace(
        "campaigns.findings.recorded",
        actor=actor,
        subject=campaign,
        union_id=campaign.union_id,
        count=written,
        campaign=str(campaign),
    )
    return written


def _find(entry: Entry, rule: EligibilityRule) -> bool:
    """One finding from the records; False where they do not say, or an officer said already."""
    answer = record_facts.get(rule.fact).answer(entry)
    if answer.passed is None or entry.findings.filter(rule=rule, found_by__isnull=False).exists():
        return False
    note = f"{BY_RECORDS}{answer.note}"
    defaults = {"passed": answer.passed, "note": note, "found_by_id": None}
    Finding.objects.update_or_create(entry=entry, rule=rule, defaults=defaults)
    return True


@action
def ask_opinions(
    *, actor: Any, rule: EligibilityRule, entries: Sequence[Entry], on: date | None = None
) -> list[OutsideOpinion]:
    """Say that a department was asked about entries; those it was asked about before keep their day.

    Raises:
        Refused: the actor does not organise the campaign.
        ValidationError: the condition names no department, or an entry is not being checked.
    """
    if not rule.department:
        raise ValidationError(_("“%(rule)s”没有写明征求意见的部门。") % {"rule": rule})
    campaign = rule.campaign
    require(actor, MANAGE, campaign.union)
    day = on or dates.today()
    asked = []
    for entry in entries:
        fresh = _checked(actor, entry, rule)
        row, _made = OutsideOpinion.objects.get_or_create(
            entry=fresh, rule=rule, defaults={"asked_on": day}
        )
        asked.append(row)
    trace(
        "campaigns.opinion.asked",
        actor=actor,
        subject=campaign,
        union_id=campaign.union_id,
        department=rule.department,
        count=len(asked),
        campaign=str(campaign),
    )
    return asked


@action
def record_opinion(
    *,
    actor: Any,
    opinion: OutsideOpinion,
    result: str,
    note: str = "",
    answered_on: date | None = None,
    paper: BinaryIO | None = None,
) -> OutsideOpinion:
    """Keep what a department answered; the trace names the department, not the answer.

    Args:
        actor: organises the campaign.
        opinion: what was asked.
        result: agree, object or none.
        note: the text; needed when the department objects.
        answered_on: today by default.
        paper: the department's letter.

    Raises:
        Refused: the actor does not organise the campaign.
        ValidationError: an unknown answer, or an objection without its text.
    """
    fresh = _checked(actor, opinion.entry, opinion.rule)
    if result not in ANSWERS:
        raise ValidationError({"result": _("请选择结果。")})
    if result == "object" and not note.strip():
        raise ValidationError({"note": _("不同意的须写明内容。")})
    if paper is not None:
        opinion.paper = store_upload(
            actor=actor, upload=paper, purpose=PURPOSE, union=fresh.campaign.union
        )
    opinion.result, opinion.note = result, note.strip()
    opinion.answered_on = answered_on or dates.today()
    opinion.save()
    department = opinion.rule.department
    _trace("campaigns.opinion.recorded", actor, fresh, department=department)
    return opinion


@action
def pass_entry(*, actor: Any, entry: Entry) -> Entry:
    """The entry meets every condition and counts as eligible. Refusals as ``take_step``."""
    return move_entry(actor=actor, entry=entry, transition="pass")


@action
def pass_entries(*, actor: Any, entries: Sequence[Entry]) -> int:
    """``pass_entry`` for many, all or none; returns how many."""
    keys = [entry.case_id for entry in entries]
    cases = list(Case.objects.filter(pk__in=keys).order_by("pk"))
    return len(take_steps(actor=actor, cases=cases, transition="pass"))


@action
def fail_entry(*, actor: Any, entry: Entry, note: str) -> Entry:
    """The entry leaves with the reason; its place is free again. Refusals as ``take_step``."""
    return move_entry(actor=actor, entry=entry, transition="fail", note=note)


def _checked(actor: Any, entry: Entry, rule: EligibilityRule) -> Entry:
    """The entry under lock, if the actor checks it now by this condition."""
    fresh = locked(entry)
    require(actor, MANAGE, fresh.campaign.union)
    if rule.campaign_id != fresh.campaign_id:
        raise ValidationError(_("这项条件不属于本次评选。"))
    if fresh.case.state_id not in CHECKED:
        words = {"state": fresh.case.state.label}
        raise ValidationError(_("申报现在是“%(state)s”，不在审查中。") % words)
    return fresh


def _trace(key: str, actor: Any, entry: Entry, **facts: Any) -> None:
    trace(  # every key has its text in phrases
        key, actor=actor, subject=entry, union_id=entry.campaign.union_id, name=entry.name, **facts
    )
