"""How official documents write numbers: 苏教科工〔2022〕5号, 2026年11月22日, 一、（一）1.（1）, certificate numbers."""

import re
from datetime import date
from string import ascii_uppercase, digits

NUMERALS = "〇一二三四五六七八九"
SIGNS = digits + ascii_uppercase
CERTIFICATE_NUMBER = re.compile(r"([A-Z0-9]{2,12})-(\d{4})-(\d{4,})-([A-Z0-9])", re.ASCII)


def official_number(code: str, year: int, sequence: int) -> str:
    """发文字号: agency code, year in 〔〕, sequence without 第 and without leading zeros (GB/T 9704, 7.2.5)."""
    return f"{code}〔{year}〕{sequence}号"


def chinese_date(day: date) -> str:
    """成文日期 in Arabic figures without padding: 2026年1月5日 (GB/T 9704, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_numeral(number: int) -> str:
    """1 to 99 in Chinese numerals: 一, 十, 十一, 二十.

    Raises:
        ValueError: outside this range.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"{number} is no number of a heading")
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else NUMERALS[tens]) + "十"
    return head + (NUMERALS[ones] if ones else "")


def heading_number(level: int, number: int) -> str:
    """The number in front of a heading: 一、 then （一） then 1. then （1） (GB/T 9704, 7.3.3)."""
    signs = (
        lambda: f"{chinese_numeral(number)}、",
        lambda: f"（{chinese_numeral(number)}）",
        lambda: f"{number}.",
        lambda: f"（{number}）",
    )
    return signs[level - 1]()


def copy_number(number: int) -> str:
    """份号: six digits."""
    return f"{number:06d}"


def certificate_number(series: str, year: int, sequence: int) -> str:
    """``<series>-<year>-<seq 4>-<check>`` (handbook contests §12).

    Args:
        series: two to twelve capital letters and digits.
        year: of the grant.
        sequence: from 1; grows beyond four digits when it must.

    Raises:
        ValueError: the series has other signs.
    """
    text = f"{series}-{year}-{sequence:04d}"
    number = f"{text}-{check_sign(text)}"
    if not CERTIFICATE_NUMBER.fullmatch(number):
        raise ValueError(f"{series!r} is no series of certificates")
    return number


def check_sign(text: str) -> str:
    """ISO 7064 MOD 37,36 over letters and digits: finds every wrong sign and every swapped pair."""
    rest = 36
    for sign in text.replace("-", ""):
        rest = (rest + SIGNS.index(sign)) % 36 or 36
        rest = rest * 2 % 37
    return SIGNS[(37 - rest) % 36]


def is_certificate_number(text: str) -> bool:
    """Whether the text has the form of a number and its check sign is right."""
    found = CERTIFICATE_NUMBER.fullmatch(text)
    return bool(found) and check_sign(text[:-2]) == text[-1]
