"""Closing the scores: freeze them, rank the entries; re-opening makes a new version with its reason."""

import math
import secrets
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.models import (
    Campaign,
    Category,
    Draw,
    Entry,
    FrozenSheet,
    Panel,
    Stage,
)
from gonghui.engines.campaigns.queries.appeals import result_is_final
from gonghui.engines.campaigns.queries.results import (
    missing_scores,
    sheet_lines,
    sheet_rules,
)
from gonghui.engines.campaigns.queries.rounds import latest_sheet, scored_stages, supervisors_of
from gonghui.engines.campaigns.queries.spreads import unexplained
from gonghui.engines.campaigns.rules.drawing import draw_order
from gonghui.engines.campaigns.rules.freezing import (
    FORMULA_VERSION,
    Plain,
    differences,
    digest,
    freeze,
)
from gonghui.engines.casework.api import Case, take_steps
from gonghui.kernel.lib import bulk
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.lib.scoping import everything

MANAGE = "campaigns.campaign:manage"
ELIGIBLE, RANK = "eligible", "rank"
NAMED = 5


@action
def rank_category(
    *, actor: Any, stage: Stage, category: Category, reason: str = "", allow_missing: bool = False
) -> FrozenSheet:
    """Freeze all scores of a category as they are, and write totals and ranks onto its entries.

    Side effects in order: panels of the round close, a new frozen sheet, totals and ranks, the cases of
    ranked entries move on, trace.

    Args:
        actor: organises the campaign.
        stage: the ranking stage.
        category: of the same campaign.
        reason: needed when a sheet was frozen before.
        allow_missing: candidates without all scores stay unranked instead of stopping the ranking.

    Raises:
        Refused: no permission.
        ValidationError: scores are missing, inspectors far apart have not said why, or a second freezing
            without a reason.
    """
    require(actor, MANAGE, stage.campaign.union)
    if result_is_final(stage):
        raise ValidationError(_("申诉已经结束，成绩为最终成绩，不能重新计分。"))
    before = latest_sheet(Stage.objects.select_for_update().get(pk=stage.pk), category)
    if before is not None and not reason.strip():
        raise ValidationError(_("这个组别已经封存过得分，重新计分须写明原因。"))
    _number_the_rest(actor, stage, category)
    panels = Panel.objects.filter(stage__in=scored_stages(stage), category=category)
    list(panels.select_for_update().order_by("pk"))
    _require_complete(stage, category, allow_missing=allow_missing)
    panels.update(is_open=False)
    frozen = made_sheet(stage, category)
    frozen.version_no = before.version_no + 1 if before else 1
    frozen.reason, frozen.closed_by_id = reason.strip(), actor.pk
    frozen.save()
    write_ranks(category, frozen.content)
    _move_on(actor, category)
    trace(
        "campaigns.scores.frozen",
        actor=actor,
        subject=frozen,
        union_id=stage.campaign.union_id,
        category=category.name,
        version=frozen.version_no,
        digest=frozen.digest,
    )
    return frozen


def made_sheet(stage: Stage, category: Category) -> FrozenSheet:
    """The first version of a frozen sheet out of the scores as they stand, not saved."""
    content = freeze(sheet_rules(stage), sheet_lines(stage, category))
    return FrozenSheet(
        stage=stage,
        category=category,
        version_no=1,
        content=content,
        digest=digest(content),
        formula=FORMULA_VERSION,
    )


@action
def publish_sheet(*, actor: Any, frozen: FrozenSheet) -> FrozenSheet:
    """Let everybody read and recompute a frozen sheet; traces.

    Raises:
        Refused: no permission.
        ValidationError: a supervisor sits on a panel of the round and has not signed.
    """
    require(actor, MANAGE, frozen.stage.campaign.union)
    if frozen.signed_at is None and supervisors_of(frozen).exists():
        raise ValidationError(_("监督员还没有在得分表上签字，签字后才能公布。"))
    frozen.published_at = frozen.published_at or timezone.now()
    frozen.save(update_fields=["published_at"])
    trace(
        "campaigns.scores.published",
        actor=actor,
        subject=frozen,
        union_id=frozen.stage.campaign.union_id,
        digest=frozen.digest,
    )
    return frozen


@action
def sign_sheet(*, actor: Any, frozen: FrozenSheet) -> FrozenSheet:
    """The supervisor signs a group's frozen sheet, which is computed anew before; traces.

    A newer version has to be signed again. Signing twice changes nothing (handbook contests §7).

    Raises:
        Refused: the actor does not sit as a supervisor on a panel of the round.
        ValidationError: a newer version holds, or the sheet does not recompute.
    """
    row = FrozenSheet.objects.select_for_update(of=("self",)).get(pk=frozen.pk)
    person_id = getattr(actor, "person_id", None)
    if not supervisors_of(row).filter(expert__person_id=person_id).exists() or person_id is None:
        raise Refused(_("只有这个组别评审组的监督员才能签字。"))
    if latest_sheet(row.stage, row.category) != row:
        raise ValidationError(_("得分已重新封存，请在新的一版上签字。"))
    if differences(row.content, row.digest):
        raise ValidationError(_("得分表复算不一致，不能签字，请联系组织者核查。"))
    if row.signed_at is None:
        row.signed_by_id, row.signed_at = actor.pk, timezone.now()
        row.save(update_fields=["signed_by", "signed_at"])
    union = row.stage.campaign.union_id
    trace("campaigns.scores.signed", actor=actor, subject=row, union_id=union, digest=row.digest)
    return row


@action
def reopen_panel(*, actor: Any, panel: Panel, reason: str) -> Panel:
    """Let judges score again after a freezing; the frozen sheet stays. Traces with the reason.

    Raises:
        Refused: no permission.
        ValidationError: no reason.
    """
    locked = Panel.objects.select_for_update().get(pk=panel.pk)
    require(actor, MANAGE, locked.stage.campaign.union)
    if not reason.strip():
        raise ValidationError(_("请写明重新开放评分的原因。"))
    locked.is_open = True
    locked.save(update_fields=["is_open", "updated_at"])
    union = locked.stage.campaign.union_id
    trace(
        "campaigns.panel.reopened",
        actor=actor,
        subject=locked,
        union_id=union,
        reason=reason.strip(),
    )
    return locked


def _number_the_rest(actor: Any, stage: Stage, category: Category) -> None:
    """Entries that sat before no panel get their numbers by a recorded draw, so that a sheet names nobody."""
    with everything("numbers are drawn over all unions"):
        rows = Entry.objects.filter(category=category, candidate_no="", case__state_id=ELIGIBLE)
        keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
    if not keys:
        return
    seed = secrets.token_hex(16)
    drawn, draw = made_numbers(stage.campaign, category, seed, keys)
    draw.drawn_by_id = actor.pk
    bulk.update(Entry, ("candidate_no",), drawn)
    draw.save()


def made_numbers(
    campaign: Campaign, category: Category, seed: str, keys: Sequence[str]
) -> tuple[list[tuple[str, int]], Draw]:
    """Numbers drawn for entries that sit before no panel, and the draw, not saved."""
    order = draw_order(seed, keys)
    drawn = [(f"{category.position}00{place:04d}", int(key)) for place, key in enumerate(order, 1)]
    draw = Draw(
        campaign=campaign,
        purpose=_("%(category)s：编号") % {"category": category.name},
        seed=seed,
        pool=sorted(keys),
        outcome=[number for number, _pk in drawn],
    )
    return drawn, draw


def _require_complete(stage: Stage, category: Category, *, allow_missing: bool) -> None:
    missing = [] if allow_missing else missing_scores(stage, category)
    if missing:
        raise ValidationError(
            _("%(count)s 个参评对象的得分还不全：%(some)s。")
            % {"count": len(missing), "some": "、".join(missing[:NAMED])}
        )
    if unsaid := unexplained(scored_stages(stage), category):
        raise ValidationError(unsaid[:NAMED])


def write_ranks(category: Category, content: Plain) -> None:
    """Totals and ranks onto the entries; those that are not in the sheet lose theirs."""
    results = content["results"]
    with everything("ranks are written over all unions"):
        numbers = list(Entry.objects.filter(category=category).values_list("pk", "candidate_no"))
    bulk.update(
        Entry,
        ("total", "rank"),
        [(*_standing(results.get(number)), pk) for pk, number in numbers],
    )


def _move_on(actor: Any, category: Category) -> None:
    """Eligible entries that got a rank step on, all at once; in a second ranking they stand there already."""
    with everything("the cases of a ranking, over all unions"):
        rows = Case.objects.filter(state_id=ELIGIBLE, pk__in=_ranked_cases(category))
        cases = list(rows.select_related("table_version"))
        if cases:
            take_steps(actor=actor, cases=cases, transition=RANK)


def _ranked_cases(category: Category) -> Any:
    return Entry.objects.filter(category=category, rank__isnull=False).values("case_id")


def _standing(result: Plain | None) -> tuple[Decimal | None, int | None]:
    if result is None or result["total"] is None:
        return None, None
    return _decimal(result["total"]), result["place"]


def _decimal(text: str) -> Decimal:
    """The exact total cut to the six places of the column; ranks stand on the exact one."""
    return Decimal(math.floor(Fraction(text) * 10**6)) / 10**6
