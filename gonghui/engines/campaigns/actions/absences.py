"""A judge who cannot go on is out for what is still to be scored; what is in stays (handbook contests §3)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import RecusalKind
from gonghui.engines.campaigns.models import Panel, Recusal, Seat
from gonghui.engines.campaigns.queries.sheets import scores_of
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.scoping import everything

MANAGE = "campaigns.campaign:manage"
NAMED = 5


@action
def excuse_judge(*, actor: Any, seat: Seat, reason: str) -> list[str]:
    """Take a judge off every entry whose sheet is not in, so that the others' scores count without it.

    A missing score is never a zero: either the judge is out for that candidate, or scoring stays open
    (handbook contests §3). Side effects in order: a recusal for each of these entries, a trace.

    Args:
        actor: organises the campaign.
        seat: of a judge on a panel that is scoring.
        reason: why the judge cannot go on; the recusals keep it.

    Returns:
        The drawn numbers that the judge is off.

    Raises:
        Refused: no permission.
        ValidationError: no reason, scoring is closed, nothing is owed, or an entry would lose its last judge.
    """
    panel = Panel.objects.select_for_update().get(pk=seat.panel_id)
    require(actor, MANAGE, panel.stage.campaign.union)
    if not reason.strip():
        raise ValidationError({"reason": _("请写明不再评分的原因。")})
    if not panel.is_open:
        raise ValidationError(_("评分尚未开放或已经封存，不能调整评委。"))
    owed = _owed(panel, seat)
    with everything("entries of a panel, over all unions"):
        entries = panel.entries.filter(candidate_no__in=owed)
        Recusal.objects.bulk_create(
            Recusal(
                seat=seat,
                entry=entry,
                kind=RecusalKind.ABSENT,
                note=reason.strip(),
                found_by_system=False,
            )
            for entry in entries
        )
    trace(
        "campaigns.judge.excused",
        actor=actor,
        subject=panel,
        union_id=panel.stage.campaign.union_id,
        letter=seat.letter,
        count=len(owed),
        reason=reason.strip(),
    )
    return owed


def _owed(panel: Panel, seat: Seat) -> list[str]:
    """The numbers that wait for this judge.

    Raises:
        ValidationError: there are none, or nobody else judges one of them.
    """
    given = scores_of(panel)
    owed = [number for number, scores in given.items() if scores.get(seat.letter, 0) is None]
    if not owed:
        raise ValidationError(_("评委 %(letter)s 没有未交的评分。") % {"letter": seat.letter})
    alone = [number for number in owed if len(given[number]) == 1]
    if alone:
        raise ValidationError(
            _("%(numbers)s 号没有其他评委，这位评委不能免于评分。")
            % {"numbers": "、".join(alone[:NAMED])}
        )
    return owed
