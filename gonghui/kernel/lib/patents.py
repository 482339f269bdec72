"""Chinese patent numbers: ZL, year, kind, serial, check digit (handbook contests §8)."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from gonghui.kernel.lib.texts import Finding, as_text, clean_code

FORM = re.compile(
    r"(?:ZL|CN)?((?:19|20)[0-9]{2}[12389][0-9]{7}|[089][0-9][12389][0-9]{5})[.]?([0-9X])"
)
KINDS = {"1": "发明", "2": "实用新型", "3": "外观设计", "8": "发明", "9": "实用新型"}
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


class PatentAnswer(NamedTuple):
    """A number as ``ZL200510004972.9`` and the kind of patent that its digits name."""

    normalised: str
    errors: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    kind: str = ""


def patent_check(digits: str) -> str:
    """The check character over twelve digits, or eight before October 2003; ten is X."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False))
    return "0123456789X"[total % 11]


def validate_patent(value: object) -> PatentAnswer:
    """Mend the form of a patent number and check it; the point before the check digit is set."""
    text = as_text(value)
    code, mended = clean_code(text.replace("。", ".").replace("．", "."))
    found = FORM.fullmatch(code)
    if found is None:
        message = Finding(
            "patent_form", _("专利号应如 ZL202010123456.0（ZL、12 位数字、小数点、校验位）。")
        )
        return PatentAnswer(code, (message,), mended)
    digits, check = found.groups()
    number = f"ZL{digits}.{check}"
    if number != code:
        mended += (Finding("patent_writing", _("统一为“ZL…”的写法")),)
    errors = (
        ()
        if patent_check(digits) == check
        else (Finding("patent_check", _("专利号校验位不符，请核对。")),)
    )
    return PatentAnswer(number, errors, mended, KINDS[digits[-8 if len(digits) == 12 else 2]])
