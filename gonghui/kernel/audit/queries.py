"""Reading the log."""

from django.db import models
from django.db.models import QuerySet

from gonghui.kernel.audit.models import Entry


def entries_of(subject: models.Model) -> QuerySet[Entry]:
    """What happened to one record, newest first, as far as the active scope allows.

    Each entry gives ``at``, ``actor``, ``text`` and ``facts``; actors come along in the same query.
    """
    return (
        Entry.objects.filter(subject_type=subject._meta.label, subject_id=subject.pk)
        .select_related("actor")
        .order_by("-id")
    )
