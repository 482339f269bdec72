"""Conditions and outside opinions of an entry: what was found, what is still open."""

from dataclasses import dataclass, replace

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import Severity, StageKind
from gonghui.engines.campaigns.models import (
    Campaign,
    EligibilityRule,
    Entry,
    Finding,
    OutsideOpinion,
)
from gonghui.engines.campaigns.rules.facts import RecordAnswer, record_facts
from gonghui.engines.campaigns.rules.lines import Walk

OBJECT = "object"
RANKED = ("ranked", "reserve", "proposed")


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


@dataclass(frozen=True)
class Checked:
    """A condition of an entry with what was found: yes, no, or a department's answer; "" while open."""

    rule: EligibilityRule
    result: str = ""
    note: str = ""
    asked: bool = False
    fact: RecordAnswer | None = None

    @property
    def suggested(self) -> tuple[str, str]:
        """Result and note to begin with: what was found, else what the records say."""
        if self.result or self.fact is None or self.fact.passed is None:
            return self.result, self.note
        return ("yes" if self.fact.passed else "no"), self.fact.note

    @property
    def shown(self) -> str:
        """The result in words."""
        return str(WORDS.get(self.result, _("未审")))

    @property
    def tone(self) -> str:
        """For the badge."""
        return TONES.get(self.result, "warn")


WORDS = {"yes": "符合", "no": "不符合", "agree": "同意", "none": "无意见", "object": "不同意"}
TONES = {"yes": "good", "agree": "good", "none": "good", "no": "bad", "object": "bad"}


def checks_of(entry: Entry, walk: Walk, *, opinions: bool = True) -> list[Checked]:
    """Every condition that the plan has checked, with what was found; opinions only for who may read."""
    found = {row.rule_id: row for row in Finding._base_manager.filter(entry=entry)}
    answered = {row.rule_id: row for row in OutsideOpinion._base_manager.filter(entry=entry)}
    rules = EligibilityRule.objects.filter(campaign=entry.campaign_id).order_by("pk")
    return [
        replace(
            _checked(rule, found.get(rule.pk), answered.get(rule.pk)),
            fact=record_facts.get(rule.fact).answer(entry) if rule.fact else None,
        )
        for rule in rules
        if walk.has(kind_of(rule)) and (opinions or not rule.department)
    ]


def _checked(
    rule: EligibilityRule, finding: Finding | None, opinion: OutsideOpinion | None
) -> Checked:
    if opinion is not None:
        return Checked(rule, opinion.result, opinion.note, asked=True)
    if finding is not None:
        return Checked(rule, "yes" if finding.passed else "no", finding.note)
    return Checked(rule)


def to_check(campaign: Campaign, walk: Walk) -> QuerySet[Entry]:
    """Entries whose conditions an officer checks now.

    Where conditions are checked after a first ranking, those are the ranked ones, as far down as the
    stage says (top 100), besides those that wait for being let in.
    """
    rows = Entry.objects.filter(campaign=campaign).select_related(
        "union", "category", "campaign", "case"
    )
    waiting = Q(case__state_id="level_review")
    if walk.checks_late:
        ranked = Q(case__state_id__in=RANKED, rank__isnull=False)
        first = walk.setting(StageKind.QUALIFICATION, "first", None)
        waiting |= ranked & (Q(rank__lte=first) if first else Q())
    return rows.filter(waiting).order_by(
        "category__position", F("rank").asc(nulls_first=True), "pk"
    )


@dataclass(frozen=True)
class BoardLine:
    """An entry under review with the result of every condition, in the order of the board."""

    entry: Entry
    cells: list[Checked]
    passes: bool

    @property
    def waits(self) -> bool:
        """Whether it waits for being let in; ranked ones are only checked."""
        return bool(self.entry.case and self.entry.case.state_id == "level_review")


@dataclass(frozen=True)
class CheckBoard:
    """Conditions across, entries down."""

    rules: list[EligibilityRule]
    lines: list[BoardLine]

    @property
    def asks(self) -> bool:
        """Whether a department is asked about any of them."""
        return any(rule.department for rule in self.rules)


def check_board(entries: list[Entry], walk: Walk, *, opinions: bool = True) -> CheckBoard:
    """Every entry with every condition, in three queries; an opinion that may not be read stays hidden."""
    if not entries:
        return CheckBoard([], [])
    rules = EligibilityRule.objects.filter(campaign=entries[0].campaign_id).order_by("pk")
    asked = [rule for rule in rules if walk.has(kind_of(rule))]
    keys = [entry.pk for entry in entries]
    findings = {
        (row.entry_id, row.rule_id): row for row in Finding._base_manager.filter(entry__in=keys)
    }
    answers = {
        (row.entry_id, row.rule_id): row
        for row in OutsideOpinion._base_manager.filter(entry__in=keys)
    }
    hold = bool(walk.setting(StageKind.OPINIONS, "hold", True))
    lines = []
    for entry in entries:
        cells = [
            _checked(rule, findings.get((entry.pk, rule.pk)), answers.get((entry.pk, rule.pk)))
            for rule in asked
        ]
        asked_now = [cell for cell in cells if cell.rule.severity == Severity.BLOCK]
        passes = walk.checks_late or all(_met(cell, hold) for cell in asked_now)
        shown = [cell for cell in cells if opinions or not cell.rule.department]
        lines.append(BoardLine(entry, shown, passes))
    return CheckBoard([rule for rule in asked if opinions or not rule.department], lines)


def _met(cell: Checked, hold: bool) -> bool:
    return cell.result in ("yes", "agree", "none") or (cell.result == OBJECT and not hold)
