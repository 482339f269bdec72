"""The hidden column of our own exports: which record a row is, and in which version it went out.

It is signed for the union that exported, so that a row cannot be pointed at somebody else's record.
"""

import hmac
import re
from typing import NamedTuple

from gonghui.kernel.lib.sealing import keyed_hash

CONTEXT = "exchange.row_key"
FORM = re.compile(r"([0-9]+)~([0-9.]+)~([0-9a-f]{16})")
SIGNATURE_LENGTH = 16


class RowKey(NamedTuple):
    """The record (its primary key) and the version it had when it was exported."""

    record: int
    version: str


def write(target: str, union_id: int, record: int, version: str) -> str:
    """The text of the hidden cell."""
    return f"{record}~{version}~{_signature(target, union_id, record, version)}"


def read(target: str, union_id: int, text: str) -> RowKey | None:
    """The key in a cell, or None if it was not written by us for this target and union."""
    found = FORM.fullmatch(text.strip())
    if found is None:
        return None
    record, version = int(found[1]), found[2]
    expected = _signature(target, union_id, record, version)
    return RowKey(record, version) if hmac.compare_digest(expected, found[3]) else None


def _signature(target: str, union_id: int, record: int, version: str) -> str:
    return keyed_hash(f"{target}|{union_id}|{record}|{version}", CONTEXT)[:SIGNATURE_LENGTH]
