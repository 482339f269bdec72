"""What a federation's files say of a campaign that is over, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from gonghui.engines.campaigns.actions.decisions import Ruling
from gonghui.engines.campaigns.actions.notices import Posting
from gonghui.engines.campaigns.actions.recommending import Meeting as UnitMeeting
from gonghui.engines.campaigns.actions.slates import Meeting
from gonghui.engines.campaigns.models import Expert
from gonghui.engines.campaigns.rules.past import Diary
from gonghui.kernel.files.api import StoredFile

NOON = time(12)
Points = Mapping[str, Mapping[str, Decimal]]
"""A judge's letter → code of the rubric's item → points."""


@dataclass(frozen=True, kw_only=True)
class PastEntry:
    """One entry and what became of it.

    Attributes:
        category: name of the group.
        union: nominated it.
        name: of a team, work or site; for a person and a union their own name is taken.
        answers: as they were handed in, by key of the question.
        outcome: one of ``rules.past.OUTCOMES``.
        note: why it was rejected or withdrawn.
        sent_back: why it was returned once before it was accepted; empty when it was not.
        agreed: the meeting at the unit.
        points: label of the stage → a judge's letter → item → points.
        marks: label of the stage → part → result.
        seconds: label of the stage → how long it really took.
        papers: question and file.
    """

    category: str
    union: Any
    answers: Mapping[str, Any]
    outcome: str
    person: Any = None
    subject_union: Any = None
    name: str = ""
    unit_name: str = ""
    position_title: str = ""
    note: str = ""
    sent_back: str = ""
    agreed: UnitMeeting | None = None
    points: Mapping[str, Points] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    seconds: Mapping[str, int] = field(default_factory=dict)
    papers: Sequence[tuple[str, StoredFile]] = ()


@dataclass(frozen=True, kw_only=True)
class PastPanel:
    """Who judged a group in a stage; letters follow the order of the experts."""

    stage: str
    category: str
    experts: Sequence[Expert]
    seed: str
    witness: str = ""


@dataclass(frozen=True, kw_only=True)
class PastCampaign:
    """A campaign from its call to the archive.

    Attributes:
        places: name of the group → id of the union → how many it might recommend.
        hands: id of a union → the account that acted there; whoever enters the records elsewhere.
        meeting: that settled the slate, where the plan has one.
        posting: the public notice, where the plan has one.
        opinion: what levels wrote, with ``signer``.
    """

    diary: Diary
    entries: Sequence[PastEntry]
    ruling: Ruling
    posting: Posting | None = None
    meeting: Meeting | None = None
    panels: Sequence[PastPanel] = ()
    places: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    hands: Mapping[int, Any] = field(default_factory=dict)
    opinion: str = "同意推荐。"
    signer: str = ""
    notice_at_unit: Mapping[str, str] = field(default_factory=dict)
    seed: str = ""
    title: str = ""
    edition: str = ""
    programme_key: str = ""


def noon(day: date) -> datetime:
    """The moment that stands for a day of which no hour is known."""
    return timezone.make_aware(datetime.combine(day, NOON))
