"""Model workers as lists and pages show them, and what the public sees with their consent."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet

from gonghui.engines.campaigns.api import Award, AwardStatus, awards_of_person, list_awards
from gonghui.kernel.lib import scoping
from gonghui.rooms.honours.models import WorkerFile
from gonghui.rooms.honours.rules.titles import MODEL_WORKERS

CONSENTED = "shown with the person's consent, award by award"
PEOPLE = 48
"""So many persons stand on one page of the portal."""
LONGEST_QUERY = 40


def list_workers() -> QuerySet[WorkerFile]:
    """Files in scope."""
    return WorkerFile.objects.select_related("union", "person")


def awards_of_worker(worker: WorkerFile) -> QuerySet[Award]:
    """Everything they were given: by person, else under their name as a model worker."""
    if worker.person_id:
        return awards_of_person(worker.person_id)
    rows = list_awards().filter(series__key__in=MODEL_WORKERS, holder_name=worker.name)
    return rows.filter(person=None)


def shown_awards(person_id: int) -> list[Award]:
    """What a person agreed to show; whatever was revoked is left out."""
    with scoping.everything(CONSENTED):
        return list(_shown(awards_of_person(person_id)).order_by("-granted_on"))


def shown_people(text: str = "", number: Any = 1) -> Page:
    """Who agreed to be shown, whoever was honoured last first; every person is the list of their awards.

    Args:
        text: a part of the name, the unit of then or the title; "" for everybody.
        number: of the page; anything else than a number is the first.
    """
    text = text.strip()[:LONGEST_QUERY]
    with scoping.everything(CONSENTED):
        rows = _shown(list_awards()).exclude(person=None)
        named = Q(holder_name__contains=text) | Q(holder_unit_name__contains=text)
        found = rows.filter(named | Q(title__contains=text)) if text else rows
        people = found.order_by().values("person_id").annotate(latest=Max("granted_on"))
        page: Page = Paginator(people.order_by("-latest", "person_id"), PEOPLE).get_page(number)
        awards: dict[int, list[Award]] = {each["person_id"]: [] for each in page}
        for award in rows.filter(person__in=awards).order_by("-granted_on", "-pk"):
            awards[award.person_id or 0].append(award)
    page.object_list = list(awards.values())
    return page


def _shown(rows: QuerySet[Award]) -> QuerySet[Award]:
    return rows.filter(shown_publicly=True).exclude(status=AwardStatus.REVOKED)


def workers_without_file() -> int:
    """How many model workers of the register have no file yet, in scope."""
    rows = list_awards().filter(series__key__in=MODEL_WORKERS).exclude(person=None)
    known = WorkerFile.objects.exclude(person=None).values("person_id")
    found = rows.exclude(person__in=known).aggregate(n=Count("person", distinct=True))
    return found["n"]
