"""The register as lists and pages show it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from gonghui.engines.campaigns.api import (
    Award,
    AwardEventKind,
    AwardSource,
    AwardStatus,
    Level,
    TargetKind,
    events_of_award,
    list_awards,
)
from gonghui.kernel.files.api import StoredFile
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.lib.policy import ALLOWED, Decision, decide

TONES = {
    AwardEventKind.REVOKED: "bad",
    AwardEventKind.ENDED: "bad",
    AwardEventKind.RECTIFY: "warn",
    AwardEventKind.RECONFIRMED: "good",
}


class Event(NamedTuple):
    """One line of a history, as ui/timeline.html draws it."""

    when: date | None
    title: str
    note: str = ""
    tone: str = ""
    who: str = ""
    precision: str = "D"


def register_of_awards() -> QuerySet[Award]:
    """Awards in scope with what the list shows."""
    return list_awards().select_related(
        "kept_by", "holder_union", "campaign__union", "entry__union", "decision", "evidence"
    )


def facts_of_award(award: Award) -> list[tuple[str, Any]]:
    """Label and value of what is known."""
    return [
        ("称号", award.title),
        ("等次", _placed(award)),
        ("级别", Level(award.honour_level).label),
        ("荣誉系列", award.series.name),
        ("授予单位", award.granting_body),
        ("文号", award.document_no),
        ("授予日期", PartialDate(award.granted_on, _precision(award))),
        ("有效期至", "" if award.valid_to == FOREVER else award.valid_to.isoformat()),
        ("下次复核", review_due(award)),
        ("牌匾号", award.plaque_no),
        ("证书编号", award.certificate_no),
        ("来源", AwardSource(award.source).label),
        ("评选活动", award.campaign),
        *((label, award.facts.get(key)) for key, label in FACTS.items() if award.facts.get(key)),
    ]


def review_due(award: Award) -> str:
    """The day of the next review, with a word when it has passed; "" without one."""
    day = award.next_review_on
    if day is None:
        return ""
    late = day < dates.today() and not is_over(award)
    return f"{day}（已到期，未复核）" if late else f"{day}"


def _placed(award: Award) -> str:
    if award.rank and award.grade:
        return f"{award.grade}（第 {award.rank} 名）"
    return f"第 {award.rank} 名" if award.rank else award.grade


FACTS = {"contest": "关联竞赛", "evidence_note": "佐证材料", "remark": "备注"}


def history_of_award(award: Award) -> list[Event]:
    """From the latest event back to the grant."""
    events = [
        Event(
            event.happened_on,
            event.get_kind_display(),
            _note(event),
            TONES.get(AwardEventKind(event.kind), ""),
            str(event.actor or "系统"),
        )
        for event in events_of_award(award)
    ]
    given = Event(award.granted_on, "授予", award.document_no, "good", precision=_precision(award))
    return [*events, given]


@dataclass(frozen=True)
class Origin:
    """Where an award of our own came from; an address is "" where the account may not go on."""

    campaign: Any
    case_url: str
    decision_url: str


def origin_of(user: Any, award: Award) -> Origin | None:
    """The entry and the decision behind an award; None for one from outside."""
    if award.campaign is None:
        return None
    entry, decision = award.entry, award.decision
    reads = entry is not None and decide(user, "campaigns.entry:read", entry.union)
    found = decision is not None and decision.document_ref
    shown = found and decide(user, "documents.document:read", award.campaign.union)
    return Origin(
        campaign=award.campaign,
        case_url=reverse("casework:case-detail", args=[entry.case_id])
        if reads and entry and entry.case_id
        else "",
        decision_url=reverse("documents:document-detail", args=[decision.document_ref])
        if shown and decision
        else "",
    )


def is_reviewed(award: Award) -> bool:
    """Whether the honour is a designation that is looked at again, and not a prize won once."""
    series = award.series
    return bool(
        series.review_years
        or series.valid_years
        or award.next_review_on
        or award.valid_to != FOREVER
        or award.holder_kind == TargetKind.SITE
    )


def is_over(award: Award) -> bool:
    """Whether it was revoked or ended."""
    return award.status in (AwardStatus.REVOKED, AwardStatus.ENDED)


def _note(event: Any) -> str:
    parts = [
        event.note.rstrip("。；"),
        f"得分 {event.score}" if event.score is not None else "",
        f"至 {event.until}" if event.until and event.until != FOREVER else "",
        event.document_no,
    ]
    return "；".join(filter(None, parts))


def _precision(award: Award) -> Any:
    return award.granted_precision


def may_fetch_evidence(user: Any, stored: StoredFile) -> Decision:
    """Whoever may read the award, or sent the paper in."""
    if user.pk and user.pk == stored.owner_id:
        return ALLOWED
    award = Award.objects.filter(evidence=stored).select_related("union").first()
    if award is None:
        return Decision(False, "没有找到这份佐证所属的荣誉。")
    return decide(user, "campaigns.award:read", award.union)
