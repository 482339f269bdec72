"""Stocks of unions, members and terms at a date, behind the figures of this room (§10, §16)."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib.dates import valid_on
from gonghui.kernel.lib.paths import below
from gonghui.kernel.people.api import Membership, MembershipStatus, Sex, members_on
from gonghui.kernel.unions.api import (
    Placement,
    Term,
    Union,
    UnionKind,
    Unit,
    direct_unions,
    federation,
)
from gonghui.rooms.organising.queries.formation import built

COVERING = (UnionKind.GRASSROOTS, UnionKind.JOINT)
LEADING = (UnionKind.FEDERATION, UnionKind.INDUSTRIAL)


def members(question: Question) -> QuerySet[Membership]:
    """Members on the last day: full and transferring, these at their old union (§8)."""
    return members_on(question.end, question.path).select_related("person", "union")


def full_members(question: Question) -> QuerySet[Membership]:
    """Members with status 正常, the numerator of 入会率 (§10)."""
    return members(question).filter(status=MembershipStatus.NORMAL)


def women(question: Question) -> QuerySet[Membership]:
    """Women among the members."""
    return members(question).filter(sex=Sex.FEMALE)


def sexed(question: Question) -> QuerySet[Membership]:
    """Members whose sex is known."""
    return members(question).exclude(sex=Sex.UNKNOWN)


def unions(question: Question) -> QuerySet[Union]:
    """Unions that lived on the last day, where they stood then."""
    on = question.end
    rows = Union.objects.filter(founded_on__lte=on, revoked_on__gt=on)
    if not question.path:
        return rows
    placed = Placement.objects.filter(valid_on(on), below(question.path))
    return rows.filter(pk__in=placed.values("union_id"))


def unions_of(kind: str):
    """The row set of one kind of union."""

    def rows(question: Question) -> QuerySet[Union]:
        return unions(question).filter(kind=kind)

    return rows


def grassroots(question: Question) -> QuerySet[Union]:
    """Own and joint unions: those that may be legal persons."""
    return unions(question).filter(kind__in=COVERING)


def registered(question: Question) -> QuerySet[Union]:
    """Those with a legal person's certificate that had not run out; undated ones count as valid."""
    valid = Q(certificate_valid_to=None) | Q(certificate_valid_to__gte=question.end)
    return grassroots(question).filter(valid, legal_person=True)


def direct(question: Question) -> QuerySet[Union]:
    """直属基层工会 on the last day (§2, §16): led by the union asked about, if it leads a level.

    A grassroots union leads none and is asked whether the federation leads itself.
    """
    asked = Union.objects.filter(path=question.path).first() if question.path else None
    if asked is not None and asked.kind in LEADING:
        return direct_unions(asked, question.end)
    rows = direct_unions(federation(), question.end)
    return rows.filter(pk__in=unions(question).values("pk")) if asked else rows


def staffed_units(question: Question) -> QuerySet[Unit]:
    """Units with a union whose number of staff is known, the denominator of 入会率."""
    return built(question).filter(staff_total__gt=0)


def terms_falling_due(question: Question) -> QuerySet[Term]:
    """Terms whose day, extension counted, lay in the period, of unions that lived to see it."""
    rows = Term.objects.annotate(due=Coalesce(F("extended_to"), F("due_end")))
    rows = rows.filter(
        due__gte=question.start, due__lte=question.end, union__revoked_on__gt=F("due")
    )
    if question.path:
        rows = rows.filter(below(question.path, "union__path"))
    return rows.select_related("union")


def terms_renewed_in_time(question: Question) -> QuerySet[Term]:
    """Those after which a new term began by the day, or by the approved extension (§10)."""
    following = Term.objects.filter(
        union=OuterRef("union"), term_no__gt=OuterRef("term_no"), started_on__lte=OuterRef("due")
    )
    return terms_falling_due(question).filter(Exists(following))


def overdue_terms(on: date) -> QuerySet[Term]:
    """Running terms whose day has passed: 超期未换届."""
    rows = Term.objects.annotate(due=Coalesce(F("extended_to"), F("due_end")))
    rows = rows.filter(ended_on=None, due__lt=on, union__revoked_on__gt=on)
    return rows.select_related("union")
