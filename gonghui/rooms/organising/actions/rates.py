"""Publishing a rate: the numbers are kept with the frozen registers of both days (§10)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.indicators.api import Question, figure
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.unions.api import Union, take_snapshot
from gonghui.rooms.organising.models import PublishedRate

PUBLISH = "unions.snapshot:take"


@action
def publish_rate(
    *, actor: Any, indicator: str, title: str, union: Union, start: date, end: date
) -> PublishedRate:
    """Keep what an indicator says about a period, with a snapshot of each end; traces.

    Raises:
        Refused: the actor may not freeze figures.
        ValidationError: the days are the wrong way round, or no title.
        LookupError: no such indicator.
    """
    require(actor, PUBLISH, union)
    if start >= end:
        raise ValidationError(_("期初须早于期末。"))
    answer = figure(indicator, Question(start=start, end=end, path=union.path))
    numbers = {part.label: _plain(part.value) for part in answer.parts}
    published = PublishedRate.objects.create(
        indicator=indicator,
        title=title.strip(),
        union=union,
        period_from=start,
        period_to=end,
        numbers=numbers,
        opening_snapshot=take_snapshot(actor=actor, title=f"{title}（期初）", as_of=start),
        closing_snapshot=take_snapshot(actor=actor, title=f"{title}（期末）", as_of=end),
        published_by_id=actor.pk,
    )
    trace(
        "organising.rate.published",
        actor=actor,
        subject=published,
        union_id=union.pk,
        indicator=indicator,
        title=published.title,
        numbers=numbers,
    )
    return published


def _plain(value: Any) -> str | int | None:
    return value if value is None or isinstance(value, int) else str(value)
