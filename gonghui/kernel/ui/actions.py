"""Writes that concern one account's own convenience; they change no record and leave no trace."""

import json
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from gonghui.kernel.ui.models import FormDraft, SavedView

DRAFT_BYTES = 100_000
DRAFT_DAYS = 30


class DraftTooLong(ValueError):
    """More was typed than a draft keeps; the form itself may still be sent."""


def save_draft(*, actor: Any, key: str, data: dict[str, list[str]]) -> FormDraft:
    """Keep what ``actor`` typed into the form ``key``, instead of what was kept before.

    Raises:
        DraftTooLong: the texts exceed DRAFT_BYTES characters.
    """
    text = json.dumps(data, ensure_ascii=False)
    if len(text) > DRAFT_BYTES:
        raise DraftTooLong(key)
    draft, _new = FormDraft.objects.update_or_create(user=actor, key=key, defaults={"data": text})
    return draft


def drop_draft(*, actor: Any, key: str) -> None:
    """Forget the draft, because the form was sent or is not wanted."""
    FormDraft.objects.filter(user=actor, key=key).delete()


def drop_old_drafts() -> int:
    """Forget drafts that nobody touched for DRAFT_DAYS days; returns how many."""
    limit = timezone.now() - timedelta(days=DRAFT_DAYS)
    return FormDraft.objects.filter(saved_at__lt=limit).delete()[0]


@transaction.atomic
def save_view(*, actor: Any, table: str, name: str, query: str, default: bool) -> SavedView:
    """Keep a view of a list under ``name``; an older one of that name is replaced."""
    if default:
        SavedView.objects.filter(user=actor, list_key=table).update(is_default=False)
    view, _new = SavedView.objects.update_or_create(
        user=actor, list_key=table, name=name, defaults={"query": query, "is_default": default}
    )
    return view


def drop_view(*, actor: Any, table: str, pk: int) -> None:
    """Forget a view of one's own."""
    SavedView.objects.filter(user=actor, list_key=table, pk=pk).delete()
