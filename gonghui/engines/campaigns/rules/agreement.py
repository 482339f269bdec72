"""Whether a unit agreed on its candidate: quorum and majority of a democratic step (handbook §2.3)."""

from fractions import Fraction
from math import ceil

from django.utils.translation import gettext as _

WHOLE = 100


def agreement_problem(
    *, due: int, present: int, in_favour: int, quorum_percent: str, majority_percent: str
) -> str:
    """What is missing for an agreement, as a sentence; "" when there is one.

    Args:
        due: how many should attend.
        present: how many did.
        in_favour: how many agreed.
        quorum_percent: least share of ``due`` that must attend, as a text; 66.67 is two thirds.
        majority_percent: share of ``due`` that the agreeing must exceed.
    """
    quorum = ceil(due * _exact(quorum_percent) / WHOLE)
    if present < quorum:
        return _(
            "到会%(present)d人，不足应到%(due)d人的%(share)s%%（%(least)d人），须重新召开。"
        ) % {
            "present": present,
            "due": due,
            "share": quorum_percent,
            "least": quorum,
        }
    if in_favour * WHOLE <= due * _exact(majority_percent):
        return _("同意%(votes)d票，没有超过应到%(due)d人的%(share)s%%，不能推荐。") % {
            "votes": in_favour,
            "due": due,
            "share": majority_percent,
        }
    return ""


THIRDS = {"66.67": Fraction(200, 3), "66.66": Fraction(200, 3), "33.33": Fraction(100, 3)}


def _exact(percent: str) -> Fraction:
    """The share as meant: 66.67 is two thirds, so that 20 of 30 are enough."""
    return THIRDS.get(str(percent), Fraction(str(percent or 0)))


def counts_problem(*, due: int, present: int, in_favour: int, against: int, abstained: int) -> str:
    """Why counts cannot be true: more present than due, or votes that are not those of the present."""
    if due < 1 or present > due:
        return _("实到人数不能多于应到人数。")
    if in_favour + against + abstained != present:
        return _("同意、不同意、弃权合计%(sum)d票，应等于实到%(present)d人。") % {
            "sum": in_favour + against + abstained,
            "present": present,
        }
    return ""
