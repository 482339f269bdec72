"""Reading what is kept."""

from typing import BinaryIO

from django.db.models import QuerySet
from django.utils import timezone

from gonghui.kernel.files import vault
from gonghui.kernel.files.models import StoredFile


class FileGone(Exception):
    """The bytes of a file were removed when its time was over."""


def open_file(stored: StoredFile) -> BinaryIO:
    """A seekable binary reader of the plain content; close it.

    Raises:
        FileGone: its time is over and its bytes were removed.
    """
    if stored.removed_at is not None:
        raise FileGone(stored.name)
    return vault.get(stored.key, sealed=stored.sealed, size=stored.size)


def list_expired() -> QuerySet[StoredFile]:
    """Files whose time is over and whose bytes are still there."""
    return StoredFile.objects.filter(expires_at__lte=timezone.now(), removed_at=None)


def known_keys(keys: list[str]) -> set[str]:
    """Those of ``keys`` that have a row with bytes."""
    rows = StoredFile.objects.filter(key__in=keys, removed_at=None)
    return set(rows.values_list("key", flat=True))
