"""Public notices: who may read one, what is hidden afterwards, what stands in the way of the decision."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from gonghui.engines.campaigns.enums import NoticeScope, NoticeStatus, ObjectionOutcome, TargetKind
from gonghui.engines.campaigns.models import (
    Campaign,
    Entry,
    NoticeLine,
    Objection,
    PublicNotice,
)
from gonghui.engines.campaigns.rules.publicity import (
    DecisionState,
    ObjectionFacts,
    decision_state,
)
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.sealing import mask_name

CLOSE_OF_OFFICE = time(17, 0)
"""Until when objections are taken on the last day (handbook contests §2.4)."""


@dataclass(frozen=True)
class ShownLine:
    """A name as the page shows it today."""

    category: str
    name: str
    unit: str
    position: str
    line_id: int


def notices_for(user: Any) -> QuerySet[PublicNotice]:
    """Notices that ``user`` (perhaps anonymous) may read: public ones, the system's for who signed in."""
    rows = PublicNotice.objects.filter(campaign__is_rehearsal=False)
    if not getattr(user, "is_authenticated", False):
        rows = rows.filter(scope=NoticeScope.PUBLIC)
    else:
        inside = _in_scope()
        wanted = Q(scope__in=(NoticeScope.PUBLIC, NoticeScope.SYSTEM))
        rows = rows.filter(wanted | inside)
    rows = rows.select_related("union", "campaign").annotate(count=Count("lines"))
    return rows.order_by("-starts_on", "-pk")


def _in_scope() -> Q:
    condition = scoping.current().condition("union__path", None)
    return Q() if condition is None else condition


def shown_lines(notice: PublicNotice, on: date | None = None) -> list[ShownLine]:
    """The posted names; after the day on which details hide, names are masked and posts left out (§2.5)."""
    hidden = is_hidden(notice, on)
    return [
        ShownLine(
            line.category_name,
            masked_line(line) if hidden else line.name,
            line.unit_name,
            "" if hidden else line.position_title,
            line.pk,
        )
        for line in notice.lines.select_related("entry")
    ]


def masked_line(line: NoticeLine) -> str:
    """A person's name with its middle hidden; teams, units and works keep theirs."""
    return mask_name(line.name) if line.entry.target == TargetKind.PERSON else line.name


def is_hidden(notice: PublicNotice, on: date | None = None) -> bool:
    """Whether personal details are hidden by now."""
    return (on or dates.today()) >= notice.hides_on


def takes_objections(notice: PublicNotice, at: datetime | None = None) -> bool:
    """Whether an objection still comes in time: until the close of office on the last day."""
    now = timezone.localtime(at)
    end = timezone.make_aware(datetime.combine(notice.ends_on, CLOSE_OF_OFFICE))
    return notice.status == NoticeStatus.RUNNING and notice.starts_on <= now.date() and now <= end


def notices_of(campaign: Campaign) -> QuerySet[PublicNotice]:
    """All of a campaign that its organiser posted, the latest first."""
    rows = campaign.public_notices.filter(slate__isnull=False).select_related("union", "slate")
    return rows.annotate(count=Count("lines", distinct=True)).order_by("-pk")


def objections_of(campaign: Campaign) -> QuerySet[Objection]:
    """All of a campaign, the open ones first."""
    rows = Objection.objects.filter(notice__campaign=campaign)
    return rows.select_related("notice", "entry", "officer").order_by("outcome", "-received_at")


def posted_ids(campaign: Campaign) -> set[int]:
    """Entries that the organiser posted; the notice at a unit (without a slate) does not stand for it."""
    rows = NoticeLine.objects.filter(notice__campaign=campaign, notice__slate__isnull=False)
    return set(rows.values_list("entry_id", flat=True))


def not_posted(campaign: Campaign, chosen: Sequence[Entry]) -> list[Entry]:
    """Chosen names that no notice has shown yet: the successors after a replacement."""
    posted = posted_ids(campaign)
    return [entry for entry in chosen if entry.pk not in posted]


def decision_states(
    campaign: Campaign, chosen: Sequence[Entry], on: date | None = None
) -> dict[int, DecisionState]:
    """Entry → whether the decision about it is free: its notice is over and no objection is open."""
    day = on or dates.today()
    ends: dict[int, date] = {}
    rows = NoticeLine.objects.filter(notice__campaign=campaign, notice__slate__isnull=False)
    for entry_id, end in rows.values_list("entry_id", "notice__ends_on"):
        ends[entry_id] = max(end, ends.get(entry_id, end))
    raised: dict[int, list[ObjectionFacts]] = {}
    for each in objections_of(campaign):
        raised.setdefault(each.entry_id, []).append(facts_of(each))
    return {
        entry.pk: decision_state(ends[entry.pk], raised.get(entry.pk, ()), day)
        for entry in chosen
        if entry.pk in ends
    }


def facts_of(objection: Objection) -> ObjectionFacts:
    """An objection as the pure rules take it."""
    return ObjectionFacts(
        timezone.localdate(objection.received_at),
        objection.decided_on,
        objection.outcome == ObjectionOutcome.UPHELD,
    )


def as_posted(notice: PublicNotice, lines: Sequence[NoticeLine]) -> dict[str, Any]:
    """What stood on the page, for the proof that is kept."""
    return {
        "title": notice.title,
        "text": notice.text,
        "union": notice.union.name,
        "scope": notice.get_scope_display(),
        "channels": notice.channels,
        "contacts": notice.contacts,
        "starts_on": notice.starts_on.isoformat(),
        "ends_on": notice.ends_on.isoformat(),
        "days": notice.days,
        "count_start_day": notice.count_start_day,
        "lines": [
            [line.category_name, line.name, line.unit_name, line.position_title] for line in lines
        ],
    }


def digest_of_proof(proof: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON, which anyone recomputes from the proof page."""
    text = json.dumps(proof, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def running_notices(limit: int = 5) -> list[PublicNotice]:
    """Lists that everybody may read and that run today, the first to end before the others."""
    today = dates.today()
    rows = PublicNotice.objects.filter(scope=NoticeScope.PUBLIC, campaign__is_rehearsal=False)
    rows = rows.filter(starts_on__lte=today, ends_on__gte=today).select_related("union")
    return list(rows.order_by("ends_on", "pk")[:limit])
