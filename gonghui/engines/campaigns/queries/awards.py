"""Reads the register: what is in force, what was given in a period, who holds it, in which years without a gap."""

from datetime import date

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from gonghui.engines.campaigns.enums import IN_FORCE, AwardStatus, Level
from gonghui.engines.campaigns.models import Award, AwardEvent
from gonghui.engines.campaigns.rules.awards import longest_run
from gonghui.kernel.lib.paths import below
from gonghui.kernel.unions.api import Union

READ = "campaigns.award:read"


def list_awards(path: str = "") -> QuerySet[Award]:
    """Awards in scope that count for ``path`` and below, with their series and union."""
    rows = Award.objects.filter(below(path, "union__path"))
    return rows.select_related("series", "union", "person")


def in_force_on(rows: QuerySet[Award], day: date) -> QuerySet[Award]:
    """Named by ``day`` and neither over nor withdrawn before it (handbook contests §11)."""
    return rows.filter(granted_on__lte=day, ended_on__gt=day, valid_to__gt=day)


def having_status(rows: QuerySet[Award], status: str, day: date) -> QuerySet[Award]:
    """The awards that ``rules.awards.status_on`` calls so on ``day``."""
    if status == AwardStatus.EXPIRED:
        return rows.filter(Q(status=status) | Q(status__in=IN_FORCE, valid_to__lte=day))
    found = rows.filter(status=status)
    return found.filter(valid_to__gt=day) if status in IN_FORCE else found


def granted_between(rows: QuerySet[Award], start: date, end: date) -> QuerySet[Award]:
    """Named in the period, both days included, and not withdrawn by its end.

    A month or year is counted where its first day lies.
    """
    return rows.filter(granted_on__range=(start, end), ended_on__gt=end)


def at_least(rows: QuerySet[Award], lowest: int) -> QuerySet[Award]:
    """省级以上 is ``at_least(rows, Level.PROVINCE)``; an industry honour is not among them."""
    return rows.filter(honour_level__gte=lowest)


def of_level(rows: QuerySet[Award], honour_level: int) -> QuerySet[Award]:
    """Exactly this level."""
    return rows.filter(honour_level=Level(honour_level))


def of_series(rows: QuerySet[Award], *keys: str) -> QuerySet[Award]:
    """Awards of the named series."""
    return rows.filter(series__key__in=keys)


def with_holder(rows: QuerySet[Award]) -> QuerySet[Award]:
    """Annotates ``holder``: the same for one person or one body however often it was honoured.

    Who is not known as a person or union is told apart by the names as written.
    """
    person = Concat(Value("p"), Cast("person_id", CharField()))
    named = Concat(
        F("holder_kind"), Value("|"), F("holder_name"), Value("|"), F("holder_unit_name")
    )
    return rows.annotate(holder=Coalesce(person_or_null(person), named))


def person_or_null(person: Concat) -> Case:
    """``person`` where there is one; a concatenation is never NULL in Django."""
    return Case(When(person_id__isnull=False, then=person), output_field=CharField())


def annotate_first(rows: QuerySet[Award], top: Union | None = None) -> QuerySet[Award]:
    """Annotates ``is_first``: no earlier award of the series below ``top`` (首次)."""
    earlier = Award.objects.filter(below(top.path if top else "", "union__path"))
    earlier = earlier.filter(series=OuterRef("series")).filter(
        Q(granted_on__lt=OuterRef("granted_on"))
        | Q(granted_on=OuterRef("granted_on"), pk__lt=OuterRef("pk"))
    )
    return rows.annotate(is_first=~Exists(earlier))


def consecutive_years(rows: QuerySet[Award]) -> range:
    """连续N年: the longest stretch of years without a gap among ``rows``."""
    return longest_run(rows.order_by().values_list("year", flat=True).distinct())


def events_of_award(award: Award) -> QuerySet[AwardEvent]:
    """What happened to it, the latest first."""
    rows = AwardEvent.objects.filter(award=award).select_related("actor")
    return rows.order_by("-happened_on", "-pk")


def awards_of_person(person_id: int) -> QuerySet[Award]:
    """Everything one person was given, in scope; the latest first."""
    return Award.objects.filter(person=person_id).select_related("series", "union")


def due_for_review(rows: QuerySet[Award], day: date) -> QuerySet[Award]:
    """In force, with a review due by ``day``."""
    return in_force_on(rows, day).filter(next_review_on__lte=day)
