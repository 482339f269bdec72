"""Writes the checked rows of a table of places through the action of the page, and takes them back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gonghui.engines.campaigns.actions.quotas import set_all_places
from gonghui.engines.campaigns.imports.checker import REASON, share_of
from gonghui.engines.campaigns.models import Campaign
from gonghui.kernel.exchange.api import Progress, Setting, Stale, Writer
from gonghui.kernel.lib import scoping
from gonghui.kernel.unions.api import Union


class PlacesWriter(Writer):
    """Writes for one batch."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def write(
        self,
        new: Iterable[Any],  # noqa: ARG002 -- a union without places has none yet; that is a change
        changed: Iterable[Any],
        resumed: Mapping[str, Any] | None,  # noqa: ARG002 -- places have no identity of their own
        progress: Progress,
    ) -> Iterator[Any]:
        """All rows of one campaign at once, so that its sums are right at every moment."""
        done = 0
        by_campaign: dict[int, list[list[int]]] = {}
        for campaign, *row in changed:
            by_campaign.setdefault(campaign, []).append(row)
        for pk, rows in by_campaign.items():
            self._set(
                pk, [(category, union, before, after) for category, union, before, after in rows]
            )
            done += len(rows)
            progress(done)
            yield {"campaign": pk, "rows": rows}

    def take_back(self, parts: Iterable[Any]) -> Mapping[str, Any]:
        """What there was before; refused where somebody changed the places since."""
        for part in parts:
            back = [
                (category, union, after, before) for category, union, before, after in part["rows"]
            ]
            self._set(part["campaign"], back)
        return {}

    def _set(self, pk: int, rows: list[tuple[int, int, int, int]]) -> None:
        """Set places from what they have to be now to what they become.

        Raises:
            Stale: somebody else changed them meanwhile.
        """
        with scoping.everything(REASON):
            campaign = Campaign.objects.get(pk=pk)
            given = share_of(campaign).given
            stale = [
                union
                for category, union, now, _to in rows
                if given.get((category, union), 0) != now
            ]
            if stale:
                raise Stale(Union.objects.filter(pk__in=stale).values_list("name", flat=True))
            places = {(category, union): to for category, union, _now, to in rows}
            set_all_places(actor=self.setting.actor, campaign=campaign, places=places)
