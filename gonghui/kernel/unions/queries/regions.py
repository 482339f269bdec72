"""Region codes (GB/T 2260) as they were on a day, and the prefecture that figures are grouped by."""

from datetime import date

from django.db.models import QuerySet

from gonghui.kernel.lib.dates import today, valid_on
from gonghui.kernel.unions.models import Region


def region_on(code: str, on: date | None = None) -> Region | None:
    """The region that ``code`` meant on ``on`` (today)."""
    return Region.objects.filter(valid_on(on or today()), code=code).first()


def present_region(code: str) -> Region | None:
    """What became of ``code``: the region itself, or the last of its successors."""
    rows = Region.objects.filter(code=code).order_by("-valid_to", "-valid_from")
    region = rows.select_related("succeeded_by").first()
    while region is not None and region.succeeded_by is not None:
        region = region.succeeded_by
    return region


def prefecture_of(code: str, on: date | None = None) -> str:
    """The four digits of the prefecture that ``code`` belonged to on ``on`` (today).

    A code that had ended by then is followed to its successors; an unknown one keeps its own first four
    digits, which is right for almost all of them.
    """
    region = region_on(code, on) or present_region(code)
    return region.prefecture if region is not None else code[:4]


def prefectures(on: date | None = None) -> QuerySet[Region]:
    """Cities at prefecture level on ``on`` (today), by code."""
    rows = Region.objects.filter(valid_on(on or today()), code__endswith="00")
    return rows.exclude(prefecture="").order_by("code")


def regions_of(prefecture: str, on: date | None = None) -> QuerySet[Region]:
    """The districts, counties and county-level cities of a prefecture on ``on`` (today), by code."""
    rows = Region.objects.filter(valid_on(on or today()), prefecture=prefecture)
    return rows.exclude(code__endswith="00").order_by("code")
