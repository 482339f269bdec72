"""What a row of the file changes about somebody who is on the roll already.

In a foreign form an empty cell says nothing and changes nothing; in our own export it means that the value
was removed. A less precise date that agrees with the stored one is no change.
"""

from typing import Any, NamedTuple

from gonghui.kernel.exchange.api import iso
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.lib.sealing import mask_phone
from gonghui.kernel.people.api import (
    HARDSHIP_CONTEXT,
    PHONE_CONTEXT,
    EmploymentForm,
    Sex,
    name_columns,
)
from gonghui.rooms.organising.imports.existing import Standing
from gonghui.rooms.organising.imports.payloads import YES, RollRow, sealed

PERSON_TEXTS = (
    *("name", "sex", "ethnic_group", "political_status", "education", "degree", "title"),
    *("email", "household"),
)
SPAN_TEXTS = ("group_name", "duty", "employment", "staff_no", "remark")
FLAGS = ("women_cadre", "model_worker")
LABELS = {
    "sex": dict(Sex.choices),
    "employment": dict(EmploymentForm.choices),
}
FINENESS = {"Y": 0, "M": 1, "D": 2}
EMPTY = "（空）"
YES_NO = {True: "是", False: "否"}


class Change(NamedTuple):
    """Columns to write and what the page shows of them; bytes are base64 texts (see payloads)."""

    person: dict[str, Any]
    span: dict[str, Any]
    shown: list[tuple[str, str, str]]


def compare(row: RollRow, standing: Standing, mapped: frozenset[str], *, erases: bool) -> Change:
    """The difference between a row and what is stored.

    Args:
        row: the checked row.
        standing: person and present span; the span exists.
        mapped: columns that the file has.
        erases: whether an empty cell removes the value (files with our row keys).
    """
    change = Change({}, {}, [])
    for stored, values, fields in (
        (standing.person, change.person, PERSON_TEXTS),
        (standing.span or {}, change.span, SPAN_TEXTS),
    ):
        for field in fields:
            given = getattr(row, field)
            if given == stored[field] or (not given and not (erases and field in mapped)):
                continue
            values[field] = given
            labels = LABELS.get(field, {})
            _show(change, field, labels.get(stored[field], stored[field]), labels.get(given, given))
    _compare_flags(row, standing, mapped, change)
    _compare_phone(row, standing, change, erases=erases and "phone" in mapped)
    _compare_dates(row, standing, mapped, change, erases=erases)
    if "name" in change.person:
        change.person.update(name_columns(row.name)._asdict())
    return change


def _compare_flags(
    row: RollRow, standing: Standing, mapped: frozenset[str], change: Change
) -> None:
    for field in FLAGS:
        given = getattr(row, field)
        if given is not None and field in mapped and given != standing.person[field]:
            change.person[field] = given
            _show(change, field, YES_NO[not given], YES_NO[given])
    stored = bool(standing.person["hardship"])
    if row.hardship is not None and row.hardship != stored:
        change.person["hardship"] = sealed(YES if row.hardship else "", HARDSHIP_CONTEXT)
        _show(change, "hardship", YES_NO[stored], YES_NO[row.hardship])


def _compare_phone(row: RollRow, standing: Standing, change: Change, *, erases: bool) -> None:
    stored = standing.person["phone_hash"]
    if row.phone_hash == stored or (not row.phone and not erases):
        return
    change.person["phone"] = sealed(row.phone, PHONE_CONTEXT)
    change.person["phone_hash"] = row.phone_hash
    _show(change, "phone", "原号码" if stored else "", mask_phone(row.phone))


def _compare_dates(
    row: RollRow, standing: Standing, mapped: frozenset[str], change: Change, *, erases: bool
) -> None:
    span = standing.span or {}
    for key, given, stored, values in (
        ("born_on", row.born, standing.person, change.person),
        ("work_started_on", row.work_started, standing.person, change.person),
        ("joined_on", row.joined, span, change.span),
    ):
        precision = key.replace("_on", "_precision")
        before = PartialDate(stored[key], stored[precision]) if stored[key] else None
        if not _differs(given, before, erases=erases and key in mapped):
            continue
        values[key], values[precision] = iso(given)
        _show(change, key, str(before or ""), str(given or ""))


def _differs(given: PartialDate | None, before: PartialDate | None, *, erases: bool) -> bool:
    if given is None or before is None:
        return given is not before and (given is not None or erases)
    if FINENESS[given.precision] > FINENESS[before.precision]:
        return True
    return not given.covers(before.day)


def _show(change: Change, field: str, before: str, after: str) -> None:
    change.shown.append((field, before or EMPTY, after or EMPTY))
