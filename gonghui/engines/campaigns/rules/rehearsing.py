"""A dry run (试运行): the plan without what cannot be hurried, and invented candidates.

Nobody invented joins the registers: whatever a group asks for, a dry run puts forward named works.
"""

import random
from dataclasses import replace
from typing import Any

from gonghui.engines.campaigns.enums import FormFieldKind, StageKind, TargetKind
from gonghui.engines.campaigns.rules.plans import FieldPlan, Plan
from gonghui.kernel.lib.patents import patent_check

SLOW = frozenset({StageKind.DEMOCRATIC, StageKind.UNIT_PUBLICITY})
"""Stages at the unit that take a meeting or working days; a dry run leaves them out."""
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
LONG_TEXT = "长期在一线工作，承担重点任务，取得较好成绩，得到服务对象和同事认可。"
NUMBERS = (1, 100)
LIKELY = 0.6
MOST_ROWS = 2


def rehearsal_plan(plan: Plan, *, with_quotas: bool) -> Plan:
    """The plan of a dry run: slow stages left out, candidates by name only, papers not asked for.

    Args:
        plan: of the draft.
        with_quotas: whether places were given; without, the quota stage is left out too.
    """
    left_out = SLOW if with_quotas else SLOW | {StageKind.QUOTA}
    return replace(
        plan,
        title=f"试运行：{plan.edition}{plan.title}"[:128],
        edition="",
        stages=tuple(stage for stage in plan.stages if stage.kind not in left_out),
        categories=tuple(
            replace(category, target=TargetKind.WORK.value) for category in plan.categories
        ),
        fields=tuple(
            replace(field, required=False) if field.kind in BY_RECORD else field
            for field in plan.fields
        ),
        series=None,
        outcome="",
    )


BY_RECORD = frozenset({FormFieldKind.ATTACHMENT, FormFieldKind.PERSON, FormFieldKind.UNION})
"""Questions whose answer is a file or a record; a dry run leaves them empty."""


def invented_name(chance: random.Random, number: int) -> str:
    """A candidate that cannot be taken for a person: 测赵 1 号."""
    return f"测{chance.choice(SURNAMES)} {number} 号"


def invented_answers(fields: tuple[FieldPlan, ...], chance: random.Random) -> dict[str, Any]:
    """An answer to every question that is not answered by a file or a record."""
    found = {field.key: _answer(field, chance) for field in fields if field.kind not in BY_RECORD}
    return {key: value for key, value in found.items() if value is not None}


def _answer(field: FieldPlan, chance: random.Random) -> Any:
    kind = field.kind
    if kind == FormFieldKind.YES:
        return chance.random() < LIKELY
    if kind == FormFieldKind.NUMBER:
        return str(chance.randint(*NUMBERS))
    if kind == FormFieldKind.DAY:
        return f"{chance.randint(1975, 1999)}-{chance.randint(1, 12):02d}-15"
    if kind == FormFieldKind.CHOICE:
        return chance.choice(field.choices)
    if kind == FormFieldKind.CHOICES:
        return [chance.choice(field.choices)]
    return _written(field, chance)


def _written(field: FieldPlan, chance: random.Random) -> Any:
    """A table, a number with its check digit, or a text within its limit."""
    if field.kind == FormFieldKind.PATENT:
        digits = f"20201{chance.randint(1_000_000, 9_999_999)}"
        return f"ZL{digits}.{patent_check(digits)}"
    if field.kind == FormFieldKind.TABLE:
        rows = chance.randint(1, min(field.limit or MOST_ROWS, MOST_ROWS))
        return [dict.fromkeys(field.choices, f"示例{number}") for number in range(1, rows + 1)]
    text = LONG_TEXT if field.kind == FormFieldKind.LONG else f"示例{chance.randint(*NUMBERS)}"
    return text[: field.limit or len(text)]
