"""Money: integer fen inside, Decimal yuan at the edge, capital figures, shares that add up.

Exact values are summed first and rounded only for display (handbook money §14).
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext as _

from gonghui.kernel.lib.texts import TO_HALF

FEN = 100
FEN_PER_WAN = 1_000_000
CENT = Decimal("0.01")
CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
CAPITAL_PLACES = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))
LARGEST_FEN = 10**18 - 1  # sixteen digits of yuan, beyond any union's books
_AMOUNT = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(万|亿)?", re.ASCII)
_SIGNS = re.compile(r"^(?:人民币|rmb|cny)?¥?|[元圆]整?$", re.IGNORECASE)
_VARIANTS = {ord(" "): None, ord("−"): "-", ord("￥"): "¥"}
_BRACKETED = re.compile(r"\((.+)\)")
_SCALES = {None: 1, "万": 10**4, "亿": 10**8}


class AmountUnclear(ValueError):
    """The text is no amount, or could be two; the sentence is meant for the user."""


def yuan(fen: int) -> Decimal:
    """Fen as yuan with two decimals."""
    return Decimal(fen).scaleb(-2)


def fen_of(amount: Decimal | int | str) -> int:
    """Yuan as fen, half up; floats are not taken, because they do not hold tenths."""
    if isinstance(amount, float):
        raise TypeError("money is Decimal, int or str, never float")
    return int((Decimal(amount) * FEN).quantize(Decimal(1), ROUND_HALF_UP))


def parse_yuan(text: str) -> int:
    """The amount that people typed, in fen: ``1,234.56``, ``￥1，234．50``, ``1.2万``.

    Raises:
        AmountUnclear: hedge words, misplaced commas (``293,549,90``), more than two decimals of a yuan.
    """
    plain = _SIGNS.sub("", text.translate(TO_HALF).translate(_VARIANTS))
    if bracketed := _BRACKETED.fullmatch(plain):
        plain = "-" + bracketed[1]
    bare = _SIGNS.sub("", plain.replace("-¥", "-"))
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        raise AmountUnclear(_unclear(text, bare))
    sign, whole, decimals, scale = found.groups()
    number = Decimal(f"{whole.replace(',', '')}.{decimals or 0}")
    fen = number * _SCALES[scale] * FEN
    if fen != fen.to_integral_value():
        raise AmountUnclear(_("金额“%(text)s”超过两位小数，请核对。") % {"text": text})
    return -int(fen) if sign == "-" else int(fen)


def format_yuan(fen: int) -> str:
    """Fen as ``1,234.56``."""
    return f"{yuan(fen):,.2f}"


def format_wan(fen: int, decimals: int = 2) -> str:
    """Fen in units of ten thousand yuan, half up: two decimals in tables, one in prose (178.5万元)."""
    return f"{round_half_up(Decimal(fen) / FEN_PER_WAN, decimals):,.{decimals}f}"


def round_half_up(value: Decimal, decimals: int = 0) -> Decimal:
    """Rounding as accountants do it: halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def capital_yuan(fen: int) -> str:
    """Capital figures without prefix: ``壹仟肆佰零玖元伍角整``; negative ones begin with 负 (red vouchers).

    Raises:
        ValueError: more digits than the figures have names for.
    """
    if abs(fen) > LARGEST_FEN:
        raise ValueError(f"{fen} fen have no capital figures")
    if fen < 0:
        return "负" + capital_yuan(-fen)
    whole, cents = divmod(fen, FEN)
    text = capital_number(whole) + "元" if whole or not cents else ""
    return text + _capital_cents(cents, after_yuan=bool(whole))


def capital_cheque(fen: int) -> str:
    """The line on a cheque or voucher: ``人民币`` with no gap, then the capital figures."""
    return "人民币" + capital_yuan(fen)


def capital_number(number: int) -> str:
    """A whole number in capital figures: 10 is 壹拾, a run of zeros one 零, 0 is 零."""
    for unit, name in CAPITAL_PLACES:
        if number >= unit:
            high, low = divmod(number, unit)
            head = capital_number(high) + name
            if not low:
                return head
            return head + ("零" if low < unit // 10 else "") + capital_number(low)
    return CAPITAL_DIGITS[number]


def _capital_cents(cents: int, *, after_yuan: bool) -> str:
    """角 and 分 after the yuan; 整 unless there are 分 (accounting practice)."""
    tenths, hundredths = divmod(cents, 10)
    if not hundredths:
        return f"{CAPITAL_DIGITS[tenths]}角整" if tenths else "整"
    if tenths:
        return f"{CAPITAL_DIGITS[tenths]}角{CAPITAL_DIGITS[hundredths]}分"
    return ("零" if after_yuan else "") + f"{CAPITAL_DIGITS[hundredths]}分"


def capital_date(day: date) -> str:
    """A date on a negotiable instrument: 15 January is 零壹月壹拾伍日, 20 October 零壹拾月零贰拾日.

    Months 1, 2, 10 and days 1–9, 10, 20, 30 take a leading 零, so that nothing can be written before.
    """
    year = "".join(CAPITAL_DIGITS[int(digit)] for digit in f"{day.year:04d}")
    month = ("零" if day.month in (1, 2, 10) else "") + capital_number(day.month)
    number = ("零" if day.day < 10 or day.day % 10 == 0 else "") + capital_number(day.day)
    return f"{year}年{month}月{number}日"


def largest_remainder(
    total: int, weights: Sequence[int | Decimal], *, minimum: int = 0
) -> list[int]:
    """Split a whole total in proportion to weights so that the parts add up to it (Hamilton).

    Equal remainders go to the larger weight, then to the earlier place, so that the result never depends
    on chance.

    Args:
        total: what is split, fen or places, not negative.
        weights: one per part, not negative, not all zero.
        minimum: what every part gets at least (handbook contests §3).

    Raises:
        ValueError: nothing to split by, or the minimum does not fit.
    """
    if total < 0 or any(weight < 0 for weight in weights) or sum(weights) <= 0:
        raise ValueError("a total and weights that are not negative, not all zero")
    if minimum * len(weights) > total:
        raise ValueError(f"{total} does not give {minimum} to each of {len(weights)}")
    parts = _hamilton(total, weights, range(len(weights)))
    short: set[int] = set()
    while poor := {place for place, part in parts.items() if part < minimum}:
        short |= poor
        rich = [place for place in range(len(weights)) if place not in short]
        parts = _hamilton(total - minimum * len(short), weights, rich)
    return [parts.get(place, minimum) for place in range(len(weights))]


def _hamilton(
    total: int, weights: Sequence[int | Decimal], places: Sequence[int]
) -> dict[int, int]:
    """Floors first, then one more for the largest remainders, among some of the places."""
    whole = sum(Fraction(weights[place]) for place in places)
    exact = {place: Fraction(weights[place]) * total / whole for place in places}
    parts = {place: share.numerator // share.denominator for place, share in exact.items()}
    ranked = sorted(
        places, key=lambda place: (parts[place] - exact[place], -Fraction(weights[place]), place)
    )
    for place in ranked[: total - sum(parts.values())]:
        parts[place] += 1
    return parts


def percent_shares(amounts: Sequence[int | Decimal], decimals: int = 2) -> list[Decimal]:
    """Percentages that visibly add up to 100.00, by largest remainder: name the method in a footnote."""
    parts = largest_remainder(100 * 10**decimals, amounts)
    return [Decimal(part).scaleb(-decimals) for part in parts]


def split_by_points(received: int, points: Sequence[int]) -> tuple[list[int], int]:
    """Upper shares of a receipt in fen, each half up, and what remains (handbook money §4).

    Args:
        received: fen.
        points: basis points (1/10,000) of each upper level.
    """
    shares = [int(round_half_up(Decimal(received) * point / 10_000)) for point in points]
    return shares, received - sum(shares)


RoundingMethod = Literal["ceil", "half_up", "floor", "largest_remainder"]
_ROUNDINGS = {"ceil": ROUND_CEILING, "half_up": ROUND_HALF_UP, "floor": ROUND_FLOOR}


def places_at_rate(
    sizes: Sequence[int], rate: Decimal, method: RoundingMethod, *, minimum: int = 0
) -> list[int]:
    """Places for branches at a rate of their sizes; only ``largest_remainder`` keeps to the rounded total.

    Args:
        sizes: members of each branch.
        rate: for instance ``Decimal("0.1")``.
        method: how each branch is rounded (handbook wellbeing §2); show the difference before publishing.
        minimum: what every branch gets at least.
    """
    if method == "largest_remainder":
        return largest_remainder(int(round_half_up(sum(sizes) * rate)), sizes, minimum=minimum)
    rounding = _ROUNDINGS[method]
    return [max(minimum, int((size * rate).quantize(Decimal(1), rounding))) for size in sizes]


def growth_rate(first: Decimal | int, last: Decimal | int, steps: int) -> Decimal:
    """Average growth per step (CAGR): ``(last / first) ** (1 / steps) − 1``; seven years are six steps.

    Always print the formula and both ends beside it (handbook money §14).

    Raises:
        ValueError: an end that is not positive, or no step.
    """
    if first <= 0 or last <= 0 or steps < 1:
        raise ValueError("growth needs two positive ends and at least one step")
    return (Decimal(last) / Decimal(first)) ** (Decimal(1) / steps) - 1


def _unclear(text: str, bare: str) -> str:
    """Why an amount cannot be read, and how to write it."""
    if "," in bare:
        return _("金额“%(text)s”的逗号位置不对，请写成 293549.90。") % {"text": text}
    return _("“%(text)s”不是确定的金额，请只写数字，如 5400000.00。") % {"text": text}
