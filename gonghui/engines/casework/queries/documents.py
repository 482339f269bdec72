"""The papers of a case: who may add one, who may fetch one."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.casework.models import Case, CaseDocument
from gonghui.engines.casework.queries.offers import available_steps, may_open
from gonghui.kernel.access.api import scope_of
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import ALLOWED, Decision


def documents_of_case(case: Case) -> QuerySet[CaseDocument]:
    """The papers in the order in which they came."""
    return case.documents.select_related("stored", "added_by").order_by("pk")


def may_add_document(case: Case, actor: Any) -> bool:
    """Whoever has a step to take in an open case, even one that still lacks something, and its person."""
    own = case.person_id is not None and getattr(actor, "person_id", None) == case.person_id
    return case.is_open and (
        own or any(offer.decision or offer.guarded for offer in available_steps(case, actor))
    )


def may_fetch_document(user: Any, stored: Any) -> Decision:
    """Whoever sees the case, and may open its page, sees its papers."""
    with scoping.active(scope_of(user)):
        rows = CaseDocument.objects.filter(stored_id=stored.pk)
        found = rows.select_related("case__union").first()
    if found is None or not may_open(found.case, user):
        return Decision(False, _("这份材料属于您看不到的工单。"))
    return ALLOWED
