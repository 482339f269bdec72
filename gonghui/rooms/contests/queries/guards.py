"""What stands in the way of a step of a labour contest."""

from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Asked
from gonghui.kernel.lib.policy import ALLOWED, Decision
from gonghui.rooms.contests.queries.labour import contest_of, standing
from gonghui.rooms.contests.rules.scores import weight_problem


def planned(asked: Asked) -> Decision:
    """There is a plan: milestones, and dimensions whose weights add up."""
    contest = contest_of(asked.case)
    if not contest.milestones.exists():
        return Decision(False, _("请先登记工程节点。"))
    weights = dict(contest.dimensions.values_list("name", "weight"))
    if not weights:
        return Decision(False, _("请先登记“比”和“保”的项目。"))
    problem = weight_problem(weights)
    return Decision(False, problem) if problem else ALLOWED


def incident_recorded(asked: Asked) -> Decision:
    """A contest stops for a reason that was written down."""
    if contest_of(asked.case).incidents.exists():
        return ALLOWED
    return Decision(False, _("请先登记否决事项，登记后自动暂停。"))


def all_reached(asked: Asked) -> Decision:
    """Every milestone is reached."""
    left = contest_of(asked.case).milestones.filter(actual_on=None).count()
    if left:
        return Decision(False, _("还有 %(n)d 个节点没有完成。") % {"n": left})
    return ALLOWED


def all_scored(asked: Asked) -> Decision:
    """Every dimension has points."""
    missing = standing(contest_of(asked.case)).missing
    if missing:
        names = "、".join(missing)
        return Decision(False, _("%(names)s还没有阶段得分。") % {"names": names})
    return ALLOWED


def guarantees_held(asked: Asked) -> Decision:
    """A failed guarantee forbids honours (handbook contests §5)."""
    failed = standing(contest_of(asked.case)).failed
    if failed:
        names = "、".join(failed)
        return Decision(False, _("%(names)s未达保底线，不能表彰。") % {"names": names})
    return ALLOWED
