"""Exact numbers: fractions inside, rounded once when shown; never binary floats (handbook contests §3)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isqrt

Number = int | Decimal | Fraction


def exact(value: Number | str) -> Fraction:
    """``value`` as a fraction.

    Raises:
        TypeError: a float or a truth value, whose digits are not the ones that somebody typed.
    """
    if isinstance(value, bool | float):
        raise TypeError(f"{value!r} is not an exact number")
    return Fraction(value)


def total(values: Iterable[Fraction]) -> Fraction:
    """The exact sum; 0 of nothing."""
    return sum(values, Fraction(0))


def median(values: Sequence[Number]) -> Fraction:
    """The middle value, or the mean of the two in the middle; 0 of nothing."""
    ordered = sorted(exact(value) for value in values)
    if not ordered:
        return Fraction(0)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def rounded(value: Number, places: int = 2) -> Decimal:
    """``value`` rounded half up (away from zero) to ``places`` decimal places."""
    scaled = abs(exact(value)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def square_root(value: Fraction, digits: int = 30) -> Fraction:
    """The square root, cut after ``digits`` decimal places; exact where the root is such a number.

    Whole-number arithmetic, so that every machine finds the same digits.
    """
    scale = 10 ** (2 * digits)
    return Fraction(isqrt(value.numerator * scale // value.denominator), 10**digits)


def shown(value: Number, places: int = 2) -> str:
    """``value`` as printed: rounded, without trailing zeros (``93.5``, ``100``)."""
    text = f"{rounded(value, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(value: Number) -> str:
    """An exact text: ``12.5`` where the decimals end, else ``283/3``; ``exact`` reads both back."""
    fraction = exact(value)
    rest, places = fraction.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    return str(fraction) if rest != 1 else shown(fraction, places)


def rounded_up(value: Fraction) -> int:
    """The smallest whole number that is at least ``value``."""
    return -(-value.numerator // value.denominator)


def rounded_down(value: Fraction) -> int:
    """The largest whole number that is at most ``value``."""
    return value.numerator // value.denominator
