"""On the floor of a contest: segments drawn, times kept, scores announced one after another (contests §7).

The organiser does this, or whoever sits on the panel to keep its records (记分).
"""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.panels import MANAGE, record_draw
from gonghui.engines.campaigns.models import Draw, Panel, PanelEntry
from gonghui.engines.campaigns.queries.floors import keeps_floor, waits_for
from gonghui.engines.campaigns.rules.drawing import draw_segments
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.scoping import everything

DAY = 24 * 3600


@action
def draw_panel_segments(*, actor: Any, panel: Panel, seed: str = "", witness: str = "") -> Draw:
    """Draw for every entrant of a panel the segment to teach; traces.

    Args:
        actor: the organiser.
        panel: with its order drawn and nobody timed yet.
        seed: given by the witness, else made at random.
        witness: who watched.

    Raises:
        Refused: no permission.
        ValidationError: the stage draws no segments, no order yet, or the first has taught already.
    """
    require(actor, MANAGE, panel.stage.campaign.union)
    segments = chosen(panel.stage.kind, panel.settings).get("segments")
    if not segments:
        raise ValidationError(_("这个环节没有设置可抽的教学节段数。"))
    with everything("segments are drawn over all unions"):
        places = list(panel.panel_entries.select_for_update(of=("self",)).select_related("entry"))
        if not places:
            raise ValidationError(_("请先抽签排定出场顺序。"))
        if any(place.seconds_used is not None for place in places):
            raise ValidationError(_("已有选手上场，不能重新抽取节段。"))
        seed = seed or secrets.token_hex(16)
        numbers = [place.entry.candidate_no for place in places]
        drawn = draw_segments(seed, numbers, segments)
        for place in places:
            place.segment_no = drawn[place.entry.candidate_no]
            place.save(update_fields=["segment_no"])
    outcome = [f"{number}：{drawn[number]}" for number in numbers]
    return record_draw(actor, panel, _("教学节段"), seed, sorted(numbers), outcome, witness)


@action
def record_time(*, actor: Any, place: PanelEntry, seconds: int) -> PanelEntry:
    """Keep how long an entrant really took; traces.

    Raises:
        Refused: neither the organiser nor the panel's secretary.
        ValidationError: not a possible time, or the score is announced.
    """
    row = _locked(actor, place)
    if not 0 < seconds < DAY:
        raise ValidationError(_("用时应为 1 秒到 24 小时之间。"))
    if row.announced_at is not None:
        raise ValidationError(_("得分已经宣布，用时不能再改。"))
    row.seconds_used = seconds
    row.save(update_fields=["seconds_used"])
    _trace("campaigns.floor.timed", actor, row, seconds=seconds)
    return row


@action
def announce_score(*, actor: Any, place: PanelEntry) -> PanelEntry:
    """Say an entrant's score on the floor, when its turn has come; traces. Twice changes nothing.

    Raises:
        Refused: neither the organiser nor the panel's secretary.
        ValidationError: a judge has not handed in, or it is too early.
    """
    row = _locked(actor, place)
    if row.announced_at is None:
        problem = waits_for(row)
        if problem:
            raise ValidationError(problem)
        row.announced_at = timezone.now()
        row.save(update_fields=["announced_at"])
    _trace("campaigns.floor.announced", actor, row)
    return row


def _locked(actor: Any, place: PanelEntry) -> PanelEntry:
    """The entrant's row, locked, for somebody who keeps the floor."""
    with everything("the floor is kept by drawn number, whatever union the entrant is of"):
        rows = PanelEntry.objects.select_for_update(of=("self",))
        row = rows.select_related("panel__stage__campaign__union", "entry").get(pk=place.pk)
    if not keeps_floor(actor, row.panel):
        require(actor, MANAGE, row.panel.stage.campaign.union)
    return row


def _trace(key: str, actor: Any, place: PanelEntry, **facts: Any) -> None:
    union = place.panel.stage.campaign.union_id
    number = place.entry.candidate_no
    trace(key, actor=actor, subject=place.panel, union_id=union, candidate=number, **facts)
