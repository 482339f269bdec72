"""Entries: the one of a case, where it goes next, what waits at a level."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Q, QuerySet, Value, When
from django.utils import timezone

from gonghui.engines.campaigns.enums import NoticeScope, NoticeStatus, ObjectionOutcome, StageKind
from gonghui.engines.campaigns.models import (
    AwardDecision,
    Campaign,
    Entry,
    FormField,
    NoticeLine,
    Objection,
    Slate,
    SlateLine,
    Stage,
)
from gonghui.engines.campaigns.rules.lines import Walk
from gonghui.engines.campaigns.rules.mending import mend_sentence
from gonghui.engines.casework.api import Case, upper_of
from gonghui.kernel.access.api import posts_of
from gonghui.kernel.lib import bulk
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.unions.api import Union

RELATED = ("campaign__union", "category", "union", "at_union", "person")
"""What a list of entries shows."""
MEND, FINISH, OTHERS, UNFINISHED = range(4)
"""What a union has to do with an entry, the most urgent first; then what others have, their drafts last."""
NEEDED = ("campaign__union", "union")
"""What every step of one entry asks; a join of all of ``RELATED`` takes longer to plan than to run."""


class Standing:
    """What the records of a campaign say of its entries; asked once for all of them."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.walk = Walk.of(campaign.plan)
        self.asked_at = timezone.now()
        """The one moment that deadline and hand-in share, so that nothing is kept as later than allowed."""

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """The first stage of every kind."""
        rows = Stage.objects.filter(campaign=self.campaign).order_by("-position")
        return {row.kind: row for row in rows}

    @property
    def deadline(self) -> datetime | None:
        """Until when entries are taken, to the second."""
        stage = self.stages.get(StageKind.NOMINATE)
        return (stage and stage.closes_at) or self.campaign.closes_at

    @property
    def level_deadline(self) -> datetime | None:
        """Until when levels hand on."""
        stage = self.stages.get(StageKind.RECOMMEND)
        return stage.closes_at if stage else None

    @cached_property
    def fields(self) -> list[FormField]:
        """The questions of the form in their order."""
        return list(FormField.objects.filter(campaign=self.campaign))

    @cached_property
    def lines(self) -> dict[int, SlateLine]:
        """The lines of the newest slate, by entry."""
        slate = Slate.objects.filter(campaign=self.campaign).order_by("version_no").last()
        rows = SlateLine._base_manager.filter(slate=slate) if slate else ()
        return {row.entry_id: row for row in rows}

    @cached_property
    def notices(self) -> dict[int, str]:
        """The status of the last notice of the organiser on which an entry stands, by entry."""
        rows = NoticeLine.objects.filter(notice__campaign=self.campaign)
        rows = rows.exclude(notice__scope=NoticeScope.UNIT).exclude(
            notice__status=NoticeStatus.REPLACED
        )
        return dict(rows.order_by("notice_id").values_list("entry", "notice__status"))

    @cached_property
    def objections(self) -> dict[int, set[str]]:
        """The outcomes of the objections to an entry, by entry."""
        found: dict[int, set[str]] = {}
        rows = Objection.objects.filter(entry__campaign=self.campaign)
        for entry, outcome in rows.values_list("entry", "outcome"):
            found.setdefault(entry, set()).add(outcome)
        return found

    @cached_property
    def decided(self) -> set[int]:
        """The entries on the slate of an issued decision."""
        slates = AwardDecision.objects.filter(campaign=self.campaign).values("slate")
        rows = SlateLine._base_manager.filter(slate__in=slates, is_reserve=False)
        return set(rows.values_list("entry", flat=True))

    def objected(self, entry: Entry) -> bool:
        """Whether an objection to the entry is still looked into."""
        return ObjectionOutcome.OPEN in self.objections.get(entry.pk, ())


def entry_of(case: Case) -> Entry:
    """The entry a case is about: the one in hand, else read once for each case object."""
    found = getattr(case, "entry_row", None)
    if found is None:
        in_hand = case.subject
        rows = Entry._base_manager.select_related(*NEEDED)
        found = in_hand if isinstance(in_hand, Entry) else rows.get(pk=case.subject_id)
        _attach(case, found, Standing(found.campaign))
    return found


def standing_of(case: Case) -> Standing:
    """What the records say of the campaign of the case's entry."""
    entry_of(case)
    return case.campaign_standing  # type: ignore[attr-defined]  # attached above


def is_rehearsed(case: Case) -> bool:
    """Whether the case belongs to a dry run, of which nobody is told."""
    return bool(entry_of(case).campaign.is_rehearsal)


def mend_by(case: Case, fields: Mapping[str, Any]) -> str:
    """Until when an entry that was sent back may be handed in again, as a sentence."""
    in_hand = case.subject
    entry = in_hand if isinstance(in_hand, Entry) else entry_of(case)
    return mend_sentence(fields.get("until"), entry.campaign.closes_at, timezone.now())


def preload(cases: Sequence[Case]) -> None:
    """Fetch the entries of many cases in one go, with one standing for each campaign."""
    found = Entry._base_manager.in_bulk([case.subject_id for case in cases])
    for name in ("campaign", "category", "union", "at_union"):
        bulk.share(found.values(), name)
    organisers = {entry.campaign_id: entry.campaign for entry in found.values()}
    bulk.share(organisers.values(), "union")
    standings: dict[int, Standing] = {}
    for case in cases:
        entry = found[case.subject_id]
        if entry.campaign_id not in standings:
            standings[entry.campaign_id] = Standing(entry.campaign)
        _attach(case, entry, standings[entry.campaign_id])


def _attach(case: Case, entry: Entry, standing: Standing) -> None:
    case.entry_row = entry  # type: ignore[attr-defined]  # lives as long as this object
    case.campaign_standing = standing  # type: ignore[attr-defined]  # as above


def annotate_turn(rows: QuerySet[Entry], user: Any) -> QuerySet[Entry]:
    """Entries with ``turn``: MEND, then FINISH for what the unions of ``user`` have to hand in; then the others.

    What came back stands before drafts, also where it has to begin again in a new round. Drafts of others
    are named, because databases do not agree where rows that were never handed in stand.
    """
    unions = [post.union_id for post in posts_of(user)]
    own = Q(case__is_open=True, case__holder_union__in=unions)
    back = Q(case__state_id="returned") | Q(case__state_id="draft", case__round_no__gt=1)
    return rows.annotate(
        turn=Choice(
            When(own & back, then=Value(MEND)),
            When(own & Q(case__state_id="draft"), then=Value(FINISH)),
            When(case__state_id="draft", then=Value(UNFINISHED)),
            default=Value(OTHERS),
        )
    )


def next_level(campaign: Campaign, union: Union) -> Union:
    """The union above ``union`` that has its say; the organiser once there is none between."""
    if union.pk == campaign.union_id or not Walk.of(campaign.plan).climbs:
        return campaign.union
    upper = upper_of(union)
    below = upper is not None and is_below(upper.path, campaign.union.path)
    return upper if below else campaign.union  # type: ignore[return-value]  # below says it is there


def find_entry(pk: int) -> Entry | None:
    """The entry, if the active scope shows it."""
    return Entry.objects.select_related("campaign", "union").order_by().filter(pk=pk).first()


def entries_at(campaign: Campaign, union: Union) -> QuerySet[Entry]:
    """Entries that wait at a level, in the order it gave them."""
    rows = Entry.objects.filter(campaign=campaign, at_union=union, case__state_id="recommended")
    return rows.select_related(*RELATED).order_by("category__position", "recommended_rank", "pk")


def entries_beside(entry: Entry) -> QuerySet[Entry]:
    """Other entries of the campaign that are handed in or may still be, whoever may see them."""
    rows = Entry._base_manager.filter(campaign=entry.campaign_id).exclude(pk=entry.pk)
    return rows.filter(Q(case__is_open=True) | Q(case__state_id="awarded"))


def is_open_now(standing: Standing) -> bool:
    """Whether the campaign takes entries at this second."""
    return standing.deadline is None or standing.asked_at <= standing.deadline


def answers_shown(entry: Entry) -> list[tuple[FormField, Any]]:
    """Every question with its answer, in the order of the form."""
    return [(each, entry.answers.get(each.key)) for each in Standing(entry.campaign).fields]
