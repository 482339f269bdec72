"""What steps of an entry do besides moving it: freeze answers, climb, post at the unit, sign."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import NoticeScope, NoticeStatus, StageKind
from gonghui.engines.campaigns.models import (
    Attachment,
    Endorsement,
    Entry,
    NoticeLine,
    PublicNotice,
    Submission,
)
from gonghui.engines.campaigns.queries.entries import entry_of, next_level, standing_of
from gonghui.engines.campaigns.rules.freezing import canonical
from gonghui.engines.campaigns.rules.lines import Walk
from gonghui.engines.campaigns.rules.walks import UNIT_DAYS
from gonghui.engines.casework.api import Move
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.calendar import public_notice_period

HIDDEN_AFTER = timedelta(days=30)


def freeze_answers(move: Move) -> None:
    """Keep the answers and the papers' digests as they were handed in (one Submission each time)."""
    entry = entry_of(move.case)
    entry.submission_no += 1
    entry.submitted_at = standing_of(move.case).asked_at
    entry.version += 1
    entry.save(update_fields=["submission_no", "submitted_at", "version", "updated_at"])
    papers = Attachment._base_manager.filter(entry=entry).order_by("pk")
    digests = list(papers.values_list("field_key", "stored__digest"))
    made_submission(entry, digests, move.actor).save()


def made_submission(entry: Entry, papers: list[tuple[str, str]], actor: Any) -> Submission:
    """The answers as they stand, not saved; ``papers`` are pairs of question and digest."""
    kept = {"answers": entry.answers, "papers": papers}
    return Submission(
        entry=entry,
        submission_no=entry.submission_no,
        answers=entry.answers,
        digest=hashlib.sha256(canonical(kept).encode()).hexdigest(),
        submitted_by_id=actor.pk,
    )


def climb(move: Move) -> None:
    """Hand the entry to the next level that has its say."""
    entry = entry_of(move.case)
    entry.at_union = next_level(entry.campaign, entry.at_union)
    entry.recommended_rank = None
    entry.save(update_fields=["at_union", "recommended_rank", "updated_at"])


def come_back(move: Move) -> None:
    """The unit begins again; the way up is open once more."""
    entry = entry_of(move.case)
    entry.at_union = entry.union
    entry.save(update_fields=["at_union", "updated_at"])


def sign(move: Move) -> None:
    """Keep what the level said, with its signer."""
    if "opinion" not in move.fields:
        return
    entry = entry_of(move.case)
    level = Entry._base_manager.select_related("at_union").get(pk=entry.pk).at_union
    Endorsement.objects.create(
        entry=entry,
        union=level,
        body=level.name[:64],
        opinion=move.fields["opinion"],
        signer=move.fields["signer"][:64],
        signed_on=move.fields["signed_on"],
        given_by_id=move.actor.pk,
    )


def post_at_unit(move: Move) -> None:
    """Post the name at the unit from today, with both ways of counting its days (handbook §2.4)."""
    entry, walk = entry_of(move.case), standing_of(move.case).walk
    notice, line = made_unit_notice(entry, walk, dates.today())
    notice.save()
    line.save()


def made_unit_notice(entry: Entry, walk: Walk, on: date) -> tuple[PublicNotice, NoticeLine]:
    """The notice at the unit from a day on with its one name, not saved."""
    kind = StageKind.UNIT_PUBLICITY
    days = int(walk.setting(kind, "days", UNIT_DAYS) or UNIT_DAYS)
    counted = bool(walk.setting(kind, "count_start_day", True))
    period = public_notice_period(on, days, count_start_day=counted)
    notice = PublicNotice(
        campaign=entry.campaign,
        union=entry.union,
        scope=NoticeScope.UNIT,
        title=_("关于推荐%(name)s的公示") % {"name": entry.name},
        starts_on=period.first_day,
        ends_on=period.last_day,
        days=days,
        count_start_day=counted,
        hides_on=period.last_day + HIDDEN_AFTER,
    )
    line = NoticeLine(
        notice=notice,
        entry=entry,
        position=1,
        category_name=entry.category.name,
        name=entry.name,
        unit_name=entry.unit_name,
        position_title=entry.position_title,
    )
    return notice, line


def seal_unit_notice(move: Move) -> None:
    """Close the notice with its statement; what was posted is kept with a digest."""
    notice = unit_notice_of(entry_of(move.case))
    if notice is None:
        return
    seal_notice(notice, list(notice.lines.all()), move.fields)
    notice.save()


def seal_notice(notice: PublicNotice, lines: Sequence[NoticeLine], said: Mapping[str, str]) -> None:
    """Write onto a notice at the unit what came of it, with its proof; not saved."""
    notice.status = NoticeStatus.ENDED
    notice.channels = said.get("channels", "")[:255]
    notice.statement = said.get("statement", "")
    notice.proof = {
        "lines": [
            [line.position, line.name, line.unit_name, line.position_title] for line in lines
        ],
        "from": notice.starts_on.isoformat(),
        "to": notice.ends_on.isoformat(),
        "statement": notice.statement,
    }
    notice.proof_digest = hashlib.sha256(canonical(notice.proof).encode()).hexdigest()


def unit_notice_of(entry: Entry) -> PublicNotice | None:
    """The last notice of the entry at its unit."""
    rows = PublicNotice.objects.filter(scope=NoticeScope.UNIT, lines__entry=entry)
    return rows.order_by("pk").last()


EFFECTS = {
    each.__name__: each
    for each in (freeze_answers, climb, come_back, sign, post_at_unit, seal_unit_notice)
}
"""By name, as the tables write them behind ``campaigns.``."""
