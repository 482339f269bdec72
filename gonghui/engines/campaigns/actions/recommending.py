"""From the unit upwards: democratic step, public notice at the unit, opinion and order of each level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.entries import locked, move_entry
from gonghui.engines.campaigns.actions.papers import PURPOSE
from gonghui.engines.campaigns.models import Campaign, Category, DemocraticStep, Entry
from gonghui.engines.campaigns.queries.entries import entries_at
from gonghui.engines.campaigns.rules.agreement import counts_problem
from gonghui.engines.campaigns.rules.walks import NOMINATE, RECOMMEND
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require


@dataclass(frozen=True)
class Meeting:
    """A democratic step as it was held (handbook contests §2.1).

    Args:
        kind: its form, for instance 职工代表大会.
        held_on: the day.
        due: how many should attend.
        present: how many did.
        in_favour: votes for.
        against: votes against.
        abstained: abstentions.
    """

    kind: str
    held_on: date
    due: int
    present: int
    in_favour: int
    against: int = 0
    abstained: int = 0


@action
def record_democratic_step(
    *, actor: Any, entry: Entry, meeting: Meeting, minutes: BinaryIO | None = None
) -> DemocraticStep:
    """Keep how the unit agreed; ``decide`` goes on once quorum and majority are met. Traces the counts.

    A meeting that did not agree is kept too; the next one is a new record.

    Raises:
        Refused: the actor does not nominate at the union.
        ValidationError: the entry is elsewhere, or the counts cannot be true.
    """
    fresh = locked(entry)
    require(actor, NOMINATE, fresh.union)
    if fresh.case.state_id != "unit_review":
        words = {"state": fresh.case.state.label}
        raise ValidationError(_("申报现在是“%(state)s”，不能登记民主程序。") % words)
    _check_meeting(meeting)
    stored = None
    if minutes is not None:
        stored = store_upload(actor=actor, upload=minutes, purpose=PURPOSE, union=fresh.union)
    step = DemocraticStep.objects.create(
        entry=fresh,
        kind=meeting.kind,
        held_on=meeting.held_on,
        due_count=meeting.due,
        present_count=meeting.present,
        in_favour=meeting.in_favour,
        against=meeting.against,
        abstained=meeting.abstained,
        minutes=stored,
    )
    trace(
        "campaigns.entry.agreed",
        actor=actor,
        subject=fresh,
        union_id=fresh.union_id,
        name=fresh.name,
        campaign=str(fresh.campaign),
        due=meeting.due,
        present=meeting.present,
        in_favour=meeting.in_favour,
    )
    return step


def _check_meeting(meeting: Meeting) -> None:
    if meeting.held_on > dates.today():
        raise ValidationError({"held_on": _("日期不能晚于今天。")})
    problem = counts_problem(
        due=meeting.due,
        present=meeting.present,
        in_favour=meeting.in_favour,
        against=meeting.against,
        abstained=meeting.abstained,
    )
    if problem:
        raise ValidationError(problem)


@action
def endorse(
    *, actor: Any, entry: Entry, opinion: str = "", signer: str = "", signed_on: date | None = None
) -> Entry:
    """A level agrees and hands the entry on, with its signed opinion. Refusals as ``take_step``."""
    fields = {"opinion": opinion, "signer": signer, "signed_on": signed_on}
    return move_entry(actor=actor, entry=entry, transition="endorse", fields=fields)


@action
def accept(*, actor: Any, entry: Entry) -> Entry:
    """The organiser takes the entry in for its checks. Refusals as ``take_step``."""
    return move_entry(actor=actor, entry=entry, transition="accept")


@action
def send_back(*, actor: Any, entry: Entry, note: str, until: date | None = None) -> Entry:
    """A level returns the entry with its reason; it comes back to this level.

    Args:
        actor: recommends at the level.
        entry: as the actor saw it.
        note: what is to be mended.
        until: day up to which it may come again; the deadline of the campaign when none is given.
    """
    fields = {"until": until} if until else {}
    return move_entry(actor=actor, entry=entry, transition="send_back", note=note, fields=fields)


@action
def rank_entries(
    *, actor: Any, union: Any, category: Category, entries: Sequence[Entry]
) -> list[Entry]:
    """Put the entries that wait at a level into its order of recommendation, the first first.

    Side effects: every waiting entry of the group gets its place, a trace.

    Raises:
        Refused: the actor does not recommend at ``union``.
        ValidationError: one that waits is missing, or one that does not wait is named.
    """
    require(actor, RECOMMEND, union)
    campaign: Campaign = category.campaign
    waiting = {row.pk for row in entries_at(campaign, union).filter(category=category)}
    if {row.pk for row in entries} != waiting or len(entries) != len(waiting):
        raise ValidationError(_("请排出本组现在等待审核的全部%(n)d项。") % {"n": len(waiting)})
    for place, row in enumerate(entries, 1):
        Entry.objects.filter(pk=row.pk).update(recommended_rank=place)
        row.recommended_rank = place
    trace(
        "campaigns.entry.ranked",
        actor=actor,
        subject=campaign,
        union_id=union.pk,
        union=str(union),
        count=len(entries),
        campaign=str(campaign),
        order=[row.pk for row in entries],
    )
    return list(entries)
