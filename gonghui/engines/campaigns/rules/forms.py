"""The entry form: kinds of fields, cleaning and checking of answers, what a blind review hides (§12, §13).

Answers are plain JSON values: text, exact number as text, ISO date, true/false, list of texts (choices,
files), list of rows (table), record id (person, union).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import written
from gonghui.engines.campaigns.rules.word_texts import clean_long_text, count_characters
from gonghui.kernel.lib.partial_dates import parse_partial_date
from gonghui.kernel.lib.patents import validate_patent
from gonghui.kernel.lib.texts import TO_HALF, Finding, Mended, as_text, clean_text, lost_digits

Kind = Literal[
    "text",
    "long",
    "number",
    "day",
    "choice",
    "choices",
    "yes",
    "table",
    "attachment",
    "person",
    "union",
    "patent",
]
TEXT_LIMIT, CELL_LIMIT, ROW_LIMIT = 128, 255, 50
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_APPROXIMATE = re.compile("[余多近约超逾上下左右]")
_ALWAYS_IDENTIFYING = ("person", "union")


@dataclass(frozen=True)
class FieldRule:
    """One question.

    Args:
        key: its code in the answers.
        label: as printed.
        kind: what it takes.
        required: whether it must be filled.
        limit: most characters (text, long), rows (table), files (attachment) or choices; None is usual.
        choices: options, or the columns of a table.
        identifying: whether the answer tells who the candidate is.
    """

    key: str
    label: str
    kind: Kind
    required: bool = True
    limit: int | None = None
    choices: tuple[str, ...] = ()
    identifying: bool = False


@dataclass(frozen=True)
class Answer:
    """A cleaned value (None: empty), what was mended, and what is wrong with it as sentences."""

    value: Any
    mended: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class CheckedForm:
    """All answers by key; ``mended`` and ``faults`` hold only keys with something to say."""

    answers: dict[str, Any]
    mended: dict[str, tuple[Finding, ...]]
    faults: dict[str, tuple[Finding, ...]]


def check_form(fields: Sequence[FieldRule], raw: Mapping[str, Any]) -> CheckedForm:
    """Clean and check every answer; what no field asks for is dropped.

    Args:
        fields: the form.
        raw: as typed, by key of field.
    """
    found = {field.key: check_answer(field, raw.get(field.key)) for field in fields}
    return CheckedForm(
        {key: answer.value for key, answer in found.items()},
        {key: answer.mended for key, answer in found.items() if answer.mended},
        {key: answer.faults for key, answer in found.items() if answer.faults},
    )


def check_answer(field: FieldRule, raw: Any) -> Answer:
    """One answer, cleaned and checked; each fault says where, what, and how to mend it."""
    answer = _CHECKS[field.kind](field, raw)
    if not answer.faults and field.required and answer.value in (None, "", []):
        return Answer(answer.value, answer.mended, (_fault("missing", field, _("请填写“%s”。")),))
    return answer


def blind_answers(fields: Sequence[FieldRule], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a judge may read in a blind review: no identifying field, no person, no union, no file."""
    return {
        field.key: answers[field.key]
        for field in fields
        if field.key in answers and not is_identifying(field)
    }


def is_identifying(field: FieldRule) -> bool:
    """Whether a field is hidden in a blind review; persons and unions always are.

    Files are shown only through copies freed of names and metadata, so they count as identifying too.
    """
    return field.identifying or field.kind in (*_ALWAYS_IDENTIFYING, "attachment")


def names_found(
    names: Sequence[str], fields: Sequence[FieldRule], answers: Mapping[str, Any]
) -> list[Finding]:
    """Sentences for visible answers that tell a name (of a candidate, unit or union) after all.

    Args:
        names: texts of two and more characters that must not appear.
        fields: the form.
        answers: cleaned answers.
    """
    visible = blind_answers(fields, answers)
    labels = {field.key: field.label for field in fields}
    return [
        Finding(
            "names",
            _("“%(label)s”中出现“%(name)s”，会暴露身份，请改写。")
            % {"label": labels[key], "name": name},
        )
        for key, value in visible.items()
        for name in names
        if len(name) > 1 and name in str(value)
    ]


def _fault(code: str, field: FieldRule, sentence: str) -> Finding:
    """A finding about ``field``; ``%s`` in the sentence is its label."""
    return Finding(code, sentence % field.label)


def _text(field: FieldRule, raw: Any) -> Answer:
    if lost_digits(raw):
        return Answer(as_text(raw), faults=(_lost(field),))
    return _limited(field, clean_text(as_text(raw)), field.limit or TEXT_LIMIT)


def _long(field: FieldRule, raw: Any) -> Answer:
    return _limited(field, clean_long_text(as_text(raw)), field.limit)


def _limited(field: FieldRule, cleaned: Mended, limit: int | None) -> Answer:
    """A text and whether it keeps to its number of characters."""
    number = count_characters(cleaned.text)
    if limit is None or number <= limit:
        return Answer(cleaned.text, cleaned.mended)
    words = {"label": field.label, "limit": limit, "number": number, "over": number - limit}
    sentence = _("“%(label)s”限 %(limit)s 字，现有 %(number)s 字，请删减 %(over)s 字。") % words
    return Answer(cleaned.text, cleaned.mended, (Finding("too_long", sentence),))


def _number(field: FieldRule, raw: Any) -> Answer:
    text = "" if raw is None else str(raw).translate(TO_HALF).replace(",", "").strip()
    if not text:
        return Answer(None)
    if lost_digits(raw):
        return Answer(text, faults=(_lost(field),))
    if any(sign.isdigit() for sign in text) and _APPROXIMATE.search(text):
        sentence = _("“%s”请填准确数；“余、多、近、约”由系统打印时按准确数加。")
        return Answer(text, faults=(_fault("approximate", field, sentence),))
    if not _NUMBER.fullmatch(text):
        sentence = _("“%s”只能填数字，单位和百分号请去掉，例如 12.5。")
        return Answer(text, faults=(_fault("not_number", field, sentence),))
    return Answer(written(Decimal(text)))


def _lost(field: FieldRule) -> Finding:
    sentence = _("“%s”是科学计数法，末尾数字可能已丢失，请按原文重新填写。")
    return _fault("lost_digits", field, sentence)


def _day(field: FieldRule, raw: Any) -> Answer:
    if raw in (None, ""):
        return Answer(None)
    found = parse_partial_date(raw)
    if found.errors:
        return Answer(str(raw), found.mended, found.errors)
    if found.normalised is None:
        return Answer(None, found.mended)
    if found.normalised.precision != "D":
        sentence = _("“%s”须填到日，例如 2025-05-01。")
        return Answer(str(found.normalised), found.mended, (_fault("no_day", field, sentence),))
    return Answer(found.normalised.day.isoformat(), found.mended)


def _choice(field: FieldRule, raw: Any) -> Answer:
    text = clean_text(as_text(raw)).text
    if not text or text in field.choices:
        return Answer(text or None)
    return Answer(text, faults=(_fault("no_choice", field, _("请从“%s”的选项中选择一项。")),))


def _choices(field: FieldRule, raw: Any) -> Answer:
    picked = list(dict.fromkeys(clean_text(str(item)).text for item in raw or []))
    if not set(picked) <= set(field.choices):
        return Answer(picked, faults=(_fault("no_choice", field, _("请从“%s”的选项中选择。")),))
    return Answer(picked, faults=_too_many(field, len(picked), _("项")))


def _yes(_field: FieldRule, raw: Any) -> Answer:
    if raw is None or raw == "":
        return Answer(None)
    return Answer(raw in (True, 1, "1", "true", "on", "yes", "是"))


def _attachment(field: FieldRule, raw: Any) -> Answer:
    keys = [str(key) for key in raw or []]
    return Answer(keys, faults=_too_many(field, len(keys), _("个文件")))


def _table(field: FieldRule, raw: Any) -> Answer:
    """Rows with the columns of the field; empty rows are dropped."""
    rows, faults = [], []
    for number, row in enumerate(raw or [], 1):
        cells = {column: clean_text(str(row.get(column) or "")).text for column in field.choices}
        if any(cells.values()):
            rows.append(cells)
            faults += _long_cells(field, number, cells)
    return Answer(rows, faults=(*faults, *_too_many(field, len(rows), _("行"), ROW_LIMIT)))


def _long_cells(field: FieldRule, number: int, cells: Mapping[str, str]) -> list[Finding]:
    """Sentences for cells that hold too much."""
    found = []
    for column, text in cells.items():
        if (length := count_characters(text)) > CELL_LIMIT:
            words = {"label": field.label, "row": number, "column": column}
            words |= {"limit": CELL_LIMIT, "number": length}
            sentence = _(
                "“%(label)s”第 %(row)s 行“%(column)s”限 %(limit)s 字，现有 %(number)s 字，请精简。"
            )
            found.append(Finding("too_long", sentence % words))
    return found


def _too_many(
    field: FieldRule, number: int, counted: str, usual: int | None = None
) -> tuple[Finding, ...]:
    """A sentence when there are more than the limit."""
    limit = field.limit or usual
    if limit is None or number <= limit:
        return ()
    words = {"label": field.label, "limit": limit, "number": number, "counted": counted}
    words["over"] = number - limit
    sentence = _(
        "“%(label)s”最多 %(limit)s %(counted)s，现有 %(number)s %(counted)s，请去掉 %(over)s %(counted)s。"
    )
    return (Finding("too_many", sentence % words),)


def _record(field: FieldRule, raw: Any) -> Answer:
    """The id of a person or union; whether it exists and may be chosen is for the action."""
    if raw in (None, ""):
        return Answer(None)
    if str(raw).isdecimal():
        return Answer(int(raw))
    return Answer(None, faults=(_fault("no_record", field, _("请从列表中选择“%s”。")),))


def _patent(field: FieldRule, raw: Any) -> Answer:
    """A patent number with its check digit (handbook contests §8)."""
    if not as_text(raw).strip():
        return Answer("")
    found = validate_patent(raw)
    faults = tuple(
        Finding(each.code, _("“%(label)s”：%(fault)s") % {"label": field.label, "fault": each})
        for each in found.errors
    )
    return Answer(found.normalised, found.mended, faults)


_CHECKS = {
    "text": _text,
    "long": _long,
    "number": _number,
    "day": _day,
    "choice": _choice,
    "choices": _choices,
    "yes": _yes,
    "table": _table,
    "attachment": _attachment,
    "person": _record,
    "union": _record,
    "patent": _patent,
}
