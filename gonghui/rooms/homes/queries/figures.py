"""The rows behind the figures of this room (handbook homes §15)."""

from collections.abc import Callable
from decimal import Decimal

from django.db.models import (
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from gonghui.engines.campaigns.api import Award, Level, granted_between, list_awards, of_series
from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib.paths import below
from gonghui.kernel.unions.api import federation
from gonghui.rooms.homes.enums import RoundStatus
from gonghui.rooms.homes.models import Pairing, PairingVisit, RatingRound, YearReport
from gonghui.rooms.homes.rules.titles import STAR_SERIES, STARS

FEN = Decimal(100)
MONEY: DecimalField = DecimalField(max_digits=18, decimal_places=2)
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


def pairings(question: Question) -> QuerySet[Pairing]:
    """Pairings in force on some day of the period."""
    rows = Pairing.objects.filter(below(question.path, "union__path"))
    running = rows.filter(starts_on__lte=question.end, ends_on__gt=question.start)
    return running.select_related("union")


def pairing_visits(question: Question) -> QuerySet[PairingVisit]:
    """Visits in the period."""
    rows = PairingVisit.objects.filter(below(question.path, "pairing__union__path"))
    found = rows.filter(visited_on__range=(question.start, question.end))
    yuan = ExpressionWrapper((F("goods_fen") + F("money_fen")) / Value(FEN), MONEY)
    return found.annotate(value=yuan).select_related("pairing__union")


def reports(question: Question) -> QuerySet[YearReport]:
    """Yearly reports of years that lie in the period."""
    rows = YearReport.objects.filter(below(question.path, "place__union__path"))
    years = (question.start.year, question.end.year)
    return rows.filter(year__range=years).select_related("place__union")


def _granted(question: Question, *keys: str) -> QuerySet[Award]:
    rows = granted_between(list_awards(question.path), question.start, question.end)
    return of_series(rows, *keys)


def _latest(rows: QuerySet[Award], question: Question, keys: tuple[str, ...]) -> QuerySet[Award]:
    """Of each holder the latest grant among the same series in the period."""
    same = Q(series=OuterRef("series"), union=OuterRef("union")) & (
        Q(holder_union=OuterRef("holder_union"))
        | Q(holder_union=None, holder_name=OuterRef("holder_name"))
    )
    after = Q(granted_on__gt=OuterRef("granted_on")) | Q(
        granted_on=OuterRef("granted_on"), pk__gt=OuterRef("pk")
    )
    later = _granted(question, *keys).order_by().filter(same & after)
    return rows.filter(~Exists(later))


def _starred() -> Q:
    found = Q(pk__in=())
    for star in STARS:
        found |= Q(grade__startswith=star)
    return found


def _direct() -> Q:
    """Led by the federation, not only guided: direct unions and their branches."""
    return below(federation().lead_path, "union__lead_path")
