"""Where every union stands in the tree, and since when: derived from dated edges alone.

The path answers upwards (led, or guided where nobody in the system leads); the lead path follows
leading edges only. Nothing here touches the database, so that incremental and full derivation share it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gonghui.kernel.lib.paths import MAX_DEPTH, child_path
from gonghui.kernel.unions.enums import EdgeKind

Piece = tuple[date, date, str]


class TreeBroken(ValueError):
    """On some day a union would stand below itself, or deeper than paths can tell."""


@dataclass(frozen=True, slots=True)
class Link:
    """One edge, free of the database: ``upper`` and ``lower`` are union ids, the end is excluded."""

    kind: str
    upper: int
    lower: int
    start: date
    end: date
    order: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A union's place in the tree over a stretch of time, the end excluded."""

    start: date
    end: date
    path: str
    lead_path: str


class Forest:
    """Dated edges between unions, with the questions that the actions ask before they write.

    Args:
        lives: union id to (founded, revoked); only these unions can be asked for.
        links: leading and guiding edges that end or begin at them.
        fixed: places of unions outside ``lives`` that stand above them; taken as given.
    """

    def __init__(
        self,
        lives: Mapping[int, tuple[date, date]],
        links: Iterable[Link],
        fixed: Mapping[int, Sequence[Place]] | None = None,
    ) -> None:
        """Sort the edges by the union below, earliest first."""
        self.lives = lives
        self.fixed = fixed or {}
        self._upper_links: dict[int, list[Link]] = {}
        for link in sorted(links, key=lambda one: (one.start, one.order)):
            if link.start < link.end and link.kind != EdgeKind.REMITS:
                self._upper_links.setdefault(link.lower, []).append(link)

    def places(self, node: int) -> list[Place]:
        """The whole life of ``node`` as consecutive places.

        Raises:
            TreeBroken: a cycle, or a tree deeper than paths can hold.
        """
        start, end = self.lives[node]
        if start >= end:
            return []
        answers = list(self._walk(node, start, end, lambda place: place.path, guided=True))
        leads = list(self._walk(node, start, end, lambda place: place.lead_path, guided=False))
        return _joined(_zipped(answers, leads))

    def _walk(
        self,
        node: int,
        start: date,
        end: date,
        text: Callable[[Place], str],
        *,
        guided: bool,
        depth: int = 0,
    ) -> Iterator[Piece]:
        if depth > MAX_DEPTH:
            raise TreeBroken(f"union {node} stands below itself or too deep")
        if node in self.fixed:
            for place in self.fixed[node]:
                if place.start < end and start < place.end:
                    yield max(start, place.start), min(end, place.end), text(place)
            return
        for left, right, upper in self._uppers(node, start, end, guided=guided):
            if upper is None:
                yield left, right, child_path("", node)
                continue
            for a, b, path in self._walk(upper, left, right, text, guided=guided, depth=depth + 1):
                yield a, b, child_path(path, node)

    def _uppers(
        self, node: int, start: date, end: date, *, guided: bool
    ) -> Iterator[tuple[date, date, int | None]]:
        """The unions that ``node`` answers to, stretch by stretch; None where there is nobody."""
        links = [
            one for one in self._upper_links.get(node, ()) if one.start < end and start < one.end
        ]
        cuts = {start, end}
        for link in links:
            cuts.update(
                day for day in (link.start, link.end, *self._life(link.upper)) if start < day < end
            )
        for left, right in pairwise(sorted(cuts)):
            yield left, right, self._upper_on(links, left, guided=guided)

    def _upper_on(self, links: Sequence[Link], day: date, *, guided: bool) -> int | None:
        valid = [
            one for one in links if one.start <= day < one.end and self._lives_on(one.upper, day)
        ]
        for kind in (EdgeKind.LEADS, EdgeKind.GUIDES) if guided else (EdgeKind.LEADS,):
            for link in valid:
                if link.kind == kind:
                    return link.upper
        return None

    def _life(self, node: int) -> tuple[date, ...]:
        if node in self.lives:
            return self.lives[node]
        return tuple(day for place in self.fixed.get(node, ()) for day in (place.start, place.end))

    def _lives_on(self, node: int, day: date) -> bool:
        if node in self.lives:
            return self.lives[node][0] <= day < self.lives[node][1]
        return any(place.start <= day < place.end for place in self.fixed.get(node, ()))


def stands_above(links: Iterable[Link], node: int, target: int, start: date, end: date) -> bool:
    """Whether ``target`` is ``node`` or stands above it on any day of ``[start, end)``.

    Every given edge counts, whatever its kind, so that no later change can close a circle.
    """
    uppers: dict[int, list[Link]] = {}
    for link in links:
        uppers.setdefault(link.lower, []).append(link)
    waiting, seen = [(node, start, end)], set()
    while waiting:
        here = waiting.pop()
        if here in seen or here[1] >= here[2]:
            continue
        if here[0] == target:
            return True
        seen.add(here)
        waiting.extend(
            (link.upper, max(here[1], link.start), min(here[2], link.end))
            for link in uppers.get(here[0], ())
        )
    return False


def _zipped(first: Sequence[Piece], second: Sequence[Piece]) -> Iterator[Place]:
    """Two divisions of one stretch laid over each other."""
    left, right = 0, 0
    while left < len(first) and right < len(second):
        start = max(first[left][0], second[right][0])
        end = min(first[left][1], second[right][1])
        yield Place(start, end, first[left][2], second[right][2])
        left, right = left + (first[left][1] == end), right + (second[right][1] == end)


def _joined(places: Iterable[Place]) -> list[Place]:
    """Neighbours that say the same become one."""
    result: list[Place] = []
    for place in places:
        last = result[-1] if result else None
        if last and (last.path, last.lead_path) == (place.path, place.lead_path):
            result[-1] = Place(last.start, place.end, place.path, place.lead_path)
        else:
            result.append(place)
    return result
