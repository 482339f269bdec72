"""The labour contest itself: propose, change, list, who takes part, secrecy review, publication (§5)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Case, Move, open_case
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit, labels_of
from gonghui.kernel.unions.api import Union
from gonghui.rooms.contests.enums import ListingKind
from gonghui.rooms.contests.models import LaborContest, Listing, Participant
from gonghui.rooms.contests.queries.labour import case_of, contest_of
from gonghui.rooms.contests.rules.labour import HANDLE, KEY, LIST

FACTS = frozenset(
    (
        *("name", "project", "sponsor", "sector", "place", "begins_on", "ends_on"),
        *("workers", "enrolled", "redacted"),
    )
)


@action
def propose_contest(*, actor: Any, union: Union, **facts: Any) -> Case:
    """Begin a labour contest that ``union`` leads; opens its case, traces.

    ``facts`` are fields of LaborContest (see FACTS).

    Raises:
        Refused: the actor handles no contests there.
        ValidationError: a value does not fit, or a redacted contest names a place.
        TypeError: an unknown fact.
    """
    _known(facts)
    require(actor, HANDLE, union)
    contest = LaborContest(union=union, **facts)
    contest.clean_fields(exclude=["union"])
    _check(contest)
    contest.save()
    Participant.objects.create(contest=contest, union=union)
    trace("contests.labour.proposed", **said_of(contest, actor))
    return open_case(actor=actor, table_key=KEY, subject=contest, title=contest.name, union=union)


@action
def change_contest(
    *, actor: Any, contest: LaborContest, expected_version: int | None = None, **facts: Any
) -> LaborContest:
    """Change what is known of it; traces which fields.

    Raises:
        Refused: the actor does not handle it.
        Stale: somebody changed it after ``expected_version``.
        ValidationError: it is over, a value does not fit, or a redacted contest names a place.
    """
    _known(facts)
    row = lock_contest(actor, contest)
    changed = edit(row, facts, expected_version=expected_version)
    _check(row)
    trace("contests.labour.changed", **said_of(row, actor), fields=labels_of(row, changed))
    return row


@action
def list_contest(
    *, actor: Any, contest: LaborContest, kind: str, listed_on: date, document_no: str = ""
) -> Listing:
    """The contest stands on a list, also one that an outside body keeps; traces.

    Raises:
        Refused: the actor lists no contests there.
        ValidationError: it stands on that list already, or the day is yet to come.
    """
    require(actor, LIST, contest.union)
    if listed_on > dates.today():
        raise ValidationError({"listed_on": _("立项日期还没有到，请核对。")})
    if contest.listings.filter(kind=kind).exists():
        raise ValidationError({"kind": _("已经登记过这项立项。")})
    facts = {"kind": kind, "listed_on": listed_on, "document_no": document_no}
    made = Listing.objects.create(contest=contest, **facts)
    label = made.get_kind_display()
    trace("contests.labour.listed", **said_of(contest, actor), kind=label)
    return made


def keep_listing(move: Move) -> None:
    """Effect of the approval: listed by the system."""
    list_contest(
        actor=move.authority,
        contest=contest_of(move.case),
        kind=ListingKind.OWN,
        listed_on=move.fields["listed_on"],
        document_no=move.fields["document_no"],
    )


@action
def name_participants(*, actor: Any, contest: LaborContest, unions: Sequence[Union]) -> int:
    """These unions take part, besides the leading one; replaces the list, traces the number.

    Raises:
        Refused: the actor does not handle it.
        ValidationError: it is over.
    """
    row = lock_contest(actor, contest)
    wanted = {each.pk: each for each in [row.union, *unions]}
    row.participants.exclude(union__in=wanted).delete()
    there = set(row.participants.values_list("union_id", flat=True))
    for pk, union in wanted.items():
        if pk not in there:
            Participant.objects.create(contest=row, union=union)
    trace("contests.labour.joined", **said_of(row, actor), count=len(wanted))
    return len(wanted)


@action
def review_secrecy(
    *, actor: Any, contest: LaborContest, reviewed_on: date, opinion: str
) -> LaborContest:
    """Keep the secrecy review (Law on Guarding State Secrets art. 35); traces.

    Raises:
        Refused: the actor does not handle it.
        ValidationError: it is over, or the day is yet to come.
    """
    row = lock_contest(actor, contest)
    if reviewed_on > dates.today():
        raise ValidationError({"reviewed_on": _("审查日期还没有到，请核对。")})
    edit(row, {"reviewed_on": reviewed_on, "review_opinion": opinion})
    trace("contests.labour.reviewed", **said_of(row, actor))
    return row


@action
def publish_contest(*, actor: Any, contest: LaborContest) -> LaborContest:
    """From today on the contest may be told of in public; traces.

    Raises:
        Refused: the actor does not handle it.
        ValidationError: a redacted contest without a secrecy review.
    """
    row = lock_contest(actor, contest)
    if row.redacted and row.reviewed_on is None:
        raise ValidationError(_("涉密项目须先登记保密审查，才能公开。"))
    edit(row, {"published_on": dates.today()})
    trace("contests.labour.published", **said_of(row, actor))
    return row


def lock_contest(actor: Any, contest: LaborContest, states: Any = None) -> LaborContest:
    """The contest fresh and locked, for somebody who handles it, while its case is open.

    Args:
        actor: is asked for the permission.
        contest: as the actor saw it.
        states: in which its case has to stand, any open one when None.
    """
    rows = LaborContest.objects.select_for_update(of=("self",)).select_related("union")
    row = rows.get(pk=contest.pk)
    require(actor, HANDLE, row.union)
    case = case_of(row)
    if not (case.is_open if states is None else case.state_id in states):
        raise ValidationError(
            _("竞赛现在是“%(state)s”，不能这样登记。") % {"state": case.state.label}
        )
    return row


def said_of(contest: LaborContest, actor: Any) -> dict[str, Any]:
    """What every trace of a contest says."""
    return {
        "actor": actor,
        "subject": contest,
        "union_id": contest.union_id,
        "name": contest.name,
    }


def _check(contest: LaborContest) -> None:
    if contest.ends_on < contest.begins_on:
        raise ValidationError({"ends_on": _("结束日期早于开始日期。")})
    if contest.enrolled > contest.workers:
        raise ValidationError({"enrolled": _("参赛职工人数多于项目职工人数。")})
    if contest.redacted and contest.place:
        raise ValidationError({"place": _("涉密项目不填地点。")})


def _known(facts: dict[str, Any]) -> None:
    if unknown := sorted(set(facts) - FACTS):
        raise TypeError(f"unknown facts: {', '.join(unknown)}")
