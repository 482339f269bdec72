"""Moves entries as cases, and stages, after the records say so: a slate, a notice, an objection, a decision."""

from collections.abc import Iterable
from typing import Any

from gonghui.engines.campaigns.enums import StageStatus
from gonghui.engines.campaigns.models import Campaign, Entry
from gonghui.engines.campaigns.rules.progress import status_after
from gonghui.engines.casework.api import Case, take_steps


def move_entries(*, actor: Any, entries: Iterable[Entry], step: str, note: str = "") -> int:
    """Take ``step`` with every entry whose way has it and that stands where it begins; returns how many.

    Entries that are elsewhere on their way, or that were entered without one (old campaigns), stay.

    Raises:
        CannotStep: a guard of the step refused; everything is rolled back.
    """
    wanted = [entry.case_id for entry in entries if entry.case_id]
    cases = Case.objects.filter(pk__in=wanted).select_related("table_version")
    ready = [case for case in cases if _may_step(case, step)]
    if ready:
        take_steps(actor=actor, cases=ready, transition=step, note=note)
    return len(ready)


def _may_step(case: Case, step: str) -> bool:
    return any(each.id == step and case.state_id in each.source for each in case.table.transitions)


def mark_stage(campaign: Campaign, kind: str, status: StageStatus) -> None:
    """Say of the stages of a kind that they run or are over; the campaign's status follows."""
    stages = campaign.stages.filter(kind=kind).exclude(status=StageStatus.DONE)
    stages.update(status=status)
    campaign.status = status_after(list(campaign.stages.all()))
    campaign.save(update_fields=["status", "updated_at"])
