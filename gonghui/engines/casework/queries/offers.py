"""Which steps a case allows to whom, and why not."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.casework.models import Case
from gonghui.engines.casework.queries.holders import authorities_of, place_of
from gonghui.engines.casework.rules import GUARDS, PERSON, Asked, Transition, panel_of
from gonghui.kernel.lib import policy
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import ALLOWED, Decision

TONES = {"go": 0, "back": 1, "stop": 2}


@dataclass(frozen=True)
class StepOffer:
    """A step with the answer whether it may be taken, and on whose authority."""

    transition: Transition
    decision: Decision
    authority: Any
    guarded: bool = False
    """The refusal came from a guard, not from a missing permission."""
    on_behalf_of: bool = False
    """The authority is somebody who delegated to the actor."""


def find_case(pk: int) -> Case | None:
    """The case, if the active scope shows it."""
    rows = Case.objects.select_related("table_version", "union", "counterpart", "holder_union")
    return rows.filter(pk=pk).first()


def may_open(case: Case, user: Any) -> Decision:
    """Whether ``user``, who has the case in scope, may open its page and fetch its papers.

    Its person always may; where the panel of the procedure asks a permission, so may who holds it at the
    union of the case, and whom the panel admits besides.
    """
    panel = panel_of(case.table_key)
    own = case.person_id is not None and case.person_id == user.person_id
    if panel is None or not panel.permission or own:
        return ALLOWED
    if panel.admits is not None and panel.admits(case, user):
        return ALLOWED
    return policy.decide(user, panel.permission, case.union)


def cases_of(subject: Model) -> QuerySet[Case]:
    """Every case about ``subject``, the newest first."""
    rows = Case.objects.filter(subject_type=subject._meta.label, subject_id=subject.pk)
    return rows.select_related("table_version", "union", "holder_union").order_by("-pk")


def available_steps(case: Case, actor: Any) -> list[StepOffer]:
    """What may follow: the way on first, then the ways back and out; within each, allowed steps first.

    A refused step stays where it belongs, with its reason, so that the way on is always seen.
    """
    offers = [
        offered_step(case, actor, each) for each in case.table.transitions_from(case.state_id)
    ]
    return sorted(
        offers, key=lambda offer: (TONES.get(offer.transition.tone, 0), not offer.decision)
    )


def offers_for_person(case: Case, actor: Any) -> list[StepOffer]:
    """What somebody without a post can do: their own steps; what unions do is none of their buttons."""
    offers = available_steps(case, actor)
    return [each for each in offers if each.decision or each.transition.permission == PERSON]


def decide_step(
    case: Case, actor: Any, transition_id: str, fields: dict[str, Any] | None = None
) -> Decision:
    """Whether ``actor`` may take the step now; LookupError when the table has no such step."""
    return offered_step(case, actor, case.table.transition(transition_id), fields).decision


Answers = dict[tuple[Any, ...], tuple[Decision, Any]]
"""What the policy said before, for steps of many cases."""


def offered_step(
    case: Case,
    actor: Any,
    transition: Transition,
    fields: dict[str, Any] | None = None,
    answers: Answers | None = None,
) -> StepOffer:
    """The step with its answer: place in the table, then permission, then guards in their order."""
    if case.state_id not in transition.source:
        reason = _("“%(state)s”状态下不能“%(step)s”。")
        words = {"state": case.state.label, "step": transition.label}
        return StepOffer(transition, Decision(False, reason % words), actor, guarded=True)
    decision, authority = _answered(case, actor, transition, answers)
    if not decision:
        return StepOffer(transition, decision, actor)
    asked = Asked(case, authority, fields, actor)
    for name in transition.guards:
        answer = GUARDS.get(name)(asked)
        if not answer:
            return StepOffer(transition, answer, authority, guarded=True)
    return StepOffer(transition, ALLOWED, authority, on_behalf_of=authority != actor)


def _answered(
    case: Case, actor: Any, transition: Transition, answers: Answers | None
) -> tuple[Decision, Any]:
    """The answer of the policy, asked once for each place when ``answers`` keeps it."""
    if answers is None or transition.permission == PERSON:
        return _permitted(case, actor, transition)
    place = place_of(case, transition.at)
    key = (case.table_key, transition.permission, place and (place._meta.label, place.pk))
    if key not in answers:
        answers[key] = _permitted(case, actor, transition)
    return answers[key]


def _permitted(case: Case, actor: Any, transition: Transition) -> tuple[Decision, Any]:
    """The answer of the policy, for the actor first, then for those who delegated to the actor."""
    own = _ask(case, actor, transition)
    if own:
        return own, actor
    for authority in authorities_of(actor, case.table_key)[1:]:
        decision = _ask(case, authority, transition)
        if decision:
            return decision, authority
    return own, actor


def _ask(case: Case, authority: Any, transition: Transition) -> Decision:
    if authority is SYSTEM:
        return ALLOWED
    if transition.permission == PERSON:
        own = case.person_id is not None and authority.person_id == case.person_id
        return Decision(own, "" if own else _("这一步只能由本人办理。"))
    place = place_of(case, transition.at)
    if place is None:
        return Decision(False, _("没有找到应当办理的工会，请联系上级工会管理员。"))
    if place._meta.label == "access.User":
        return Decision(place == authority, _("这一步由%(who)s办理。") % {"who": place})
    return policy.decide(authority, transition.permission, place)
