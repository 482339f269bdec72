"""Results that no panel gives: learning points, exams, theory papers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.models import Entry, Mark, Stage
from gonghui.engines.campaigns.rules.scoring import compare_entries
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused, require

MANAGE = "campaigns.campaign:manage"


@action
def record_marks(
    *, actor: Any, stage: Stage, part: str, values: Mapping[int, Decimal], copy_no: int = 1
) -> int:
    """Keep the results of one part for many entries; a second recording replaces the first. Traces.

    Args:
        actor: organises the campaign; the second copy of double entry needs somebody else.
        stage: not yet ranked.
        part: "learning", "exam", "rating" …
        values: entry's primary key to result, on the part's own scale.
        copy_no: 2 for the second entry of double marking.

    Returns:
        How many were written.

    Raises:
        Refused: no permission, or the same person recorded both copies.
        ValidationError: an entry of another campaign, or a negative result.
    """
    require(actor, MANAGE, stage.campaign.union)
    entries = Entry.objects.in_bulk(values)
    strange = [
        pk for pk in values if pk not in entries or entries[pk].campaign_id != stage.campaign_id
    ]
    if strange:
        raise ValidationError(_("有 %(n)s 条成绩对不上这次评选的申报。") % {"n": len(strange)})
    if any(value < 0 for value in values.values()):
        raise ValidationError(_("成绩不能为负数。"))
    _require_second_hand(actor, stage, part, copy_no)
    for pk, value in values.items():
        Mark.objects.update_or_create(
            stage=stage,
            entry=entries[pk],
            part=part,
            copy_no=copy_no,
            defaults={"value": value, "recorded_by_id": actor.pk},
        )
    trace(
        "campaigns.marks.recorded",
        actor=actor,
        subject=stage,
        union_id=stage.campaign.union_id,
        part=part,
        count=len(values),
        copy=copy_no,
    )
    return len(values)


def copies_differ(stage: Stage, part: str) -> list[str]:
    """Candidate numbers whose two copies differ, or of which one is missing (双录核对)."""
    copies: list[dict[str, Decimal | None]] = [{}, {}]
    rows = Mark.objects.filter(stage=stage, part=part).select_related("entry")
    for mark in rows:
        copies[mark.copy_no - 1][mark.entry.candidate_no or str(mark.entry_id)] = mark.value
    every = {key: None for copy in copies for key in copy}
    return [each.cell for each in compare_entries({**every, **copies[0]}, {**every, **copies[1]})]


def _require_second_hand(actor: Any, stage: Stage, part: str, copy_no: int) -> None:
    other = Mark.objects.filter(stage=stage, part=part).exclude(copy_no=copy_no)
    if actor.pk and other.filter(recorded_by_id=actor.pk).exists():
        raise Refused(_("双录须由两个人分别录入，您已录入过另一遍。"))
