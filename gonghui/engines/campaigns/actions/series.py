"""Names a series of honours (荣誉系列), once."""

from typing import Any

from gonghui.engines.campaigns.models import Series
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
