"""Parsers for kinds of cells; each takes a raw cell and returns a value, a Mended or a Fault.

They wrap the normalisers of kernel.lib, which know the forms, and give each mend and fault a code, so that
counts by kind can be shown (handbook organisation §11).
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.cells import Fault, Mended, Parser
from gonghui.kernel.lib.names import normalise_name
from gonghui.kernel.lib.partial_dates import SERIALS, PartialDate, parse_partial_date
from gonghui.kernel.lib.phones import parse_phone
from gonghui.kernel.lib.texts import (
    SCIENTIFIC,
    TO_HALF,
    TO_PLAIN,
    WIDE,
    NullReason,
    as_text,
    clean_text,
    null_reason,
)

YES = {"是", "有", "对", "√", "✓", "✔", "☑", "v", "y", "yes", "1", "true", "t", "在", "属实"}
NO = {"否", "无", "不", "不是", "没有", "×", "x", "✗", "☒", "n", "no", "0", "false", "f", "非"}
BRACKETS = re.compile(r"\s*[(（\[【<《]([^)）\]】>》]*)[)）\]】>》]?\s*$")
WHOLE_SCIENTIFIC = re.compile(r"([1-9])\.([0-9]{10})[eE]\+?10")  # no digit of a mobile is lost
PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}"
)
NO_NAME = re.compile(r"[=@+<>{}|\\/;:#$%^&_~!\"“”，,、；：]")
CODED = re.compile(
    r"(?P<code>\d{1,3})[-_.、:]?(?P<label>\D.*)|(?P<base>\D+?)[(\[-](?P<number>\d{1,3})[)\]]?"
)
SINCE = re.compile(r"(\D+?)[(\[]([\d./年月日-]{4,})[)\]]")
CLOSE_ENOUGH = 0.5
SPACE_CODE, WIDE_CODE, NULL_CODE = "space", "wide", "null_text"


def form_code(raw: str, normalised: str) -> str:
    """Which mend of form turned ``raw`` into ``normalised``: outer spaces, widths, or another."""
    plain = raw.translate(TO_PLAIN)
    if plain.strip() == normalised:
        return SPACE_CODE
    if plain.replace(" ", "") == normalised:
        return "inner_space"
    if plain.translate(WIDE).replace(" ", "") == normalised:
        return WIDE_CODE
    return "form"


def text(limit: int, *, nulls: bool = True) -> Parser:
    """Free text of at most ``limit`` characters; words for nothing (无, /, 同上) become empty."""

    def parse(raw: Any) -> Any:
        given = as_text(raw)
        if not given:
            return ""
        if nulls and (reason := null_reason(given)):
            return _null(given, reason)
        clean = clean_text(given)
        if len(clean.text) > limit:
            message = _("超过 %(limit)d 个字，请缩短。")
            return Fault("text_long", message % {"limit": limit})
        if clean.mended:
            return Mended(clean.text, form_code(given, clean.text), given, clean.text)
        return clean.text

    return parse


def choice(
    labels: Mapping[str, str], what: str, *, numbers: Mapping[str, str] | None = None
) -> Parser:
    """One of a list: ``labels`` leads every way of writing it to the value that is stored.

    What is not in the list is refused, with the nearest entry as a suggestion. ``numbers`` are code
    numbers of national standards.
    """
    known = {_bare(label): value for label, value in labels.items()} | dict(numbers or {})

    def parse(raw: Any) -> Any:
        given = as_text(raw)
        if not given:
            return ""
        if given in labels:
            return labels[given]
        bare = _bare(given)
        if bare in known:
            value = known[bare]
            code = form_code(given, bare)
            return Mended(value, code, given, bare) if code != "form" and bare != given else value
        if reason := null_reason(given):
            return _null(given, reason)
        return _with_more(given, bare, known) or _unknown(given, bare, labels, what)

    return parse


def _with_more(given: str, bare: str, known: Mapping[str, str]) -> Mended | None:
    """A label beside its code number (``01-中共党员``, ``男(1)``) or the date since when it holds.

    A number of the national standards that means another entry is a contradiction, and for a person to settle.
    """
    if since := SINCE.fullmatch(bare):
        label, day = since.groups()
        return Mended(known[label], "form", given, label, "", day) if label in known else None
    if (coded := CODED.fullmatch(bare)) is None:
        return None
    label, code = coded["label"] or coded["base"], coded["code"] or coded["number"]
    value = known.get(label)
    if value is None or known.get(code, value) != value:
        return None
    return Mended(value, "form", given, label)


def _unknown(given: str, bare: str, labels: Mapping[str, str], what: str) -> Fault:
    near = difflib.get_close_matches(bare, list(labels), n=1, cutoff=CLOSE_ENOUGH)
    if near:
        message = _("“%(given)s”不在%(what)s的选项里，是否“%(near)s”？")
        return Fault(
            "choice_unknown", message % {"given": given, "what": what, "near": near[0]}, near[0]
        )
    message = _("“%(given)s”不在%(what)s的选项里，请从模板的下拉列表中选。")
    return Fault("choice_unknown", message % {"given": given, "what": what})


def yes_no(raw: Any) -> Any:
    """True, False, or None for an empty cell."""
    given = as_text(raw)
    if given == "":
        return None
    bare = given.translate(TO_HALF).strip().lower()
    if bare in YES:
        return True
    if bare in NO or null_reason(given):
        return False
    return Fault(
        "choice_unknown", _("“%(given)s”读不出是或否，请填“是”或“否”。") % {"given": given}
    )


def person_name(raw: Any) -> Any:
    """A person's name; a remark in brackets goes to the remarks, empty names are refused."""
    given = as_text(raw)
    aside, base = "", given
    if (found := BRACKETS.search(given)) and given[: found.start()].strip():
        aside, base = found[1].strip(), given[: found.start()]
    if null_reason(base):
        return Fault("name_blank", _("姓名为空，请填写。"))
    answer = normalise_name(base)
    if answer.errors:
        return Fault("name_odd", " ".join(answer.errors))
    if odd := NO_NAME.search(answer.normalised):
        message = _("姓名中有“%(sign)s”，一格只能填一个人的姓名，请按身份证填写。")
        return Fault("name_odd", message % {"sign": odd[0]})
    if aside:
        note = _("括号里的“%(aside)s”移到备注") % {"aside": aside}
        return Mended(answer.normalised, "name_note", given, answer.normalised, note, aside)
    if answer.normalised != given:
        return Mended(
            answer.normalised, _name_code(given, answer.normalised), given, answer.normalised
        )
    return answer.normalised


def _name_code(given: str, normalised: str) -> str:
    code = form_code(given, normalised)
    return {"inner_space": "name_space", "form": "name_form"}.get(code, code)


def mobile(raw: Any) -> Any:
    """Eleven digits; further numbers of the cell go to the remarks."""
    if type(raw) is str and (whole := WHOLE_SCIENTIFIC.fullmatch(raw.strip())):
        return Mended(whole[1] + whole[2], "phone_sci", raw, whole[1] + whole[2])
    answer = parse_phone(raw)
    if answer.errors:
        return Fault(_phone_fault(answer.raw), " ".join(answer.errors))
    if answer.mended or answer.others:
        code = form_code(answer.raw, answer.normalised)
        code = "phone_form" if code in ("form", "inner_space") else code
        code = code if answer.normalised else "phone_landline"
        note = " ".join(answer.warnings)
        aside = "、".join(answer.others)
        return Mended(answer.normalised, code, answer.raw, answer.normalised, note, aside)
    if answer.raw and not answer.normalised:
        return _null(answer.raw, null_reason(answer.raw) or NullReason.NOTHING)
    return answer.normalised


def _phone_fault(given: str) -> str:
    if SCIENTIFIC.fullmatch(given.strip()):
        return "phone_sci"
    return "phone_short" if re.sub(r"\D", "", given.translate(TO_HALF)) else "phone_odd"


def email(raw: Any) -> Any:
    """An e-mail address in half-width characters."""
    given = as_text(raw)
    if not given or PLAIN_EMAIL.fullmatch(given):
        return given
    if reason := null_reason(given):
        return _null(given, reason)
    bare = given.translate(TO_HALF).replace(" ", "").removeprefix("mailto:").strip("<>;,")
    try:
        validate_email(bare)
    except ValidationError:
        return Fault("email_odd", _("“%(given)s”不是有效的邮箱地址。") % {"given": given})
    return bare if bare == given else Mended(bare, form_code(given, bare), given, bare)


def dated(*, today: Callable[[], date], earliest: int = 1920) -> Parser:
    """A date with its precision, None for an empty cell; days to come are refused.

    ``today`` is asked for dates after the last known day only: asking costs more than parsing.
    """
    known = date.min

    def lies_ahead(day: date) -> bool:
        nonlocal known
        if day > known:
            known = today()
        return day > known

    def parse(raw: Any) -> Any:
        answer = parse_partial_date(raw)
        if answer.errors:
            return _date_fault(raw, " ".join(answer.errors))
        found = answer.normalised
        if found is None:
            given = as_text(raw)
            return _null(given, null_reason(given) or NullReason.NOTHING, None) if given else None
        if lies_ahead(found.day):
            return Fault("date_future", _("%(date)s 还没有到，请核对。") % {"date": found})
        if found.day.year < earliest:
            return Fault("date_early", _("%(date)s 太早，请核对。") % {"date": found})
        if answer.mended:
            return Mended(found, _date_code(raw), as_text(raw), str(found), answer.mended[0])
        return found

    return parse


def whole_day(*, today: Callable[[], date], earliest: int = 1920) -> Parser:
    """A date to the day, None for an empty cell; a month or a year alone is refused: no day is invented."""
    parse_dated = dated(today=today, earliest=earliest)

    def parse(raw: Any) -> Any:
        answer = parse_dated(raw)
        found = answer.value if isinstance(answer, Mended) else answer
        if isinstance(found, PartialDate) and found.precision != "D":
            message = _("“%(given)s”没有写到日，请补全，如 2021-09-01；确实不知道的请留空。")
            return Fault("date_part", message % {"given": as_text(raw)})
        return answer

    return parse


def whole_number(least: int, most: int, what: str) -> Parser:
    """A whole number (2023, 2023年, 第3名, 120人), None for an empty cell."""

    def parse(raw: Any) -> Any:
        given = as_text(raw).translate(TO_HALF).strip().strip("第年度届名人.").removesuffix(".0")
        if not given:
            return None
        if not given.isdigit() or not least <= int(given) <= most:
            message = _("“%(given)s”不是%(what)s，请填 %(least)d 至 %(most)d 的整数。")
            words = {"given": as_text(raw), "what": what, "least": least, "most": most}
            return Fault("number", message % words)
        return int(given)

    return parse


def _date_fault(raw: Any, message: str) -> Any:
    given = as_text(raw).strip()
    if given.startswith(("1900-01-00", "1899-12-31", "00:00")) or given in ("0", "1900/1/0"):
        return Mended(None, "date_zero", given, "", _("表格里的空日期"))
    numbers = re.findall(r"\d+", given.translate(TO_HALF)) if isinstance(raw, str) else []
    whole = len(numbers) >= 2 or (numbers and len(numbers[0]) in (6, 8))
    code = "date_impossible" if whole else "date_unclear"
    return Fault(code, message)


def _date_code(raw: Any) -> str:
    if not isinstance(raw, str):
        number = isinstance(raw, int | float) and int(raw) in SERIALS
        return "date_serial" if number else "date_dot"
    half = raw.translate(TO_HALF).strip()
    if half.isdigit() and int(half) in SERIALS:
        return "date_serial"
    if half != raw:
        return SPACE_CODE if raw.translate(TO_PLAIN).strip() == half else WIDE_CODE
    return "date_dot" if "." in raw else "date_form"


def iso(found: PartialDate | None) -> tuple[str | None, str]:
    """The columns of a stored date: day as ISO text (or None) and precision."""
    return (None, "D") if found is None else (found.day.isoformat(), found.precision)


def labels_of(pairs: Iterable[tuple[str, str]], **more: str) -> dict[str, str]:
    """A table for ``choice`` from (value, label) pairs and further ways of writing (text → value)."""
    table = {label: value for value, label in pairs if value}
    return table | {value: value for value in table.values()} | more


def words_of(table: Mapping[Any, str]) -> dict[str, str]:
    """A table for ``choice`` from value → the words that mean it, apart by spaces."""
    return {word: str(value) for value, words in table.items() for word in words.split()}


def _bare(label: str) -> str:
    return label.translate(TO_HALF).replace(" ", "").strip().lower()


NULL_NOTES = {
    NullReason.NOTHING: "空值写法",
    NullReason.DITTO: "“同上”不能代替内容",
    NullReason.UNKNOWN: "写明不详",
    NullReason.WITHHELD: "本人未提供",
}


def _null(given: str, reason: NullReason, value: Any = "") -> Mended:
    return Mended(value, NULL_CODE, given, "", NULL_NOTES[reason])
