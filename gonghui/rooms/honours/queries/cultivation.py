"""Files of chosen young teachers as lists and pages show them."""

from decimal import Decimal

from django.db.models import Count, DecimalField, F, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from gonghui.rooms.honours.models import Cultivation, CultivationRecord

HOURS: DecimalField = DecimalField(max_digits=7, decimal_places=1)


def list_cultivations() -> QuerySet[Cultivation]:
    """Files in scope with their year, prize in fen, records and hours."""
    return Cultivation.objects.select_related("union", "award").annotate(
        year=F("award__year"),
        prize=F("award__prize_fen"),
        times=Count("records"),
        hours=Coalesce(Sum("records__hours"), Value(Decimal(0)), output_field=HOURS),
    )


def list_records() -> QuerySet[CultivationRecord]:
    """Records in scope, one line each."""
    return CultivationRecord.objects.select_related("file__union", "file__award", "actor")


def records_of(file: Cultivation) -> QuerySet[CultivationRecord]:
    """Everything done for one teacher, the latest first."""
    return file.records.select_related("actor")
