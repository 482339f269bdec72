"""Places (名额) split over unions by largest remainder, with the arithmetic kept (handbook contests §2.7)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import (
    Number,
    exact,
    rounded_down,
    shown,
    total,
    written,
)
from gonghui.kernel.lib.texts import TO_HALF, as_text

MOST_PLACES = 100_000
_RESERVE = re.compile(r"(\d+)\s*[+＋、和]\s*(\d+)\s*[个名]?")


def read_places(raw: Any) -> int:
    """A number of places as somebody typed it: 10, １０, 10个, 10.0; nothing is 0.

    Raises:
        ValueError: with a Chinese sentence; 10+1, 2.5, -1, 约10 are no number of places.
    """
    text = as_text(raw).translate(TO_HALF).replace(",", "").strip()
    bare = text.rstrip("个名").strip().removesuffix(".0")
    if bare in ("", "-", "—", "/"):
        return 0
    if reserve := _RESERVE.fullmatch(text):
        words = {"text": text, "n": reserve.group(1)}
        raise ValueError(
            _("“%(text)s”请只填正式名额 %(n)s；候补不占名额，有人出缺时按名次递补。") % words
        )
    if bare.isdigit() and int(bare) <= MOST_PLACES:
        return int(bare)
    raise ValueError(_("“%(text)s”不是名额数，请填 0 或正整数。") % {"text": text})


@dataclass(frozen=True, slots=True)
class Claim:
    """What one union brings to the split.

    Args:
        key: the union.
        label: its name, for sentences.
        weight: members, or whatever the notice counts; not negative.
        minimum: fewest places, guaranteed ones included.
        maximum: most places, guaranteed ones included; None is without bound.
        guaranteed: places that are fixed by name (指令性); they count within the total.
        separate: places on the separate list (单列), on top of the total and outside of every ratio.
    """

    key: str
    label: str
    weight: Number
    minimum: int = 0
    maximum: int | None = None
    guaranteed: int = 0
    separate: int = 0

    @property
    def least(self) -> int:
        """Fewest places that the split itself has to give."""
        return max(self.minimum - self.guaranteed, 0)

    @property
    def most(self) -> int | None:
        """Most places that the split may give; without weight only what the minimum asks for."""
        if not exact(self.weight):
            return self.least
        return None if self.maximum is None else self.maximum - self.guaranteed


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the arithmetic: ``share = floor + remainder``, ``places`` is what the split gave.

    ``bound`` is ``"minimum"`` or ``"maximum"`` where it decided the share, else "".
    """

    key: str
    label: str
    weight: Fraction
    share: Fraction
    floor: int
    remainder: Fraction
    extra: int
    bound: str
    guaranteed: int
    separate: int

    @property
    def places(self) -> int:
        """Places within the ratios: guaranteed ones and those of the split."""
        return self.guaranteed + self.floor + self.extra

    @property
    def all_places(self) -> int:
        """Every place of the union, the separate list included."""
        return self.places + self.separate


@dataclass(frozen=True, slots=True)
class Split:
    """The places of a campaign, with every step of the arithmetic.

    Args:
        total: places within the ratios: split, guaranteed and competitive ones.
        competitive: places (竞争性) that belong to no union until the judging.
        rate: places per unit of weight for every union that no bound holds.
        rows: in the order of the claims.
    """

    total: int
    competitive: int
    rate: Fraction
    rows: tuple[Row, ...]

    @property
    def places(self) -> dict[str, int]:
        """Places within the ratios by union."""
        return {row.key: row.places for row in self.rows}

    def as_json(self) -> dict[str, Any]:
        """Plain values for a JSON field; fractions as exact texts."""
        return {
            "method": "largest-remainder-1",
            "total": self.total,
            "competitive": self.competitive,
            "rate": written(self.rate),
            "rows": [_row_json(row) for row in self.rows],
        }


def _row_json(row: Row) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(row, name) for name in row.__slots__}
    fractions = {name: written(getattr(row, name)) for name in ("weight", "share", "remainder")}
    return plain | fractions | {"places": row.places}


def split_places(total_places: int, claims: Sequence[Claim], *, competitive: int = 0) -> Split:
    """Split places by weight: exact shares, their floors, then one more for the largest remainders.

    A bound that holds a union fixes its share; the others share the rest by weight, so that each share
    is ``rate · weight`` held between the bounds. Equal remainders: the greater weight first, then the
    order of the claims.

    Args:
        total_places: all places but those of the separate list.
        claims: one per union.
        competitive: how many of them stay open for the judging.

    Raises:
        ValueError: with a Chinese sentence, when the bounds or fixed parts cannot all hold.
    """
    pool = total_places - competitive - sum(claim.guaranteed for claim in claims)
    _check(pool, claims)
    shares, rate = _shares(pool, claims)
    rows = [_row(claim, share, rate) for claim, share in zip(claims, shares, strict=True)]
    left = pool - sum(row.floor for row in rows)
    order = sorted(range(len(rows)), key=lambda i: (-rows[i].remainder, -rows[i].weight, i))
    for index in order[:left]:
        rows[index] = replace(rows[index], extra=1)
    return Split(total_places, competitive, rate, tuple(rows))


def explain(row: Row, rate: Fraction) -> str:
    """One line of the arithmetic as a sentence for the page."""
    words = {
        "label": row.label,
        "weight": shown(row.weight),
        "rate": shown(rate, 6),
        "share": shown(row.share, 4),
        "floor": row.floor,
        "bound": _("下限") if row.bound == "minimum" else _("上限"),
    }
    if row.bound:
        parts = [_("%(label)s：按%(bound)s定为 %(floor)s") % words]
    else:
        parts = [_("%(label)s：%(weight)s × %(rate)s = %(share)s，取整 %(floor)s") % words]
    if row.extra:
        parts.append(_("余数 %(rest)s 较大，加 1") % {"rest": shown(row.remainder, 4)})
    if row.guaranteed:
        parts.append(_("另有指令性名额 %(n)s") % {"n": row.guaranteed})
    if row.separate:
        parts.append(_("单列 %(n)s") % {"n": row.separate})
    return "，".join(parts) + _("，共 %(n)s 个名额。") % {"n": row.all_places}


def _check(pool: int, claims: Sequence[Claim]) -> None:
    """Refuse bounds that contradict each other or the number of places."""
    if pool < 0:
        raise ValueError(_("指令性和竞争性名额合计超过总名额 %(n)s 个。") % {"n": -pool})
    for claim in claims:
        _check_claim(claim)
    least = sum(claim.least for claim in claims)
    if least > pool:
        words = {"least": least, "pool": pool}
        raise ValueError(
            _("各单位下限合计 %(least)s 个，多于可分配的 %(pool)s 个，请降低下限。") % words
        )
    room = [claim.most for claim in claims]
    if None not in room and (most := sum(n for n in room if n is not None)) < pool:
        words = {"most": most, "pool": pool}
        raise ValueError(
            _("各单位最多共可得 %(most)s 个，少于可分配的 %(pool)s 个，请提高上限。") % words
        )


def _check_claim(claim: Claim) -> None:
    """Refuse a claim that no number of places can satisfy."""
    if exact(claim.weight) < 0 or min(claim.minimum, claim.guaranteed, claim.separate) < 0:
        raise ValueError(_("“%(label)s”的权数和名额不能为负。") % {"label": claim.label})
    if claim.maximum is not None and claim.maximum < max(claim.minimum, claim.guaranteed):
        raise ValueError(_("“%(label)s”的上限低于下限或指令性名额。") % {"label": claim.label})


def _shares(pool: int, claims: Sequence[Claim]) -> tuple[list[Fraction], Fraction]:
    """Shares ``rate · weight`` held between the bounds that add up to ``pool``, and the rate.

    Each round fixes the bounds that cost (or save) more than the others; it ends after at most as many
    rounds as there are claims.
    """
    fixed: dict[int, Fraction] = {}
    while True:
        free = [index for index in range(len(claims)) if index not in fixed]
        weight = total(exact(claims[index].weight) for index in free)
        rest = pool - total(fixed.values())
        rate = rest / weight if weight else Fraction(0)
        wished = {index: rate * exact(claims[index].weight) for index in free}
        held = {index: _held(wished[index], claims[index]) for index in free}
        cost = total(held[index] - wished[index] for index in free)
        moved = {index: held[index] for index in free if _fixes(held[index] - wished[index], cost)}
        if not moved:
            return [fixed.get(index, held.get(index, rate)) for index in range(len(claims))], rate
        fixed |= moved


def _held(share: Fraction, claim: Claim) -> Fraction:
    """``share`` between the bounds of the claim."""
    upper = share if claim.most is None else min(share, Fraction(claim.most))
    return max(upper, Fraction(claim.least))


def _fixes(change: Fraction, cost: Fraction) -> bool:
    """Whether a bound is final: it pulls the way in which all bounds together pull."""
    return change != 0 and (cost == 0 or (change > 0) == (cost > 0))


def _row(claim: Claim, share: Fraction, rate: Fraction) -> Row:
    """The line of one claim before extra places are given."""
    floor, wished = rounded_down(share), rate * exact(claim.weight)
    return Row(
        key=claim.key,
        label=claim.label,
        weight=exact(claim.weight),
        share=share,
        floor=floor,
        remainder=share - floor,
        extra=0,
        bound="minimum" if share > wished else "maximum" if share < wished else "",
        guaranteed=claim.guaranteed,
        separate=claim.separate,
    )
