"""The burden meter of a campaign: what it asks of a unit, and what entries really took."""

from django.db.models import Sum

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import Campaign, Entry, Quota
from gonghui.engines.campaigns.rules.burden import ActualBurden, Burden, actual_burden, burden
from gonghui.engines.campaigns.rules.forms import FieldRule
from gonghui.engines.campaigns.rules.numbers import rounded_up
from gonghui.engines.campaigns.rules.plans import FieldPlan, Plan
from gonghui.engines.campaigns.rules.stages import chosen

MINUTES_AN_HOUR = 60


def rule_of(field: FieldPlan) -> FieldRule:
    """The question as the form's arithmetic knows it."""
    return FieldRule(
        key=field.key,
        label=field.label,
        kind=field.kind,  # type: ignore[arg-type]  # kinds are checked when the plan is read
        required=field.required,
        limit=field.limit,
        choices=tuple(field.choices),
        identifying=field.identifying,
    )


def burden_of(campaign: Campaign, plan: Plan) -> Burden:
    """What the union with the most places has to do."""
    return burden(
        [rule_of(field) for field in plan.fields],
        prefilled=frozenset(field.key for field in plan.fields if field.prefill),
        stages=[stage.kind for stage in plan.stages],
        entries=_most_entries(campaign, plan),
    )


def _most_entries(campaign: Campaign, plan: Plan) -> int:
    rows = Quota.objects.filter(campaign=campaign).values("union_id")
    most = rows.annotate(n=Sum("places")).order_by("-n").values_list("n", flat=True).first()
    nominate = plan.stages_of(StageKind.NOMINATE)
    cap = chosen(StageKind.NOMINATE, nominate[0].settings)["per_unit"] if nominate else None
    found = [number for number in (most, cap) if number]
    return min(found) if found else 1


def measured_burden(campaign: Campaign, plan: Plan) -> ActualBurden:
    """What the entries handed in so far took."""
    rows = Entry.objects.filter(campaign=campaign, submission_no__gt=0, seconds_spent__gt=0)
    return actual_burden(
        burden_of(campaign, plan), list(rows.values_list("seconds_spent", flat=True))
    )


def burden_lines(found: Burden) -> list[tuple[str, str]]:
    """The meter as pairs of label and value for the page."""
    return [
        ("申报表", f"{found.fields} 项"),
        ("其中必填", f"{found.required} 项"),
        ("自动带出", f"{found.prefilled} 项"),
        ("每份约", _time(rounded_up(found.entry_minutes))),
        ("每个单位至多", f"{found.entries} 份"),
        ("每个单位合计约", _time(rounded_up(found.minutes))),
    ]


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    if not hours:
        return f"{rest} 分钟"
    return f"{hours} 小时 {rest} 分钟" if rest else f"{hours} 小时"
