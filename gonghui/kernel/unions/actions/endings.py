"""Ends of unions: merged into another or dissolved; relations close, history and members remain (§1, §8)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import today, valid_on
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.scoping import everything
from gonghui.kernel.unions.actions.placements import replant
from gonghui.kernel.unions.actions.relations import (
    change_upper,
    close,
    keep_alias,
    open_edge,
    permission_to_found,
)
from gonghui.kernel.unions.enums import EdgeKind
from gonghui.kernel.unions.models import Coverage, Edge, Office, Term, Union, UnionAlias
from gonghui.kernel.unions.queries.tree import grassroots_of, leader_of
from gonghui.kernel.unions.rules import BELOW_GRASSROOTS
from gonghui.kernel.unions.signals import union_ended


@action
def merge_unions(*, actor: Any, kept: Union, gone: Union, on: date, reason: str = "") -> Union:
    """From ``on``, ``gone`` is part of ``kept``; everything that was ``gone``'s until then stays its own.

    Moves lower unions, guidance and coverages to ``kept``, ends terms and offices, remembers the old
    names as aliases, replants, sends ``union_ended`` (members go on in ``kept``), traces.

    Raises:
        Refused: the actor may not end ``gone`` or change ``kept``.
        ValidationError: one of both does not exist then, ``kept`` is below ``gone``, later changes.
    """
    require(actor, permission_to_found(gone), gone)
    require(actor, permission_to_found(kept), kept)
    if kept.pk == gone.pk or not kept.founded_on <= on < kept.revoked_on:
        raise ValidationError(_("并入的工会须是当天存续的另一工会"))
    gone = _lock_living(gone, on)
    moved = _move_lowers(gone, kept, on, reason)
    _move_coverages(gone, kept, on)
    _end(gone, on, merged_into=kept)
    _remember_names(gone, kept)
    replant([gone.pk, *moved])
    union_ended.send(sender=Union, union=gone, heir=kept, on=on, merged=True, actor=actor)
    trace(
        "unions.union.merged",
        actor=actor,
        subject=gone,
        union_id=gone.pk,
        kept=kept.pk,
        on=on.isoformat(),
        reason=reason,
    )
    return _fresh(kept)


@action
def dissolve_union(*, actor: Any, union: Union, on: date, reason: str) -> Union:
    """From ``on`` the union does not exist; its branches and groups end with it.

    Closes edges, coverages, terms and offices, replants, sends ``union_ended`` for each (the union that
    led it retains the members, handbook §8), traces.

    Raises:
        Refused: the actor may not end this union.
        ValidationError: no reason, not alive then, other unions still below it, or later changes.
    """
    require(actor, permission_to_found(union), union)
    if not reason.strip():
        raise ValidationError({"reason": _("请写明撤销的原因")})
    heir = leader_of(union, on)
    doomed = [_lock_living(union, on)]
    for one in doomed:
        doomed += [_lock_living(lower, on) for lower in _doomed_lowers(one, on)]
    for one in reversed(doomed):
        _end(one, on)
    replant([union.pk])
    for one in reversed(doomed):
        union_ended.send(sender=Union, union=one, heir=heir, on=on, merged=False, actor=actor)
        trace(
            "unions.union.dissolved",
            actor=actor,
            subject=one,
            union_id=one.pk,
            on=on.isoformat(),
            reason=reason,
        )
    return _fresh(union)


def _fresh(union: Union) -> Union:
    union.refresh_from_db()
    return union


def _lock_living(union: Union, on: date) -> Union:
    union = Union.objects.select_for_update().get(pk=union.pk)
    if on > today():
        raise ValidationError({"on": _("撤并日期不能晚于今天")})
    if not union.founded_on < on < union.revoked_on:
        raise ValidationError(
            _("“%(union)s”在%(day)s之前须已成立且尚未撤销")
            % {"union": union, "day": on.isoformat()}
        )
    later = Edge.objects.filter(Q(lower=union) | Q(upper=union), valid_from__gte=on)
    later = later.filter(valid_to__gt=on)
    if later.exists():
        raise ValidationError(
            _("“%(union)s”当天或之后还有隶属关系调整，请先处理") % {"union": union}
        )
    return union


def _doomed_lowers(union: Union, on: date) -> list[Union]:
    edges = Edge.objects.filter(valid_on(on), upper=union, kind=EdgeKind.LEADS)
    lowers = [edge.lower for edge in edges.select_related("lower")]
    others = [one.name for one in lowers if one.kind not in BELOW_GRASSROOTS]
    if others:
        raise ValidationError(
            _("“%(union)s”还有%(count)d个下级工会（如“%(name)s”），请先划转或撤销")
            % {"union": union, "count": len(others), "name": others[0]}
        )
    return lowers


def _move_lowers(gone: Union, kept: Union, on: date, reason: str) -> list[int]:
    edges = Edge.objects.filter(valid_on(on), upper=gone).select_related("lower")
    lowers = []
    for edge in edges:
        if edge.lower_id == kept.pk:
            raise ValidationError(_("不能并入自己的下级工会"))
        lowers.append(edge.lower_id)
        if edge.kind == EdgeKind.GUIDES:
            close(Edge.objects.filter(pk=edge.pk), on)
            _guide_on(edge.lower, kept, on, reason)
        else:
            change_upper(EdgeKind(edge.kind), edge.lower, kept, on=on, reason=reason)
    return lowers


def _guide_on(lower: Union, kept: Union, on: date, reason: str) -> None:
    same = Edge.objects.filter(kind=EdgeKind.GUIDES, upper=kept, lower=lower, valid_to__gt=on)
    if not same.exists():
        open_edge(EdgeKind.GUIDES, lower, kept, on, min(lower.revoked_on, kept.revoked_on), reason)


def _move_coverages(gone: Union, kept: Union, on: date) -> None:
    for coverage in Coverage.objects.filter(union=gone, valid_to__gt=on):
        Coverage.objects.create(
            union=kept,
            unit_id=coverage.unit_id,
            valid_from=max(on, coverage.valid_from),
            valid_to=min(coverage.valid_to, kept.revoked_on),
        )


def _end(union: Union, on: date, merged_into: Union | None = None) -> None:
    """Close all that belongs to the union, then the union itself."""
    close(Edge.objects.filter(Q(lower=union) | Q(upper=union), valid_to__gt=on), on)
    close(Coverage.objects.filter(union=union, valid_from__lt=on, valid_to__gt=on), on)
    Coverage.objects.filter(union=union, valid_from__gte=on).delete()
    Term.objects.filter(union=union, ended_on=None).update(ended_on=on)
    with everything("all offices of a union end with it"):
        close(Office.objects.filter(union=union, valid_to__gt=on), on)
    union.revoked_on = on
    union.merged_into = merged_into
    union.version += 1
    union.save(update_fields=["revoked_on", "merged_into", "version", "updated_at"])


def _remember_names(gone: Union, kept: Union) -> None:
    UnionAlias.objects.filter(union=gone).update(union=kept)
    top = grassroots_of(kept)
    if top.pk == kept.pk:
        top = leader_of(kept) or kept
    for text in {gone.name, gone.short_name} - {""}:
        keep_alias(top, text, kept)
