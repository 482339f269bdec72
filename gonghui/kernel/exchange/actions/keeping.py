"""Keeping the rows of a batch, chunk by chunk, in transactions of their own; they count only after the check ends."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from gonghui.kernel.exchange.chunks import pack
from gonghui.kernel.exchange.models import Batch, BatchChunk

CHUNK_ROWS = 500


class ChunkWriter:
    """Collects rows by outcome and writes them in chunks; call ``close`` at the end."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.counts: dict[str, int] = {}
        self._open: dict[str, list[Any]] = {}
        self._positions: dict[str, int] = {}

    def add(self, outcome: str, rows: Sequence[Any]) -> None:
        """Append rows to an outcome."""
        if not rows:
            return
        self.counts[outcome] = self.counts.get(outcome, 0) + len(rows)
        waiting = self._open.setdefault(outcome, [])
        waiting.extend(rows)
        if len(waiting) >= CHUNK_ROWS:
            self._flush(outcome, whole_only=True)

    def close(self) -> None:
        """Write what is left."""
        for outcome in list(self._open):
            self._flush(outcome, whole_only=False)

    def _flush(self, outcome: str, *, whole_only: bool) -> None:
        waiting = self._open[outcome]
        end = len(waiting) // CHUNK_ROWS * CHUNK_ROWS if whole_only else len(waiting)
        parts = [waiting[start : start + CHUNK_ROWS] for start in range(0, end, CHUNK_ROWS)]
        self._open[outcome] = waiting[end:]
        first = self._positions.get(outcome, 0)
        self._positions[outcome] = first + len(parts)
        with transaction.atomic():
            BatchChunk.objects.bulk_create(
                BatchChunk(
                    batch=self.batch,
                    outcome=outcome,
                    position=position,
                    rows=len(part),
                    payload=pack(part, self.batch.pk, outcome, position),
                )
                for position, part in enumerate(parts, first)
            )


def keep_note(batch: Batch, key: str, data: Any) -> None:
    """Keep something beside the rows, sealed like them; an older note of the key goes."""
    batch.chunks.filter(outcome=key).delete()
    payload = pack(data, batch.pk, key, 0)
    BatchChunk.objects.create(batch=batch, outcome=key, position=0, rows=0, payload=payload)
