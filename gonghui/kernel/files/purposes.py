"""What files are for: each purpose says what may be sent, how it is kept and who may fetch it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from gonghui.kernel.files.formats import Format
from gonghui.kernel.files.models import StoredFile
from gonghui.kernel.lib.policy import Decision
from gonghui.kernel.lib.registry import Registry

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Purpose:
    """Declared by an app in its ``registrations.py``.

    Args:
        key: ``room.what``.
        label: Chinese, for lists.
        types: the formats that may be sent.
        max_bytes: the largest file that is taken.
        sealed: unreadable on disk; every download leaves a trace.
        may_fetch: whether a user (perhaps anonymous) may fetch a file; a refusal has its reason.
        keep: how long; None for as long as the records that point at it.
    """

    key: str
    label: str
    types: tuple[Format, ...]
    max_bytes: int
    sealed: bool
    may_fetch: Callable[[Any, StoredFile], Decision]
    keep: timedelta | None = None

    @property
    def accept(self) -> str:
        """For the ``accept`` attribute of a file input."""
        return ",".join(dict.fromkeys(end for each in self.types for end in each.extensions))

    @property
    def hint(self) -> str:
        """One line of help below a file input."""
        labels = dict.fromkeys(each.label for each in self.types)
        return _("可上传 %(kinds)s，不超过 %(size)s。") % {
            "kinds": "、".join(labels),
            "size": filesizeformat(self.max_bytes),
        }


purposes: Registry[Purpose] = Registry("file purpose")


def register_purpose(purpose: Purpose) -> Purpose:
    """Declare a purpose. Raises ValueError when the key is taken."""
    return purposes.register(purpose.key, purpose)
