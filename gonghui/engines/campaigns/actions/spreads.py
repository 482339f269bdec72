"""Why inspectors lie far apart on an item: said on the sheet of one of them (handbook homes §3)."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.sheets import open_entry
from gonghui.engines.campaigns.enums import SheetStatus
from gonghui.engines.campaigns.models import ScoreSheet, Seat
from gonghui.engines.campaigns.queries.spreads import wide_items
from gonghui.kernel.lib.actions import action, trace

LONGEST = 300


@action
def explain_spread(
    *, actor: Any, seat: Seat, candidate_no: str, reasons: Mapping[str, str]
) -> ScoreSheet:
    """Keep an inspector's reasons for items far apart; an empty one takes an earlier one back. Traces.

    Args:
        actor: the inspector on ``seat``.
        seat: with its own sheet of that number handed in, and the panel still open.
        candidate_no: the drawn number.
        reasons: item code to what is said.

    Raises:
        Refused: somebody else's seat.
        ValidationError: nothing handed in, an item that is not far apart, or a reason that is too long.
    """
    entry = open_entry(actor, seat, candidate_no)
    sheet = ScoreSheet.objects.filter(seat=seat, entry=entry, copy_no=1).first()
    if sheet is None or sheet.status != SheetStatus.SUBMITTED:
        raise ValidationError(_("请先提交 %(no)s 号的评分，再说明分差。") % {"no": candidate_no})
    wide = {each.item.code: each.item.text for each in wide_items(seat.panel, candidate_no)}
    if strange := [code for code in reasons if code not in wide]:
        raise ValidationError(_("“%(item)s”分差没有超过规定，不用说明。") % {"item": strange[0]})
    for code, text in reasons.items():
        if len(text.strip()) > LONGEST:
            words = {"item": wide[code], "n": LONGEST}
            raise ValidationError(_("“%(item)s”的说明请控制在 %(n)s 字以内。") % words)
    said = sheet.explanations | {code: text.strip() for code, text in reasons.items()}
    sheet.explanations = {code: text for code, text in said.items() if text}
    sheet.version += 1
    sheet.save()
    trace(
        "campaigns.spread.explained",
        actor=actor,
        subject=sheet,
        union_id=seat.panel.stage.campaign.union_id,
        letter=seat.letter,
        candidate=candidate_no,
    )
    return sheet
