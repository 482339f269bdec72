"""应训未训: chairs in office who have finished no training since they were elected (handbook homes §10, §11)."""

from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.options import option
from gonghui.kernel.unions.api import Office, OfficeKind
from gonghui.rooms.learning.enums import RecordStatus
from gonghui.rooms.learning.models import TrainingRecord


def untrained_chairs() -> QuerySet[Office]:
    """Offices of chairs in scope, new in office, without a training finished since; the oldest first.

    Annotates ``is_late``. Who was a chair of the same union before is not new.
    """
    today = dates.today()
    trained = TrainingRecord.objects.filter(
        person=OuterRef("person"),
        status=RecordStatus.COMPLETED,
        event__ends_on__gte=OuterRef("valid_from"),
    )
    before = Office.objects.filter(
        union=OuterRef("union"),
        person=OuterRef("person"),
        kind=OfficeKind.CHAIR,
        valid_from__lt=OuterRef("valid_from"),
    )
    rows = Office.objects.filter(dates.valid_on(today), ~Exists(trained), ~Exists(before))
    rows = rows.filter(kind=OfficeKind.CHAIR, union__revoked_on__gt=today)
    late = Q(valid_from__lt=elected_before(today))
    rows = rows.annotate(is_late=Case(When(late, then=True), default=False))
    return rows.select_related("person", "union")


def months_given() -> int:
    """Within how many months a new chair is to be trained, as the federation set it."""
    return int(option("learning.new_chair_months"))


def elected_before(day: date) -> date:
    """The latest election whose time was over on ``day``."""
    return dates.months_after(day, -months_given())


def overdue_chairs(offices: QuerySet[Office]) -> QuerySet[Office]:
    """Those of ``untrained_chairs`` whose time is over."""
    return offices.filter(is_late=True)
