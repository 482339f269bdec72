"""Reading frozen registers and proving that nobody touched them."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from cryptography.hazmat.primitives import hashes

from gonghui.kernel.unions.models import Snapshot


def verify_snapshot(snapshot: Snapshot) -> bool:
    """Whether title day and rows still give the stored digest."""
    return digest_of(snapshot_lines(snapshot)) == snapshot.digest


def snapshot_lines(snapshot: Snapshot) -> Iterator[str]:
    """The frozen rows as canonical texts, in the order in which they were sealed."""
    yield canonical(["snapshot", snapshot.title, snapshot.as_of.isoformat()])
    units = snapshot.units.order_by("unit_id").values_list("unit_id", "facts")
    for pk, facts in units.iterator():
        yield canonical(["unit", pk, facts])
    unions = snapshot.unions.order_by("union_id").values_list("union_id", "path", "facts")
    for pk, path, facts in unions.iterator():
        yield canonical(["union", pk, path, facts])


def canonical(value: Any) -> str:
    """JSON with sorted keys, so that equal facts give equal texts in any database."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(lines: Iterable[str]) -> str:
    """SM3 over the lines, each closed by a line feed, as 64 hexadecimal characters."""
    digest = hashes.Hash(hashes.SM3())
    for line in lines:
        digest.update(line.encode() + b"\n")
    return digest.finalize().hex()
