"""Keeping files, delivering them, and letting go of them.

The bytes are written before the row, outside the transaction, so that nobody waits for a disk while
holding a lock; bytes whose row never came are swept away a day later (``cleaning``).
"""

import io
from functools import partial
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from gonghui.kernel.files import vault
from gonghui.kernel.files.checking import check_upload
from gonghui.kernel.files.models import StoredFile
from gonghui.kernel.files.names import clean_name
from gonghui.kernel.files.pictures import WRITERS, redraw
from gonghui.kernel.files.purposes import Purpose, purposes
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.policy import Refused


def store_upload(*, actor: Any, upload: BinaryIO, purpose: str, union: Any = None) -> StoredFile:
    """Check and keep what somebody sent; the caller has asked whether they may.

    Pictures are drawn anew without their metadata. Side effects in order: bytes on the private
    storage, the row, a trace.

    Raises:
        LookupError: no such purpose.
        UploadRefused: a ValidationError with a sentence for the user; nothing was kept.
    """
    rules = purposes.get(purpose)
    found = check_upload(upload, rules)
    name = clean_name(str(upload.name), found)
    if found in WRITERS:
        with redraw(upload, found) as fresh:
            return _keep(actor, fresh, rules, union, name=name, content_type=found.content_type)
    return _keep(actor, upload, rules, union, name=name, content_type=found.content_type)


def store_bytes(
    *,
    actor: Any,
    name: str,
    data: bytes | BinaryIO,
    purpose: str,
    union: Any = None,
    content_type: str,
) -> StoredFile:
    """Keep what the program made (bytes, or a seekable file for large ones); its type is believed.

    Side effects as for ``store_upload``. Raises LookupError for an unknown purpose.
    """
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    rules = purposes.get(purpose)
    return _keep(actor, source, rules, union, name=clean_name(name), content_type=content_type)


@action
def record_fetch(*, actor: Any, stored: StoredFile) -> None:
    """Allow a download, and trace it if the file is sealed.

    Raises:
        Refused: the purpose's rule says no.
    """
    decision = purposes.get(stored.purpose).may_fetch(actor, stored)
    if not decision:
        raise Refused(decision.reason)
    trace(
        "files.file.fetched",
        actor=actor if actor.pk else SYSTEM,
        subject=stored,
        union_id=stored.union_id,
        purpose=stored.purpose,
    )


@action
def remove_file(*, actor: Any, stored: StoredFile) -> None:
    """Let go of the bytes and keep the row, which records may point at.

    The caller has asked whether ``actor`` may. The bytes go when the transaction has committed.
    """
    StoredFile.objects.filter(pk=stored.pk).update(removed_at=timezone.now())
    trace(
        "files.file.removed",
        actor=actor,
        subject=stored,
        union_id=stored.union_id,
        purpose=stored.purpose,
    )
    transaction.on_commit(partial(vault.drop, stored.key))


def _keep(
    actor: Any, source: BinaryIO, purpose: Purpose, union: Any, *, name: str, content_type: str
) -> StoredFile:
    """Bytes first, then the row; without a row the bytes go at once."""
    key = vault.new_key()
    size, digest = vault.put(source, key, sealed=purpose.sealed)
    try:
        stored = StoredFile(
            name=name,
            purpose=purpose.key,
            content_type=content_type,
            size=size,
            digest=digest,
            key=key,
            sealed=purpose.sealed,
            union=union,
            owner=None if actor is SYSTEM else actor,
            expires_at=timezone.now() + purpose.keep if purpose.keep else None,
        )
        return _record(actor, stored)
    except BaseException:
        vault.drop(key)
        raise


@action
def _record(actor: Any, stored: StoredFile) -> StoredFile:
    stored.save(force_insert=True)
    trace(
        "files.file.stored",
        actor=actor,
        subject=stored,
        union_id=stored.union_id,
        purpose=stored.purpose,
        digest=stored.digest,
    )
    return stored
