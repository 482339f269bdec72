"""The rows behind the figures of the ledger; past days are asked of claims, not of today's state (§8, §15)."""

from django.db.models import Exists, F, OuterRef, QuerySet

from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib.paths import below
from gonghui.rooms.stewardship.enums import ItemKind
from gonghui.rooms.stewardship.models import Claim, NewRule, RectItem


def issues(question: Question) -> QuerySet[RectItem]:
    """Issues of batches that were fed back in the period."""
    rows = RectItem.objects.filter(below(question.path, "union__path"))
    within = rows.filter(batch__received_on__range=(question.start, question.end))
    found = within.select_related("batch", "union", "case__table_version")
    return found.order_by("batch__received_on", "batch", "item_no")


def long_term(question: Question) -> QuerySet[RectItem]:
    """Issues that are kept up for good; counted apart."""
    return issues(question).filter(kind=ItemKind.LONG_TERM)


def with_a_date(question: Question) -> QuerySet[RectItem]:
    """All others."""
    return issues(question).exclude(kind=ItemKind.LONG_TERM)


def closed(question: Question) -> QuerySet[RectItem]:
    """Issues checked by the end and not reopened by then (销号)."""
    return issues(question).filter(Exists(_standing(question)))


def closed_with_a_date(question: Question) -> QuerySet[RectItem]:
    """Closed ones that are not long-term: the numerator of completion."""
    return with_a_date(question).filter(Exists(_standing(question)))


def claimed(question: Question) -> QuerySet[RectItem]:
    """Claimed by the end and neither checked nor returned by then (基本完成); never part of closed."""
    end = question.end
    waiting = _claims().filter(claimed_on__lte=end, checked_on__gt=end, returned_on__gt=end)
    return issues(question).filter(Exists(waiting))


def closed_with_due(question: Question) -> QuerySet[RectItem]:
    """Closed ones that had a due day when they were checked."""
    return issues(question).filter(Exists(_standing(question).exclude(due_on=None)))


def closed_on_time(question: Question) -> QuerySet[RectItem]:
    """Those of them checked by that day."""
    in_time = _standing(question).filter(checked_on__lte=F("due_on"))
    return issues(question).filter(Exists(in_time))


def ever_closed(question: Question) -> QuerySet[RectItem]:
    """Issues that were closed at some day until the end."""
    return issues(question).filter(Exists(_claims().filter(checked_on__lte=question.end)))


def relapsed(question: Question) -> QuerySet[RectItem]:
    """Those of them that a re-inspection reopened by the end."""
    return issues(question).filter(Exists(_claims().filter(reopened_on__lte=question.end)))


def rules_made(question: Question) -> QuerySet[NewRule]:
    """Rules made or revised in the period because of an issue."""
    rows = NewRule.objects.filter(below(question.path, "item__union__path"))
    found = rows.filter(made_on__range=(question.start, question.end))
    return found.select_related("item__batch")


def _claims() -> QuerySet[Claim]:
    return Claim.objects.filter(item=OuterRef("pk"))


def _standing(question: Question) -> QuerySet[Claim]:
    end = question.end
    return _claims().filter(checked_on__lte=end, reopened_on__gt=end)
