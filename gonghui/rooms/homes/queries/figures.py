"""The rows behind the figures of this room (handbook homes §15)."""

from collections.abc import Callable

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    When,
)

from gonghui.engines.campaigns.api import (
    Award,
    Level,
    granted_between,
    in_force_on,
    list_awards,
    of_series,
)
from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib.paths import below
from gonghui.kernel.unions.api import federation
from gonghui.rooms.homes.enums import RoundStatus
from gonghui.rooms.homes.models import (
    Pairing,
    PairingVisit,
    PlaceTitle,
    RatingRound,
    YearReport,
)
from gonghui.rooms.homes.rules.titles import STAR_SERIES, STARS, WHOLE_UNION

Rows = Callable[[Question], QuerySet[Award]]


def titles(*keys: str) -> Rows:
    """Titles of these series granted in the period and not withdrawn at its end, each holder once.

    Of a holder's several grants in the period the latest counts: an upgrade replaces the lower star.
    """
    return lambda question: _latest(_granted(question, *keys), question, keys)


def star_titles(question: Question) -> QuerySet[Award]:
    """Homes and small homes with a star, in direct unions or branches below them."""
    rows = _granted(question, *STAR_SERIES).filter(_starred(), _direct())
    return _latest(rows, question, STAR_SERIES)


def star_titles_of(key: str) -> Rows:
    """Those of one kind: homes or small homes."""
    return lambda question: star_titles(question).filter(series__key=key)


def star_titles_with(star: str) -> Rows:
    """Those with exactly this star, for instance 三星."""
    return lambda question: star_titles(question).filter(grade__startswith=star)


def titles_in_force(*keys: str) -> Rows:
    """Titles of these series on the last day, whenever they were granted: the stock beside what is new."""
    return lambda question: in_force_on(of_series(list_awards(question.path), *keys), question.end)


def stars_in_force(question: Question) -> QuerySet[Award]:
    """Stars of direct unions and their branches on the last day."""
    return titles_in_force(*STAR_SERIES)(question).filter(_starred(), _direct())


def rural_homes(question: Question) -> QuerySet[Award]:
    """Rural homes named by this union; lists of the cities are kept under a series of their own."""
    return titles("rural-home")(question).filter(honour_level__gte=Level.INDUSTRY)


def rural_homes_in(year: int) -> Rows:
    """Those of one calendar year."""
    return lambda question: rural_homes(question).filter(granted_on__year=year)


def rural_homes_of(prefecture: str) -> Rows:
    """Those of unions whose region lies in a city, as its four digits."""
    return lambda question: rural_homes(question).filter(union__region_code__startswith=prefecture)


def rounds(question: Question) -> QuerySet[RatingRound]:
    """Ratings that were published in the period."""
    rows = RatingRound.objects.filter(below(question.path, "union__path"))
    return rows.filter(
        status=RoundStatus.PUBLISHED, closes_on__range=(question.start, question.end)
    ).select_related("union")


def rounds_passed(question: Question) -> QuerySet[RatingRound]:
    """Those that reached both lines of their own: how many took part, and how satisfied they are."""
    good = Case(When(counted="satisfied", then=F("satisfied")), default=F("satisfied") + F("basic"))
    judged = F("returned") - F("unknown")
    counted = rounds(question).annotate(judged=judged, back=F("returned") * 100, glad=good * 100)
    return counted.filter(
        issued__gt=0,
        judged__gt=0,
        back__gte=F("issued") * F("return_percent"),
        glad__gte=F("judged") * F("satisfied_percent"),
    )


def pairings(question: Question) -> QuerySet[Pairing]:
    """Pairings in force on some day of the period."""
    rows = Pairing.objects.filter(below(question.path, "union__path"))
    running = rows.filter(starts_on__lte=question.end, ends_on__gt=question.start)
    return running.select_related("union")


def pairing_visits(question: Question) -> QuerySet[PairingVisit]:
    """Visits in the period."""
    rows = PairingVisit.objects.filter(below(question.path, "pairing__union__path"))
    found = rows.filter(visited_on__range=(question.start, question.end))
    return found.select_related("pairing__union")


def reports(question: Question) -> QuerySet[YearReport]:
    """Yearly reports of years that lie in the period."""
    rows = YearReport.objects.filter(below(question.path, "place__union__path"))
    years = (question.start.year, question.end.year)
    return rows.filter(year__range=years).select_related("place__union")


def _granted(question: Question, *keys: str) -> QuerySet[Award]:
    rows = granted_between(list_awards(question.path), question.start, question.end)
    return of_series(rows, *keys)


def _latest(rows: QuerySet[Award], question: Question, keys: tuple[str, ...]) -> QuerySet[Award]:
    """Of each holder the latest grant among the same series in the period.

    A star of a whole union has one holder, whatever the union was called; any other title is told
    apart by the name as well, for a university has several small homes, stations and rooms. What
    stands for the same place is the same under any name.
    """
    called = Q(holder_name=OuterRef("holder_name")) | Q(series__key=WHOLE_UNION)
    same = Q(union=OuterRef("union")) & called
    at_place = PlaceTitle.objects.filter(place__titles__award=OuterRef(OuterRef("pk")))
    after = Q(granted_on__gt=OuterRef("granted_on")) | Q(
        granted_on=OuterRef("granted_on"), pk__gt=OuterRef("pk")
    )
    later = _granted(question, *keys).order_by().filter(after, series=OuterRef("series"))
    again = later.filter(same | Q(pk__in=at_place.values("award")))
    return rows.filter(~Exists(again))


def _starred() -> Q:
    found = Q(pk__in=())
    for star in STARS:
        found |= Q(grade__startswith=star)
    return found


def _direct() -> Q:
    """Led by the federation, not only guided: direct unions and their branches."""
    return below(federation().lead_path, "union__lead_path")
