"""Model workers as lists and pages show them, and what the public sees with their consent."""

from django.db.models import Count, QuerySet

from gonghui.engines.campaigns.api import Award, AwardStatus, awards_of_person, list_awards
from gonghui.kernel.lib import scoping
from gonghui.rooms.honours.models import WorkerFile
from gonghui.rooms.honours.rules.titles import MODEL_WORKERS

CONSENTED = "shown with the person's consent, award by award"


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
        rows = awards_of_person(person_id).filter(shown_publicly=True)
        return list(rows.exclude(status=AwardStatus.REVOKED).order_by("-granted_on"))


def workers_without_file() -> int:
    """How many model workers of the register have no file yet, in scope."""
    rows = list_awards().filter(series__key__in=MODEL_WORKERS).exclude(person=None)
    known = WorkerFile.objects.exclude(person=None).values("person_id")
    found = rows.exclude(person__in=known).aggregate(n=Count("person", distinct=True))
    return found["n"]
