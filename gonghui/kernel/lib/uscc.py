"""Unified social credit codes (GB 32100): form, checksum, and whether unit and union were mixed up.

Registers ask for the employer's code and get the union's, or the reverse; both have one (handbook
organisation §3), so that the answer offers a swap instead of a bare refusal.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

from gonghui.kernel.lib.texts import Finding, as_text, clean_code, lost_digits

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUES = {character: value for value, character in enumerate(ALPHABET)}
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
FORM = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
UNION_PREFIX = "81"
PREFIXES = {
    "11": "机关",
    "12": "事业单位",
    "13": "群众团体",
    "19": "机构编制部门登记的其他机构",
    "51": "社会团体",
    "52": "民办非企业单位",
    "53": "基金会",
    "59": "民政部门登记的其他组织",
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
    "81": "基层工会",
    "89": "工会登记的其他组织",
}
Holder = Literal["unit", "union"]


class UsccAnswer(NamedTuple):
    """A code as it should be stored, what its first two characters mean, and whose it seems to be.

    ``swap`` is True when a unit's code stands at a union or the reverse: offer to move it over.
    """

    normalised: str
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    meaning: str = ""
    holder: Holder | None = None
    swap: bool = False


def validate_uscc(value: object, expected: Holder | None = None) -> UsccAnswer:
    """Mend the form of a code and check it.

    Args:
        value: the cell as read.
        expected: whose field it is; None when either may stand there.
    """
    if lost_digits(value):
        return UsccAnswer(
            as_text(value),
            (Finding("uscc_lost_digits", _("代码被表格存成了数字，末几位已丢失，请重填。")),),
        )
    return _validate(as_text(value), expected)


@lru_cache(maxsize=4096)
def _validate(text: str, expected: Holder | None) -> UsccAnswer:
    """The checks in the order in which a person would mend them."""
    code, mended = clean_code(text)
    code = code.replace("-", "")
    if complaint := _form_complaint(code):
        return UsccAnswer(code, (complaint,), mended=mended)
    errors = (
        ()
        if uscc_check(code[:17]) == code[17]
        else (Finding("uscc_check", _("统一社会信用代码校验位不符，请核对。")),)
    )
    holder: Holder = "union" if code.startswith(UNION_PREFIX) else "unit"
    warnings = _doubts(code)
    swap = expected is not None and expected != holder
    if swap:
        warnings = (*warnings, _swap_hint(holder))
    return UsccAnswer(code, errors, warnings, mended, PREFIXES.get(code[:2], ""), holder, swap)


def uscc_check(first_seventeen: str) -> str:
    """The check character: (31 − Σ value·3^i mod 31) mod 31."""
    total = sum(
        VALUES[sign] * weight for sign, weight in zip(first_seventeen, WEIGHTS, strict=True)
    )
    return ALPHABET[-total % 31]


def organisation_check(first_eight: str) -> str:
    """The check character of an organisation code (GB 11714), positions 9 to 17 of a USCC."""
    signs = zip(first_eight, ORGANISATION_WEIGHTS, strict=True)
    return "0123456789X"[-sum(int(sign, 36) * weight for sign, weight in signs) % 11]


def _form_complaint(code: str) -> Finding | None:
    """Why a text cannot be a code at all, None when it can."""
    if not code:
        return Finding("uscc_empty", _("统一社会信用代码为空。"))
    if len(code) != 18:
        return Finding(
            "uscc_length", _("统一社会信用代码应为 18 位，现为 %(size)d 位。") % {"size": len(code)}
        )
    if wrong := sorted(set(code) - set(ALPHABET)):
        return Finding(
            "uscc_signs",
            _("统一社会信用代码不会出现“%(signs)s”，是否把数字 0、1、2、5 看成了字母？")
            % {"signs": "、".join(wrong)},
        )
    if FORM.fullmatch(code):
        return None
    return Finding("uscc_region", _("统一社会信用代码第 3 至 8 位应为数字。"))


def _doubts(code: str) -> tuple[Finding, ...]:
    """An unknown register, or an organisation code whose own check fails: look, but do not refuse."""
    warnings = []
    if code[:2] not in PREFIXES:
        warnings.append(
            Finding(
                "uscc_prefix",
                _("代码开头 %(prefix)s 未见于登记类别，请核对。") % {"prefix": code[:2]},
            )
        )
    if organisation_check(code[8:16]) != code[16]:
        warnings.append(Finding("uscc_organisation", _("其中的组织机构代码校验位不符，请核对。")))
    return tuple(warnings)


def _swap_hint(holder: Holder) -> Finding:
    """The sentence beside the swap button."""
    if holder == "union":
        return Finding(
            "uscc_of_union",
            _("这是工会的代码（81 开头），请改填用人单位的代码，或一键换到工会一栏。"),
        )
    return Finding(
        "uscc_of_unit",
        _("这不是工会的代码（应以 81 开头），请改填工会的代码，或一键换到单位一栏。"),
    )
