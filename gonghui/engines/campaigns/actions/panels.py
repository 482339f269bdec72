"""Forming a panel: entries with drawn numbers, judges drawn by lot, pledges and recusals."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import JUDGING, RecusalKind
from gonghui.engines.campaigns.models import (
    Category,
    Draw,
    Entry,
    Expert,
    Panel,
    PanelEntry,
    Recusal,
    Rubric,
    Seat,
    Stage,
)
from gonghui.engines.campaigns.queries.recusals import reasons_to_recuse
from gonghui.engines.campaigns.rules.drawing import draw_judges, draw_order
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused, require

MANAGE = "campaigns.campaign:manage"
ALL = "*"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which read as numbers."""


@action
def form_panel(
    *, actor: Any, stage: Stage, category: Category, rubric: Rubric, name: str, settings: dict
) -> Panel:
    """Set up a panel for one category in one stage; the rubric cannot change from then on. Traces.

    Raises:
        Refused: no permission.
        ValidationError: the stage belongs to another campaign, or the rubric is empty.
    """
    require(actor, MANAGE, stage.campaign.union)
    if category.campaign_id != stage.campaign_id:
        raise ValidationError(_("组别不属于这个评选活动。"))
    if not rubric.items.exists():
        raise ValidationError(_("评价标准还没有评价项目，请先补充。"))
    Rubric.objects.filter(pk=rubric.pk, used_at=None).update(used_at=timezone.now())
    panel = Panel.objects.create(
        stage=stage, category=category, rubric=rubric, name=name, settings=settings
    )
    _trace("campaigns.panel.formed", actor, panel, name=name)
    return panel


@action
def bring_entries(
    *, actor: Any, panel: Panel, entries: Sequence[Entry], seed: str = "", witness: str = ""
) -> Draw:
    """Put entries before the panel in drawn order, each with a drawn number; traces.

    Entries that have a number from an earlier stage keep it. The draw is recorded with its seed, so
    that anyone can draw again and see the same.

    Args:
        actor: the organiser.
        panel: not yet open.
        entries: of the panel's category; those already before it are drawn anew.
        seed: given by the witness, else made at random.
        witness: who watched.

    Raises:
        Refused: no permission.
        ValidationError: the panel is scoring already, or an entry is of another category.
    """
    locked = _closed_panel(actor, panel)
    if any(entry.category_id != locked.category_id for entry in entries):
        raise ValidationError(_("有申报不属于“%(name)s”组。") % {"name": locked.category.name})
    seed = seed or secrets.token_hex(16)
    order = draw_order(seed, [str(entry.pk) for entry in entries])
    found = {str(entry.pk): entry for entry in entries}
    PanelEntry.objects.filter(panel=locked).delete()
    for position, key in enumerate(order, start=1):
        _number(found[key], locked, position)
        PanelEntry.objects.create(panel=locked, entry=found[key], position=position)
    drawn = [found[key].candidate_no for key in order]
    return record_draw(actor, locked, _("出场顺序"), seed, sorted(found), drawn, witness)


@action
def draw_seats(
    *,
    actor: Any,
    panel: Panel,
    pool: Iterable[Expert],
    judges: int,
    reserves: int = 0,
    seed: str = "",
    witness: str = "",
) -> Draw:
    """Draw judges and reserves from a pool by lot, and note whom each must not judge; traces.

    An expert who would have to stand back from every entry is not in the drum.

    Raises:
        Refused: no permission.
        ValidationError: the panel is scoring already, or the pool is too small.
    """
    locked = _closed_panel(actor, panel)
    able = {str(each.pk): each for each in pool if each.is_active and _can_judge(each, locked)}
    if len(able) < judges + reserves:
        raise ValidationError(
            _("专家库中可用的专家只有 %(have)s 名，需要 %(need)s 名。")
            % {"have": len(able), "need": judges + reserves}
        )
    seed = seed or secrets.token_hex(16)
    drawn = draw_judges(seed, dict.fromkeys(able, (ALL,)), {ALL: judges}, reserves)
    locked.seats.all().delete()
    for key in drawn.judges[ALL]:
        seat_judge(actor=actor, panel=locked, expert=able[key])
    for key in drawn.reserves[ALL]:
        seat_judge(actor=actor, panel=locked, expert=able[key], role="reserve")
    outcome = [seat.letter for seat in locked.seats.order_by("letter")]
    return record_draw(actor, locked, _("抽取评委"), seed, sorted(able), outcome, witness)


@action
def seat_judge(*, actor: Any, panel: Panel, expert: Expert, role: str = "judge") -> Seat:
    """Give an expert the next letter on a panel and note the recusals the records tell; traces.

    Raises:
        Refused: no permission.
        ValidationError: the expert sits on the panel already, or letters have run out.
    """
    locked = _closed_panel(actor, panel)
    if locked.seats.filter(expert=expert).exists():
        raise ValidationError(_("“%(name)s”已在这个评审组。") % {"name": expert.person.name})
    taken = set(locked.seats.values_list("letter", flat=True))
    letter = next((each for each in LETTERS if each not in taken), "")
    if not letter:
        raise ValidationError(_("一个评审组最多 %(n)s 人。") % {"n": len(LETTERS)})
    seat = Seat.objects.create(panel=locked, expert=expert, letter=letter, role=role)
    for entry, kind, note in reasons_to_recuse(locked, expert):
        Recusal.objects.create(seat=seat, entry=entry, kind=kind, note=note)
    _trace("campaigns.judge.seated", actor, locked, letter=letter, role=role)
    return seat


@action
def take_pledge(*, actor: Any, seat: Seat) -> Seat:
    """The judge signs the pledge of integrity, before which no sheet opens; traces."""
    require_seat(actor, seat, (*JUDGING, "secretary", "supervisor"))
    if seat.pledged_at is None:
        seat.pledged_at = timezone.now()
        seat.save(update_fields=["pledged_at"])
    _trace("campaigns.judge.pledged", actor, seat.panel, letter=seat.letter)
    return seat


@action
def recuse(*, actor: Any, seat: Seat, entry: Entry, note: str) -> Recusal:
    """A judge steps back from an entry, or the organiser orders it; a begun sheet is left out. Traces.

    Raises:
        Refused: neither the judge nor the organiser.
        ValidationError: no reason, or the sheet is handed in.
    """
    if getattr(actor, "person_id", None) != seat.expert.person_id:
        require(actor, MANAGE, seat.panel.stage.campaign.union)
    if not note.strip():
        raise ValidationError(_("请写明回避原因。"))
    if seat.sheets.filter(entry=entry, submitted_at__isnull=False).exists():
        raise ValidationError(_("这份评分已提交，请先联系组织者退回。"))
    found, _made = Recusal.objects.get_or_create(
        seat=seat,
        entry=entry,
        defaults={"kind": RecusalKind.DECLARED, "note": note.strip(), "found_by_system": False},
    )
    _trace("campaigns.judge.recused", actor, seat.panel, letter=seat.letter)
    return found


@action
def open_panel(*, actor: Any, panel: Panel) -> Panel:
    """Let the judges score; traces.

    Raises:
        Refused: no permission.
        ValidationError: no entries, no judges, or nobody is left to judge some entry.
    """
    locked = _closed_panel(actor, panel)
    if not locked.panel_entries.exists() or not locked.seats.filter(role__in=JUDGING).exists():
        raise ValidationError(_("请先抽签排定参评对象并确定评委。"))
    locked.is_open = True
    locked.save(update_fields=["is_open", "updated_at"])
    _trace("campaigns.panel.opened", actor, locked)
    return locked


def require_seat(actor: Any, seat: Seat, roles: Collection[str] = JUDGING) -> None:
    """Go on only if the actor sits there, in one of ``roles``.

    Raises:
        Refused: somebody else's seat, or one that does not score.
    """
    if getattr(actor, "person_id", None) != seat.expert.person_id:
        raise Refused(_("这是另一位评委的评分表。"))
    if seat.role not in roles:
        raise Refused(_("您在这个评审组是%(role)s，不评分。") % {"role": seat.get_role_display()})
    require(actor, "campaigns.sheet:score")


def _closed_panel(actor: Any, panel: Panel) -> Panel:
    """The panel, locked, before scoring has begun."""
    rows = Panel.objects.select_for_update(of=("self",))
    locked = rows.select_related("stage__campaign__union", "category").get(pk=panel.pk)
    require(actor, MANAGE, locked.stage.campaign.union)
    if locked.is_open:
        raise ValidationError(_("评分已经开始，不能再变动评审组。"))
    return locked


def _number(entry: Entry, panel: Panel, position: int) -> None:
    if not entry.candidate_no:
        entry.candidate_no = number_of(panel, position)
        Entry.objects.filter(pk=entry.pk).update(candidate_no=entry.candidate_no)


def number_of(panel: Panel, position: int) -> str:
    """The number that an entry draws before its first panel."""
    return f"{panel.category.position}{panel.pk % 100:02d}{position:03d}"


def _can_judge(expert: Expert, panel: Panel) -> bool:
    barred = {entry.pk for entry, _kind, _note in reasons_to_recuse(panel, expert)}
    before = set(panel.panel_entries.values_list("entry_id", flat=True))
    return not before or bool(before - barred)


def record_draw(
    actor: Any,
    panel: Panel,
    purpose: str,
    seed: str,
    pool: list[str],
    outcome: list[str],
    witness: str,
) -> Draw:
    """Keep a draw with its seed, for actions that have drawn; traces."""
    draw = Draw.objects.create(
        campaign=panel.stage.campaign,
        purpose=f"{panel.name}：{purpose}",
        seed=seed,
        pool=pool,
        outcome=outcome,
        witness=witness,
        drawn_by_id=actor.pk,
    )
    _trace("campaigns.lot.drawn", actor, panel, purpose=draw.purpose, seed=seed)
    return draw


def _trace(key: str, actor: Any, panel: Panel, **facts: Any) -> None:
    union = panel.stage.campaign.union_id
    trace(key, actor=actor, subject=panel, union_id=union, **facts)
