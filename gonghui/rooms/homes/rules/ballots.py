"""What lies in the box of a rating: like ballots counted, keys sorted; no ballot has a place or a time."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from gonghui.engines.campaigns.api import LEAST_BALLOTS, RATING, TURNOUT, RatingCounts, rates
from gonghui.rooms.homes.enums import Answer

LEAST = LEAST_BALLOTS
LETTER = {
    Answer.SATISFIED: "s",
    Answer.BASIC: "b",
    Answer.UNSATISFIED: "n",
    Answer.UNKNOWN: "u",
}
ANSWER = {letter: answer for answer, letter in LETTER.items()}
Box = Mapping[str, int]


def written(overall: str, dimensions: Mapping[int, str], asked: int, group: str = "") -> str:
    """One ballot as a key of the box: letters of all answers, then the group.

    Raises:
        ValueError: an answer is missing or unknown.
    """
    answers = [overall, *(dimensions.get(place, Answer.UNKNOWN) for place in range(asked))]
    if set(dimensions) - set(range(asked)):
        raise ValueError("an answer to a question that is not asked")
    return "".join(LETTER[Answer(each)] for each in answers) + "|" + group


def fits(ballot: str, asked: int, groups: Sequence[str]) -> bool:
    """Whether a key of a box answers the overall question and ``asked`` others, in one of the groups."""
    letters, _bar, group = ballot.partition("|")
    known = len(letters) == asked + 1 and set(letters) <= set(ANSWER)
    return known and "|" in ballot and group in ("", *groups)


def dropped(
    box: Box, remarks: Sequence[str], ballot: str, remark: str
) -> tuple[dict[str, int], list[str]]:
    """The box with one more ballot, everything in sorted order."""
    counts = {**box, ballot: box.get(ballot, 0) + 1}
    said = [*remarks, remark.strip()] if remark.strip() else list(remarks)
    return dict(sorted(counts.items())), sorted(said)


@dataclass(frozen=True)
class Found:
    """The overall answers of a box."""

    returned: int
    satisfied: int
    basic: int
    unsatisfied: int
    unknown: int

    def changes(self) -> dict[str, int]:
        """As columns of the round."""
        return asdict(self)


def count(box: Box) -> Found:
    """The overall answers."""
    return Found(sum(box.values()), **_answers(box, 0))


def counts(box: Box, issued: int) -> RatingCounts:
    """The overall answers as the engine computes with them."""
    return RatingCounts(issued=issued, returned=sum(box.values()), **_answers(box, 0))


def marks(found: RatingCounts) -> dict[str, Decimal]:
    """What an entry is given: percent satisfied and basically satisfied; beside it who took part (homes §5).

    Parts that nobody said anything of are left out.
    """
    result = rates(found)
    parts = {RATING: result.basic_included, TURNOUT: result.return_rate}
    return {part: _of_hundred(rate) for part, rate in parts.items() if rate is not None}


def _of_hundred(rate: Fraction) -> Decimal:
    value = Decimal(rate.numerator) * 100 / rate.denominator
    return value.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def counts_at(box: Box, place: int, issued: int) -> RatingCounts:
    """The answers to one dimension, from 0, as the engine computes with them."""
    return RatingCounts(issued=issued, returned=sum(box.values()), **_answers(box, place + 1))


def by_group(box: Box) -> list[RatingCounts]:
    """The overall answers of every group, for the rule of the least number."""
    return list(groups_of(box).values())


def groups_of(box: Box) -> dict[str, RatingCounts]:
    """Group to its overall answers; nobody knows how many each group could have been."""
    names = sorted({key.partition("|")[2] for key in box})
    found = {}
    for name in names:
        part = {key: n for key, n in box.items() if key.partition("|")[2] == name}
        size = sum(part.values())
        found[name] = RatingCounts(issued=size, returned=size, **_answers(part, 0))
    return found


def without_groups(box: Box) -> dict[str, int]:
    """The same ballots without their groups."""
    merged: dict[str, int] = {}
    for key, n in box.items():
        bare = key.partition("|")[0] + "|"
        merged[bare] = merged.get(bare, 0) + n
    return dict(sorted(merged.items()))


def _answers(box: Box, place: int) -> dict[str, int]:
    found = {str(answer): 0 for answer in LETTER}
    for key, n in box.items():
        found[str(ANSWER[key[place]])] += n
    return found


def screened(remark: str, names: frozenset[str]) -> str:
    """A remark with every name among ``names`` (two to four characters) replaced by 某某."""
    said, place = [], 0
    while place < len(remark):
        size = next((n for n in (4, 3, 2) if remark[place : place + n] in names), 0)
        said.append("某某" if size else remark[place])
        place += size or 1
    return "".join(said)
