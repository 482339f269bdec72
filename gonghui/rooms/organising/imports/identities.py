"""Identity numbers of a roll: which document, mended or refused, and what the number itself says."""

import re
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import Fault, Mended, form_code
from gonghui.kernel.lib.identifiers import (
    DocumentType,
    find_document_type,
    resident_check,
    validate_document,
)
from gonghui.kernel.lib.texts import TO_HALF, as_text, lost_digits, null_reason

RESIDENCE = {
    "81": DocumentType.HK_MACAU_RESIDENCE,
    "82": DocumentType.HK_MACAU_RESIDENCE,
    "83": DocumentType.TAIWAN_RESIDENCE,
}
EIGHTEEN = re.compile(r"\d{17}[\dX]")
SIGNS = frozenset("×✕✖*＊✗")
LETTERS_FIRST = re.compile(r"[A-Z]{1,3}\d{6,12}")


class Identity(NamedTuple):
    """A document as it is stored; ``sex`` and ``born`` only where the number states them."""

    kind: str
    number: str
    sex: str
    born: date | None
    warnings: tuple[str, ...] = ()


def document_type(raw: Any) -> Any:
    """The document type in a cell; an empty one means the resident ID."""
    given = as_text(raw).strip()
    if not given or null_reason(given):
        return DocumentType.RESIDENT_ID
    found = find_document_type(given)
    if found is None:
        message = _("“%(given)s”不是可用的证件类型，请从模板的下拉列表中选。")
        return Fault("doc_type_unknown", message % {"given": given})
    return found


def identity(kind: DocumentType, raw: Any, on: date) -> Any:
    """An ``Identity``, mended (``Mended``) or refused (``Fault``)."""
    given = as_text(raw)
    if lost_digits(raw):
        message = _("表格把证件号码存成了数字，末几位已丢失。请把该列设为“文本”，照证件重填。")
        return Fault("id_number", message)
    if not given.strip() or null_reason(given):
        return Fault("id_blank", _("证件号码为空，请填写。"))
    if kind == DocumentType.RESIDENT_ID:
        kind = RESIDENCE.get(given[:2], kind) if len(given) == 18 else kind
    answer = validate_document(kind, raw, on)
    if (illegible := _illegible_check(kind, given, answer.normalised)) is not None:
        return _with_check(kind, given, illegible, on)
    if answer.errors:
        return _fault(kind, answer.normalised, " ".join(answer.errors))
    found = Identity(kind.value, answer.normalised, answer.sex, answer.born, answer.warnings)
    if answer.normalised == given:
        return found
    return Mended(found, _mend_code(given, answer.normalised), given, answer.normalised)


def _illegible_check(kind: DocumentType, given: str, normalised: str) -> str | None:
    """The seventeen digits before a sign that stands for the check character, but not for X."""
    sign = given.strip()[-1:]
    if kind != DocumentType.RESIDENT_ID or sign not in SIGNS or len(normalised) != 18:
        return None
    digits = normalised[:17]
    return digits if digits.isdigit() and resident_check(digits) != "X" else None


def _with_check(kind: DocumentType, given: str, digits: str, on: date) -> Any:
    """The number with the check character that its digits demand.

    The character is a function of the seventeen digits, so nothing is invented; that they are right is
    for birth date and sex in the row to confirm, and the mend is shown.
    """
    number = digits + resident_check(digits)
    answer = validate_document(kind, number, on)
    if answer.errors:
        return _fault(kind, number, " ".join(answer.errors))
    found = Identity(kind.value, number, answer.sex, answer.born, answer.warnings)
    note = _("末位“%(sign)s”按前 17 位推算为“%(check)s”，请核对")
    words = {"sign": given.strip()[-1], "check": number[-1]}
    return Mended(found, "id_x", given, number, note % words)


def _mend_code(given: str, normalised: str) -> str:
    """Which of the mends of the answer: spaces, widths, or what stood for X."""
    bare = given.translate(TO_HALF).replace(" ", "").strip("'‘’`")
    if bare != normalised and bare[:-1] == normalised[:-1]:
        return "id_x"
    return form_code(given, normalised)


def _fault(kind: DocumentType, number: str, message: str) -> Fault:
    if kind == DocumentType.RESIDENT_ID and LETTERS_FIRST.fullmatch(number):
        hint = _("号码不像居民身份证，请在“证件类型”里注明（护照、港澳居民来往内地通行证等）。")
        return Fault("id_type", hint)
    code = _fault_code(kind, number)
    if code == "id_number":
        message = _("末三位是 000，像是被表格截断。请照证件重填，并把该列设为“文本”。")
    return Fault(code, message)


def _fault_code(kind: DocumentType, number: str) -> str:
    """What is wrong, for counting."""
    if kind != DocumentType.RESIDENT_ID:
        return "id_form"
    if len(number) != 18:
        return "id_short" if re.fullmatch(r"\d{15}", number) else "id_length"
    if not EIGHTEEN.fullmatch(number):
        return "id_form"
    if resident_check(number[:17]) == number[17]:
        return "id_date"
    return "id_number" if number.endswith("000") else "id_check"
