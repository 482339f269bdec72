"""The slate (拟定名单): proposed from ranks, made legal, overridden only with a minuted reason, refilled (§2.7).

Every change is a new version with what the rules said of it; no version is edited.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.moving import mark_stage, move_entries
from gonghui.engines.campaigns.enums import StageKind, StageStatus
from gonghui.engines.campaigns.models import (
    AwardDecision,
    Campaign,
    Deliberation,
    Entry,
    Slate,
    SlateLine,
)
from gonghui.engines.campaigns.queries.appeals import appeal_stage
from gonghui.engines.campaigns.queries.organisers import organisation_prizes
from gonghui.engines.campaigns.queries.slates import (
    candidates,
    chosen_of,
    composition_of,
    current_slate,
    dropped_ids,
    fallen_ids,
    ranked_entries,
    rules_of,
    stage_settings,
    stars_by_entry,
)
from gonghui.engines.campaigns.rules import proposals
from gonghui.engines.campaigns.rules.grades import grade_at, grades_of_places
from gonghui.engines.campaigns.rules.slates import Slate as Proposal
from gonghui.kernel.files.api import StoredFile
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require

MANAGE = "campaigns.campaign:manage"


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """The meeting that settled a list: what it was, when, who came, how they voted."""

    meeting: str
    held_on: date
    attendees: str
    in_favour: int
    against: int = 0
    abstained: int = 0
    minutes: StoredFile | None = None


@dataclass
class Draft:
    """A version in the making: the chosen names, the reserve, reasons by entry."""

    chosen: list[Entry]
    reason: str = ""
    overrides: Mapping[int, str] = field(default_factory=dict)


@action
def propose_slate(*, actor: Any, campaign: Campaign, reason: str = "") -> Slate:
    """The best legal slate in rank order, as a new version; entries move on, traces.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: no legal slate exists; one sentence for each rule that collides.
    """
    campaign = _lock(actor, campaign)
    waiting = appeal_stage(campaign)
    if waiting is not None and waiting.status != StageStatus.DONE:
        raise ValidationError(_("“%(stage)s”还没有结束，成绩还不是最终成绩。") % {"stage": waiting})
    entries = ranked_entries(campaign)
    found = proposals.propose_slate(rules_of(campaign), candidates(campaign, entries))
    return _keep(actor, campaign, Draft(_chosen(found, entries), reason or _("按名次拟定")))


@action
def place_on_slate(*, actor: Any, campaign: Campaign, entry: Entry, reason: str) -> Slate:
    """Put a name on the slate out of rank order, with the reason that the minutes give; traces.

    The meter then says what is broken; nobody is taken off for it.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: no reason, no slate yet, or the entry cannot be chosen.
    """
    campaign, slate = _lock_with_slate(actor, campaign)
    _ask_reason(reason)
    entries = {each.pk: each for each in ranked_entries(campaign)}
    chosen = chosen_of(slate)
    if entry.pk not in entries or entry in chosen:
        raise ValidationError(_("“%(entry)s”不能列入名单，或已在名单上。") % {"entry": entry})
    overrides = {**_overrides(slate), entry.pk: reason}
    draft = Draft(
        [*chosen, entries[entry.pk]], _("列入 %(name)s") % {"name": entry.name}, overrides
    )
    return _keep(actor, campaign, draft)


@action
def choose_slate(*, actor: Any, campaign: Campaign, entries: Sequence[Entry], reason: str) -> Slate:
    """Keep exactly these names as a new version, out of rank order where the minutes say so; traces.

    The reason stands beside every name that the best legal slate would not have.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: no reason, no slate yet, or one of the entries cannot be chosen.
    """
    campaign, slate = _lock_with_slate(actor, campaign)
    _ask_reason(reason)
    order = ranked_entries(campaign)
    wanted = {entry.pk for entry in entries}
    if strange := [entry for entry in entries if entry not in order]:
        raise ValidationError(_("“%(entry)s”不能列入名单。") % {"entry": strange[0]})
    chosen = [entry for entry in order if entry.pk in wanted]
    best = proposals.propose_slate(rules_of(campaign), candidates(campaign, order))
    usual = {int(each.key) for each in best.chosen}
    old = _overrides(slate)
    overrides = {pk: old.get(pk, reason) for pk in wanted - usual}
    return _keep(actor, campaign, Draft(chosen, reason[:255], overrides))


@action
def take_off_slate(*, actor: Any, campaign: Campaign, entry: Entry, reason: str) -> Slate:
    """Take a name off the slate with the reason that the minutes give; the place stays open; traces.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: no reason, or the name is not on the slate.
    """
    campaign, slate = _lock_with_slate(actor, campaign)
    _ask_reason(reason)
    chosen = chosen_of(slate)
    if entry not in chosen:
        raise ValidationError(_("“%(entry)s”不在名单上。") % {"entry": entry})
    said = _("移出 %(name)s：%(reason)s") % {"name": entry.name, "reason": reason}
    left = [each for each in chosen if each != entry]
    return _keep(actor, campaign, Draft(left, said[:255], _overrides(slate)))


@action
def replace_on_slate(
    *, actor: Any, campaign: Campaign, fallen: Sequence[Entry] = (), reason: str
) -> Slate:
    """递补: names that fell out are replaced in rank order so that the slate stays legal; traces.

    Others stay if they can. Names with an upheld objection fall out by themselves; those that an
    earlier version had and this one has not come back only when no legal slate exists without them.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: no slate yet, or no legal slate exists without the fallen names.
    """
    campaign, slate = _lock_with_slate(actor, campaign)
    _ask_reason(reason)
    entries = ranked_entries(campaign)
    out = {str(entry.pk) for entry in fallen}
    out |= {str(pk) for pk in fallen_ids(campaign).values_list("entry_id", flat=True)}
    before = {str(entry.pk) for entry in chosen_of(slate)}
    able, rules = candidates(campaign, entries), rules_of(campaign)
    left = {str(pk) for pk in dropped_ids(campaign, {int(key) for key in before})}
    found = proposals.refill_slate(rules, able, before, out | left)
    if not found.found:
        found = proposals.refill_slate(rules, able, before, out)
    draft = Draft(_chosen(found, entries), reason[:255], _overrides(slate))
    return _keep(actor, campaign, draft)


@action
def record_deliberation(*, actor: Any, campaign: Campaign, meeting: Meeting) -> Deliberation:
    """研究决定: keep the meeting that settled the present slate; traces.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: the slate is not legal, the day is to come, or the majority is missing.
    """
    campaign, slate = _lock_with_slate(actor, campaign)
    if not slate.composition["legal"]:
        raise ValidationError(_("名单还不符合要求，请先调整或递补。"))
    if meeting.held_on > dates.today():
        raise ValidationError({"held_on": _("会议日期还没有到，请核对。")})
    voted = meeting.in_favour + meeting.against + meeting.abstained
    if meeting.in_favour * 2 <= voted:
        raise ValidationError({"in_favour": _("同意的须超过表决人数的一半。")})
    row = Deliberation.objects.create(campaign=campaign, slate=slate, **vars(meeting))
    for kind in (StageKind.SLATE, StageKind.DELIBERATION):
        mark_stage(campaign, kind, StageStatus.DONE)
    trace(
        "campaigns.slate.deliberated",
        actor=actor,
        subject=campaign,
        union_id=campaign.union_id,
        title=str(campaign),
        meeting=meeting.meeting,
        version=slate.version_no,
    )
    return row


def _lock(actor: Any, campaign: Campaign) -> Campaign:
    """The campaign locked, before its list is decided."""
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    require(actor, MANAGE, row.union)
    if AwardDecision.objects.filter(campaign=row).exists():
        raise ValidationError(_("已作出表彰决定，名单不能再改。"))
    return row


def _lock_with_slate(actor: Any, campaign: Campaign) -> tuple[Campaign, Slate]:
    row = _lock(actor, campaign)
    slate = current_slate(row)
    if slate is None:
        raise ValidationError(_("还没有拟定名单，请先按名次拟定。"))
    return row, slate


def _ask_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("请写明会议记录中的理由。")})


def _chosen(found: Proposal, entries: Sequence[Entry]) -> list[Entry]:
    if not found.found:
        raise ValidationError([_("排不出符合全部要求的名单，以下要求互相冲突："), *found.conflicts])
    by_key = {str(entry.pk): entry for entry in entries}
    return [by_key[each.key] for each in found.chosen]


def _overrides(slate: Slate) -> dict[int, str]:
    return {
        line.entry_id: line.override_reason for line in slate.lines.all() if line.override_reason
    }


def _keep(actor: Any, campaign: Campaign, draft: Draft) -> Slate:
    """Write a version with its lines and organisation prizes, move the entries, trace."""
    before = current_slate(campaign)
    old = set(chosen_of(before)) if before else set()
    slate = Slate.objects.create(
        campaign=campaign,
        version_no=before.version_no + 1 if before else 1,
        reason=draft.reason,
        composition=composition_of(campaign, draft.chosen),
        made_by=actor if actor.pk else None,
    )
    lines = made_lines(slate, draft, ranked_entries(campaign))
    SlateLine.objects.bulk_create(lines)
    slate.organisations = organisation_prizes(campaign, lines)
    slate.save(update_fields=["organisations"])
    move_entries(actor=actor, entries=old - set(draft.chosen), step="unpropose", note=draft.reason)
    move_entries(actor=actor, entries=draft.chosen, step="propose")
    waiting = [line.entry for line in lines if line.is_reserve]
    move_entries(actor=actor, entries=waiting, step="reserve")
    mark_stage(campaign, StageKind.SLATE, StageStatus.RUNNING)
    trace(
        "campaigns.slate.kept",
        actor=actor,
        subject=campaign,
        union_id=campaign.union_id,
        title=str(campaign),
        version=slate.version_no,
        count=len(draft.chosen),
        reason=draft.reason,
    )
    return slate


def made_lines(slate: Slate, draft: Draft, order: Sequence[Entry]) -> list[SlateLine]:
    """Chosen names by category in rank order with their grades, then the reserve; not saved.

    Of equal rank all get the better grade, and the next grade has so many fewer (handbook contests §3).

    Args:
        slate: of the campaign.
        draft: who is chosen.
        order: everybody who may be chosen, in rank order.
    """
    campaign = slate.campaign
    settings = stage_settings(campaign, StageKind.SLATE)
    stars = stars_by_entry(campaign)
    grades = settings["grades"] or ()
    by_category = {
        category.pk: grades_of_places(grades, category.name)
        for category in campaign.categories.all()
    }
    taken = {entry.pk for entry in draft.chosen}
    gone = dropped_ids(campaign, taken)
    rules = rules_of(campaign)
    open_keys = {each.key for each in candidates(campaign, order) if not rules.obstacle(each)}
    rest = [entry for entry in order if entry.pk not in taken | gone and str(entry.pk) in open_keys]
    chosen = [entry for entry in order if entry.pk in taken]
    lines: list[SlateLine] = []
    places: defaultdict[int, int] = defaultdict(int)
    left = dict.fromkeys((entry.category_id for entry in order), int(settings.get("reserve") or 0))
    for entry, is_reserve in [(each, False) for each in chosen] + [(each, True) for each in rest]:
        if is_reserve:
            left[entry.category_id] -= 1
            if left[entry.category_id] < 0:
                continue
        places[entry.category_id] += 1
        position = places[entry.category_id]
        grade = ""
        if not is_reserve and stars:
            grade = stars[entry.pk].star if entry.pk in stars else ""
        elif not is_reserve:
            before = lines[-1] if lines and position > 1 else None
            if before and entry.rank is not None and before.entry.rank == entry.rank:
                grade = before.grade
            else:
                grade = grade_at(by_category[entry.category_id], position)
        lines.append(
            SlateLine(
                slate=slate,
                entry=entry,
                category_id=entry.category_id,
                position=position,
                grade=grade,
                is_reserve=is_reserve,
                override_reason=draft.overrides.get(entry.pk, ""),
            )
        )
    return lines
