"""Writes the register: grants, corrections, and what happens to an award afterwards (handbook contests §9, §11).

An award is changed only where it is kept; nothing is deleted but the rows of an import that is undone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.series import MANAGE
from gonghui.engines.campaigns.enums import AwardSource
from gonghui.engines.campaigns.models import Award, AwardDecision, Campaign, Entry, Series
from gonghui.engines.campaigns.rules.awards import valid_until, years_after
from gonghui.kernel.files.api import StoredFile
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import Stale, edit, labels_of
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import Union

AT_ONCE = 500
CORRECTABLE = frozenset(
    (
        *("title", "grade", "rank", "honour_level", "year", "holder_kind", "holder_name"),
        "holder_unit_name",
        *("person", "holder_union", "granting_body", "document_no", "granted_on"),
        *("granted_precision", "plaque_no", "evidence", "facts", "series", "union"),
    )
)
"""Clerical facts; status and validity change by events only."""


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What is given to whom. Empty ``granting_body`` and ``honour_level`` are those of the series.

    Attributes:
        kept_by: who answers for the entry in the register.
        union: of the system, for which the award counts; ``kept_by`` or below.
        holder_name: as named then; ``holder_unit_name`` likewise.
        prize_fen: money given with it, in fen; None without.
        valid_to: the first day on which it is no longer valid; by the series when None.
    """

    series: Series
    kept_by: Union
    union: Union
    title: str
    year: int
    holder_kind: str
    holder_name: str
    granted_on: date
    granted_precision: str = "D"
    holder_unit_name: str = ""
    person: Person | None = None
    holder_union: Union | None = None
    honour_level: int | None = None
    granting_body: str = ""
    document_no: str = ""
    grade: str = ""
    rank: int | None = None
    plaque_no: str = ""
    certificate_no: str = ""
    source: str = AwardSource.EXTERNAL
    evidence: StoredFile | None = None
    valid_to: date | None = None
    campaign: Campaign | None = None
    entry: Entry | None = None
    decision: AwardDecision | None = None
    prize_fen: int | None = None
    shown_publicly: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


@action
def grant_award(*, actor: Any, grant: Grant) -> Award:
    """Enter one award; traces.

    Raises:
        Refused: the actor may not keep the register at ``grant.kept_by``.
        ValidationError: a day to come, a union outside, a value that does not fit.
    """
    require(actor, MANAGE, grant.kept_by)
    award = _award(grant)
    award.clean_fields(exclude=RELATIONS)
    award.save()
    trace("campaigns.award.granted", actor=actor, subject=award, **said_of(award))
    return award


@action
def import_awards(
    *, actor: Any, kept_by: Union, grants: Sequence[Grant], **facts: Any
) -> list[Award]:
    """Enter many awards at once, each as ``grant_award`` would; one trace with their number.

    Args:
        actor: who brings them in.
        kept_by: keeps all of them, whatever the grants say.
        grants: in any order.
        **facts: for the trace, for instance the batch.

    Raises:
        Refused: the actor may not keep the register at ``kept_by``.
        ValidationError: as ``grant_award``, naming the first award that does not fit.
    """
    require(actor, MANAGE, kept_by)
    made = write_awards([replace(grant, kept_by=kept_by) for grant in grants])
    trace(
        "campaigns.award.imported",
        actor=actor,
        subject=kept_by,
        union_id=kept_by.pk,
        count=len(made),
        **facts,
    )
    return made


def write_awards(grants: Sequence[Grant]) -> list[Award]:
    """The rows of many grants, for actions that have asked and that trace themselves."""
    rows = [_award(grant) for grant in grants]
    for row in rows:
        row.clean_fields(exclude=RELATIONS)
    return Award.objects.bulk_create(rows, batch_size=AT_ONCE)


@action
def withdraw_awards(*, actor: Any, kept_by: Union, ids: Sequence[int], **facts: Any) -> list[str]:
    """Take back imported awards that nobody touched since; returns the names of those that were touched.

    All or nothing: with a touched one among them nothing is removed. Traces.
    """
    require(actor, MANAGE, kept_by)
    rows = Award.objects.filter(pk__in=ids, kept_by=kept_by, source=AwardSource.IMPORTED)
    touched = rows.filter(version__gt=1) | rows.filter(events__isnull=False)
    names = list(touched.distinct().values_list("holder_name", flat=True))
    if not names:
        rows.delete()
    trace(
        "campaigns.award.withdrawn",
        actor=actor,
        subject=kept_by,
        union_id=kept_by.pk,
        count=0 if names else len(ids),
        **facts,
    )
    return names


@action
def correct_award(
    *, actor: Any, award: Award, expected_version: int | None = None, **changes: Any
) -> Award:
    """Put clerical facts right (``CORRECTABLE``); traces their names.

    Raises:
        Refused: the award is kept elsewhere.
        Stale: somebody changed it after ``expected_version``.
        ValidationError: a fact that only events change, or a value that does not fit.
    """
    row = lock_award(actor, award)
    if wrong := set(changes) - CORRECTABLE:
        raise ValidationError(_("%(fields)s不能直接更正。") % {"fields": "、".join(sorted(wrong))})
    changed = edit(row, changes, expected_version=expected_version)
    trace(
        "campaigns.award.corrected",
        actor=actor,
        subject=row,
        fields=labels_of(row, changed),
        **said_of(row),
    )
    return row


@action
def show_award(*, actor: Any, award: Award, shown: bool) -> Award:
    """Keep the holder's own answer whether an award may stand on a public page; traces.

    Raises:
        Refused: the actor is neither the honoured person nor keeps the award.
    """
    if getattr(actor, "person_id", None) is None or actor.person_id != award.person_id:
        require(actor, MANAGE, award.kept_by)
    row = Award.objects.select_for_update().get(pk=award.pk)
    edit(row, {"shown_publicly": shown})
    answer = _("同意") if shown else _("不同意")
    trace("campaigns.award.shown", actor=actor, subject=row, answer=answer, **said_of(row))
    return row


def lock_award(actor: Any, award: Award) -> Award:
    """The award fresh and locked, for somebody who may change it; Stale when its import was undone."""
    row = Award.objects.select_for_update().filter(pk=award.pk).first()
    if row is None:
        raise Stale.of(award)
    require(actor, MANAGE, row.kept_by)
    return row


def said_of(award: Award) -> dict[str, Any]:
    """What every trace says of an award."""
    return {"union_id": award.union_id, "holder": award.holder_name, "title": award.title}


def _award(grant: Grant) -> Award:
    """The unsaved row of a grant."""
    if grant.granted_on > dates.today():
        raise ValidationError({"granted_on": _("授予日期还没有到，请核对。")})
    if not is_below(grant.union.path, grant.kept_by.path):
        words = {"union": grant.union, "keeper": grant.kept_by}
        raise ValidationError({"union": _("“%(union)s”不在“%(keeper)s”范围内。") % words})
    values = {each.name: getattr(grant, each.name) for each in fields(grant)}
    series = grant.series
    return Award(
        **values
        | {
            "honour_level": grant.honour_level or series.honour_level,
            "granting_body": grant.granting_body or series.granting_body,
            "valid_to": grant.valid_to or valid_until(grant.granted_on, series.valid_years),
            "next_review_on": years_after(grant.granted_on, series.review_years),
        }
    )


RELATIONS = tuple(
    each.name for each in Award._meta.concrete_fields if each.is_relation or each.primary_key
)
