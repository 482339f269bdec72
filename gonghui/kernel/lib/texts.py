"""Mends the form of text from spreadsheets (spaces, widths, invisible characters) and knows empty words.

Only the form is touched, and what was mended is always told (handbook organisation §11).
"""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
SPACES = dict.fromkeys([0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0xA0, *range(0x2000, 0x200B)], " ")
SPACES |= dict.fromkeys([0x2028, 0x2029, 0x202F, 0x205F, 0x3000], " ")
INVISIBLE = dict.fromkeys([0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010)])
INVISIBLE |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFE0E, 0xFE0F, 0xFEFF])
TO_PLAIN = SPACES | INVISIBLE
TO_HALF = TO_PLAIN | WIDE
SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d*)?[Ee]\+?\d+")
APOSTROPHES = "'`‘’＇"
FIFTEEN_DIGITS = 10**14  # from here on a spreadsheet drops digits of a number


class Finding(str):
    """A sentence about a cell; ``code`` names its kind, so that findings can be counted and filtered."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, code: str, sentence: str) -> "Finding":
        """The sentence for the user under a stable code."""
        self = super().__new__(cls, sentence)
        self.code = code
        return self

    def __reduce__(self):
        """Findings go through queues whole."""
        return Finding, (self.code, str(self))


class Mended(NamedTuple):
    """A text in its proper form, and what had to be done to it."""

    text: str
    mended: tuple[Finding, ...] = ()


class NullReason(StrEnum):
    """Why a cell that holds text holds no value."""

    NOTHING = "nothing"
    DITTO = "ditto"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"


_NULLS = {
    NullReason.NOTHING: "无 没有 暂无 空 无内容 不适用 / \\ ／ ＼ | — – - － _ ― 一一 . 。 、 * ＊ × ○ na n/a n.a. 0000-00-00 "
    "none null nil nan #n/a #null! #value! #ref! #name? #div/0!",
    NullReason.DITTO: '同上 同前 〃 " ” “ 〞 ″ 同左 同上行 上同',
    NullReason.UNKNOWN: "不详 未知 不清楚 不明 待补 待定 待查 待核实 待确认 未填 未填写 未提供 缺 缺失 暂缺 ? ？ 空白 略 tbd",
    NullReason.WITHHELD: "本人不愿提供 不愿提供 拒绝提供 拒填 保密 不便提供 本人拒绝 不公开 隐私",
}
NULL_WORDS = {word: reason for reason, words in _NULLS.items() for word in words.split()}
_REPEATED = re.compile(r"([/\\|—–\-_.*?？])\1*")


@lru_cache(maxsize=8192)
def null_reason(text: str) -> NullReason | None:
    """Why ``text`` stands for no value (无, /, —, 同上, 本人不愿提供 …), None when it is a value.

    The empty text has the reason NOTHING.
    """
    word = text.translate(TO_HALF).strip(" ()[]（）【】。;,，").replace(" ", "").lower()
    if not word:
        return NullReason.NOTHING
    found = NULL_WORDS.get(word)
    if found is None and _REPEATED.fullmatch(word):
        found = NULL_WORDS.get(word[0])
    return found


def as_text(value: object) -> str:
    """A cell as people see it: whole numbers without ``.0``, days as ``2023-09-01``, None as ""."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value)


def lost_digits(value: object) -> bool:
    """Whether a long number has gone through a spreadsheet's fifteen digits, so that its end is a guess.

    True for numbers of 15 and more digits and for texts such as ``1.10105E+17``; such a cell is refused,
    never repaired (handbook organisation §11).
    """
    if isinstance(value, str):
        return "+" in value and SCIENTIFIC.fullmatch(value.translate(TO_HALF).strip()) is not None
    return isinstance(value, int | float) and abs(value) >= FIFTEEN_DIGITS


def clean_text(text: str) -> Mended:
    """Free text with ordinary single spaces, without invisible characters and outer spaces."""
    if text.isalnum():
        return Mended(text)
    plain = " ".join(text.translate(TO_PLAIN).split())
    return (
        Mended(plain)
        if plain == text
        else Mended(plain, (Finding("spaces", _("整理了空格或不可见字符")),))
    )


def clean_code(text: str) -> Mended:
    """A code in half-width capitals, without spaces, invisible characters and a leading apostrophe."""
    if text.isascii() and text.isalnum():
        upper = text.upper()
        return (
            Mended(text)
            if upper == text
            else Mended(upper, (Finding("lower_case", _("小写改为大写")),))
        )
    half = text.translate(TO_PLAIN)
    bare = half.replace(" ", "").strip(APOSTROPHES)
    code = bare.translate(WIDE)
    mended = [Finding("invisible", _("去除了空格或不可见字符"))] if bare != text else []
    if code != bare:
        mended.append(Finding("full_width", _("全角改为半角")))
    if code.upper() != code:
        mended.append(Finding("lower_case", _("小写改为大写")))
    return Mended(code.upper(), tuple(mended))
