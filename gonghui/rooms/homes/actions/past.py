"""补录往年会员测评: ratings that are over, entered as one act from the count sheets that were kept.

What is written equals what opening, every vote, closing and publishing would have left
(``tests/rooms/homes/test_past_ratings.py`` walks one rating both ways); nobody is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import RATING, Entry, StageKind
from gonghui.kernel.lib import bulk, dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.paths import below
from gonghui.kernel.lib.policy import require
from gonghui.kernel.unions.api import Union
from gonghui.rooms.homes.actions.ratings import (
    RATE,
    Terms,
    kept_ballots,
    kept_remarks,
    quorum_problem,
)
from gonghui.rooms.homes.enums import RoundStatus
from gonghui.rooms.homes.models import RatingBox, RatingRound
from gonghui.rooms.homes.rules import ballots

ORGANISE = "campaigns.campaign:manage"
VERSION = 3
"""Opened, closed, published: how often the row of a finished round was written."""
NOON = time(12)


@dataclass(frozen=True, kw_only=True)
class PastRating:
    """A rating from its opening to the day on which it was counted and published.

    Attributes:
        terms: as it was held, with the day on which it opened.
        issued: how many members might rate.
        closed_on: counted and published.
        ballots: how many were alike, keys as ``rules.ballots.written`` makes them.
        entry: whose members' part the result became; its marks say the same.
    """

    union: Union
    terms: Terms
    issued: int
    closed_on: date
    ballots: Mapping[str, int]
    remarks: Sequence[str] = ()
    entry: Entry | None = None


@action
def record_ratings(*, actor: Any, records: Sequence[PastRating]) -> list[RatingRound]:
    """Enter finished ratings with their boxes, published on the day they closed; traces each.

    Names in remarks are hidden, and groups too small to be shown lose their name, as at any closing. Who
    took part is never asked: those lists were destroyed when the ratings were counted.

    Args:
        actor: may hold ratings at every union of the records, or organises the campaign of the entry, as
            whoever opens and ends the rating of a campaign does.
        records: at least one.

    Returns:
        The rounds in the order of the records.

    Raises:
        Refused: no permission for one of the records.
        ValidationError: days run backwards or lie ahead, ballots do not fit the questions, are fewer than
            LEAST or than the line of the round, more than were issued, or an entry has other marks. Nothing is written.
    """
    for each in records:
        _require_may_hold(actor, each)
    _check(records)
    rows = [_round(each) for each in records]
    bulk.insert_rows(rows)
    bulk.insert_rows([_box(row, each) for row, each in zip(rows, records, strict=True)])
    for row in rows:
        trace(
            "homes.rating.recorded",
            actor=actor,
            subject=row,
            union_id=row.union_id,
            title=row.title,
            count=row.returned,
        )
    return rows


@action
def withdraw_ratings(*, actor: Any, kept_by: Union, ids: Sequence[int]) -> list[str]:
    """Take ratings back that were entered by a list and that nobody touched; all or nothing, traces the number.

    Args:
        actor: may hold ratings at ``kept_by``.
        kept_by: at it or below it are the unions that were rated.
        ids: of rounds that ``record_ratings`` made without an entry.

    Returns:
        Names of those that were touched since; then none was taken back.

    Raises:
        Refused: no permission.
    """
    require(actor, RATE, kept_by)
    rows = RatingRound.objects.filter(below(kept_by.path, "union__path"), pk__in=ids)
    touched = rows.exclude(version=VERSION, status=RoundStatus.PUBLISHED, entry=None)
    names = [str(row) for row in touched.select_related("union")]
    if not names:
        rows.delete()
    trace(
        "homes.rating.withdrawn",
        actor=actor,
        subject=kept_by,
        union_id=kept_by.pk,
        count=0 if names else len(ids),
    )
    return names


def _require_may_hold(actor: Any, record: PastRating) -> None:
    if record.entry is None:
        require(actor, RATE, record.union)
    else:
        require(actor, ORGANISE, record.entry.campaign.union)


def _check(records: Sequence[PastRating]) -> None:
    prefetch_related_objects([each.entry for each in records if each.entry], "marks__stage")
    problems = [f"{each.union}：{text}" for each in records for _at, text in problems_of(each)]
    if problems:
        raise ValidationError(problems)


def problems_of(record: PastRating) -> list[tuple[str, str]]:
    """What cannot be true of a record: the fact that is wrong, and a sentence."""
    terms, returned = record.terms, sum(record.ballots.values())
    opened = terms.opens_on or record.closed_on
    last = min(opened + timedelta(days=terms.days), dates.today())
    asked = (len(terms.dimensions), terms.groups)
    tests = (
        (
            "closes_on",
            opened <= record.closed_on <= last,
            _("截止日期应在测评期内，且不晚于今天。"),
        ),
        (
            "ballots",
            all(ballots.fits(key, *asked) for key in record.ballots),
            _("选票与测评项目对不上。"),
        ),
        ("ballots", min(record.ballots.values(), default=0) > 0, _("票数应为正数。")),
        (
            "issued",
            ballots.LEAST <= returned <= record.issued,
            _("参评人数应不少于 %(n)s 人，且不多于应参评人数。") % {"n": ballots.LEAST},
        ),
    )
    found = [(fact, sentence) for fact, fine, sentence in tests if not fine]
    if not found and (missed := quorum_problem(_round(record), returned)):
        found.append(("issued", f"{missed}。"))
    if not found and record.entry is not None and _marks_of(record.entry) != _result(record):
        sentence = _("测评结果与申报“%(entry)s”登记的成绩不一致。") % {"entry": record.entry}
        found.append(("ballots", sentence))
    return found


def _marks_of(entry: Entry) -> dict[str, Any]:
    """What the campaign keeps of the members' part."""
    kept = (each for each in entry.marks.all() if each.stage.kind == StageKind.MEMBER_RATING)
    return {each.part: each.value for each in kept if each.copy_no == 1}


def _result(record: PastRating) -> dict[str, Any]:
    given = ballots.marks(ballots.counts(record.ballots, record.issued))
    return given if RATING in given else {}


def _round(record: PastRating) -> RatingRound:
    terms = record.terms
    row = RatingRound(
        union=record.union,
        entry=record.entry,
        title=terms.title,
        dimensions=list(terms.dimensions),
        groups=list(terms.groups),
        return_percent=terms.return_percent,
        satisfied_percent=terms.satisfied_percent,
        counted=terms.counted,
        opens_on=terms.opens_on or record.closed_on,
        closes_on=record.closed_on,
        status=RoundStatus.PUBLISHED,
        published_on=record.closed_on,
        issued=record.issued,
        version=VERSION,
        **ballots.count(record.ballots).changes(),
    )
    row.clean_fields(exclude=("union", "entry"))
    bulk.dated(row, _noon(row.opens_on)).updated_at = _noon(row.closes_on)
    return row


def _box(row: RatingRound, record: PastRating) -> RatingBox:
    return RatingBox(
        rating=row,
        ballots=kept_ballots(record.ballots),
        remarks=kept_remarks(record.remarks, record.union, record.closed_on),
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON))
