"""Conditions and outside opinions of an entry: what was found, what is still open."""

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import Severity, StageKind
from gonghui.engines.campaigns.models import EligibilityRule, Entry, Finding, OutsideOpinion
from gonghui.engines.campaigns.rules.lines import Walk

OBJECT = "object"


def blocking_rules(entry: Entry, walk: Walk) -> list[EligibilityRule]:
    """The conditions that keep an entry out while they are not met, as far as the plan checks them."""
    rows = EligibilityRule.objects.filter(campaign=entry.campaign_id, severity=Severity.BLOCK)
    return [row for row in rows.order_by("pk") if walk.has(kind_of(row))]


def kind_of(rule: EligibilityRule) -> str:
    """Which stage looks after a condition: a department is asked, or an officer checks."""
    return StageKind.OPINIONS if rule.department else StageKind.QUALIFICATION


def check_problem(entry: Entry, walk: Walk) -> str:
    """The first thing that keeps an entry from passing, as a sentence; "" when nothing does."""
    findings = dict(Finding._base_manager.filter(entry=entry).values_list("rule", "passed"))
    answers = OutsideOpinion._base_manager.filter(entry=entry)
    opinions = dict(answers.values_list("rule", "result"))
    hold = walk.setting(StageKind.OPINIONS, "hold", True)
    for rule in blocking_rules(entry, walk):
        if rule.department:
            problem = _opinion_problem(rule, opinions.get(rule.pk, ""), bool(hold))
        else:
            problem = _finding_problem(rule, findings.get(rule.pk))
        if problem:
            return problem
    return ""


def _finding_problem(rule: EligibilityRule, passed: bool | None) -> str:
    if passed is None:
        return _("“%(rule)s”还没有审查。") % {"rule": rule}
    return "" if passed else _("“%(rule)s”不符合。") % {"rule": rule}


def _opinion_problem(rule: EligibilityRule, result: str, hold: bool) -> str:
    if not result:
        return _("“%(department)s”还没有答复。") % {"department": rule.department}
    if result == OBJECT and hold:
        return _("“%(department)s”不同意，暂缓。") % {"department": rule.department}
    return ""
