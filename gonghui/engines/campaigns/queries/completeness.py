"""Whether an entry can be handed in: answers, papers, consent."""

from collections.abc import Sequence
from typing import Any

from gonghui.engines.campaigns.enums import FormFieldKind, StageKind, TargetKind
from gonghui.engines.campaigns.models import Attachment, Entry, FormField
from gonghui.engines.campaigns.queries.entries import Standing
from gonghui.engines.campaigns.queries.stars import own_items
from gonghui.engines.campaigns.rules.forms import FieldRule, check_form
from gonghui.engines.campaigns.rules.selfchecks import PREFILL, self_faults


def rules_of(fields: Sequence[FormField]) -> list[FieldRule]:
    """The questions as pure values."""
    return [
        FieldRule(
            key=row.key,
            label=row.label,
            kind=row.kind,  # type: ignore[arg-type]  # the choices of the model are the kinds
            required=row.required,
            limit=row.limit,
            choices=tuple(row.choices),
            identifying=row.identifying,
        )
        for row in fields
    ]


def with_papers(entry: Entry, fields: Sequence[FormField]) -> dict[str, Any]:
    """The answers with the keys of the papers as the answers of attachment questions."""
    papers: dict[str, list[str]] = {}
    rows = Attachment._base_manager.filter(entry=entry).order_by("pk")
    for key, paper in rows.values_list("field_key", "stored__key"):
        papers.setdefault(key, []).append(str(paper))
    asked = {row.key: papers.get(row.key, []) for row in fields if is_paper(row)}
    return {**entry.answers, **asked}


def is_paper(row: FormField) -> bool:
    """Whether the question takes files."""
    return row.kind == FormFieldKind.ATTACHMENT


def faults_of(entry: Entry, standing: Standing) -> dict[str, list[str]]:
    """What is missing or wrong, by key of the question; empty when the form is complete."""
    fields = standing.fields
    found = check_form(rules_of(fields), with_papers(entry, fields)).faults
    faults = {key: [str(each) for each in faults] for key, faults in found.items()}
    for field in fields:
        if field.prefill == PREFILL and field.key not in faults:
            own = self_faults(entry.answers.get(field.key), own_items(entry.campaign))
            faults |= {field.key: own} if own else {}
    return faults


def progress_of(entry: Entry, standing: Standing) -> tuple[int, int]:
    """How many questions are answered well, and how many there are."""
    faults = faults_of(entry, standing)
    return len(standing.fields) - len(faults), len(standing.fields)


def needs_consent(entry: Entry, standing: Standing) -> bool:
    """Whether the candidate must agree to publication first: persons only, where the plan asks."""
    asked = standing.walk.setting(StageKind.NOMINATE, "consent", True)
    return bool(asked) and entry.target == TargetKind.PERSON
