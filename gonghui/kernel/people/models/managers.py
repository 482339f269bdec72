"""Scope for what belongs to a person: visible where the person's present membership is."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.scoping import ScopedManager, current


class ThroughMembership(ScopedManager):
    """Rows whose person now stands in a union of the scope, or is the actor; each row once.

    A semi-join, because a join would repeat a person for every span of the past. Former unions keep
    their spans and events, but not today's phone number of who has left.
    """

    def __init__(self, person_field: str = "pk") -> None:
        """``person_field`` leads from the model to the person's id."""
        super().__init__("union__path", person_field)

    def get_queryset(self) -> models.QuerySet:
        """The rows that the active scope allows."""
        scope = current()
        rows = models.Manager.get_queryset(self)
        condition = scope.condition("union__path", None)
        if condition is None:
            return rows
        person_field = self.declared.person_field
        spans = apps.get_model("people.Membership")._base_manager.filter(
            condition, person=OuterRef(person_field), valid_to=FOREVER
        )
        own = Q() if scope.person_id is None else Q(**{person_field: scope.person_id})
        return rows.filter(Exists(spans) | own) if own else rows.filter(Exists(spans))
