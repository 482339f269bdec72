"""Hedge words of reports (余 多 近 超 逾 约 以上), printed only when the exact value makes them true.

The exact value is stored; words are chosen by rule, so that every printed figure can be defended
(handbook contests §1, money §14).
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

Word = Literal["余", "多", "近", "超", "逾", "约", "以上"]
Number = int | Decimal
WORDS: tuple[Word, ...] = ("余", "多", "近", "超", "逾", "约", "以上")
SUGGESTED: tuple[Word, ...] = ("余", "近", "超", "约", "以上")
NEAR = Decimal("0.05")  # 近 may promise at most five per cent more than there is
SCALES = ((10**8, "亿"), (10**4, "万"))


class PhraseRefused(ValueError):
    """The phrase would not be true; the sentence tells why and which words would be."""


class Phrase(NamedTuple):
    """A phrase that is true of a value, and the word and step that made it."""

    text: str
    word: Word | Literal[""]
    step: Number


def exact_phrase(value: Number, unit: str = "") -> str:
    """The value itself: 1785000 元 → ``178.5万元``, 2812 名 → ``2812名``."""
    exact = Decimal(value)
    digits, scale = _scaled(abs(exact), Decimal(100))
    return f"{'-' if exact < 0 else ''}{digits}{scale}{unit}"


def phrase(value: Number, word: Word, step: Number, unit: str = "") -> str:
    """The phrase with ``word`` at the precision ``step``, when it is true of the exact value.

    A value that lies on a step is printed as it is, without 余, 多, 近 or 约: 5 400 000 → ``540万元``.

    Args:
        value: the exact value, not negative.
        word: one of WORDS.
        step: what the printed number is a multiple of, for instance 100_000 for 540余万.
        unit: what is counted (名, 人次, 元, %).

    Raises:
        PhraseRefused: the exact value does not make the phrase true.
    """
    exact, size = Decimal(value), Decimal(step)
    if word not in WORDS or size <= 0 or exact < 0:
        raise ValueError(f"no phrase {word!r} of {value} in steps of {step}")
    reason, text = _try(exact, word, size, unit)
    if text is None:
        raise PhraseRefused(_refusal(exact, reason, size, unit))
    return text


def check_phrase(value: Number, word: Word, stated: Number, unit: str = "") -> str:
    """The phrase with the number that somebody typed, when it is the one that the rule gives.

    The step is read from the number (2100 → 100, 540万 → 10万); 以上 needs only that the value reaches it.

    Raises:
        PhraseRefused: the exact value does not make the typed phrase true.
    """
    exact, base = Decimal(value), Decimal(stated)
    step = implied_step(base)
    if word == "以上":
        if exact >= base:
            return _above(base, step, unit)
        raise PhraseRefused(_refusal(exact, _("没有达到 %(base)s") % {"base": base}, step, unit))
    text = phrase(exact, word, step, unit)
    if text != _WRITERS[word](base, step, unit):
        reason = _("按 %(step)s 为单位应写“%(text)s”") % {"step": step.normalize(), "text": text}
        raise PhraseRefused(_refusal(exact, reason, step, unit))
    return text


def implied_step(stated: Number) -> Decimal:
    """The precision that a round number shows: 2100 → 100, 8000 → 1000, 10.2 → 0.1, 25 → 1."""
    exponent = Decimal(stated).normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def suggest_phrases(value: Number, unit: str = "") -> list[Phrase]:
    """All true phrases with one to three leading digits, the exact one first."""
    exact = Decimal(value)
    found = [Phrase(exact_phrase(value, unit), "", value)]
    seen = {found[0].text}
    for step in _steps(exact):
        for word in SUGGESTED:
            text = _try(exact, word, step, unit)[1]
            if text is not None and text not in seen:
                seen.add(text)
                found.append(Phrase(text, word, int(step) if step == int(step) else step))
    return found


def _steps(exact: Decimal) -> Iterator[Decimal]:
    """Powers of ten that leave one, two or three digits, not below 1 for whole numbers."""
    top = exact.adjusted()
    for exponent in range(top, top - 3, -1):
        if exact > 0 and (exponent >= 1 or exact != int(exact)):
            yield Decimal(1).scaleb(exponent)


def _try(exact: Decimal, word: Word, step: Decimal, unit: str) -> tuple[str, str | None]:
    """The phrase, or why it is not true."""
    base = (exact / step).to_integral_value(_ROUNDINGS[word]) * step
    reason = _objection(exact, word, base, step, unit)
    if reason:
        return reason, None
    if base == exact and word in {"余", "多", "近", "约"}:
        return "", exact_phrase(exact, unit)
    return "", _WRITERS[word](base, step, unit)


def _objection(exact: Decimal, word: Word, base: Decimal, step: Decimal, unit: str) -> str:
    """Why the word does not fit, "" when it does."""
    if base == 0:
        return _("不足 %(step)s") % {"step": exact_phrase(step)}
    if word in {"超", "逾"} and base == exact:
        return _("正好是 %(base)s，没有超过") % {"base": exact_phrase(base)}
    if word in {"余", "多"} and unit == "%" and base != exact:
        return _("百分数不用“%(word)s”") % {"word": word}
    if word == "近" and (base - exact) / base > NEAR:
        gap = ((base - exact) / base * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return _("离 %(base)s 还差 %(gap)s%%，超过 5%%") % {"base": exact_phrase(base), "gap": gap}
    return ""


def _refusal(exact: Decimal, reason: str, step: Decimal, unit: str) -> str:
    """The sentence for the user: what the value is, why the word fails, what would be true."""
    true = [_try(exact, word, step, unit)[1] for word in SUGGESTED]
    texts = dict.fromkeys(["", *filter(None, true)])
    del texts[""]
    choices = "".join(f"“{text}”" for text in texts or [exact_phrase(exact, unit)])
    return _("实际为 %(value)s,%(reason)s。可写%(choices)s。") % {
        "value": exact_phrase(exact, unit),
        "reason": reason,
        "choices": choices,
    }


def _scaled(base: Decimal, step: Decimal) -> tuple[str, str]:
    """Digits and 万 or 亿 when the number, a multiple of ``step``, then has at most two decimals."""
    for size, name in SCALES:
        if base >= size and step * 100 >= size and base % (Decimal(size) / 100) == 0:
            return f"{(base / size).normalize():f}", name
    return f"{base.normalize():f}", ""


def _more(word: str) -> Callable[[Decimal, Decimal, str], str]:
    """余 and 多 stand before 万 when tens of 万 are left out (540余万), behind it otherwise (3万余)."""

    def write(base: Decimal, step: Decimal, unit: str) -> str:
        digits, scale = _scaled(base, step)
        size = next((size for size, name in SCALES if name == scale), 1)
        if scale and step > size:
            return f"{digits}{word}{scale}{unit}"
        return f"{digits}{scale}{word}{unit}"

    return write


def _before(word: str) -> Callable[[Decimal, Decimal, str], str]:
    """近, 超, 逾 and 约 stand in front."""
    return lambda base, step, unit: f"{word}{''.join(_scaled(base, step))}{unit}"


def _above(base: Decimal, step: Decimal, unit: str) -> str:
    """以上 stands behind the unit and includes the number itself (Civil Code art. 1259)."""
    return f"{''.join(_scaled(base, step))}{unit}以上"


_WRITERS: dict[str, Callable[[Decimal, Decimal, str], str]] = {
    "余": _more("余"),
    "多": _more("多"),
    "近": _before("近"),
    "超": _before("超"),
    "逾": _before("逾"),
    "约": _before("约"),
    "以上": _above,
}
_ROUNDINGS = dict.fromkeys(WORDS, ROUND_FLOOR) | {"近": ROUND_CEILING, "约": ROUND_HALF_UP}
