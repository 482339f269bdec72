"""What a judge may know of an entry: its drawn number and answers that do not tell who it is.

Only who inspects a place has to know which; a stage that is a visit shows the whole entry.

Every screen, export and file of a judge is built from here and from nowhere else (handbook contests §3).
Positions replace primary keys, because keys tell who came first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import JUDGING, FormFieldKind, StageKind
from gonghui.engines.campaigns.models import Attachment, Entry, Panel, PanelEntry, Seat
from gonghui.engines.campaigns.queries.pickers import chosen_of
from gonghui.engines.campaigns.rules.anonymous import strip_metadata
from gonghui.engines.campaigns.rules.selfchecks import EVIDENCE, ITEM, OWN, PREFILL
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
    """An entry as a judge sees it.

    ``name`` is "" unless the judge visits it, ``segment_no`` what was drawn for it to teach, ``own`` the
    applicant's own points and proof by text of the item.
    """

    candidate_no: str
    name: str
    category: str
    segment_no: int | None
    answers: tuple[tuple[str, str], ...]
    papers: tuple[BlindPaper, ...]
    own: Mapping[str, tuple[str, str]]


def is_visit(panel: Panel) -> bool:
    """Whether the judges of a panel go and see, so that they know whom."""
    return panel.stage.kind == StageKind.ONSITE and bool(panel.settings.get("visit"))


def blind_entry(seat: Seat, candidate_no: str) -> BlindEntry | None:
    """The entry of that number before the seat's panel, None if there is none or the judge is recused."""
    entry = find_judged(seat, candidate_no)
    if entry is None:
        return None
    visit = is_visit(seat.panel)
    return BlindEntry(
        candidate_no=entry.candidate_no,
        name=entry.name if visit else "",
        category=entry.category.name,
        segment_no=_segment(seat, entry),
        answers=tuple(_open_answers(entry, visit=visit)),
        papers=tuple(paper for paper, _attachment in blind_papers(entry, visit=visit)),
        own=_own(entry) if visit else {},
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


def names_for(seat: Seat) -> dict[str, str]:
    """Names by drawn number for who goes and sees; empty for everybody else."""
    if not is_visit(seat.panel):
        return {}
    with everything("a judge reaches entries by panel and drawn number only"):
        rows = PanelEntry.objects.filter(panel=seat.panel_id)
        return dict(rows.values_list("entry__candidate_no", "entry__name"))


def blind_papers(entry: Entry, *, visit: bool = False) -> list[tuple[BlindPaper, Attachment]]:
    """Papers of fields that do not identify, or all on a visit, named for their field and place."""
    fields = {field["key"]: field for field in _fields(entry)}
    with everything("a judge reaches papers through the blind entry only"):
        kept = [
            each
            for each in entry.attachments.select_related("stored").order_by("pk")
            if each.field_key in fields and (visit or not _tells_who(fields[each.field_key]))
        ]
    order = list(fields)
    kept.sort(key=lambda each: order.index(each.field_key))
    return [
        (BlindPaper(place, fields[each.field_key]["label"], _ending(each)), each)
        for place, each in enumerate(kept, start=1)
    ]


def _open_answers(entry: Entry, *, visit: bool) -> Iterator[tuple[str, str]]:
    chosen = _chosen(entry) if visit else {}
    for field in _fields(entry):
        if field["kind"] == FormFieldKind.ATTACHMENT or field["prefill"] == PREFILL:
            continue
        if visit or not _tells_who(field):
            answer = entry.answers.get(field["key"])
            if field["kind"] in HIDDEN_KINDS:
                answer = chosen.get(field["key"], "")
            if answer not in (None, "", []):
                yield field["label"], _in_words(answer)


def _chosen(entry: Entry) -> dict[str, str]:
    """Names of the people and unions that the form chose, for who goes and sees."""
    questions = list(entry.campaign.form_fields.filter(kind__in=HIDDEN_KINDS))
    with everything("an inspector knows whom"):
        return {key: each.name for key, each in chosen_of(entry, questions).items()}


def _in_words(answer: Any) -> str:
    """An answer as a judge reads it; a row of a table is a line."""
    if isinstance(answer, bool):
        return _("是") if answer else _("否")
    if not isinstance(answer, list):
        return str(answer)
    rows = [
        "，".join(filter(None, each.values())) if isinstance(each, dict) else str(each)
        for each in answer
    ]
    return "\n".join(rows) if isinstance(answer[0], dict) else "、".join(rows)


def _own(entry: Entry) -> dict[str, tuple[str, str]]:
    """What the applicant gave each item of the standard, and how it is proved."""
    key = next((each["key"] for each in _fields(entry) if each["prefill"] == PREFILL), "")
    rows = entry.answers.get(key) or []
    return {row.get(ITEM, ""): (row.get(OWN, ""), row.get(EVIDENCE, "")) for row in rows}


def _fields(entry: Entry) -> list[dict[str, Any]]:
    """The form as it was when the campaign opened."""
    rows = entry.campaign.form_fields.order_by("position")
    return [dict(row) for row in rows.values("key", "label", "kind", "identifying", "prefill")]


def _tells_who(field: dict[str, Any]) -> bool:
    return bool(field["identifying"]) or field["kind"] in HIDDEN_KINDS


def _ending(attachment: Attachment) -> str:
    return attachment.stored.name.rpartition(".")[2].lower()


def open_paper(entry: Entry, place: int, *, visit: bool = False) -> tuple[str, bytes]:
    """Ending and content of the paper at ``place``, without metadata.

    Raises:
        LookupError: there is no such paper.
        CannotStrip: its metadata cannot be taken away.
    """
    for paper, attachment in blind_papers(entry, visit=visit):
        if paper.place == place:
            with open_file(attachment.stored) as source:
                return paper.ending, strip_metadata(source.read(), paper.ending)
    raise LookupError(place)
