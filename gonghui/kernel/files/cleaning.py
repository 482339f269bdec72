"""The nightly sweep: files whose time is over, and bytes that never got a row."""

from datetime import timedelta

from django.core.files.storage import Storage, storages
from django.utils import timezone

from gonghui.kernel.files import vault
from gonghui.kernel.files.actions import remove_file
from gonghui.kernel.files.queries import known_keys, list_expired
from gonghui.kernel.lib.actions import SYSTEM

ORPHAN_AGE = timedelta(days=1)


def sweep() -> dict[str, int]:
    """Remove what nobody may or can fetch any more.

    Returns:
        How many files were expired and how many were orphans.
    """
    orphans = _sweep_orphans(storages["private"])
    expired = list(list_expired())
    for stored in expired:
        remove_file(actor=SYSTEM, stored=stored)
    return {"expired": len(expired), "orphans": orphans}


def _sweep_orphans(storage: Storage) -> int:
    """Bytes older than a day without a row: their transaction rolled back or their process died."""
    if not storage.exists(""):
        return 0
    count = 0
    for directory in storage.listdir("")[0]:
        keys = storage.listdir(directory)[1]
        for key in set(keys) - known_keys(keys):
            age = timezone.now() - storage.get_modified_time(f"{directory}/{key}")
            if len(key) == vault.KEY_LENGTH and age > ORPHAN_AGE:
                storage.delete(f"{directory}/{key}")
                count += 1
    return count
