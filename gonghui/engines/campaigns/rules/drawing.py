"""Draws by lot that anyone can draw again from the recorded seed (handbook contests §3, §7).

The chance numbers: the n-th one (n from 0) is SHA-256 over the UTF-8 text ``seed:n``, read as one big
number, most significant byte first. To choose one of ``k``: take the next number; if it is not below the
greatest multiple of ``k`` up to 2^256, take another one; else its remainder by ``k``. To shuffle: sort the
items as texts by code point; for the places from the last down to the second, exchange the item there
with the one at a chosen place among those up to it.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

METHOD = "sha256-counter-1"
SPAN = 1 << 256


class Lots:
    """The chance numbers of one seed; ask in order."""

    def __init__(self, seed: str) -> None:
        """Begin with number 0 of ``seed``, any text."""
        self.seed = seed
        self.used = 0

    def below(self, size: int) -> int:
        """A whole number from 0 to ``size`` − 1, each as likely as the others."""
        while True:
            text = f"{self.seed}:{self.used}"
            self.used += 1
            found = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
            if found < SPAN - SPAN % size:
                return found % size

    def shuffled(self, items: Collection[str]) -> list[str]:
        """The items in drawn order, whatever order they come in."""
        drawn = sorted(items)
        for last in range(len(drawn) - 1, 0, -1):
            other = self.below(last + 1)
            drawn[last], drawn[other] = drawn[other], drawn[last]
        return drawn


def draw_order(seed: str, entries: Collection[str]) -> list[str]:
    """Order of appearance (抽签), or of any other list of distinct keys."""
    return Lots(seed).shuffled(entries)


def draw_numbers(
    seed: str, entries: Collection[str], first: int = 1, width: int = 3
) -> dict[str, str]:
    """Candidate numbers such as ``017`` by entry, in drawn order; wider when they do not fit."""
    order = draw_order(seed, entries)
    digits = max(width, len(str(first + len(order) - 1)))
    return {entry: f"{first + place:0{digits}d}" for place, entry in enumerate(order)}


def draw_segments(seed: str, entries: Collection[str], segments: int) -> dict[str, int]:
    """The segment, 1 to ``segments``, that each entry teaches; drawn apart for every entry."""
    lots = Lots(seed)
    return {entry: lots.below(segments) + 1 for entry in sorted(entries)}


def draw_groups(seed: str, entries: Collection[str], groups: Sequence[str]) -> dict[str, str]:
    """The group (panel) of each entry at random; sizes differ by at most one."""
    order = draw_order(seed, entries)
    return {entry: groups[place % len(groups)] for place, entry in enumerate(order)}


@dataclass(frozen=True)
class JudgeDraw:
    """Who was drawn.

    Args:
        judges: by field, in drawn order.
        reserves: the next ones of each field, in the order in which they step in.
        short: fields with the number of seats that nobody could take.
        order: the whole pool as drawn, for the record.
    """

    judges: dict[str, tuple[str, ...]]
    reserves: dict[str, tuple[str, ...]]
    short: dict[str, int]
    order: tuple[str, ...]


def draw_judges(
    seed: str, pool: Mapping[str, Collection[str]], seats: Mapping[str, int], reserves: int = 0
) -> JudgeDraw:
    """Draw judges for the seats of each field; whoever is drawn first has the right to a seat.

    An expert of several fields takes whichever seat lets the most seats be filled.

    Args:
        seed: recorded with the draw.
        pool: fields by expert; those who must recuse themselves from all entries are left out before.
        seats: seats by field.
        reserves: how many reserve judges each field gets; one expert may stand in for several fields.
    """
    order = draw_order(seed, pool)
    taken: dict[tuple[str, int], str] = {}
    for expert in order:
        _seat(expert, pool, seats, taken, set())
    places = {expert: position for position, expert in enumerate(order)}
    chosen = {
        field: sorted((e for (f, _n), e in taken.items() if f == field), key=places.__getitem__)
        for field in seats
    }
    seated = set(taken.values())
    waiting = [expert for expert in order if expert not in seated]
    return JudgeDraw(
        judges={field: tuple(experts) for field, experts in chosen.items()},
        reserves={
            field: tuple(e for e in waiting if field in pool[e])[:reserves] for field in seats
        },
        short={f: n - len(chosen[f]) for f, n in seats.items() if len(chosen[f]) < n},
        order=tuple(order),
    )


def _seat(
    expert: str,
    pool: Mapping[str, Collection[str]],
    seats: Mapping[str, int],
    taken: dict[tuple[str, int], str],
    tried: set[tuple[str, int]],
) -> bool:
    """Give ``expert`` a seat, moving those who sit to other seats of theirs where that is needed."""
    for field in (field for field in seats if field in pool[expert]):
        for seat in ((field, number) for number in range(seats[field])):
            if seat in tried:
                continue
            tried.add(seat)
            if seat not in taken or _seat(taken[seat], pool, seats, taken, tried):
                taken[seat] = expert
                return True
    return False
