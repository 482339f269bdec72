"""Mainland mobile numbers and landlines out of cells that hold anything (handbook organisation §11)."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from gonghui.kernel.lib.texts import TO_HALF, Finding, as_text, lost_digits, null_reason

MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(
    r"(?:\+?86[- ]?)?\(?(010|02[0-9]|0[3-9][0-9]{2})?\)?[- ]*([2-8][0-9]{6,7})(?:(?:-|转|分机| )+([0-9]{1,6}))?"
)
SERVICE = re.compile(r"([48]00)([0-9]{7})")
TWO_MOBILES = re.compile(r"(1[3-9][0-9]{9})(1[3-9][0-9]{9})")
COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9][0-9]{9}$|0[1-9])|^0(?=1[3-9][0-9]{9}$)")
REMARKED = re.compile(r"(1[3-9][0-9]{9}) *\(([^()]{1,12})\)")  # a short number, or whose it is
SEPARATORS = re.compile(r"[/、,;|\\]|或|(?<=[0-9]{11}) +(?=[0-9+])")
NOISE = re.compile(r"[\s()—–.\-‐‑]|手机|电话|[:'‘’`]|\.0$")


class PhoneAnswer(NamedTuple):
    """The first mobile number of a cell, whatever else it held, and the cell itself in ``raw``."""

    normalised: str
    others: tuple[str, ...] = ()
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    raw: str = ""


def parse_phone(value: object) -> PhoneAnswer:
    """The mobile number in a cell as eleven digits; further numbers and landlines go to ``others``.

    +86, spaces, hyphens and full-width digits are mended; an empty cell is no error; a wrong number of
    digits, a number in scientific notation and a landline alone need a person.
    """
    text = as_text(value)
    if len(text) == 11 and text.isascii() and MOBILE.fullmatch(text):
        return PhoneAnswer(text, raw=text)
    if "E+" in text.upper() or lost_digits(value):
        return PhoneAnswer(
            "",
            errors=(
                Finding("phone_lost_digits", _("号码被表格存成了科学计数，末几位已丢失，请重填。")),
            ),
            raw=text,
        )
    if null_reason(text):
        return PhoneAnswer("", raw=text)
    return _parse(text)


def _parse(text: str) -> PhoneAnswer:
    """Split, strip and sort the numbers of a cell."""
    if remarked := REMARKED.fullmatch(text.translate(TO_HALF).strip()):
        told = Finding("phone_form", _("统一了号码格式"))
        return PhoneAnswer(remarked[1], (remarked[2],), mended=(told,), raw=text)
    mobiles, landlines, wrong = [], [], []
    for part in dict.fromkeys(SEPARATORS.split(text.translate(TO_HALF).strip())):
        digits = COUNTRY.sub("", NOISE.sub("", part.removesuffix(".0")))
        if MOBILE.fullmatch(digits):
            mobiles.append(digits)
        elif two := TWO_MOBILES.fullmatch(digits):
            mobiles += two.groups()
        elif landline := LANDLINE.fullmatch(part.strip()) or SERVICE.fullmatch(digits):
            landlines.append("-".join(filter(None, landline.groups())))
        elif digits or not part.strip():
            wrong.append(digits)
    errors = tuple(_complaint(digits) for digits in wrong if digits)
    first, *rest = dict.fromkeys(mobiles) or [""]
    if not (first or landlines or errors):
        errors = (_complaint(text),)
    mended = (Finding("phone_form", _("统一了号码格式")),) if first and first != text else ()
    return PhoneAnswer(
        first, (*rest, *landlines), errors, _hints(rest, first, landlines), mended, text
    )


def _hints(rest: list[str], first: str, landlines: list[str]) -> tuple[Finding, ...]:
    """What a person should look at though nothing is wrong."""
    if rest:
        return (Finding("phone_several", _("有多个手机号，取第一个，其余另存。")),)
    if landlines and not first:
        return (Finding("phone_landline", _("只有固定电话，没有手机号。")),)
    return ()


def _complaint(part: str) -> Finding:
    """Why a part is no number, as a sentence."""
    if part.isdigit() and part[0] == "1" and len(part) != 11:
        return Finding(
            "phone_length", _("手机号应为 11 位，现为 %(size)d 位。") % {"size": len(part)}
        )
    return Finding("phone_wrong", _("“%(part)s”不是有效的电话号码。") % {"part": part})
