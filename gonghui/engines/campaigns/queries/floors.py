"""What the floor of a contest shows: who is on, who has finished, whose score is due (contests §7)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import Panel, PanelEntry, Seat
from gonghui.engines.campaigns.queries.blind import is_visit
from gonghui.engines.campaigns.queries.results import penalty_of
from gonghui.engines.campaigns.queries.sheets import scores_of
from gonghui.engines.campaigns.rules.floors import may_announce, shown_time
from gonghui.engines.campaigns.rules.numbers import shown
from gonghui.engines.campaigns.rules.scoring import JudgeRule, panel_score, time_penalty
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.kernel.lib.scoping import everything

SECRETARY = "secretary"


@dataclass(frozen=True)
class FloorLine:
    """One entrant on the floor; ``waits`` says why the score may not be announced yet."""

    place: PanelEntry
    number: str
    time: str
    over: str
    waits: str
    score: str
    scores: list[tuple[str, str, bool]]
    announced_at: datetime | None


@dataclass(frozen=True)
class Floor:
    """The floor of a panel: seconds allowed and of warning, everybody in drawn order, who is on now."""

    allowed: int
    warning: int
    lines: list[FloorLine]
    now: FloorLine | None

    @property
    def done(self) -> int:
        """How many have finished."""
        return sum(line.place.seconds_used is not None for line in self.lines)

    @property
    def all_said(self) -> bool:
        """Whether every score has been announced."""
        return all(line.announced_at is not None for line in self.lines)


def keeps_floor(actor: Any, panel: Panel) -> bool:
    """Whether the actor sits on the panel to keep its records."""
    person_id = getattr(actor, "person_id", None)
    return (
        person_id is not None
        and Seat.objects.filter(panel=panel, role=SECRETARY, expert__person_id=person_id).exists()
    )


def has_floor(panel: Panel) -> bool:
    """Whether entrants appear before this panel one after another."""
    return panel.stage.kind == StageKind.ONSITE and not is_visit(panel)


def floor_of(panel: Panel, at: int | None = None) -> Floor:
    """The floor as it stands.

    Args:
        panel: of a stage on site.
        at: key of the place to keep the time of; None is the first that has none.
    """
    settings = chosen(panel.stage.kind, panel.settings)
    with everything("the floor shows drawn numbers, whatever union they are of"):
        places = list(panel.panel_entries.select_related("entry"))
        given = scores_of(panel)
    finished = [place.seconds_used is not None for place in places]
    lines = [
        _line(place, given[place.entry.candidate_no], settings, _early(finished, order, settings))
        for order, place in enumerate(places)
    ]
    on_now = (line for line in lines if line.place.pk == at)
    first = (line for line in lines if line.place.seconds_used is None)
    return Floor(
        allowed=settings["minutes"] * 60,
        warning=settings["warn_minutes"] * 60,
        lines=lines,
        now=next(on_now, None) or next(first, None),
    )


def waits_for(place: PanelEntry) -> str:
    """Why an entrant's score may not be announced yet, as a sentence; "" when it may."""
    lines = floor_of(place.panel).lines
    return next(line.waits for line in lines if line.place.pk == place.pk)


def _early(finished: list[bool], order: int, settings: dict[str, Any]) -> str:
    if not finished[order]:
        return _("还没有上场")
    later = settings["announce_later"] or 0
    if may_announce(finished, order, later):
        return ""
    return _("待后面 %(n)s 名选手结束") % {"n": later}


def _line(
    place: PanelEntry, given: dict[str, Any], settings: dict[str, Any], early: str
) -> FloorLine:
    """One line; the score stands in it only once it may be said."""
    found = panel_score(JudgeRule(trim=bool(settings["trim"])), given)
    late = _("还缺评委 %(who)s 的评分") % {"who": "、".join(found.missing)} if found.missing else ""
    off = time_penalty(penalty_of([settings]), place.seconds_used or 0)
    waits = early or late
    known = found.value is not None and not waits
    return FloorLine(
        place=place,
        number=place.entry.candidate_no,
        time="" if place.seconds_used is None else shown_time(place.seconds_used),
        over=_("超时扣 %(n)s 分") % {"n": shown(off)} if off else "",
        waits=waits,
        score=shown(found.value) if known and found.value is not None else "",
        scores=[(each, shown(value), each in found.dropped) for each, value in given.items()]
        if known
        else [],
        announced_at=place.announced_at,
    )
