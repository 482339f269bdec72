"""The public notice (公示): posted with an exact clock, never edited, closed with its proof (handbook contests §2.4, §2.5)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.moving import mark_stage, move_entries
from gonghui.engines.campaigns.enums import (
    NoticeScope,
    NoticeStatus,
    ObjectionOutcome,
    StageKind,
    StageStatus,
)
from gonghui.engines.campaigns.models import (
    Campaign,
    Deliberation,
    Entry,
    NoticeLine,
    PublicNotice,
    Slate,
)
from gonghui.engines.campaigns.queries.notices import (
    as_posted,
    digest_of_proof,
    masked_line,
    not_posted,
    objections_of,
)
from gonghui.engines.campaigns.queries.organisers import chosen_organisers, organiser_title
from gonghui.engines.campaigns.queries.slates import chosen_of, current_slate, stage_settings
from gonghui.engines.campaigns.rules.publicity import notice_end
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit

MANAGE = "campaigns.campaign:manage"
NO_OBJECTION = "公示期间未收到异议。"


@dataclass(frozen=True, kw_only=True)
class Posting:
    """How a list is posted: where, from when, how many working days, whom to call."""

    title: str
    starts_on: date
    days: int = 5
    count_start_day: bool = True
    scope: str = NoticeScope.SYSTEM
    text: str = ""
    channels: str = ""
    contacts: list[str] = field(default_factory=list)


@action
def post_notice(*, actor: Any, campaign: Campaign, posting: Posting) -> PublicNotice:
    """Post the names of the slate that were not posted yet; earlier notices run on.

    Side effects in order: the notice with its clock, its lines, the proof with its digest, entries and
    stage move on, a trace.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: the slate is not legal or not settled by a meeting, nobody is left to post, the
            notice would begin in the past, or nobody is named to call.
    """
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    require(actor, MANAGE, row.union)
    slate = _settled_slate(row)
    entries = not_posted(row, chosen_of(slate))
    _check_posting(posting, entries)
    notice = made_notice(row, slate, posting)
    notice.save()
    lines = NoticeLine.objects.bulk_create(posted_lines(notice, slate, entries))
    proof = proof_of(notice, lines, timezone.localtime())
    edit(notice, {"proof": proof, "proof_digest": digest_of_proof(proof)})
    mark_stage(row, StageKind.PUBLIC_NOTICE, StageStatus.RUNNING)
    move_entries(actor=actor, entries=entries, step="post")
    trace(
        "campaigns.notice.posted",
        actor=actor,
        subject=notice,
        union_id=row.union_id,
        title=notice.title,
        count=len(lines),
        starts=notice.starts_on.isoformat(),
        ends=notice.ends_on.isoformat(),
        digest=notice.proof_digest,
    )
    return notice


def made_notice(campaign: Campaign, slate: Slate, posting: Posting) -> PublicNotice:
    """The notice of a slate with its clock, not saved."""
    end = notice_end(posting.starts_on, posting.days, count_start_day=posting.count_start_day)
    keep = int(stage_settings(campaign, StageKind.PUBLIC_NOTICE)["hide_after"] or 0)
    return PublicNotice(
        campaign=campaign,
        union=campaign.union,
        slate=slate,
        ends_on=end.last_day,
        hides_on=end.last_day + timedelta(days=keep + 1),
        **vars(posting) | {"text": _with_organisers(posting.text, slate)},
    )


def _with_organisers(text: str, slate: Slate) -> str:
    """What the notice says, and to which unions organisation prizes go."""
    names = "、".join(each["name"] for each in chosen_organisers(slate))
    if not names:
        return text
    words = {"title": organiser_title(slate.campaign), "names": names}
    return "\n".join(filter(None, [text, _("拟授予“%(title)s”：%(names)s。") % words]))


def proof_of(notice: PublicNotice, lines: list[NoticeLine], at: datetime) -> dict[str, Any]:
    """What is kept of a posting: the page as it stood, and since when."""
    return {"posted": as_posted(notice, lines), "posted_at": at.isoformat(timespec="seconds")}


@action
def close_notice(*, actor: Any, notice: PublicNotice, statement: str = "") -> PublicNotice:
    """公示期满: keep what came of it and seal the proof; open objections still hold up the decision.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: it was closed before, or its last day is not over.
    """
    row = PublicNotice.objects.select_for_update().get(pk=notice.pk)
    require(actor, MANAGE, row.union)
    if row.status != NoticeStatus.RUNNING:
        raise ValidationError(_("这份公示已经结束。"))
    if dates.today() <= row.ends_on:
        raise ValidationError(_("公示至 %(day)s止，期满后方可办理。") % {"day": row.ends_on})
    statement = statement.strip() or _result(row)
    proof = row.proof | {
        "closed_at": timezone.localtime().isoformat(timespec="seconds"),
        "statement": statement,
    }
    edit(
        row,
        {
            "status": NoticeStatus.ENDED,
            "statement": statement,
            "proof": proof,
            "proof_digest": digest_of_proof(proof),
        },
    )
    posted = row.campaign.public_notices.filter(slate__isnull=False)
    if not posted.filter(status=NoticeStatus.RUNNING).exists():
        mark_stage(row.campaign, StageKind.PUBLIC_NOTICE, StageStatus.DONE)
    trace(
        "campaigns.notice.closed",
        actor=actor,
        subject=row,
        union_id=row.union_id,
        title=row.title,
        statement=statement,
        digest=row.proof_digest,
    )
    return row


@action
def hide_notices(*, actor: Any) -> int:
    """Mask the names of notices whose time is over, and drop their posts; the sealed proof stays; traces.

    Raises:
        Refused: the actor is neither the clockwork nor organises anything.
    """
    require(actor, MANAGE)
    due = PublicNotice.objects.filter(hides_on__lte=dates.today(), hidden_at=None)
    count = 0
    for notice in due:
        lines = list(notice.lines.select_related("entry"))
        for line in lines:
            line.name, line.position_title = masked_line(line), ""
        NoticeLine.objects.bulk_update(lines, ["name", "position_title"])
        count += 1
    due.update(hidden_at=Now(), version=F("version") + 1)
    trace("campaigns.notices.hidden", actor=actor, count=count)
    return count


def _settled_slate(campaign: Campaign) -> Slate:
    """The present slate, legal, and settled by a meeting where the plan has one."""
    slate = current_slate(campaign)
    if slate is None:
        raise ValidationError(_("还没有拟定名单，请先按名次拟定。"))
    if not slate.composition["legal"]:
        raise ValidationError(_("名单还不符合要求，请先调整或递补。"))
    meets = campaign.stages.filter(kind=StageKind.DELIBERATION).exists()
    if meets and not Deliberation.objects.filter(campaign=campaign).exists():
        raise ValidationError(_("名单还没有经会议研究决定，请先登记会议。"))
    return slate


def _check_posting(posting: Posting, entries: list[Entry]) -> None:
    if not entries:
        raise ValidationError(_("名单上的人都已公示过。"))
    if posting.starts_on < dates.today():
        raise ValidationError({"starts_on": _("公示不能从过去的日期开始。")})
    if not posting.contacts:
        raise ValidationError({"contacts": _("请写明工会和纪检的联系方式，一行一个。")})


def posted_lines(notice: PublicNotice, slate: Slate, entries: list[Entry]) -> list[NoticeLine]:
    """The names of the slate among ``entries`` as they are posted, not saved."""
    wanted = {entry.pk for entry in entries}
    found = [line for line in slate.lines.all() if line.entry_id in wanted]
    return [
        NoticeLine(
            notice=notice,
            entry=line.entry,
            position=position,
            category_name=line.category.name,
            name=line.entry.name,
            unit_name=line.entry.unit_name or line.entry.union.name,
            position_title=line.entry.position_title,
        )
        for position, line in enumerate(found, 1)
    ]


def no_objection() -> str:
    """The sentence of a notice that nobody objected to."""
    return _(NO_OBJECTION)


def _result(notice: PublicNotice) -> str:
    """What came of it, in a sentence."""
    rows = objections_of(notice.campaign).filter(notice=notice)
    if not rows:
        return no_objection()
    words = {
        "n": len(rows),
        "upheld": sum(row.outcome == ObjectionOutcome.UPHELD for row in rows),
        "dismissed": sum(row.outcome == ObjectionOutcome.DISMISSED for row in rows),
        "open": sum(row.outcome == ObjectionOutcome.OPEN for row in rows),
    }
    said = _("公示期间收到异议 %(n)s 件，成立 %(upheld)s 件，不成立 %(dismissed)s 件") % words
    return said + (_("，核查中 %(open)s 件。") % words if words["open"] else "。")
