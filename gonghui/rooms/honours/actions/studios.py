"""Studios: founded, filled, named tier by tier, led on or closed (handbook contests §11)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import (
    IN_FORCE,
    Award,
    AwardSource,
    Grant,
    Happening,
    TargetKind,
    end_award,
    grant_award,
)
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import Union
from gonghui.rooms.honours.actions.awards import known_series
from gonghui.rooms.honours.models import Studio, StudioEntry, StudioMember, StudioTier
from gonghui.rooms.honours.queries.studios import next_tier
from gonghui.rooms.honours.rules.titles import BY_KEY

KEEP = "honours.studio:keep"


@action
def found_studio(*, actor: Any, union: Union, **facts: Any) -> Studio:
    """Enter a studio; traces.

    Raises:
        Refused: the actor may not keep studios at ``union``.
        ValidationError: a fact does not fit its field.
    """
    require(actor, KEEP, union)
    studio = Studio(union=union, **facts)
    studio.full_clean(exclude=("leader",))
    studio.save()
    trace(
        "honours.studio.founded", actor=actor, subject=studio, union_id=union.pk, name=str(studio)
    )
    return studio


@action
def change_studio(
    *, actor: Any, studio: Studio, expected_version: int | None = None, **changes: Any
) -> Studio:
    """Change facts; traces.

    Raises:
        Refused, Stale, ValidationError: no right, changed meanwhile, a value that does not fit.
    """
    row = _lock(actor, studio)
    edit(row, changes, expected_version=expected_version)
    trace("honours.studio.changed", actor=actor, subject=row, union_id=row.union_id, name=str(row))
    return row


@action
def add_member(
    *,
    actor: Any,
    studio: Studio,
    name: str,
    joined_on: date,
    person: Person | None = None,
    task: str = "",
) -> StudioMember:
    """Somebody works in a studio from a day on; traces.

    Raises:
        Refused: no right at its union.
        ValidationError: already a member, or its leader.
    """
    row = _lock(actor, studio)
    present = row.members.filter(name=name, left_on=FOREVER, person=person)
    if present.exists() or name == row.leader_name:
        raise ValidationError({"name": _("“%(name)s”已在工作室。") % {"name": name}})
    member = StudioMember.objects.create(
        studio=row, person=person, name=name, task=task, joined_on=joined_on
    )
    trace(
        "honours.studio.joined",
        actor=actor,
        subject=row,
        union_id=row.union_id,
        name=str(row),
        who=name,
    )
    return member


@action
def drop_member(*, actor: Any, studio: Studio, member: StudioMember, on: date) -> StudioMember:
    """Somebody leaves a studio; traces.

    Raises:
        Refused: no right at its union.
    """
    row = _lock(actor, studio)
    found = StudioMember.objects.get(pk=member.pk, studio=row)
    found.left_on = on
    found.save(update_fields=["left_on"])
    trace(
        "honours.studio.left",
        actor=actor,
        subject=row,
        union_id=row.union_id,
        name=str(row),
        who=found.name,
    )
    return found


@action
def log_studio(*, actor: Any, studio: Studio, **facts: Any) -> StudioEntry:
    """Write down a topic, result, exchange, promotion, or money; traces.

    Raises:
        Refused: no right at its union.
        ValidationError: a day to come.
    """
    row = _lock(actor, studio)
    if facts["happened_on"] > dates.today():
        raise ValidationError({"happened_on": _("日期还没有到，请核对。")})
    entry = StudioEntry(studio=row, actor=actor if actor.pk else None, **facts)
    entry.full_clean(exclude=("studio", "actor", "amount", "people"))
    entry.save()
    trace(
        "honours.studio.logged",
        actor=actor,
        subject=row,
        union_id=row.union_id,
        name=str(row),
        kind=entry.get_kind_display(),
    )
    return entry


@action
def name_studio(
    *,
    actor: Any,
    studio: Studio,
    series_key: str,
    kept_by: Union,
    granted_on: date,
    document_no: str = "",
) -> Award:
    """命名: the next tier as an award of the register; traces.

    Raises:
        Refused: the actor may not keep the register at ``kept_by``.
        ValidationError: a lower tier is missing, or the studio is closed.
    """
    row = Studio.objects.select_for_update().get(pk=studio.pk)
    if row.closed_on != FOREVER or series_key != next_tier(row):
        raise ValidationError(_("命名须逐级进行，且工作室没有停办。"))
    series = known_series(actor=actor, key=series_key)
    award = grant_award(
        actor=actor,
        grant=Grant(
            series=series,
            kept_by=kept_by,
            union=row.union,
            title=BY_KEY[series_key].name,
            year=granted_on.year,
            holder_kind=TargetKind.SITE,
            holder_name=row.name,
            holder_unit_name=row.unit_name,
            holder_union=row.union,
            granted_on=granted_on,
            granting_body=series.granting_body,
            document_no=document_no,
            source=AwardSource.EXTERNAL,
        ),
    )
    StudioTier.objects.create(studio=row, award=award)
    trace(
        "honours.studio.named",
        actor=actor,
        subject=row,
        union_id=row.union_id,
        name=str(row),
        title=award.title,
    )
    return award


@action
def change_leader(
    *,
    actor: Any,
    studio: Studio,
    leader_name: str,
    leader_honour: str,
    person: Person | None = None,
) -> Studio:
    """A new leader when the old one retires or leaves; the titles stay; traces.

    Raises:
        Refused: no right at its union.
        ValidationError: the new leader's honour is missing.
    """
    row = _lock(actor, studio)
    if not leader_honour.strip():
        raise ValidationError({"leader_honour": _("领衔人须有相应荣誉，请填写。")})
    before = row.leader_name
    edit(row, {"leader_name": leader_name, "leader_honour": leader_honour, "leader": person})
    trace(
        "honours.studio.led",
        actor=actor,
        subject=row,
        union_id=row.union_id,
        name=str(row),
        before=before,
        after=leader_name,
    )
    return row


@action
def close_studio(*, actor: Any, studio: Studio, on: date, reason: str) -> Studio:
    """停办: the studio is given up, and every title that is kept where the actor may end it ends; traces.

    Raises:
        Refused: no right at its union, or at the keeper of one of its titles.
        ValidationError: no reason, or the day does not fit.
    """
    row = _lock(actor, studio)
    if not reason.strip():
        raise ValidationError({"reason": _("请写明原因。")})
    for tier in row.tiers.select_related("award"):
        if tier.award.status_today in IN_FORCE:
            end_award(actor=actor, award=tier.award, happening=Happening(on=on, note=reason))
    edit(row, {"closed_on": on, "closed_reason": reason})
    trace(
        "honours.studio.closed",
        actor=actor,
        subject=row,
        union_id=row.union_id,
        name=str(row),
        reason=reason,
    )
    return row


@action
def keep_studio(*, actor: Any, award: Award) -> None:
    """Outcome ``honours.studio`` of a campaign: the studio of an award, found by name or entered new; traces."""
    rows = Studio.objects.filter(union=award.union, name=award.holder_name)
    studio = rows.first()
    if studio is None:
        studio = Studio.objects.create(union=award.union, **_facts_of(award))
        StudioMember.objects.bulk_create(_members_of(award, studio))
    StudioTier.objects.create(studio=studio, award=award)
    trace(
        "honours.studio.named",
        actor=actor,
        subject=studio,
        union_id=studio.union_id,
        name=str(studio),
        title=award.title,
    )


def _facts_of(award: Award) -> dict[str, Any]:
    """A studio as its entry describes it; what the form did not ask comes from the award."""
    answers = award.entry.answers if award.entry else {}
    try:
        founded_on = date.fromisoformat(str(answers.get("running_since", "")))
    except ValueError:
        founded_on = award.granted_on
    leader = _leader_of(answers) or award.person
    return {
        "name": award.holder_name,
        "unit_name": award.holder_unit_name,
        "leader": leader,
        "leader_name": (leader.name if leader else award.holder_name)[:64],
        "leader_honour": str(answers.get("leader_honour") or "")[:128],
        "founded_on": founded_on,
    }


def _leader_of(answers: Mapping[str, Any]) -> Person | None:
    pk = answers.get("leading_person")
    return Person._base_manager.filter(pk=pk).first() if pk else None


def _members_of(award: Award, studio: Studio) -> list[StudioMember]:
    """Those whom the entry lists, not saved; from the day of the award, as the form asks for no other."""
    rows = (award.entry.answers.get("member_list") if award.entry else None) or []
    return [
        StudioMember(
            studio=studio,
            name=str(row["姓名"])[:64],
            task=str(row.get("分工", ""))[:128],
            joined_on=award.granted_on,
        )
        for row in rows
        if row.get("姓名")
    ]


def _lock(actor: Any, studio: Studio) -> Studio:
    row = Studio.objects.select_for_update().get(pk=studio.pk)
    require(actor, KEEP, row.union)
    if row.closed_on != FOREVER:
        raise ValidationError(_("工作室已停办。"))
    return row
