"""Slate, meeting, public notice and decision of a finished campaign."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.decisions import give
from gonghui.engines.campaigns.actions.notices import (
    made_notice,
    no_objection,
    posted_lines,
    proof_of,
)
from gonghui.engines.campaigns.actions.past.desk import Desk
from gonghui.engines.campaigns.actions.past.records import noon
from gonghui.engines.campaigns.actions.slates import Draft, made_lines
from gonghui.engines.campaigns.enums import NoticeStatus
from gonghui.engines.campaigns.models import Award, Deliberation, Slate
from gonghui.engines.campaigns.queries.notices import digest_of_proof
from gonghui.engines.campaigns.queries.slates import (
    chosen_of,
    composition_of,
    current_slate,
    in_rank_order,
)
from gonghui.engines.campaigns.rules.past import AWARDED, REJECTED, WITHDRAWN


def write_slate(desk: Desk) -> set[int]:
    """The list as it was settled, with what the rules say of it; returns the keys of its reserve.

    Raises:
        ValidationError: nobody was chosen.
    """
    gone = (REJECTED, WITHDRAWN)
    order = in_rank_order(each.row for each in desk.told if each.past.outcome not in gone)
    wanted = {each.row.pk for each in desk.told if each.past.outcome == AWARDED}
    chosen = [row for row in order if row.pk in wanted]
    if not chosen:
        raise ValidationError(_("记录中没有表彰对象，不能补录。"))
    on = desk.record.diary.listed_on
    by = desk.hand_at(desk.campaign.union_id).pk
    slate = Slate(
        campaign=desk.campaign,
        version_no=1,
        reason=_("按档案登记") if desk.record.ruling.on_paper else _("按名次拟定"),
        composition=composition_of(desk.campaign, chosen),
        made_by_id=by,
    )
    desk.keep([slate], on)
    lines = made_lines(slate, Draft(chosen), order)
    desk.keep(lines, on)
    if desk.record.meeting is not None:
        meeting = Deliberation(campaign=desk.campaign, slate=slate, **vars(desk.record.meeting))
        desk.keep([meeting], on)
    return {line.entry_id for line in lines if line.is_reserve}


def write_notice(desk: Desk) -> None:
    """The public notice with its proof, sealed when its days were over without an objection."""
    posting, slate = desk.record.posting, current_slate(desk.campaign)
    if posting is None or slate is None:
        return
    diary = desk.record.diary
    notice = made_notice(desk.campaign, slate, posting)
    lines = posted_lines(notice, slate, chosen_of(slate))
    statement = no_objection()
    notice.proof = proof_of(notice, lines, noon(diary.posted_on)) | {
        "closed_at": noon(diary.closed_on).isoformat(timespec="seconds"),
        "statement": statement,
    }
    notice.proof_digest = digest_of_proof(notice.proof)
    notice.status, notice.statement, notice.version = NoticeStatus.ENDED, statement, 3
    desk.keep([notice], diary.posted_on)
    for line in lines:
        line.notice_id = notice.pk
    desk.keep(lines, diary.posted_on)


def write_decision(desk: Desk) -> list[Award]:
    """The decision with its document, awards, certificates and the room's records."""
    slate = current_slate(desk.campaign)
    assert slate is not None  # written before
    _decision, awards = give(desk.actor, slate, desk.record.ruling)
    return awards
