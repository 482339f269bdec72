"""The rows behind the figures of this room; all of them are the register, asked in different ways."""

from collections.abc import Callable

from django.db.models import QuerySet

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
    return lambda question: of_series(given(question), *TIERS[Level(honour_level)])


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


def contest_medals(question: Question) -> QuerySet[Award]:
    """Medals that were won by a labour contest; the register says by which."""
    return medals(question).filter(facts__has_key="contest")


def model_workers(question: Question) -> QuerySet[Award]:
    """Model workers, advanced workers and examples of the epidemic, province or nation."""
    keys = (*titles.MODEL_WORKERS, *titles.EXAMPLES)
    return with_holder(of_series(high(question), *keys))


def open_affairs(question: Question) -> QuerySet[Award]:
    """厂务公开民主管理先进单位."""
    return with_holder(of_series(given(question), "open-affairs-province", "open-affairs-nation"))


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
