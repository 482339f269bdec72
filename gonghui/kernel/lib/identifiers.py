"""Numbers of identity documents and patents: form, checksum, what they say about their holder.

The region of a resident ID is only a warning: code tables that gate on it refuse real people who were
born before a district was renamed (handbook organisation §3). Numbers are never repaired or converted.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from gonghui.kernel.lib.dates import months_after
from gonghui.kernel.lib.texts import TO_HALF, Finding, as_text, clean_code, lost_digits

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
PRODUCTS = tuple({str(digit): digit * weight for digit in range(10)} for weight in WEIGHTS)
EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
LOOKALIKES = re.compile(r"[×✕✖*ХΧχχх]$")
SURROUNDED = re.compile(
    r"(?:(?:居民|公民)?(?:身份证|身份|证件)(?:号码?)?)?[:\"“]?([0-9]{17}[0-9X])[\"”.。,，;；、]?(?:\((?:居民)?身份证\))?"
)
HYPHENS = re.compile(r"[-‐‑–—]")
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
WORKING_AGES = (16, 100)


class DocumentType(TextChoices):
    """Documents that name a person (handbook organisation §3)."""

    RESIDENT_ID = "resident_id", "居民身份证"
    HK_MACAU_RESIDENCE = "hk_macau_residence", "港澳居民居住证"
    TAIWAN_RESIDENCE = "taiwan_residence", "台湾居民居住证"
    HK_MACAU_TRAVEL = "hk_macau_travel", "港澳居民来往内地通行证"
    TAIWAN_TRAVEL = "taiwan_travel", "台湾居民来往大陆通行证"
    PASSPORT = "passport", "护照"
    PERMANENT_RESIDENCE = "permanent_residence", "外国人永久居留身份证"
    MILITARY_ID = "military_id", "军人身份证件"


RESIDENCE_PREFIXES = {
    "81": DocumentType.HK_MACAU_RESIDENCE,
    "82": DocumentType.HK_MACAU_RESIDENCE,
    "83": DocumentType.TAIWAN_RESIDENCE,
}
_LABELS = {
    DocumentType.RESIDENT_ID: "身份证 居民身份证 二代身份证 第二代居民身份证 二代证 身份证件 内地居民身份证 身份证号",
    DocumentType.HK_MACAU_RESIDENCE: "港澳居民居住证 港澳居住证 香港居民居住证 澳门居民居住证",
    DocumentType.TAIWAN_RESIDENCE: "台湾居民居住证 台湾居住证 台胞居住证",
    DocumentType.HK_MACAU_TRAVEL: "港澳居民来往内地通行证 港澳通行证 回乡证 港澳居民通行证 港澳台通行证",
    DocumentType.TAIWAN_TRAVEL: "台湾居民来往大陆通行证 台胞证 台湾通行证",
    DocumentType.PASSPORT: "护照 中国护照 外国护照 普通护照 passport",
    DocumentType.PERMANENT_RESIDENCE: "外国人永久居留身份证 外国人永久居留证 永久居留证 永居证 绿卡 五星卡",
    DocumentType.MILITARY_ID: "军人身份证件 军官证 士兵证 文职干部证 军人证 文职人员证 警官证 武警证",
}
DOCUMENT_LABELS = {label: kind for kind, labels in _LABELS.items() for label in labels.split()}


class DocumentAnswer(NamedTuple):
    """A document number as it should be stored; ``errors`` need a person, ``warnings`` a look.

    ``sex`` is "F", "M" or "" and ``born`` a date only where the number states them.
    """

    normalised: str
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    sex: str = ""
    born: date | None = None
    suggested: DocumentType | None = None


@lru_cache(maxsize=512)
def find_document_type(label: str) -> DocumentType | None:
    """The document type that people call ``label`` (身份证, 回乡证 …), or None."""
    bare = re.sub(r"[\s()]|号码?$", "", label.translate(TO_HALF)).lower()
    return DOCUMENT_LABELS.get(bare)


def validate_document(
    kind: DocumentType, value: object, on: date, *, ages: tuple[int, int] = WORKING_AGES
) -> DocumentAnswer:
    """Mend the form of a document number and check it.

    Args:
        kind: what the document is.
        value: the cell as read, number or text.
        on: the day whose age counts, usually today or the day of joining.
        ages: least and greatest age in full years, both allowed.
    """
    if lost_digits(value):
        message = Finding(
            "document_lost_digits",
            _("证件号码被表格存成了数字，末几位已丢失，请把该列设为文本后重填。"),
        )
        return DocumentAnswer(as_text(value), (message,))
    code, mended = clean_code(as_text(value))
    if not code:
        return DocumentAnswer("", (Finding("document_empty", _("证件号码为空。")),))
    if kind in EIGHTEEN_DIGITS:
        return _validate_eighteen(kind, code, mended, _born_between(on, ages))
    return _validate_other(kind, code, mended, on, ages)


def resident_check(first_seventeen: str) -> str:
    """The check character of GB 11643 (ISO 7064 MOD 11-2) for seventeen digits."""
    total = 0
    for products, digit in zip(PRODUCTS, first_seventeen, strict=True):
        total += products[digit]
    return CHECKS[total % 11]


def _validate_eighteen(
    kind: DocumentType, code: str, mended: tuple[Finding, ...], born_between: tuple[date, date]
) -> DocumentAnswer:
    """A number built like a resident ID: region, birth date, sequence, check."""
    if not EIGHTEEN.fullmatch(code):
        code, mended = _mend_eighteen(code, mended)
        if complaint := _form_complaint(code):
            return DocumentAnswer(code, (complaint,), mended=mended)
    born = _birth(code[6:14])
    errors = []
    if born is None:
        errors.append(
            Finding(
                "document_birth", _("证件号码中的出生日期 %(born)s 不存在。") % {"born": code[6:14]}
            )
        )
    elif not born_between[0] <= born <= born_between[1]:
        errors.append(
            Finding(
                "document_age", _("证件号码中的出生日期 %(born)s 超出允许的年龄。") % {"born": born}
            )
        )
    if resident_check(code[:17]) != code[17]:
        errors.append(Finding("document_check", _("证件号码校验位不符，请核对每一位。")))
    sex = "M" if code[16] in "13579" else "F"
    warnings, suggested = _doubts(kind, code)
    if code.endswith("000"):
        warnings += (
            Finding("document_zeros", _("证件号码末三位为 000，可能已被表格截断，请核对。")),
        )
    return DocumentAnswer(code, tuple(errors), warnings, mended, sex, born, suggested)


def _mend_eighteen(code: str, mended: tuple[Finding, ...]) -> tuple[str, tuple[Finding, ...]]:
    """Drop hyphens, a label, marks around the number, and read what stands for X at the end."""
    bare = HYPHENS.sub("", code)
    if around := SURROUNDED.fullmatch(bare):
        bare = around[1]
    text = LOOKALIKES.sub("X", bare) if len(bare) == 18 else bare
    if bare != code:
        mended += (Finding("hyphens", _("去除了连字符或号码以外的字")),)
    if text != bare:
        mended += (Finding("document_x", _("末位“%(sign)s”改为 X") % {"sign": bare[-1]}),)
    return text, mended


def _form_complaint(code: str) -> Finding | None:
    """Why a code is not eighteen characters of the right kind, None when it is."""
    if EIGHTEEN.fullmatch(code):
        return None
    if len(code) == 15 and code.isdigit():
        return Finding("document_fifteen", _("这是 15 位旧号码，请填写现行 18 位号码。"))
    if len(code) != 18:
        return Finding(
            "document_length", _("证件号码应为 18 位，现为 %(size)d 位。") % {"size": len(code)}
        )
    return Finding("document_signs", _("证件号码应为 17 位数字加 1 位数字或 X。"))


def _doubts(kind: DocumentType, code: str) -> tuple[tuple[Finding, ...], DocumentType | None]:
    """Warnings about the first two digits, and the type that they belong to instead."""
    prefix = code[:2]
    if kind == DocumentType.PERMANENT_RESIDENCE:
        return (
            ()
            if prefix[0] == "9"
            else (Finding("document_prefix", _("外国人永久居留身份证号码应以 9 开头，请核对。")),)
        ), None
    right = RESIDENCE_PREFIXES.get(prefix, DocumentType.RESIDENT_ID)
    if kind != right:
        return (
            Finding(
                "document_type", _("号码像是%(kind)s，请核对证件类型。") % {"kind": right.label}
            ),
        ), right
    if prefix not in PROVINCES:
        return (
            Finding(
                "document_region",
                _("地区代码 %(region)s 未见于现行代码表，请核对。") % {"region": code[:6]},
            ),
        ), None
    return (), None


@lru_cache(maxsize=65536)
def _birth(digits: str) -> date | None:
    """The day in eight digits, or None when no calendar has it."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _born_between(on: date, ages: tuple[int, int]) -> tuple[date, date]:
    """First and last birth date of people whose age in full years lies within ``ages`` on a day."""
    youngest, oldest = ages
    return date.fromordinal(months_after(on, -12 * (oldest + 1)).toordinal() + 1), months_after(
        on, -12 * youngest
    )


def _permanent_residence(code: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{3}[0-9]{12}", code))


def _military(code: str) -> bool:
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{1,4}第?[0-9A-Z]{4,12}号?|[0-9A-Z]{6,18}", code))


EIGHTEEN_DIGITS = frozenset(
    {DocumentType.RESIDENT_ID, DocumentType.HK_MACAU_RESIDENCE, DocumentType.TAIWAN_RESIDENCE}
)
_FORMS: dict[DocumentType, tuple[Callable[[str], object], str]] = {
    DocumentType.HK_MACAU_TRAVEL: (re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?").fullmatch, "H12345678"),
    DocumentType.TAIWAN_TRAVEL: (
        re.compile(r"[0-9]{8}(?:[0-9]{2})?(?:[A-Z])?").fullmatch,
        "12345678",
    ),
    DocumentType.PASSPORT: (re.compile(r"(?=.*[0-9])[A-Z0-9]{5,15}").fullmatch, "E12345678"),
    DocumentType.PERMANENT_RESIDENCE: (_permanent_residence, "ABC320012345678"),
    DocumentType.MILITARY_ID: (_military, "军字第1234567号"),
}


def _validate_other(
    kind: DocumentType, code: str, mended: tuple[Finding, ...], on: date, ages: tuple[int, int]
) -> DocumentAnswer:
    """Documents of which only the outer form is known."""
    bare = HYPHENS.sub("", code)
    if kind == DocumentType.PERMANENT_RESIDENCE and len(bare) == 18:
        return _validate_eighteen(kind, bare, mended, _born_between(on, ages))
    fits, sample = _FORMS[kind]
    if fits(bare):
        return DocumentAnswer(bare, mended=mended)
    text = {"kind": kind.label, "sample": sample}
    suggested = DocumentType.RESIDENT_ID if EIGHTEEN.fullmatch(bare) else None
    message = Finding("document_form", _("不像%(kind)s号码，正确的形式如 %(sample)s。") % text)
    return DocumentAnswer(bare, (message,), mended=mended, suggested=suggested)
