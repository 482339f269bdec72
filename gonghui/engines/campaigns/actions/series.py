"""Names a series of honours (荣誉系列), once."""

from typing import Any

from gonghui.engines.campaigns.models import Series
from gonghui.engines.campaigns.rules.titles import known_title
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require

MANAGE = "campaigns.award:manage"


@action
def name_series(*, actor: Any, key: str, name: str, **facts: Any) -> Series:
    """The series of ``key``; made, and the log told, when there is none yet.

    Args:
        actor: who brings it in.
        key: a slug, stable for ever.
        name: as it is printed, for instance 五一劳动奖章.
        **facts: further fields of ``Series``: honour_level, granting_body, target, counted_in,
            valid_years, review_years.

    Raises:
        Refused: the actor may keep no register anywhere.
        ValidationError: a fact does not fit its field.
    """
    require(actor, MANAGE)
    series = Series.objects.filter(key=key).first()
    if series is None:
        series = Series(key=key, name=name, **facts)
        series.full_clean()
        series.save()
    trace("campaigns.series.named", actor=actor, subject=series, name=series.name)
    return series


@action
def name_known_series(*, actor: Any, key: str) -> Series:
    """The series of a title that a room registered (``rules.titles``), named on its first use; traces.

    Raises:
        Refused: the actor may keep no register anywhere.
        KeyError: no room knows the title.
    """
    title = known_title(key)
    return name_series(
        actor=actor,
        key=key,
        name=title.name,
        honour_level=title.honour_level,
        granting_body=title.granting_body or "本单位",
        target=title.target,
        counted_in=title.counted_in,
        valid_years=title.valid_years,
        review_years=title.review_years,
    )
