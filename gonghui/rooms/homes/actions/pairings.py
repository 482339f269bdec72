"""Begins pairings, keeps their visits, ends them (handbook homes §1, §6)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.unions.api import Union
from gonghui.rooms.homes.actions.places import MANAGE
from gonghui.rooms.homes.models import Pairing, PairingVisit


@action
def begin_pairing(
    *, actor: Any, union: Union, helped_name: str, starts_on: date, **facts: Any
) -> Pairing:
    """Enter a pairing of ``union``, the helper; traces.

    Args:
        actor: keeps the places of the helper.
        union: supports.
        helped_name: the school or village as named in the agreement.
        starts_on: first day.
        **facts: ``helped_union``, ``place``, ``agreement_no``, ``ends_on`` (excluded).

    Raises:
        Refused: no permission.
        ValidationError: it ends before it starts, or a union supports itself.
    """
    require(actor, MANAGE, union)
    pairing = Pairing(union=union, helped_name=helped_name, starts_on=starts_on, **facts)
    if pairing.ends_on <= starts_on:
        raise ValidationError({"ends_on": _("结束日期应晚于开始日期。")})
    if pairing.helped_union_id == union.pk:
        raise ValidationError({"helped_union": _("不能与本工会结对。")})
    pairing.clean_fields(exclude=("union", "helped_union", "place"))
    pairing.save()
    _trace("homes.pairing.begun", actor, pairing)
    return pairing


@dataclass(frozen=True)
class Visit:
    """One visit; money in fen."""

    visited_on: date
    topic: str
    persons: int = 0
    goods_fen: int = 0
    money_fen: int = 0


@action
def record_visit(*, actor: Any, pairing: Pairing, visit: Visit) -> PairingVisit:
    """Keep a visit; traces.

    Raises:
        Refused: no permission.
        ValidationError: a day outside the pairing or to come.
    """
    require(actor, MANAGE, pairing.union)
    day = visit.visited_on
    if not pairing.starts_on <= day < pairing.ends_on or day > dates.today():
        raise ValidationError({"visited_on": _("日期应在结对期内，且不晚于今天。")})
    row = PairingVisit(pairing=pairing, **vars(visit))
    row.clean_fields(exclude=("pairing",))
    row.save()
    _trace("homes.pairing.visited", actor, pairing)
    return row


@action
def end_pairing(*, actor: Any, pairing: Pairing, on: date, result: str = "") -> Pairing:
    """End a pairing on ``on``, its first day without; traces.

    Raises:
        Refused: no permission.
        ValidationError: before it started.
    """
    row = Pairing.objects.select_for_update().get(pk=pairing.pk)
    require(actor, MANAGE, row.union)
    if on <= row.starts_on:
        raise ValidationError({"on": _("结束日期应晚于开始日期。")})
    edit(row, {"ends_on": on, "result": result or row.result})
    _trace("homes.pairing.ended", actor, row)
    return row


def _trace(key: str, actor: Any, pairing: Pairing) -> None:
    trace(
        key,
        actor=actor,
        subject=pairing,
        union_id=pairing.union_id,
        helped=pairing.helped_name,
    )
