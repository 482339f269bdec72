"""How entries hang together: canonical form, hash over the previous hash, and the writer.

``h(n) = HMAC-SM3(hash key, h(n-1) + canonical(entry n))`` (handbook law-and-security §16). The key
keeps whoever can write to the database, but not read the key ring, from forging a chain.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.utils import timezone

from gonghui.kernel.audit.guard import check_facts
from gonghui.kernel.audit.models import ChainHead, Entry
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import Trace
from gonghui.kernel.lib.sealing import keyed_hash

CONTEXT = "audit.Entry"
START = "0" * 64
HEAD_PK = 1
BATCH = 500
HASHED = ("id", "at", "actor_id", "key", "subject_type", "subject_id", "union_id", "facts_text")


def canonical(values: dict[str, Any]) -> str:
    """The one text of an entry that is hashed: JSON, keys sorted, no spaces, time in UTC."""
    return _json({name: values[name] for name in HASHED} | {"at": _utc(values["at"])})


def link(prev_hash: str, values: dict[str, Any]) -> str:
    """The hash of an entry that follows ``prev_hash``."""
    return keyed_hash(prev_hash + canonical(values), CONTEXT)


def keep(traces: list[Trace]) -> None:
    """Append the traces of one action; the sink of ``lib.actions``.

    Locks the head until the running transaction ends, so that the chain stays one line. On SQLite
    the transaction holds the only write lock already.

    Raises:
        SealedFact: a fact looks like a sealed value; the action is rolled back.
        TypeError: a fact is not JSON.
    """
    facts = [_facts(trace) for trace in traces]
    with scoping.everything("the audit chain is one for all unions"):
        head = _locked_head()
        entries = list(_entries(head, traces, facts))
        for batch in _batches(entries):
            Entry.objects.bulk_create(batch)
    head.hash, head.length = entries[-1].hash, entries[-1].id
    head.save(update_fields=["hash", "length"])


def _entries(head: ChainHead, traces: list[Trace], facts: list[str]) -> Iterable[Entry]:
    at, prev_hash = timezone.now(), head.hash
    for place, (trace, text) in enumerate(zip(traces, facts, strict=True), head.length + 1):
        values = _values(trace) | {"id": place, "at": at, "facts_text": text}
        entry = Entry(**values, prev_hash=prev_hash, hash=link(prev_hash, values))
        prev_hash = entry.hash
        yield entry


def _values(trace: Trace) -> dict[str, Any]:
    subject = trace.subject
    return {
        "actor_id": trace.actor.pk if trace.actor is not None else None,
        "key": trace.key,
        "subject_type": subject._meta.label if subject is not None else "",
        "subject_id": subject.pk if subject is not None else None,
        "union_id": trace.union_id,
    }


def _facts(trace: Trace) -> str:
    """The facts as canonical text; dates and other plain values become text first."""
    text = _json(trace.facts)
    check_facts(json.loads(text))
    return text


def _json(value: Any) -> str:
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
        default=_plain,
    )


def _plain(value: Any) -> str:
    """Dates, decimals and lazy texts as text; records and other objects are a programming error."""
    if hasattr(value, "_meta") or isinstance(value, (bytes, set)):
        raise TypeError(f"{value!r} is no fact: trace its key or its text")
    return str(value)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _locked_head() -> ChainHead:
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(pk=HEAD_PK).first()
    if head is None:
        ChainHead.objects.get_or_create(pk=HEAD_PK, defaults={"hash": START})
        head = heads.get(pk=HEAD_PK)
    return head


def _batches(entries: list[Entry]) -> Iterable[list[Entry]]:
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        yield batch
