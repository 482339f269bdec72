"""The decision (表彰决定): an issued document that gives the awards, with certificates (handbook contests §2.3, §12)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.awards import Grant, write_awards
from gonghui.engines.campaigns.actions.moving import mark_stage, move_entries
from gonghui.engines.campaigns.actions.outcomes import tell_room
from gonghui.engines.campaigns.actions.series import name_series
from gonghui.engines.campaigns.enums import (
    AwardSource,
    StageKind,
    StageStatus,
    TargetKind,
)
from gonghui.engines.campaigns.models import (
    Award,
    AwardDecision,
    Campaign,
    Entry,
    Series,
    Slate,
    SlateLine,
)
from gonghui.engines.campaigns.queries.decisions import obstacles_to_decision
from gonghui.engines.campaigns.queries.official import certificate_text, decision_document
from gonghui.engines.campaigns.queries.organisers import chosen_organisers, organiser_title
from gonghui.engines.campaigns.queries.slates import (
    current_slate,
    stage_settings,
    stars_by_entry,
)
from gonghui.engines.campaigns.queries.stars import Starred
from gonghui.kernel.documents.api import (
    CertificateDraft,
    CertificateRun,
    Document,
    DocumentKind,
    draft_document,
    issue_certificates,
    issue_document,
)
from gonghui.kernel.lib import bulk, dates
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.money import fen_of
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.sorting import text_pinyin
from gonghui.kernel.unions.api import Union

MANAGE = "campaigns.campaign:manage"
LONGEST_CODE = 8


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What the decision says besides the names.

    Attributes:
        agency_code: 机关代字, from which the number is made; empty for a number given elsewhere.
        document_no: of a decision that was numbered elsewhere.
        on_paper: the decision lies in an archive; no document and no certificates are made of it.
    """

    title: str
    signatory: str
    decided_on: date
    agency_code: str = ""
    document_no: str = ""
    on_paper: bool = False


@action
def decide_awards(*, actor: Any, campaign: Campaign, ruling: Ruling) -> AwardDecision:
    """Give the awards of the present slate.

    Side effects in order: the decision, its document with number and digest, the awards in bulk,
    certificates where the plan has them, the room's own records, entries and stages move on, a trace.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: one sentence for each thing that stands in the way.
    """
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    require(actor, MANAGE, row.union)
    slate = current_slate(row)
    _check(row, slate, ruling)
    assert slate is not None
    decision, awards = give(actor, slate, ruling)
    _finish(actor, row, [line for line in slate.lines.all() if not line.is_reserve])
    trace(
        "campaigns.decision.issued",
        actor=actor,
        subject=row,
        union_id=row.union_id,
        title=str(row),
        number=decision.document_no,
        count=len(awards),
    )
    return decision


def give(actor: Any, slate: Slate, ruling: Ruling) -> tuple[AwardDecision, list[Award]]:
    """The decision about a slate, its document, awards, certificates and the room's own records.

    Organisation prizes go into the register with their arithmetic, under a series of their own, so that no
    figure counts them among those who were judged.

    For actions that have asked whether it may be decided, and that trace themselves.
    """
    campaign = slate.campaign
    decision = AwardDecision.objects.create(
        campaign=campaign,
        slate=slate,
        title=ruling.title,
        signatory=ruling.signatory,
        decided_on=ruling.decided_on,
        document_no=ruling.document_no,
    )
    document = None if ruling.on_paper else _issue(actor, decision, ruling)
    if document is not None:
        decision.document_no = document.doc_no or ruling.document_no
        decision.document_ref = str(document.pk)
        decision.save(update_fields=["document_no", "document_ref"])
    lines = [line for line in slate.lines.all() if not line.is_reserve]
    stars = stars_by_entry(campaign)
    awards = write_awards([_grant(campaign, decision, line, stars) for line in lines])
    organisers = write_awards(_organiser_grants(campaign, decision))
    if document and campaign.stages.filter(kind=StageKind.CERTIFICATES).exists():
        for given in filter(None, (awards, organisers)):
            _certify(actor, decision, document, given)
    tell_room(actor=actor, campaign=campaign, awards=awards)
    return decision, [*awards, *organisers]


def _check(campaign: Campaign, slate: Slate | None, ruling: Ruling) -> None:
    problems = obstacles_to_decision(campaign, slate)
    if problems:
        raise ValidationError(problems)
    if ruling.decided_on > dates.today():
        raise ValidationError({"decided_on": _("决定日期还没有到，请核对。")})
    if not (ruling.agency_code or ruling.document_no):
        raise ValidationError({"agency_code": _("请填机关代字，或填已编好的文号。")})


def _issue(actor: Any, decision: AwardDecision, ruling: Ruling) -> Document:
    content = decision_document(decision, ruling.agency_code)
    union = decision.campaign.union
    draft = draft_document(
        actor=actor, union=union, kind=DocumentKind.DECISION, content=content, subject=decision
    )
    return issue_document(actor=actor, document=draft, on=ruling.decided_on)


def _series(campaign: Campaign) -> Series:
    """The campaign's own series; one named after it when the plan has none."""
    if campaign.series is not None:
        return campaign.series
    campaign.series = name_series(
        actor=SYSTEM,
        key=f"campaign-{campaign.programme_key or campaign.pk}"[:64],
        name=campaign.title,
        honour_level=campaign.honour_level,
        granting_body=campaign.union.name,
        target=campaign.target,
    )
    campaign.save(update_fields=["series"])
    return campaign.series


def _grant(
    campaign: Campaign, decision: AwardDecision, line: SlateLine, stars: Mapping[int, Starred]
) -> Grant:
    """The grant of one line; of a star its three columns are kept with it (handbook homes §3)."""
    entry, series = line.entry, _series(campaign)
    prize = stage_settings(campaign, StageKind.DECISION)["prize"]
    scores = {"scores": stars[entry.pk].columns.as_json()} if entry.pk in stars else {}
    return Grant(
        series=series,
        kept_by=campaign.union,
        union=entry.union,
        title=series.name,
        year=campaign.year,
        holder_kind=entry.target,
        holder_name=entry.name,
        holder_unit_name=entry.unit_name or entry.union.name,
        person=entry.person,
        holder_union=entry.subject_union or entry.union,
        honour_level=campaign.honour_level,
        granting_body=series.granting_body,
        document_no=decision.document_no,
        grade=line.grade,
        rank=entry.rank,
        granted_on=decision.decided_on,
        source=AwardSource.OWN,
        campaign=campaign,
        entry=entry,
        decision=decision,
        prize_fen=None if prize in (None, "") else fen_of(prize),
        facts={"category": line.category.name, **scores},
    )


def _organiser_grants(campaign: Campaign, decision: AwardDecision) -> list[Grant]:
    """The organisation prizes of the list, each with what it was counted from."""
    chosen = chosen_organisers(decision.slate)
    unions = Union.objects.in_bulk([each["union"] for each in chosen])
    return [
        Grant(
            series=_organiser_series(campaign),
            kept_by=campaign.union,
            union=unions[each["union"]],
            title=organiser_title(campaign),
            year=campaign.year,
            holder_kind=TargetKind.UNION,
            holder_name=each["name"],
            holder_unit_name=each["name"],
            holder_union=unions[each["union"]],
            honour_level=campaign.honour_level,
            document_no=decision.document_no,
            rank=each["place"],
            granted_on=decision.decided_on,
            source=AwardSource.OWN,
            campaign=campaign,
            decision=decision,
            facts={"counts": each["counts"], "points": each["points"]},
        )
        for each in chosen
    ]


def _organiser_series(campaign: Campaign) -> Series:
    series, title = _series(campaign), organiser_title(campaign)
    return name_series(
        actor=SYSTEM,
        key=f"{series.key[:50]}-organiser",
        name=f"{series.name}{title}",
        honour_level=campaign.honour_level,
        granting_body=series.granting_body,
        target=TargetKind.UNION,
    )


def _certify(
    actor: Any, decision: AwardDecision, document: Document, awards: Sequence[Award]
) -> None:
    """Certificates of all awards; their numbers go into the register."""
    campaign = decision.campaign
    run = CertificateRun(
        series=certificate_series(awards[0].title),
        year=campaign.year,
        granted_on=decision.decided_on,
        document=document,
    )
    drafts = [
        CertificateDraft(
            holder=award.holder_name,
            title=award.called,
            text=certificate_text(award),
            unit_name=award.holder_unit_name,
            collective=award.holder_kind != TargetKind.PERSON,
            person=award.person,
            subject=award,
        )
        for award in awards
    ]
    made = issue_certificates(actor=actor, union=campaign.union, run=run, drafts=drafts)
    pairs = [(found.cert_no, award.pk) for found, award in zip(made, awards, strict=True)]
    bulk.update(Award, ["certificate_no"], pairs)


def certificate_series(title: str) -> str:
    """The letters of a certificate's number: the initials of the title in Latin letters, eight at most."""
    initials = "".join(text_pinyin(sign)[:1] for sign in title).upper()
    found = re.sub(r"[^A-Z0-9]", "", initials)[:LONGEST_CODE]
    return found if len(found) > 1 else "RYZS"


def _finish(actor: Any, campaign: Campaign, lines: Sequence[SlateLine]) -> None:
    """Entries are honoured, the others were not selected, the stages are over."""
    chosen = [line.entry for line in lines]
    for step in ("approve", "award"):
        move_entries(actor=actor, entries=chosen, step=step)
    others = Entry.objects.filter(campaign=campaign).exclude(pk__in=[one.pk for one in chosen])
    move_entries(actor=actor, entries=others, step="not_select")
    for kind in (StageKind.PUBLIC_NOTICE, StageKind.DECISION, StageKind.CERTIFICATES):
        mark_stage(campaign, kind, StageStatus.DONE)
