"""Enters honours from outside into the register of the engine, under series that may be new."""

import hashlib
from typing import Any

from gonghui.engines.campaigns.api import (
    Award,
    AwardSource,
    Grant,
    Series,
    correct_award,
    grant_award,
    name_known_series,
    name_series,
    title_of,
)
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib.actions import action
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.unions.api import Union
from gonghui.rooms.honours.rules.titles import BY_KEY

EVIDENCE = "honours.evidence"


def key_of(name: str, honour_level: int) -> str:
    """The key of a series that nobody named before: always the same for one name and level."""
    digest = hashlib.sha256(f"{honour_level}|{name}".encode()).hexdigest()
    return f"named-{digest[:16]}"


@action
def series_for(
    *, actor: Any, text: str, honour_level: int, granting_body: str, target: str
) -> Series:
    """The series that a text of a register means; a known title, or one that is named so now.

    Raises:
        Refused: the actor may keep no register anywhere.
        ValidationError: the text is too long for a name.
    """
    known = title_of(text, honour_level)
    if known is None:
        key = key_of(text, honour_level)
        facts: dict[str, Any] = {
            "honour_level": honour_level,
            "granting_body": granting_body,
            "target": target,
        }
        return name_series(actor=actor, key=key, name=text, **facts)
    return name_known_series(actor=actor, key=known.key)


@action
def known_series(*, actor: Any, key: str) -> Series:
    """The series of a title that everybody knows (rules/titles.py), named on its first use."""
    return name_known_series(actor=actor, key=BY_KEY[key].key)


@action
def enter_award(*, actor: Any, kept_by: Union, values: dict[str, Any]) -> Award:
    """Enter an honour from outside, from what its form says; traces.

    Raises:
        Refused, ValidationError: as ``grant_award``.
    """
    facts = _columns(actor, values)
    union = facts["holder_union"] or kept_by
    return grant_award(
        actor=actor,
        grant=Grant(kept_by=kept_by, union=union, source=AwardSource.EXTERNAL, **facts),
    )


@action
def mend_award(*, actor: Any, award: Award, expected_version: int, values: dict[str, Any]) -> Award:
    """Correct an award from what its form says; traces the names of what changed.

    Raises:
        Refused, Stale, ValidationError: as ``correct_award``.
    """
    facts = _columns(actor, values)
    facts["facts"] = award.facts | facts["facts"]
    if facts["holder_union"]:
        facts["union"] = facts["holder_union"]
    return correct_award(actor=actor, award=award, expected_version=expected_version, **facts)


@action
def add_evidence(*, actor: Any, award: Award, upload: Any) -> Award:
    """Keep the paper that proves an award; the one before stays stored; traces.

    Raises:
        Refused: the award is kept elsewhere.
        UploadRefused: the file is too large or of another kind.
    """
    stored = store_upload(actor=actor, upload=upload, purpose=EVIDENCE, union=award.kept_by)
    return correct_award(actor=actor, award=award, evidence=stored)


def _columns(actor: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The fields of the register from those of the form."""
    found = dict(values)
    day: PartialDate = found.pop("granted_on")
    new_series, series = found.pop("new_series"), found.pop("series")
    facts = {key: found.pop(key) for key in ("contest", "remark")}
    if series is None:
        series = series_for(
            actor=actor,
            text=new_series,
            honour_level=found["honour_level"],
            granting_body=found["granting_body"],
            target=found["holder_kind"],
        )
    return {
        **found,
        "series": series,
        "granted_on": day.day,
        "granted_precision": day.precision,
        "facts": {key: text for key, text in facts.items() if text},
    }
