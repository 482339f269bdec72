"""Results of contests that others hold, kept in the register with their proof (§7, §9)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import Award, AwardSource, Grant, grant_award, name_series
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.unions.api import Union
from gonghui.rooms.contests.rules.titles import BY_KEY

EVIDENCE = "contests.result"


@action
def known_results(*, actor: Any, key: str) -> Any:
    """The series of a contest (rules/titles.py), named on its first use.

    Raises:
        Refused: the actor may keep no register anywhere.
        LookupError: there is no such contest.
    """
    known = BY_KEY[key]
    return name_series(
        actor=actor,
        key=key,
        name=known.name,
        honour_level=known.honour_level,
        granting_body=known.granting_body,
        target=known.target,
        counted_in=known.counted_in,
    )


@action
def record_result(
    *,
    actor: Any,
    kept_by: Union,
    union: Union,
    contest: str,
    holder_name: str,
    granted_on: date,
    evidence: Any,
    **facts: Any,
) -> Award:
    """A result from outside: of which contest, who, when, with the paper that proves it; traces.

    Args:
        actor: who writes it down.
        kept_by: who answers for it in the register.
        union: for which it counts.
        contest: key of a series in ``rules/titles.py``.
        holder_name: as named then.
        granted_on: the day of the decision.
        evidence: the paper as sent; without it nothing is recorded.
        **facts: person where the holder is a member; grade, rank, holder_unit_name, granting_body, document_no.

    Raises:
        Refused: the actor may not keep the register at ``kept_by``.
        ValidationError: no paper, or a value that does not fit.
    """
    if evidence is None:
        raise ValidationError({"evidence": _("请上传成绩证明（证书或文件）。")})
    series = known_results(actor=actor, key=contest)
    stored = store_upload(actor=actor, upload=evidence, purpose=EVIDENCE, union=kept_by)
    grant = Grant(
        series=series,
        kept_by=kept_by,
        union=union,
        title=series.name,
        year=granted_on.year,
        holder_kind=series.target,
        holder_name=holder_name,
        granted_on=granted_on,
        source=AwardSource.EXTERNAL,
        evidence=stored,
        **facts,
    )
    award = grant_award(actor=actor, grant=grant)
    trace(
        "contests.result.recorded",
        actor=actor,
        subject=award,
        union_id=union.pk,
        holder=holder_name,
        title=series.name,
    )
    return award
