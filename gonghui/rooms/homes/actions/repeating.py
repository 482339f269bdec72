"""A rating that does not count: made void with its reason, and held once more (handbook homes §5)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action
from gonghui.kernel.lib.policy import Refused, require
from gonghui.rooms.homes.actions.ratings import RATE, Terms, annul, begin_round, count_round
from gonghui.rooms.homes.enums import RoundStatus
from gonghui.rooms.homes.models import RatingBox, RatingRound
from gonghui.rooms.homes.queries.ratings import repeat_problem

AGAIN = "（重新测评）"


@action
def void_rating(*, actor: Any, rating: RatingRound, reason: str) -> RatingRound:
    """Make an open or counted round void after a breach: envelopes opened, votes cast for others. Traces.

    Side effects in order: who took part is erased if the round is open; the answers are erased; turnout and
    reason stay.

    Raises:
        Refused: no permission, or its result is published.
        ValidationError: no reason.
    """
    require(actor, RATE, rating.union)
    if not reason.strip():
        raise ValidationError({"reason": _("请写明作废原因。")})
    if rating.status == RoundStatus.OPEN:
        return count_round(actor, rating, reason.strip())
    box = RatingBox.objects.select_for_update().get(rating=rating)
    row = RatingRound.objects.select_for_update().get(pk=rating.pk)
    if row.status != RoundStatus.CLOSED:
        raise Refused(_("只有测评中和已截止未公布的测评才能作废。"))
    return annul(actor, row, box, reason.strip(), returned=row.returned)


@action
def repeat_rating(
    *, actor: Any, rating: RatingRound, opens_on: date | None = None, days: int
) -> RatingRound:
    """Hold a void round once more, under the same terms, among those who are members now. Traces as opened.

    Args:
        actor: may open ratings of the union.
        rating: void; stays as it is.
        opens_on: today unless given.
        days: how long it runs.

    Raises:
        Refused: no permission.
        ValidationError: not void, or repeated before; another round is open; too few members.
    """
    require(actor, RATE, rating.union)
    row = RatingRound.objects.select_for_update(of=("self",)).get(pk=rating.pk)
    if fault := repeat_problem(row):
        raise ValidationError(fault)
    terms = Terms(
        title=row.title[: 128 - len(AGAIN)] + AGAIN,
        dimensions=row.dimensions,
        groups=row.groups,
        opens_on=opens_on,
        days=days,
        return_percent=row.return_percent,
        satisfied_percent=row.satisfied_percent,
        counted=row.counted,
    )
    return begin_round(actor, row.union, terms, row.entry, repeats=row)
