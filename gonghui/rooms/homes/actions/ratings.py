"""The members' rating (会员评家) from opening to publication (handbook homes §5).

Opening writes who may rate. A vote marks its voter and adds a ballot to the box of the round; nothing
joins the two afterwards, see ``models/ratings.py``. Closing counts the box, erases who took part, and
freezes the counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import (
    RATING,
    TURNOUT,
    Entry,
    StageKind,
    groups_may_be_shown,
    percent_of,
    rates,
    record_marks,
)
from gonghui.kernel.access.api import User
from gonghui.kernel.lib import bulk, dates, scoping
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.notices.api import Notice, send_notices
from gonghui.kernel.people.api import members_on
from gonghui.kernel.unions.api import Union
from gonghui.rooms.homes.actions.voids import RATE, tell_void
from gonghui.rooms.homes.enums import RoundStatus
from gonghui.rooms.homes.models import RatingBox, RatingRound, RatingVoter
from gonghui.rooms.homes.queries.satisfaction import counts_of
from gonghui.rooms.homes.rules import ballots

DAYS = 14
AT_ONCE = 500
DIMENSIONS = (
    "民主管理",
    "关心关爱",
    "权益维护",
    "技能提升",
    "文体活动",
    "经费公开",
    "阵地建设",
    "主席履职",
)
REMARK_LENGTH = 300


@dataclass(frozen=True)
class Terms:
    """How a round is held: what is asked, how long, which lines it must reach (percent).

    ``groups`` are coarse and named by the rater, for instance 教师、管理人员; none is usual.
    """

    title: str = "会员评家"
    dimensions: Sequence[str] = DIMENSIONS
    groups: Sequence[str] = ()
    opens_on: date | None = None
    days: int = DAYS
    return_percent: int = 60
    satisfied_percent: int = 80
    counted: str = "basic_included"


@action
def open_rating(
    *, actor: Any, union: Union, terms: Terms, entry: Entry | None = None
) -> RatingRound:
    """Let today's members of ``union`` and below rate it; traces how many there are.

    Args:
        actor: may open ratings of the union.
        union: is rated.
        terms: fixed from now on.
        entry: whose members' part the result becomes.

    Raises:
        Refused: no permission.
        ValidationError: a rating is open already, or too few members to stay unknown.
    """
    require(actor, RATE, union)
    return begin_round(actor, union, terms, entry)


def begin_round(
    actor: Any,
    union: Union,
    terms: Terms,
    entry: Entry | None,
    repeats: RatingRound | None = None,
) -> RatingRound:
    """``open_rating`` for actions that have asked; ``repeats`` is the void round before."""
    if RatingRound.objects.filter(union=union, status=RoundStatus.OPEN).exists():
        raise ValidationError(_("“%(union)s”已有一次测评正在进行。") % {"union": union})
    opens_on = terms.opens_on or dates.today()
    people = _raters(union)
    if len(people) < ballots.LEAST:
        words = {"n": len(people), "least": ballots.LEAST}
        raise ValidationError(_("会员只有 %(n)s 人，少于 %(least)s 人不能匿名测评。") % words)
    rating = RatingRound(
        union=union,
        entry=entry,
        repeats=repeats,
        title=terms.title,
        dimensions=list(terms.dimensions),
        groups=list(terms.groups),
        return_percent=terms.return_percent,
        satisfied_percent=terms.satisfied_percent,
        counted=terms.counted,
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=terms.days),
        issued=len(people),
    )
    rating.clean_fields(exclude=("union", "entry", "repeats"))
    rating.save()
    RatingBox.objects.create(rating=rating)
    rows = [(rating.pk, person_id, False) for person_id in people]
    bulk.insert(RatingVoter, ("rating_id", "person_id", "voted"), rows)
    _tell_raters(rating, people)
    _trace("homes.rating.opened", actor, rating, count=len(people))
    return rating


def _tell_raters(rating: RatingRound, people: list[int]) -> None:
    """A message to every account of the list, once; nobody is reminded by whether they voted."""
    title = _("请匿名评价“%(union)s”的工作，%(day)s 截止") % {
        "union": rating.union,
        "day": rating.closes_on,
    }
    chunks = (people[at : at + AT_ONCE] for at in range(0, len(people), AT_ONCE))
    users = (
        user for chunk in chunks for user in User.objects.filter(person__in=chunk, is_active=True)
    )
    send_notices(
        Notice(
            recipient=user,
            kind="homes.rating",
            title=title,
            link=f"/homes/me/ratings/{rating.pk}/",
            dedupe_key=f"homes.rating.{rating.pk}",
        )
        for user in users
    )


def _raters(union: Union) -> list[int]:
    rows = members_on(dates.today(), union.path)
    return sorted(set(rows.order_by().values_list("person_id", flat=True)))


@dataclass(frozen=True)
class Ballot:
    """What one member says; ``dimensions`` by their place in the round's list."""

    overall: str
    dimensions: Mapping[int, str] = field(default_factory=dict)
    group: str = ""
    remark: str = ""


def cast_rating(*, actor: Any, rating: RatingRound, ballot: Ballot) -> None:
    """Drop the ballot of the actor's own person into the box, once.

    This is no ``@action``: a trace would keep for ever who voted in which minute, and the order of
    traces is that of the ballots. What is kept is that this person took part, until the round closes.

    Raises:
        Refused: not eligible, voted before, or the round is not open.
        ValidationError: an answer that the round does not ask for.
    """
    said = _written(rating, ballot)
    with transaction.atomic(), scoping.everything("a ballot is dropped for the actor's own person"):
        box = RatingBox.objects.select_for_update().get(rating=rating)
        now = RatingRound.objects.get(pk=rating.pk)
        if now.status != RoundStatus.OPEN or not now.opens_on <= dates.today() <= now.closes_on:
            raise Refused(_("这次测评现在不能参评：已经截止或还没有开始。"))
        rows = RatingVoter.objects.filter(rating=rating, person_id=_person_of(actor))
        if not rows.filter(voted=False).update(voted=True):
            raise Refused(
                _("您已经参评过了，一人一票。") if rows.exists() else _("您不在这次测评的名单里。")
            )
        box.ballots, box.remarks = ballots.dropped(box.ballots, box.remarks, said, ballot.remark)
        box.save(update_fields=["ballots", "remarks"])


def _person_of(actor: Any) -> int:
    person_id = getattr(actor, "person_id", None)
    if person_id is None:
        raise Refused(_("这个账号没有对应到会员，不能参评。"))
    return person_id


def _written(rating: RatingRound, ballot: Ballot) -> str:
    """The ballot as the box holds it."""
    if ballot.group and ballot.group not in rating.groups:
        raise ValidationError({"group": _("没有这个分组。")})
    if len(ballot.remark) > REMARK_LENGTH:
        words = {"n": REMARK_LENGTH}
        raise ValidationError({"remark": _("意见建议请控制在 %(n)s 字以内。") % words})
    try:
        return ballots.written(
            ballot.overall, ballot.dimensions, len(rating.dimensions), ballot.group
        )
    except ValueError as error:
        raise ValidationError(_("请选择总体评价和各项评价。")) from error


@action
def close_rating(*, actor: Any, rating: RatingRound) -> RatingRound:
    """Count the box, erase who took part, freeze the counts; a round that misses its turnout is void. Traces.

    Groups smaller than the least number lose their name in the box. Of a void round the answers are erased,
    the turnout is kept and the union's officers are told (handbook homes §5: void when the quorum is
    missed, then repeated once).

    Raises:
        Refused: no permission, or the round is not open.
    """
    require(actor, RATE, rating.union)
    return count_round(actor, rating)


def count_round(actor: Any, rating: RatingRound, reason: str = "") -> RatingRound:
    """``close_rating`` for actions that have asked; with a ``reason`` the round is void whatever was said."""
    box = RatingBox.objects.select_for_update().get(rating=rating)
    row = RatingRound.objects.select_for_update().get(pk=rating.pk)
    if row.status != RoundStatus.OPEN:
        raise Refused(_("这次测评已经截止。"))
    found = ballots.count(box.ballots)
    with scoping.everything("who took part is counted and erased, never read"):
        voters = RatingVoter.objects.filter(rating=row)
        if voters.filter(voted=True).count() != found.returned:
            raise ValidationError(_("票数与参评人数不一致，请联系系统管理员核查。"))
        voters.delete()
    missed = quorum_problem(row, found.returned)
    if reason or missed:
        annul(actor, row, box, reason or missed, returned=found.returned)
        if missed:
            _give_turnout(row)
        return row
    _screen(box)
    ended = {"status": RoundStatus.CLOSED, "closes_on": min(row.closes_on, dates.today())}
    edit(row, found.changes() | ended)
    _trace("homes.rating.closed", actor, row)
    return row


def quorum_problem(rating: RatingRound, returned: int) -> str:
    """Why so few ballots make a round void, as a sentence; "" when they are enough."""
    if returned < ballots.LEAST:
        return _("参评少于 %(n)s 人，为保护参评人不出结果") % {"n": ballots.LEAST}
    if returned * 100 >= rating.return_percent * rating.issued:
        return ""
    share = percent_of(Fraction(returned, rating.issued))
    words = {"rate": share, "line": rating.return_percent}
    return _("参评率 %(rate)s，低于规定的 %(line)s%%") % words


def annul(
    actor: Any, row: RatingRound, box: RatingBox, reason: str, *, returned: int
) -> RatingRound:
    """Make a round void: answers are erased, turnout and reason stay; the officers are told, and a trace."""
    box.ballots, box.remarks = {}, []
    box.save(update_fields=["ballots", "remarks"])
    nothing = dict.fromkeys(("satisfied", "basic", "unsatisfied", "unknown"), 0)
    ended = {"status": RoundStatus.VOID, "closes_on": min(row.closes_on, dates.today())}
    edit(row, nothing | ended | {"reason": reason, "returned": returned})
    tell_void(actor, row)
    _trace("homes.rating.voided", actor, row, reason=reason)
    return row


def _screen(box: RatingBox) -> None:
    """Hide names in remarks and groups that are too small."""
    box.remarks = kept_remarks(box.remarks, box.rating.union, dates.today())
    box.ballots = kept_ballots(box.ballots)
    box.save(update_fields=["ballots", "remarks"])


def kept_remarks(remarks: Sequence[str], union: Union, on: date) -> list[str]:
    """Remarks in sorted order, without the names of those who were members on that day."""
    if not remarks:
        return []
    rows = members_on(on, union.path).order_by()
    names = frozenset(rows.values_list("person__name", flat=True))
    return sorted(ballots.screened(each, names) for each in remarks)


def kept_ballots(box: Mapping[str, int]) -> dict[str, int]:
    """Ballots in sorted order, without their groups unless every group may be shown."""
    if groups_may_be_shown(ballots.by_group(box)):
        return dict(sorted(box.items()))
    return ballots.without_groups(box)


@action
def publish_rating(*, actor: Any, rating: RatingRound) -> RatingRound:
    """Show the result to the members, and give it to the entry that waits for it; traces.

    Raises:
        Refused: no permission, or the round is not closed.
    """
    require(actor, RATE, rating.union)
    return show_round(actor, rating)


def show_round(actor: Any, rating: RatingRound) -> RatingRound:
    """``publish_rating`` for actions that have asked."""
    row = RatingRound.objects.select_for_update().get(pk=rating.pk)
    if row.status != RoundStatus.CLOSED:
        raise Refused(_("测评截止后才能公布结果。"))
    edit(row, {"status": RoundStatus.PUBLISHED, "published_on": dates.today()})
    _give_to_entry(row)
    rate = percent_of(rates(counts_of(row)).basic_included)
    _trace("homes.rating.published", actor, row, rate=rate)
    return row


def _give_to_entry(rating: RatingRound) -> None:
    """The members' part of the entry: percent satisfied and basically satisfied; beside it who took part."""
    given = ballots.marks(counts_of(rating))
    if RATING in given:
        _mark(rating, given)


def _give_turnout(rating: RatingRound) -> None:
    """How many took part; of a void round too, so that the list says why its star is out of reach."""
    given = ballots.marks(counts_of(rating))
    _mark(rating, {part: value for part, value in given.items() if part == TURNOUT})


def _mark(rating: RatingRound, given: Mapping[str, Decimal]) -> None:
    if rating.entry is None:
        return
    for stage in rating.entry.campaign.stages.filter(kind=StageKind.MEMBER_RATING):
        for part, value in given.items():
            mark = {rating.entry.pk: value}
            record_marks(actor=SYSTEM, stage=stage, part=part, values=mark)


def _trace(key: str, actor: Any, rating: RatingRound, **facts: Any) -> None:
    trace(key, actor=actor, subject=rating, union_id=rating.union_id, title=rating.title, **facts)
