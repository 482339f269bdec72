"""The form of an entry as its page sends it: answers, papers and the hand-in under one lock.

In the last hour thousands press at once. One transaction for a press locks the case once, reads the
campaign once and holds the end of the audit chain once, where three would do each three times.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError

from gonghui.engines.campaigns.actions.entries import change_entry, locked, submit_entry
from gonghui.engines.campaigns.actions.papers import attach_paper
from gonghui.engines.campaigns.models import Entry
from gonghui.engines.casework.api import CannotStep
from gonghui.kernel.lib.actions import action
from gonghui.kernel.lib.policy import Refused


@dataclass
class Kept:
    """What became of a form.

    Args:
        entry: as it stands now; its answers are kept whatever else was refused.
        refused: papers that were not kept, by key of their question, with the reason.
        hindrance: why it was not handed in although that was asked; None otherwise.
    """

    entry: Entry
    refused: list[tuple[str, ValidationError]] = field(default_factory=list)
    hindrance: CannotStep | Refused | None = None


@action
def fill_in(
    *,
    actor: Any,
    entry: Entry,
    answers: dict[str, Any],
    papers: Iterable[tuple[str, BinaryIO]] = (),
    expected_version: int | None = None,
    seconds: int = 0,
    hand_in: bool = False,
) -> Kept:
    """Keep what was typed, then the papers one by one, then hand in if all of them were taken.

    As ``change_entry``, ``attach_paper`` and ``submit_entry`` in turn, in one transaction: what was
    typed stays when a paper or the hand-in is refused, and so do the papers that were taken. Traces as
    those three.

    Args:
        actor: who fills in.
        entry: as the actor saw it.
        answers: by key of the question.
        papers: key of the question and file.
        expected_version: of the entry as the actor saw it.
        seconds: how long the form was open, for the burden meter.
        hand_in: whether it shall be handed in.

    Raises:
        Refused, ValidationError: see ``change_entry``; nothing was kept.
    """
    kept = Kept(locked(entry))
    once = {"actor": actor, "entry": kept.entry, "held": True}
    change_entry(answers=answers, expected_version=expected_version, seconds=seconds, **once)
    for key, upload in papers:
        try:
            attach_paper(field_key=key, upload=upload, **once)
        except ValidationError as refusal:
            kept.refused.append((key, refusal))
    if hand_in and not kept.refused:
        try:
            kept.entry = submit_entry(**once)
        except (CannotStep, Refused) as refusal:
            kept.hindrance = refusal
    return kept
