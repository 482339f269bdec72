"""Dates as people type them, with the precision they really have: year, month or day.

A day that nobody stated is never invented: ``1985.6`` is a month, stored as its first day with precision
M. What can be read two ways is refused with the question (handbook organisation §11).
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

from gonghui.kernel.lib.texts import APOSTROPHES, TO_HALF, Finding, null_reason

Precision = Literal["Y", "M", "D"]
Epoch = Literal[1900, 1904]
FIRST_YEAR, LAST_YEAR = 1900, 2100
SERIALS = range(10_000, 75_000)  # 1927 to 2105: five digits that cannot be meant otherwise
PHANTOM_SERIAL = 60  # 29 February 1900, which spreadsheets believe in
CENTURY_FROM = 32  # two digits from here on can only be a year

_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$", re.A)
_TAIL = re.compile(r"(?:出?生于?|入会|[.。,;、/年月\-])+$")
_SIGNS = re.compile(r"[年月./\\、—–‐‑−~_。]")
_PREFIX = re.compile(r"^(?:公元|公历|阳历|西历)\s*")
_SHORT_YEAR = re.compile(r"(\d{2})年", re.A)
_SPACED = re.compile(r"\d{4}( +)\d{1,2}(?:( +)\d{1,2})?", re.A)
_HAN_NUMBER = re.compile(r"[〇○零一二三四五六七八九十廿卅]+(?=[年月日号])")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DIGITS = re.compile(r"(\d{4})(\d{2})?(\d{2})?", re.A)
_SERIAL_WITH_TIME = re.compile(r"(\d{5})\.\d+", re.A)
_ORDINARY = re.compile(
    r"(?:\d{4}(?:[-/]\d{1,2}){0,2}|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{6}|\d{8})(?: 0?0:00(?::00)?)?",
    re.A,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class PartialDate(NamedTuple):
    """The first day of a year or month, or a day, and which of them is meant."""

    day: date
    precision: Precision

    def __str__(self) -> str:
        return self.day.isoformat()[: {"Y": 4, "M": 7, "D": 10}[self.precision]]

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies in what is meant, so that both can be true of one event."""
        return day.isoformat().startswith(str(self))

    @property
    def last_day(self) -> date:
        """The latest day that could be meant."""
        if self.precision == "Y":
            return date(self.day.year, 12, 31)
        if self.precision == "M":
            return self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return self.day


class DateAnswer(NamedTuple):
    """What a cell says, None when it says nothing or has errors."""

    normalised: PartialDate | None
    errors: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()


class _Unreadable(Exception):
    """Carries the sentence for the user."""


def parse_partial_date(value: object, *, epoch: Epoch = 1900) -> DateAnswer:
    """The date in a cell and its precision.

    Reads 1985.6, 198506, 1985年6月, 6/85, 20230901, 2023/9/1, full-width digits, day numbers of
    spreadsheets, dates and datetimes. Empty cells and empty words are no error.

    Args:
        value: the cell as read.
        epoch: the workbook's first year, 1904 in files from old Apple machines.
    """
    if type(value) is str:
        return _parse_text(value, epoch)
    if isinstance(value, date):
        return _parse_day(value.date() if isinstance(value, datetime) else value)
    if value is None:
        return DateAnswer(None)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return DateAnswer(
            None, (Finding("date_type", _("“%(text)s”不是日期。") % {"text": value}),)
        )
    return _parse_number(value, epoch)


def serial_day(serial: int, epoch: Epoch = 1900) -> date | None:
    """The day behind a spreadsheet's day number; None for day 0 and the 29 February 1900 of the 1900 system."""
    if epoch == 1904:
        return date(1904, 1, 1) + timedelta(days=serial)
    if serial < 1 or serial == PHANTOM_SERIAL:
        return None
    return date(1899, 12, 31 if serial < PHANTOM_SERIAL else 30) + timedelta(days=serial)


def _parse_day(day: date) -> DateAnswer:
    """A date cell; spreadsheets show an empty one as the day before their first."""
    if day.year < FIRST_YEAR:
        return DateAnswer(None, (_empty_date(),))
    return DateAnswer(PartialDate(day, "D"))


@lru_cache(maxsize=16384, typed=True)
def _parse_number(value: float, epoch: Epoch) -> DateAnswer:
    """A numeric cell: day number, year, year and month, or eight digits."""
    whole = int(value)
    if value != whole and whole not in SERIALS:
        if round(value * 10) % 10 == 1 and round(value * 100) % 10 == 0:
            message = _(
                "%(text)s 存为数字，分不清 1 月和 10 月，请改为 %(year)d-01 或 %(year)d-10。"
            )
            finding = Finding("date_january", message % {"text": value, "year": whole})
            return DateAnswer(None, (finding,))
        return _parse_text(str(value), epoch)
    return _parse_text(str(whole), epoch)


@lru_cache(maxsize=65536)
def _parse_text(text: str, epoch: Epoch) -> DateAnswer:
    """Normalise signs, try the forms in turn, and say what was mended."""
    try:
        found, note = _read(text, epoch)
    except _Unreadable as refusal:
        return DateAnswer(None, refusal.args)
    if found is None:
        return DateAnswer(None)
    if not FIRST_YEAR <= found.day.year <= LAST_YEAR:
        return DateAnswer(
            None, (Finding("date_year", _("年份 %(year)d 不合理。") % {"year": found.day.year}),)
        )
    if note is None and not _ORDINARY.fullmatch(text):
        note = Finding("date_form", _("统一为 %(date)s") % {"date": found})
    return DateAnswer(found, (), (note,) if note else ())


def _read(text: str, epoch: Epoch) -> tuple[PartialDate | None, Finding | None]:
    """The date in a text and a note on how it was read, when that is more than the form."""
    plain = text.translate(TO_HALF).strip()
    if null_reason(plain):
        return None, None
    plain = _PREFIX.sub("", _TIME.sub("", plain.strip(APOSTROPHES)))
    plain = _HAN_NUMBER.sub(_han_number, plain)
    if serial := _SERIAL_WITH_TIME.fullmatch(plain):
        plain = serial[1]
    if plain.isascii() and plain.isdigit():
        return _read_digits(plain, epoch)
    if _SPACED.fullmatch(plain):
        plain = "-".join(plain.split())
    if short := _SHORT_YEAR.match(
        plain
    ):  # the sign says that it is a year, so it can be of this century
        year = ("20" if int(short[1]) < CENTURY_FROM else "19") + short[1]
        return _read_signs(year + plain[2:], text)[0], _two_digits(year)
    return _read_signs(plain, text)


def _read_signs(plain: str, text: str) -> tuple[PartialDate, Finding | None]:
    """Numbers between whatever signs people put there."""
    bare = _TAIL.sub("", re.sub(r"(?<!\w)\s+|\s+(?![a-zA-Z\d])|(?<=[年月])\s+", "", plain))
    dashed = _SIGNS.sub("-", re.sub(r"[日号]", "", bare)).strip("- ")
    return _read_dashed(dashed.lower(), text)


def _read_digits(digits: str, epoch: Epoch) -> tuple[PartialDate, Finding | None]:
    """Four, six or eight digits, or a day number of five or fewer."""
    found = _DIGITS.fullmatch(digits)
    if found and FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR:
        return _build(*found.groups()), None
    if int(digits) in SERIALS and (day := serial_day(int(digits), epoch)):
        return PartialDate(day, "D"), Finding(
            "date_serial",
            _("表格日期序号 %(serial)s 读作 %(day)s")
            % {
                "serial": digits,
                "day": day,
            },
        )
    if int(digits) <= PHANTOM_SERIAL:
        raise _Unreadable(_empty_date())
    raise _Unreadable(_question(digits))


def _read_dashed(dashed: str, text: str) -> tuple[PartialDate, Finding | None]:
    """Parts joined by hyphens, in the orders that can be read in one way only."""
    for form, read in _FORMS:
        if (found := form.fullmatch(dashed)) and (answer := read(*found.groups())):
            return answer
    raise _Unreadable(_question(text))


def _year_first(year: str, month: str | None, day: str | None):
    """1985-6-1; day 0 of January 1900 is how a spreadsheet shows nothing."""
    if (year, int(month or 0), day and int(day)) == ("1900", 1, 0):
        raise _Unreadable(_empty_date())
    return _build(year, month, day), None


def _short_year_first(year: str, month: str, day: str | None):
    """85-6-1, when the first part can only be a year."""
    if int(year) < CENTURY_FROM:
        return None
    return _build("19" + year, month, day), _two_digits("19" + year)


def _year_last(month: str, year: str):
    """6-1985 and 6-85, when the last part can only be a year."""
    if len(year) == 4:
        return _build(year, month, None), None
    return _short_year_first(year, month, None) if int(month) <= 12 else None


def _american(first: str, second: str, year: str):
    """6-13-1985 or 13-6-1985, when only one of the two can be the month."""
    if int(second) > 12 or first == second:
        return _build(year, first, second), None
    return (_build(year, second, first), None) if int(first) > 12 else None


def _english(day: str | None, month: str, year: str):
    """jun-85 and 1-jun-1985, as spreadsheets print them."""
    if month not in _MONTHS:
        return None
    number = str(_MONTHS.index(month) + 1)
    if len(year) == 4:
        return _build(year, number, day), None
    return _short_year_first(year, number, day)


_FORMS = (
    (re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.A), _year_first),
    (re.compile(r"(\d{2})-(\d{1,2})(?:-(\d{1,2}))?", re.A), _short_year_first),
    (re.compile(r"(\d{1,2})-(\d{4}|\d{2})", re.A), _year_last),
    (re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.A), _american),
    (re.compile(r"(?:(\d{1,2})[- ])?([a-z]{3})[a-z]*[- ](\d{4}|\d{2})", re.A), _english),
)


def _build(year: str, month: str | None, day: str | None) -> PartialDate:
    """A date from its parts; 00 for month or day means that it was not known."""
    y, m, d = int(year), int(month or 0), int(day or 0)
    if y >= FIRST_YEAR and m == 0 and d == 0 and (month is None or len(month) == 2):
        return PartialDate(date(max(y, 1), 1, 1), "Y")
    if not 1 <= m <= 12:
        raise _Unreadable(Finding("date_month", _("没有 %(month)d 月。") % {"month": m}))
    if not 1 <= y <= 9999:
        raise _Unreadable(Finding("date_year", _("年份 %(year)d 不合理。") % {"year": y}))
    if d == 0 and (day is None or len(day) == 2):
        return PartialDate(date(y, m, 1), "M")
    if not 1 <= d <= monthrange(y, m)[1]:
        raise _Unreadable(
            Finding(
                "date_day",
                _("%(year)d 年 %(month)d 月没有 %(day)d 日。") % {"year": y, "month": m, "day": d},
            )
        )
    return PartialDate(date(y, m, d), "D")


def _two_digits(year: str) -> Finding:
    """The note for a year that was written with two digits."""
    words = {"short": year[2:], "year": year}
    return Finding("date_short_year", _("两位年份 %(short)s 读作 %(year)s 年") % words)


def _han_number(found: re.Match[str]) -> str:
    """二〇〇五 → 2005, 十二 → 12, 廿三 → 23."""
    text = found[0].replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return text.translate(_HAN_DIGITS)
    return ((tens or "一") + (ones or "零")).translate(_HAN_DIGITS)


def _empty_date() -> Finding:
    """The refusal of day 0, which a spreadsheet shows for nothing."""
    return Finding("date_empty", _("表格里的空日期（1900-01-00），请填写实际日期或清空。"))


def _question(text: str) -> Finding:
    """The refusal of what is no date or could be two."""
    return Finding(
        "date_unclear",
        _("“%(text)s”读不出确定的日期，请写成 1985-06 或 1985-06-01。") % {"text": text},
    )
