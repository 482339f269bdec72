"""Terms that fall due, and who holds which office."""

from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from gonghui.kernel.lib.dates import today, valid_on
from gonghui.kernel.unions.models import Office, Term, Union


def present_term(union: Union, on: date | None = None) -> Term | None:
    """The term that runs on ``on`` (today), overdue or not; None before the first and after the end."""
    day = on or today()
    rows = union.terms.filter(started_on__lte=day).order_by("-started_on")
    term = rows.first()
    return term if term and (term.ended_on is None or term.ended_on > day) else None


def terms_due(before: date) -> QuerySet[Term]:
    """Running terms of living unions that end (extension counted, as ``due``) before ``before``.

    Earliest first; what is due before today is overdue.
    """
    rows = Term.objects.annotate(due=Coalesce(F("extended_to"), F("due_end")))
    rows = rows.filter(ended_on=None, due__lt=before, union__revoked_on__gt=today())
    return rows.select_related("union").order_by("due", "pk")


def offices_on(union: Union, on: date | None = None) -> QuerySet[Office]:
    """Who sits in the union's bodies on ``on`` (today); inside the active scope."""
    rows = Office.objects.filter(valid_on(on or today()), union=union)
    return rows.select_related("person", "body").order_by("kind", "valid_from", "pk")
