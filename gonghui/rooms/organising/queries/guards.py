"""What the state tables ask before a step; every answer carries its reason."""

from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Asked
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.policy import ALLOWED, Decision
from gonghui.rooms.organising.enums import FoundingForm
from gonghui.rooms.organising.queries import elections
from gonghui.rooms.organising.queries.foundings import founding_of, units_of_founding
from gonghui.rooms.organising.queries.renewals import renewal_of

MIN_MEMBERS = "organising.min_members"
TWO = 2


def visited(asked: Asked) -> Decision:
    """At least one contact was written down."""
    if founding_of(asked.case).visits.exists():
        return ALLOWED
    return Decision(False, _("请先登记一次走访或建会建议书。"))


def group_named(asked: Asked) -> Decision:
    """The preparatory group is known."""
    if founding_of(asked.case).group_members.strip():
        return ALLOWED
    return Decision(False, _("请先填写筹备组名单。"))


def enough_members(asked: Asked) -> Decision:
    """25 members make a committee compulsory; fewer need another form, chosen on purpose (art. 11)."""
    founding = founding_of(asked.case)
    count = founding.applicants.count()
    least = option(MIN_MEMBERS, founding.union)
    if count == 0:
        return Decision(False, _("还没有发展会员。"))
    if founding.form == FoundingForm.COMMITTEE and count < least:
        reason = _("会员%(count)d人，不足%(least)d人；请继续发展，或改选建会形式。")
        return Decision(False, reason % {"count": count, "least": least})
    if founding.form == FoundingForm.JOINT and units_of_founding(founding).count() < TWO:
        return Decision(False, _("联合工会须覆盖两个以上单位，请先加入单位。"))
    return ALLOWED


def election_stands(asked: Asked) -> Decision:
    """The present round can be reported and approved."""
    return elections.election_stands(asked.case)


def not_extended(asked: Asked) -> Decision:
    """A term is extended once."""
    term = renewal_of(asked.case).term
    if term is None:
        return Decision(False, _("没有本届的记录，不能申请延期。"))
    if term.extended_to is not None:
        return Decision(False, _("本届已经延期过一次。"))
    return ALLOWED
