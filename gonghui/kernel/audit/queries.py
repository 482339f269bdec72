"""Reading the log."""

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from gonghui.kernel.audit.models import Entry
from gonghui.kernel.lib.scoping import everything


def entries_of(subject: models.Model) -> QuerySet[Entry]:
    """What happened to one record, newest first, as far as the active scope allows.

    Each entry gives ``at``, ``actor``, ``text`` and ``facts``; actors come along in the same query.
    """
    return (
        Entry.objects.filter(subject_type=subject._meta.label, subject_id=subject.pk)
        .select_related("actor")
        .order_by("-id")
    )


def last_actor_of(subject: models.Model) -> str:
    """Who did something to the record last, by display name; "" when the log does not know."""
    with everything("a refusal names the colleague who was faster"):
        entry = entries_of(subject).first()
        return str(entry.actor) if entry and entry.actor else ""


def kinds_named(words: str) -> list[str]:
    """The kinds of records that a reader calls ``words``; a kind whose app is gone by its own name."""
    if "." in words:
        return [words]
    models = apps.get_models()
    return [model._meta.label for model in models if str(model._meta.verbose_name) == words]
