"""What a judge may know of an entry: its drawn number and answers that do not tell who it is.

Every screen, export and file of a judge is built from here and from nowhere else (handbook contests §3).
Positions replace primary keys, because keys tell who came first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gonghui.engines.campaigns.enums import JUDGING, FormFieldKind
from gonghui.engines.campaigns.models import Attachment, Entry, PanelEntry, Seat
from gonghui.engines.campaigns.rules.anonymous import strip_metadata
from gonghui.kernel.files.api import open_file
from gonghui.kernel.lib.scoping import everything

HIDDEN_KINDS = frozenset({FormFieldKind.PERSON, FormFieldKind.UNION})


@dataclass(frozen=True)
class BlindPaper:
    """A paper under a neutral name; ``place`` finds it again, ``ending`` is that of its format."""

    place: int
    label: str
    ending: str


@dataclass(frozen=True)
class BlindEntry:
    """An entry as a judge sees it; ``segment_no`` is what was drawn for it to teach."""

    candidate_no: str
    category: str
    segment_no: int | None
    answers: tuple[tuple[str, Any], ...]
    papers: tuple[BlindPaper, ...]


def blind_entry(seat: Seat, candidate_no: str) -> BlindEntry | None:
    """The entry of that number before the seat's panel, None if there is none or the judge is recused."""
    entry = find_judged(seat, candidate_no)
    if entry is None:
        return None
    return BlindEntry(
        candidate_no=entry.candidate_no,
        category=entry.category.name,
        segment_no=_segment(seat, entry),
        answers=tuple(_open_answers(entry)),
        papers=tuple(paper for paper, _attachment in blind_papers(entry)),
    )


def _segment(seat: Seat, entry: Entry) -> int | None:
    with everything("a judge reaches entries by panel and drawn number only"):
        rows = PanelEntry.objects.filter(panel=seat.panel_id, entry=entry)
        return rows.values_list("segment_no", flat=True).first()


def find_judged(seat: Seat, candidate_no: str) -> Entry | None:
    """The record behind a number, for actions and file delivery; never handed to a judge's page."""
    if seat.role not in JUDGING:
        return None
    with everything("a judge reaches entries by panel and drawn number only"):
        return (
            Entry.objects.select_related("category", "campaign")
            .filter(panels=seat.panel_id, candidate_no=candidate_no)
            .exclude(pk__in=seat.recusals.values("entry"))
            .first()
        )


def blind_numbers(seat: Seat) -> list[str]:
    """The drawn numbers before the seat, in their drawn order, without those it is recused from."""
    with everything("a judge reaches entries by panel and drawn number only"):
        rows = PanelEntry.objects.filter(panel=seat.panel_id).order_by("position")
        rows = rows.exclude(entry__in=seat.recusals.values("entry"))
        return list(rows.values_list("entry__candidate_no", flat=True))


def blind_papers(entry: Entry) -> list[tuple[BlindPaper, Attachment]]:
    """Papers of fields that do not identify, named for their field and place."""
    fields = {field["key"]: field for field in _fields(entry)}
    with everything("a judge reaches papers through the blind entry only"):
        kept = [
            each
            for each in entry.attachments.select_related("stored").order_by("pk")
            if each.field_key in fields and not _tells_who(fields[each.field_key])
        ]
    order = list(fields)
    kept.sort(key=lambda each: order.index(each.field_key))
    return [
        (BlindPaper(place, fields[each.field_key]["label"], _ending(each)), each)
        for place, each in enumerate(kept, start=1)
    ]


def _open_answers(entry: Entry) -> Iterator[tuple[str, Any]]:
    for field in _fields(entry):
        if not _tells_who(field) and field["kind"] != FormFieldKind.ATTACHMENT:
            answer = entry.answers.get(field["key"])
            if answer not in (None, "", []):
                yield field["label"], answer


def _fields(entry: Entry) -> list[dict[str, Any]]:
    """The form as it was when the campaign opened."""
    rows = entry.campaign.form_fields.order_by("position")
    return [dict(row) for row in rows.values("key", "label", "kind", "identifying")]


def _tells_who(field: dict[str, Any]) -> bool:
    return bool(field["identifying"]) or field["kind"] in HIDDEN_KINDS


def _ending(attachment: Attachment) -> str:
    return attachment.stored.name.rpartition(".")[2].lower()


def open_paper(entry: Entry, place: int) -> tuple[str, bytes]:
    """Ending and content of the paper at ``place``, without metadata.

    Raises:
        LookupError: there is no such paper.
        CannotStrip: its metadata cannot be taken away.
    """
    for paper, attachment in blind_papers(entry):
        if paper.place == place:
            with open_file(attachment.stored) as source:
                return paper.ending, strip_metadata(source.read(), paper.ending)
    raise LookupError(place)
