"""Walks the chain and names the first entry that does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.audit.chain import HASHED, HEAD_PK, START, link
from gonghui.kernel.audit.models import ChainHead, Entry
from gonghui.kernel.lib import scoping

CHUNK = 2000


@dataclass(frozen=True)
class Verdict:
    """What ``verify`` found.

    Attributes:
        sound: nothing is broken.
        checked: entries read.
        broken_id: place of the first broken entry, None when sound.
        reason: what is wrong with it, a sentence; "" when sound.
        head: ``LENGTH:HASH`` of the last sound entry, to be noted outside the system as an anchor.
    """

    sound: bool
    checked: int
    broken_id: int | None = None
    reason: str = ""
    head: str = ""


def verify(from_id: int | None = None, anchor: str = "") -> Verdict:
    """Check every entry from ``from_id`` (1) to the head, reading a few thousand rows at a time.

    Finds changed fields, removed, inserted and swapped rows, and a cut-off tail. A tail cut together
    with the head shows only against an ``anchor`` (``LENGTH:HASH`` printed by an earlier run), because
    the shorter chain was sound once.

    Raises:
        ValueError: ``anchor`` is not of that form.
    """
    with scoping.everything("the audit chain is one for all unions"):
        head = ChainHead.objects.filter(pk=HEAD_PK).first() or ChainHead(hash=START)
        return _Walk(head, max(from_id or 1, 1), anchor).verdict()


class _Walk:
    """One pass over the chain as it stood when the head was read."""

    def __init__(self, head: ChainHead, start: int, anchor: str) -> None:
        self.head = head
        self.checked = 0
        self.last_id = start - 1
        self.last_hash = START
        self.anchor_id, self.anchor_hash = _parsed(anchor)

    def verdict(self) -> Verdict:
        """The first broken entry, or sound."""
        if self.last_id:
            before = Entry.objects.filter(pk=self.last_id).values_list("hash", flat=True).first()
            if before is None:
                return self._broken(self.last_id, _("该条记录缺失"))
            self.last_hash = before
        for row in self._rows():
            fault = self._fault(row)
            if fault:
                return fault
            self.checked += 1
            self.last_id, self.last_hash = row["id"], row["hash"]
        return self._tail_fault() or Verdict(
            sound=True, checked=self.checked, head=f"{self.last_id}:{self.last_hash}"
        )

    def _rows(self) -> Iterator[dict[str, Any]]:
        """Entries up to the head; pages by key, so that no cursor stays open for hours."""
        fields = (*HASHED, "prev_hash", "hash")
        rows = Entry.objects.filter(id__lte=self.head.length).order_by("id")
        while chunk := list(rows.filter(id__gt=self.last_id).values(*fields)[:CHUNK]):
            yield from chunk

    def _fault(self, row: dict[str, Any]) -> Verdict | None:
        if row["id"] != self.last_id + 1:
            return self._broken(self.last_id + 1, _("该条记录缺失"))
        if row["prev_hash"] != self.last_hash:
            return self._broken(row["id"], _("与上一条记录不相连，可能被插入或调换"))
        if link(self.last_hash, row) != row["hash"]:
            return self._broken(row["id"], _("内容被改动"))
        if row["id"] == self.anchor_id and row["hash"] != self.anchor_hash:
            return self._broken(row["id"], _("与留存的校验值不符"))
        return None

    def _tail_fault(self) -> Verdict | None:
        """What is wrong after the last entry: cut off, appended behind the head, or anchor lost."""
        if self.last_id < self.head.length:
            return self._broken(self.last_id + 1, _("末尾记录缺失"))
        if self.last_hash != self.head.hash:
            return self._broken(self.last_id, _("与链头不符"))
        if self.last_id < self.anchor_id:
            return self._broken(self.last_id + 1, _("末尾记录缺失（与留存的校验值不符）"))
        length = ChainHead.objects.filter(pk=HEAD_PK).values("length")
        beyond = Entry.objects.filter(id__gt=length[:1]) if self.head.pk else Entry.objects.all()
        first = beyond.order_by("id").values_list("id", flat=True).first()
        return None if first is None else self._broken(first, _("该条记录不在链上"))

    def _broken(self, place: int, reason: str) -> Verdict:
        return Verdict(
            sound=False,
            checked=self.checked,
            broken_id=place,
            reason=reason,
            head=f"{self.last_id}:{self.last_hash}",
        )


def _parsed(anchor: str) -> tuple[int, str]:
    if not anchor:
        return 0, ""
    place, _colon, value = anchor.partition(":")
    if not place.isdigit() or len(value) != len(START):
        raise ValueError(f"{anchor!r} is no anchor, expected LENGTH:HASH")
    return int(place), value
