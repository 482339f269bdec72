"""Pairings with their visits."""

from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, F, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from gonghui.rooms.homes.models import Pairing, PairingVisit

FEN = Decimal(100)


class Brought(NamedTuple):
    """A visit with what was brought, in yuan."""

    visit: PairingVisit
    goods: Decimal
    money: Decimal


def list_pairings() -> QuerySet[Pairing]:
    """Pairings in scope with the number of visits and their value in fen."""
    value = Sum(F("visits__goods_fen") + F("visits__money_fen"))
    return Pairing.objects.select_related("union").annotate(
        visit_count=Count("visits"), value=Coalesce(value, Value(0))
    )


def visits_of(pairing: Pairing) -> list[Brought]:
    """Its visits, the latest first."""
    return [
        Brought(visit, visit.goods_fen / FEN, visit.money_fen / FEN)
        for visit in pairing.visits.all()
    ]
