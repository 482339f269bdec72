"""Standards of points: kept by the organiser, changed while unused, a new version once used."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.drafts import MANAGE
from gonghui.engines.campaigns.models import Rubric, RubricItem
from gonghui.engines.campaigns.queries.plans import rubric_plan
from gonghui.engines.campaigns.rules.plans import RubricPlan
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.unions.api import Union


@action
def keep_rubric(*, actor: Any, union: Union, rubric: RubricPlan) -> Rubric:
    """Write down a standard of the organiser; an empty key makes a new one. Traces name and version.

    The newest version is changed in place while nobody has used it; otherwise there is a next one, so
    that frozen plans and panels keep theirs.

    Raises:
        Refused: the actor may not organise at ``union``.
        ValidationError: no name or no items.
    """
    require(actor, MANAGE, union)
    if not rubric.name.strip():
        raise ValidationError({"name": _("请填写名称。")})
    if not rubric.items:
        raise ValidationError({"items": _("至少要有一个评价项目。")})
    if not rubric.key:
        rubric = replace(rubric, key=_free_key(union))
    kept = write_rubric(union, rubric, in_place=True)
    trace(
        "campaigns.rubric.kept",
        actor=actor,
        subject=kept,
        union_id=union.pk,
        name=kept.name,
        version=kept.version_no,
    )
    return kept


def write_rubric(union: Union, rubric: RubricPlan, *, in_place: bool = False) -> Rubric:
    """The rows of a standard unless the newest version says the same; for use inside actions.

    With ``in_place`` an unused newest version is changed; without, another draft may count on it.
    """
    rows = Rubric.objects.filter(union=union, key=rubric.key).prefetch_related("items")
    newest = rows.order_by("version_no").last()
    if newest is not None and rubric_plan(newest) == rubric:
        return newest
    if newest is not None and in_place and newest.used_at is None:
        newest.name, newest.settings = rubric.name, rubric.settings
        newest.version += 1
        newest.save()
        newest.items.all().delete()
    else:
        newest = Rubric.objects.create(
            union=union,
            key=rubric.key,
            name=rubric.name,
            settings=rubric.settings,
            version_no=newest.version_no + 1 if newest else 1,
        )
    RubricItem.objects.bulk_create(
        RubricItem(
            rubric=newest,
            position=position,
            **{name: getattr(item, name) for name in item.__slots__},
        )
        for position, item in enumerate(rubric.items, 1)
    )
    return newest


def _free_key(union: Union) -> str:
    taken = set(Rubric.objects.filter(union=union).values_list("key", flat=True))
    return next(
        key for number in range(1, len(taken) + 2) if (key := f"rubric-{number}") not in taken
    )
