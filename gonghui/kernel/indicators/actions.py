"""Keeping the definitions. They are the program's own reference data, written after each migration."""

from django.db import transaction

from gonghui.kernel.indicators.models import DefinitionVersion
from gonghui.kernel.indicators.registry import Indicator, indicators
from gonghui.kernel.lib import dates


class DefinitionChanged(Exception):
    """A definition was reworded under its old version number."""


@transaction.atomic
def record_definitions() -> int:
    """Keep every declared definition that is not kept yet.

    Returns:
        How many were new.

    Raises:
        DefinitionChanged: a kept version now reads differently; raise ``version`` in the code.
    """
    kept = {(row.key, row.edition): row for row in DefinitionVersion.objects.all()}
    fresh = []
    for key, indicator in indicators:
        old = kept.get((key, indicator.version))
        if old is None:
            fresh.append(_record_of(indicator))
        elif (old.definition, old.unit) != (indicator.definition, indicator.unit):
            raise DefinitionChanged(f"{key} version {indicator.version} was kept with other words")
    DefinitionVersion.objects.bulk_create(fresh)
    return len(fresh)


def _record_of(indicator: Indicator) -> DefinitionVersion:
    return DefinitionVersion(
        key=indicator.key,
        edition=indicator.version,
        name=indicator.name,
        unit=indicator.unit,
        definition=indicator.definition,
        since=dates.today(),
    )
