"""The rows behind the figures of this room (handbook contests §14)."""

from collections.abc import Callable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gonghui.engines.campaigns.api import (
    Award,
    Entry,
    Level,
    TargetKind,
    at_least,
    granted_between,
    list_awards,
    of_series,
    with_holder,
)
from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.paths import below
from gonghui.rooms.contests.enums import ListingKind
from gonghui.rooms.contests.models import LaborContest, Listing, Milestone, PostMerit
from gonghui.rooms.contests.rules import titles

Rows = Callable[[Question], QuerySet]


def results(question: Question) -> QuerySet[Award]:
    """Results given in the period, own and from outside, not withdrawn by its end."""
    rows = granted_between(list_awards(question.path), question.start, question.end)
    return of_series(rows, *titles.BY_KEY)


def champions(question: Question) -> QuerySet[Award]:
    """First places of contests for persons, with the holder as one person; a winning team is none.

    Results from outside often say 冠军 and give no place.
    """
    rows = of_series(results(question), *titles.CHAMPIONS).filter(holder_kind=TargetKind.PERSON)
    first = Q(rank=1) | Q(rank=None, grade__in=titles.CHAMPION_GRADES)
    return with_holder(rows.filter(first))


def champions_of(keys: tuple[str, ...]) -> Rows:
    """Those of some contests."""
    return lambda question: of_series(champions(question), *keys)


def not_linked(rows: Rows) -> Rows:
    """Rows that say a name only: whether it is a person counted already, nobody can tell."""
    return lambda question: rows(question).filter(person=None)


def top_results(question: Question) -> QuerySet[Award]:
    """Results among the ten innovation results and the ten patents."""
    return of_series(results(question), *titles.TOP_RESULTS)


def top_results_of(key: str) -> Rows:
    """Those of one of the two."""
    return lambda question: of_series(top_results(question), key)


def speech_editions(question: Question) -> QuerySet[Award]:
    """Prizes of the speech contest; a year is an edition."""
    return of_series(results(question), titles.SPEECH)


def national_first(question: Question) -> QuerySet[Award]:
    """First prizes of the national teaching contests, with the holder as one person."""
    rows = of_series(results(question), *titles.NATIONAL_TEACHING)
    return with_holder(rows.filter(grade__in=titles.FIRST_PRIZES))


def entrant_medals(question: Question) -> QuerySet[Award]:
    """May-Day medals, province or nation, of persons who stood in a teaching contest before."""
    rows = granted_between(list_awards(question.path), question.start, question.end)
    rows = with_holder(at_least(of_series(rows, *titles.MEDALS), Level.PROVINCE))
    entered = Entry.objects.filter(
        person=OuterRef("person"),
        campaign__series__key__in=titles.TEACHING,
        campaign__is_rehearsal=False,
        created_at__date__lte=OuterRef("granted_on"),
    )
    placed = Award.objects.filter(
        person=OuterRef("person"),
        series__key__in=titles.TEACHING,
        granted_on__lte=OuterRef("granted_on"),
    )
    return rows.filter(Exists(entered) | Exists(placed))


def first_listings(kind: str) -> Rows:
    """Listings of a kind in the period before which no contest of the sector stood on that list."""

    def rows(question: Question) -> QuerySet[Listing]:
        found = Listing.objects.filter(
            below(question.path, "contest__union__path"),
            kind=kind,
            listed_on__range=(question.start, question.end),
        )
        earlier = _of_the_sector(kind).filter(
            Q(listed_on__lt=OuterRef("listed_on"))
            | Q(listed_on=OuterRef("listed_on"), pk__lt=OuterRef("pk"))
        )
        return found.filter(~Exists(earlier)).select_related("contest__union")

    return rows


def _of_the_sector(kind: str) -> QuerySet[Listing]:
    """Listings of the sector by any union: the first one is first in the whole system, whoever asks."""
    with scoping.everything("whether a listing is the first of its sector"):
        return Listing.objects.filter(kind=kind, contest__sector=OuterRef("contest__sector"))


def all_first_listings(question: Question) -> QuerySet[Listing]:
    """First listings by the province and by the nation together."""
    kinds = (ListingKind.PROVINCE, ListingKind.NATION)
    keys = [first_listings(kind)(question).order_by().values("pk") for kind in kinds]
    rows = Listing.objects.filter(Q(pk__in=keys[0]) | Q(pk__in=keys[1]))
    return rows.select_related("contest__union")


def contests_held(question: Question) -> QuerySet[LaborContest]:
    """Contests that were listed by the end of the period and not over before it."""
    listed = Listing.objects.filter(contest=OuterRef("pk"), listed_on__lte=question.end)
    rows = LaborContest.objects.filter(below(question.path, "union__path"))
    period = {"begins_on__lte": question.end, "ends_on__gte": question.start}
    return rows.filter(Exists(listed), **period).select_related("union")


def milestones_due(question: Question) -> QuerySet[Milestone]:
    """Milestones planned for the period."""
    rows = Milestone.objects.filter(
        below(question.path, "contest__union__path"),
        planned_on__range=(question.start, question.end),
    )
    return rows.select_related("contest__union")


def milestones_on_time(question: Question) -> QuerySet[Milestone]:
    """Those of them that were reached on or before the planned day."""
    return milestones_due(question).filter(actual_on__lte=F("planned_on"))


def merits(question: Question) -> QuerySet[PostMerit]:
    """岗位立功 of the period."""
    rows = PostMerit.objects.filter(
        below(question.path, "union__path"), granted_on__range=(question.start, question.end)
    )
    return rows.select_related("contest", "union")
