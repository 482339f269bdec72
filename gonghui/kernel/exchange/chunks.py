"""Rows of a batch at rest: packed as JSON, compressed, sealed, and read back page by page."""

import json
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from gonghui.kernel.exchange.models import Batch, BatchChunk
from gonghui.kernel.lib.sealing import seal_bytes, unseal_bytes

QUICK = 1  # compression level: rows are written once and read once or twice
UNDO = "undo"


def pack(rows: Any, batch_id: int, outcome: str, position: int) -> bytes:
    """JSON-able rows as a sealed payload that opens only in its own place."""
    text = json.dumps(rows, ensure_ascii=False, check_circular=False, separators=(",", ":"))
    return seal_bytes(zlib.compress(text.encode(), QUICK), _context(batch_id, outcome, position))


def unpack(chunk: BatchChunk) -> Any:
    """The rows of a chunk; raises SealBroken."""
    context = _context(chunk.batch_id, chunk.outcome, chunk.position)
    return json.loads(zlib.decompress(unseal_bytes(chunk.payload, context)))


def _context(batch_id: int, outcome: str, position: int) -> str:
    return f"exchange.chunk.{batch_id}.{outcome}.{position}"


def read_note(batch: Batch, key: str) -> Any:
    """A note, or None."""
    chunk = batch.chunks.filter(outcome=key).first()
    return unpack(chunk) if chunk else None


def read_rows(batch: Batch, outcome: str) -> Iterator[list[Any]]:
    """All chunks of an outcome in order, one at a time in memory."""
    found = batch.chunks.filter(outcome=outcome).order_by("position")
    for position in list(found.values_list("position", flat=True)):
        yield unpack(found.get(position=position))


def read_slice(batch: Batch, outcomes: Sequence[str], start: int, size: int) -> list[Any]:
    """``size`` rows from ``start`` on of the outcomes put one after the other."""
    heads = batch.chunks.filter(outcome__in=outcomes).values_list(
        "outcome", "position", "rows", "pk"
    )
    ordered = sorted(heads, key=lambda head: (outcomes.index(head[0]), head[1]))
    rows: list[Any] = []
    passed = 0
    for _outcome, _position, count, pk in ordered:
        if passed + count > start and passed < start + size:
            part = unpack(BatchChunk.objects.get(pk=pk))
            rows += islice(part, max(0, start - passed), start + size - passed)
        passed += count
    return rows
