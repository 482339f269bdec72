"""The rows behind the figures of this room; all of them are the register, asked in different ways."""

from collections.abc import Callable

from django.db.models import (
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat

from gonghui.engines.campaigns.api import (
    Award,
    Level,
    TargetKind,
    at_least,
    consecutive_years,
    granted_between,
    in_force_on,
    list_awards,
    of_level,
    of_series,
    with_holder,
)
from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib.paths import below
from gonghui.kernel.unions.api import federation
from gonghui.rooms.honours.models import StudioTier
from gonghui.rooms.honours.rules import titles

Rows = Callable[[Question], QuerySet[Award]]
PERSONS = (TargetKind.PERSON,)
TIERS = {
    Level.INDUSTRY: ("studio-industry",),
    Level.PROVINCE: ("studio-province",),
    Level.NATION: ("studio-nation",),
}


def given(question: Question) -> QuerySet[Award]:
    """Everything named in the period."""
    return granted_between(list_awards(question.path), question.start, question.end)


def given_at(honour_level: int) -> Rows:
    """Named in the period, exactly this level."""
    return lambda question: of_level(given(question), honour_level)


def high(question: Question) -> QuerySet[Award]:
    """省级以上: province or nation."""
    return at_least(given(question), Level.PROVINCE)


def studios_named(honour_level: int) -> Rows:
    """Studios named at a level in the period (handbook contests §11, §14)."""
    return lambda question: with_studio(of_series(given(question), *TIERS[Level(honour_level)]))


def with_studio(rows: QuerySet[Award]) -> QuerySet[Award]:
    """Annotates ``studio``: a studio is one however often it was named; by union and name if unknown."""
    known = StudioTier.objects.filter(award=OuterRef("pk")).values("studio")[:1]
    named = Concat(Cast("union_id", CharField()), Value("|"), F("holder_name"))
    return rows.annotate(studio=Coalesce(Cast(Subquery(known), CharField()), named))


def studios_raised(question: Question) -> QuerySet[Award]:
    """Provincial titles of the period whose studio bears the industry title as well (升为省级)."""
    industry = of_series(list_awards(question.path), *TIERS[Level.INDUSTRY]).order_by()
    industry = industry.filter(granted_on__lte=question.end, ended_on__gt=question.end)
    named = industry.filter(union=OuterRef("union"), holder_name=OuterRef("holder_name"))
    tied = StudioTier.objects.filter(
        studio__tiers__award=OuterRef("pk"), award__in=industry.values("pk")
    )
    return studios_named(Level.PROVINCE)(question).filter(Exists(named) | Exists(tied))


def studios_in_force(question: Question) -> QuerySet[Award]:
    """Studios in force on the last day, above the unit's own."""
    rows = of_series(list_awards(question.path), *titles.STUDIOS[1:])
    return in_force_on(rows, question.end)


def medals(question: Question) -> QuerySet[Award]:
    """五一劳动奖状、奖章、工人先锋号, province or nation."""
    return of_series(high(question), *titles.MEDALS)


def medals_of_persons(question: Question) -> QuerySet[Award]:
    """Those given to persons."""
    return medals(question).filter(holder_kind__in=PERSONS)


def medals_of_bodies(question: Question) -> QuerySet[Award]:
    """Those given to teams and unions."""
    return medals(question).exclude(holder_kind__in=PERSONS)


def of_contests(rows: Rows) -> Rows:
    """Those that were won by a labour contest; the register says by which."""
    return lambda question: rows(question).filter(facts__has_key="contest")


def model_workers(question: Question) -> QuerySet[Award]:
    """Model workers, advanced workers and examples of the epidemic, province or nation."""
    keys = (*titles.MODEL_WORKERS, *titles.EXAMPLES)
    return with_holder(of_series(high(question), *keys))


def model_workers_of(*keys: str) -> Rows:
    """Those of some titles."""
    return lambda question: of_series(model_workers(question), *keys)


def not_linked(rows: Rows) -> Rows:
    """Rows that say a name only: whether it is a person counted already, nobody can tell."""
    return lambda question: rows(question).filter(person=None)


def held_by(rows: Rows, *kinds: str) -> Rows:
    """Those given to persons, teams, …"""
    return lambda question: rows(question).filter(holder_kind__in=kinds)


def open_affairs_anywhere(question: Question) -> QuerySet[Award]:
    """厂务公开民主管理先进单位, province or nation, in the whole system."""
    return of_series(given(question), *titles.OPEN_AFFAIRS)


def open_affairs(question: Question) -> QuerySet[Award]:
    """Those of direct unions: led by the federation, not only guided (handbook democracy §16)."""
    return open_affairs_anywhere(question).filter(_direct())


def open_affairs_guided(question: Question) -> QuerySet[Award]:
    """The others, told beside the figure."""
    return open_affairs_anywhere(question).exclude(_direct())


def given_in(*keys: str) -> Rows:
    """Everything of some series in the period."""
    return lambda question: of_series(given(question), *keys)


def own_run_of(*keys: str) -> Rows:
    """The longest run of years in which the asked union itself was honoured, none below it.

    Without a path the federation is asked; years of different unions never join to one run.
    """

    def rows(question: Question) -> QuerySet[Award]:
        path = question.path or federation().path
        found = won(question, *keys).filter(union__path=path)
        return found.filter(year__in=list(consecutive_years(found)))

    return rows


def _direct() -> Q:
    return below(federation().lead_path, "union__lead_path")


def holders_of(*keys: str) -> Rows:
    """Awards of some series in the period, with whom they were given to; 提名 is not counted as won."""
    return lambda question: with_holder(won(question, *keys))


def won(question: Question, *keys: str) -> QuerySet[Award]:
    """Awards of some series in the period without those who were only nominated."""
    return of_series(given(question), *keys).exclude(grade__contains="提名")


def run_of(*keys: str) -> Rows:
    """The awards of the longest stretch of years without a gap."""

    def rows(question: Question) -> QuerySet[Award]:
        found = won(question, *keys)
        return found.filter(year__in=list(consecutive_years(found)))

    return rows
