"""What is wrong with a plan before it opens, as sentences that say where and how to mend it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import FormFieldKind, StageKind, TargetKind
from gonghui.engines.campaigns.rules.facts import record_facts
from gonghui.engines.campaigns.rules.grades import grade_problems, grades_of_places
from gonghui.engines.campaigns.rules.orders import order_problems
from gonghui.engines.campaigns.rules.organisers import organiser_problems
from gonghui.engines.campaigns.rules.plans import CompositionPlan, FieldPlan, Plan, StagePlan
from gonghui.engines.campaigns.rules.prefills import KNOWN_FLAGS, is_known
from gonghui.engines.campaigns.rules.settings import read_settings
from gonghui.engines.campaigns.rules.stages import STAGES, chosen
from gonghui.engines.campaigns.rules.stars import read_lines

WITH_CHOICES = frozenset({FormFieldKind.CHOICE, FormFieldKind.CHOICES, FormFieldKind.TABLE})


def plan_problems(plan: Plan) -> list[str]:
    """Everything that keeps the plan from being opened; empty when it is sound."""
    unknown = [
        _("没有“%(kind)s”这种环节。") % {"kind": stage.kind}
        for stage in plan.stages
        if stage.kind not in STAGES
    ]
    if unknown:
        return unknown
    return [
        *order_problems(plan.stages),
        *_settings_problems(plan.stages),
        *_category_problems(plan),
        *_form_problems(plan),
        *_composition_problems(plan),
        *_eligibility_problems(plan),
        *_rubric_problems(plan),
        *_slate_problems(plan),
    ]


def _settings_problems(stages: Sequence[StagePlan]) -> Iterable[str]:
    for stage in stages:
        try:
            read_settings(STAGES[stage.kind].settings, stage.settings)
        except ValueError as problem:
            yield _("“%(stage)s”：%(problem)s") % {"stage": stage.label, "problem": problem}
        settings = chosen(stage.kind, stage.settings)
        if stage.kind == StageKind.PUBLIC_VOTE and settings["least"] > settings["most"]:
            yield _("“%(stage)s”：每票至少选的个数多于至多选的个数。") % {"stage": stage.label}


def _category_problems(plan: Plan) -> Iterable[str]:
    if not plan.categories:
        yield _("至少要有一个组别，请写明名称和名额。")
    yield from _repeated(_("组别"), [category.name for category in plan.categories])
    for category in plan.categories:
        if category.places < 1:
            yield _("组别“%(name)s”的名额为 0，请填写。") % {"name": category.name}
        if category.target and category.target not in TargetKind:
            yield _("组别“%(name)s”的推荐对象不对。") % {"name": category.name}


def _form_problems(plan: Plan) -> Iterable[str]:
    if not plan.fields:
        yield _("申报表没有任何项目，请添加。")
    yield from _repeated(_("表单项目代码"), [each.key for each in plan.fields])
    kinds = {each.key: each.kind for each in plan.fields}
    for each in plan.fields:
        if each.kind not in FormFieldKind:
            yield _("表单项目“%(label)s”的类型不对。") % {"label": each.label}
        elif each.kind in WITH_CHOICES and not each.choices:
            yield _("表单项目“%(label)s”须写明选项（表格须写明列）。") % {"label": each.label}
        if each.prefill and not is_known(each.prefill, kinds):
            yield _("表单项目“%(label)s”自动带出的内容不存在。") % {"label": each.label}
    if plan.stages_of(StageKind.BLIND_REVIEW) and not any(_judged(each) for each in plan.fields):
        yield _("有匿名评审，但所有表单项目都可识别身份，评委将无内容可评。")


def _judged(each: FieldPlan) -> bool:
    return not each.identifying


def _composition_problems(plan: Plan) -> Iterable[str]:
    flags = {each.key for each in plan.fields if each.kind == FormFieldKind.YES} | set(KNOWN_FLAGS)
    names = {category.name for category in plan.categories}
    for rule in plan.composition:
        low, high = _share(rule.minimum_percent), _share(rule.maximum_percent)
        if low is None and high is None:
            yield _("比例要求“%(label)s”须填下限或上限。") % {"label": rule.label}
        elif not 0 <= (low or 0) <= (100 if high is None else high) <= 100:
            yield _("比例要求“%(label)s”须在 0 至 100 之间，且下限不高于上限。") % {
                "label": rule.label
            }
        if rule.flag not in flags:
            yield _("比例要求“%(label)s”没有对应的是否类表单项目（代码 %(flag)s）。") % {
                "label": rule.label,
                "flag": rule.flag,
            }
        if rule.category and rule.category not in names:
            yield _("比例要求“%(label)s”所指的组别“%(name)s”不存在。") % {
                "label": rule.label,
                "name": rule.category,
            }
    yield from _crossed(plan.composition)


def _crossed(rules: Sequence[CompositionPlan]) -> Iterable[str]:
    seen = Counter((rule.flag, rule.category, rule.scope) for rule in rules)
    labels = {(rule.flag, rule.category, rule.scope): rule.label for rule in rules}
    for key, count in seen.items():
        if count > 1:
            yield _("比例要求“%(label)s”重复了 %(n)d 次，请合并。") % {
                "label": labels[key],
                "n": count,
            }


def _share(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _eligibility_problems(plan: Plan) -> Iterable[str]:
    yield from _repeated(_("资格条件代码"), [rule.code for rule in plan.eligibility])
    for rule in plan.eligibility:
        if rule.fact and rule.fact not in dict(record_facts):
            words = {"label": rule.label, "fact": rule.fact}
            yield _("资格条件“%(label)s”所用的台账核查“%(fact)s”不存在。") % words
    asked = any(rule.department for rule in plan.eligibility)
    if plan.stages_of(StageKind.OPINIONS) and not asked:
        yield _("有“征求意见”环节，但没有一个资格条件写明征求哪个部门的意见。")
    if asked and not plan.stages_of(StageKind.OPINIONS):
        yield _("资格条件写明了征求意见的部门，但没有“征求意见”环节。")
    own = [rule for rule in plan.eligibility if not rule.department]
    if own and not plan.stages_of(StageKind.QUALIFICATION):
        yield _("有资格条件，但没有“资格审查”环节。")


def _rubric_problems(plan: Plan) -> Iterable[str]:
    yield from _repeated(_("评价标准代码"), [rubric.key for rubric in plan.rubrics])
    known = {rubric.key for rubric in plan.rubrics}
    for stage in plan.stages:
        key = chosen(stage.kind, stage.settings).get("rubric")
        if key and key not in known:
            yield _("“%(stage)s”所用的评价标准“%(key)s”不存在。") % {
                "stage": stage.label,
                "key": key,
            }
    for rubric in plan.rubrics:
        if not rubric.items:
            yield _("评价标准“%(name)s”没有任何项目。") % {"name": rubric.name}


def _slate_problems(plan: Plan) -> Iterable[str]:
    codes = {rule.code for rule in plan.eligibility}
    names = [category.name for category in plan.categories]
    for stage in plan.stages_of(StageKind.SLATE):
        settings = chosen(stage.kind, stage.settings)
        yield from grade_problems(settings["grades"] or (), names)
        given = {
            each for name in names for each in grades_of_places(settings["grades"] or (), name)
        }
        yield from organiser_problems(settings, given, is_graded=bool(settings["grades"]))
        try:
            lines = read_lines(settings["star_lines"] or ())
        except ValueError as problem:
            yield str(problem)
            continue
        if lines and settings["grades"]:
            yield _("“%(stage)s”的等次和星级线只能填一种。") % {"stage": stage.label}
        for line in lines:
            for code in set(line.prerequisites) - codes:
                yield _("星级线“%(line)s”所指的资格条件“%(code)s”不存在。") % {
                    "line": line.label,
                    "code": code,
                }


def _repeated(what: str, names: Sequence[str]) -> Iterable[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield _("%(what)s“%(name)s”重复了 %(n)d 次。") % {
                "what": what,
                "name": name,
                "n": count,
            }
