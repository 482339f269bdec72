"""Who leads, guides and collects from whom, and which unit a union covers: dated, never rewritten."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER, valid_on
from gonghui.kernel.lib.policy import require
from gonghui.kernel.unions.actions.placements import replant
from gonghui.kernel.unions.enums import EdgeKind, UnionKind
from gonghui.kernel.unions.models import Coverage, Edge, Union, UnionAlias, Unit
from gonghui.kernel.unions.placing import Link, stands_above
from gonghui.kernel.unions.rules import BELOW_GRASSROOTS, COVERING

ANSWERING = (EdgeKind.LEADS, EdgeKind.GUIDES)


@action
def move_union(
    *, actor: Any, union: Union, upper: Union | None, on: date, reason: str = ""
) -> Edge | None:
    """From ``on``, ``upper`` leads ``union`` (None: nobody in this system does); §2.

    ``on`` may lie in the past or the future, but not before a later move. Closes the old edge, opens
    the new one, replants the union and everything below it, traces.

    Raises:
        Refused: the actor may move neither from here nor to there.
        ValidationError: outside the life of a union, a circle, or a later move stands in the way.
    """
    permission = permission_to_found(union)
    require(actor, permission, union)
    if upper is not None:
        require(actor, permission, upper)
    edge = change_upper(EdgeKind.LEADS, union, upper, on=on, reason=reason)
    replant([union.pk])
    _reload_path(union)
    trace(
        "unions.union.moved",
        actor=actor,
        subject=union,
        union_id=union.pk,
        upper=upper.pk if upper else None,
        on=on.isoformat(),
        reason=reason,
    )
    return edge


@action
def guide_union(
    *,
    actor: Any,
    union: Union,
    guide: Union,
    on: date,
    until: date = FOREVER,
    reason: str = "",
) -> Edge:
    """``guide`` guides ``union`` from ``on`` (read access to programmes and figures, §2), then replants.

    Raises:
        Refused: the actor may not decide for ``guide``.
        ValidationError: it guides already in that time, a circle, or outside a union's life.
    """
    require(actor, "unions.union:guide", guide)
    end = min(until, union.revoked_on, guide.revoked_on)
    same = Edge.objects.filter(kind=EdgeKind.GUIDES, lower=union, upper=guide)
    if same.filter(valid_from__lt=end, valid_to__gt=on).exists():
        raise ValidationError(
            _("“%(guide)s”在这段时间已经指导“%(union)s”") % {"guide": guide, "union": union}
        )
    edge = open_edge(EdgeKind.GUIDES, union, guide, on, end, reason)
    replant([union.pk])
    _reload_path(union)
    trace(
        "unions.union.guided",
        actor=actor,
        subject=union,
        union_id=guide.pk,
        guide=guide.pk,
        on=on.isoformat(),
    )
    return edge


@action
def end_guidance(*, actor: Any, union: Union, guide: Union, on: date) -> None:
    """``guide`` guides ``union`` no longer from ``on``; replants, traces.

    Raises:
        Refused: the actor may not decide for ``guide``.
        ValidationError: it does not guide on that day.
    """
    require(actor, "unions.union:guide", guide)
    rows = Edge.objects.filter(valid_on(on), kind=EdgeKind.GUIDES, lower=union, upper=guide)
    if not close(rows, on):
        raise ValidationError(
            _("“%(guide)s”当天没有指导“%(union)s”") % {"guide": guide, "union": union}
        )
    replant([union.pk])
    _reload_path(union)
    trace(
        "unions.union.guidance_ended",
        actor=actor,
        subject=union,
        union_id=guide.pk,
        guide=guide.pk,
        on=on.isoformat(),
    )


@action
def remit_to(
    *, actor: Any, union: Union, collector: Union | None, on: date, reason: str = ""
) -> Edge | None:
    """From ``on``, the dues of ``union`` go to ``collector``; closes the old edge, opens the new, traces.

    Raises:
        Refused: the actor may not change ``union``.
        ValidationError: as for ``move_union``.
    """
    require(actor, "unions.union:edit", union)
    edge = change_upper(EdgeKind.REMITS, union, collector, on=on, reason=reason)
    trace(
        "unions.union.remits",
        actor=actor,
        subject=union,
        union_id=union.pk,
        collector=collector.pk if collector else None,
        on=on.isoformat(),
    )
    return edge


@action
def cover_unit(
    *, actor: Any, union: Union, unit: Unit, on: date, until: date = FOREVER
) -> Coverage:
    """``union`` covers ``unit`` from ``on``: one unit each, several under a joint union (§5); traces.

    Raises:
        Refused: the actor may not change ``union``.
        ValidationError: the kind covers nothing, or unit or union are taken in that time.
    """
    require(actor, "unions.union:edit", union)
    if union.kind not in COVERING:
        raise ValidationError(_("只有基层工会和联合工会可以覆盖单位"))
    end = min(until, union.revoked_on)
    _check_lives(union, on, end)
    _check_coverage_free(union, unit, on, end)
    coverage = Coverage.objects.create(union=union, unit=unit, valid_from=on, valid_to=end)
    trace(
        "unions.unit.covered",
        actor=actor,
        subject=unit,
        union_id=union.pk,
        union=union.pk,
        on=on.isoformat(),
    )
    return coverage


@action
def uncover_unit(*, actor: Any, union: Union, unit: Unit, on: date) -> None:
    """``union`` covers ``unit`` no longer from ``on``; traces.

    Raises:
        Refused: the actor may not change ``union``.
        ValidationError: it does not cover the unit on that day.
    """
    require(actor, "unions.union:edit", union)
    if not close(Coverage.objects.filter(valid_on(on), union=union, unit=unit), on):
        raise ValidationError(
            _("“%(union)s”当天没有覆盖“%(unit)s”") % {"union": union, "unit": unit}
        )
    trace(
        "unions.unit.uncovered",
        actor=actor,
        subject=unit,
        union_id=union.pk,
        union=union.pk,
        on=on.isoformat(),
    )


@action
def remember_alias(*, actor: Any, top: Union, text: str, union: Union) -> UnionAlias:
    """Below ``top``, ``text`` means ``union`` from now on (§11); a later decision replaces it; traces.

    Raises:
        Refused: the actor may not change ``top``.
        ValidationError: the text is empty.
    """
    require(actor, "unions.branch:edit", top)
    alias = keep_alias(top, text, union)
    trace("unions.alias.remembered", actor=actor, subject=union, union_id=top.pk, text=alias.text)
    return alias


def keep_alias(top: Union, text: str, union: Union) -> UnionAlias:
    """Store an alias inside an action that has already asked and will trace."""
    text = " ".join(text.split())
    if not text:
        raise ValidationError(_("别名不能为空"))
    return UnionAlias.objects.update_or_create(top=top, text=text, defaults={"union": union})[0]


def permission_to_found(union: Union) -> str:
    """Which permission founding, moving and ending ``union`` needs: branches are the union's own."""
    if union.kind in BELOW_GRASSROOTS:
        return "unions.branch:edit"
    return "unions.union:found"


def change_upper(
    kind: EdgeKind, union: Union, upper: Union | None, *, on: date, reason: str
) -> Edge | None:
    """Close the edge of ``kind`` above ``union`` on ``on`` and open the one to ``upper``."""
    edges = Edge.objects.select_for_update().filter(kind=kind, lower=union)
    later = edges.filter(valid_from__gt=on).order_by("valid_from").first()
    if later is not None:
        raise ValidationError(
            _("“%(union)s”在%(day)s已有后续调整，不能再补登更早的调整")
            % {"union": union, "day": later.valid_from.isoformat()}
        )
    present = edges.filter(valid_on(on)).first()
    if present is not None and present.upper_id == (upper.pk if upper else None):
        raise ValidationError(_("“%(upper)s”当天已经是上级") % {"upper": upper})
    close(edges.filter(valid_on(on)), on)
    if upper is None:
        return None
    return open_edge(kind, union, upper, on, union.revoked_on, reason)


def open_edge(
    kind: EdgeKind, union: Union, upper: Union, start: date, end: date, reason: str
) -> Edge:
    """Open an edge after checking lives and circles; the caller replants and traces."""
    _check_lives(union, start, end)
    _check_lives(upper, start, end)
    kinds = (EdgeKind.REMITS,) if kind == EdgeKind.REMITS else ANSWERING
    if stands_above(_links_above(upper.pk, kinds), upper.pk, union.pk, start, end):
        raise ValidationError(
            _("“%(upper)s”是“%(union)s”本身或在其之下，不能作它的上级")
            % {"upper": upper, "union": union}
        )
    return Edge.objects.create(
        kind=kind, upper=upper, lower=union, valid_from=start, valid_to=end, reason=reason
    )


def close(rows: Any, on: date) -> int:
    """End dated rows on ``on``; returns how many."""
    return rows.update(valid_to=on, version=F("version") + 1, updated_at=Now())


def _links_above(pk: int, kinds: tuple[EdgeKind, ...]) -> list[Link]:
    fields = ("kind", "upper_id", "lower_id", "valid_from", "valid_to", "pk")
    links: list[Link] = []
    fresh, seen = {pk}, {pk}
    while fresh:
        rows = Edge.objects.filter(kind__in=kinds, lower_id__in=fresh).values_list(*fields)
        found = [Link(*row) for row in rows]
        links += found
        fresh = {link.upper for link in found} - seen
        seen |= fresh
    return links


def _check_lives(union: Union, start: date, end: date) -> None:
    if union.founded_on <= start < end <= union.revoked_on:
        return
    lasts = _("今") if union.revoked_on == FOREVER else union.revoked_on.isoformat()
    raise ValidationError(
        _("日期不在“%(union)s”存续期内（%(start)s 至%(end)s）")
        % {"union": union, "start": union.founded_on.isoformat(), "end": lasts}
    )


def _check_coverage_free(union: Union, unit: Unit, start: date, end: date) -> None:
    rows = Coverage.objects.filter(valid_from__lt=end, valid_to__gt=start)
    other = rows.filter(unit=unit).select_related("union").first()
    if other is not None:
        raise ValidationError(
            _("单位“%(unit)s”这段时间已由“%(union)s”覆盖") % {"unit": unit, "union": other.union}
        )
    own = rows.filter(union=union).select_related("unit").first()
    if own is not None and union.kind != UnionKind.JOINT:
        raise ValidationError(
            _("“%(union)s”已覆盖“%(unit)s”；覆盖多个单位请建联合工会")
            % {"union": union, "unit": own.unit}
        )


def _reload_path(union: Union) -> None:
    union.refresh_from_db(fields=["path", "lead_path"])
