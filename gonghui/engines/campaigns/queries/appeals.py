"""Provisional results, appeals and final results (handbook contests §6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import ObjectionOutcome, StageKind, StageStatus
from gonghui.engines.campaigns.models import Appeal, Campaign, Category, Entry, FrozenSheet, Stage
from gonghui.engines.campaigns.queries.rounds import latest_sheet
from gonghui.engines.campaigns.rules.appeals import closes_at
from gonghui.engines.campaigns.rules.stages import chosen

LISTED = 5


@dataclass(frozen=True)
class Window:
    """Whether an entrant's result may be appealed against, with the provisional sheet and the deadline."""

    stage: Stage
    sheet: FrozenSheet
    until: datetime

    @property
    def is_open(self) -> bool:
        """Whether an appeal comes in time now."""
        return self.stage.status == StageStatus.RUNNING and timezone.now() <= self.until


def appeal_stage(campaign: Campaign) -> Stage | None:
    """The stage of appeals; None where the plan has none."""
    return campaign.stages.filter(kind=StageKind.APPEAL).first()


def ranking_before(stage: Stage) -> Stage | None:
    """The ranking whose result is provisional until the appeals are over."""
    rows = stage.campaign.stages.filter(kind=StageKind.RANKING, position__lt=stage.position)
    return rows.order_by("-position").first()


def window_of(stage: Stage, category: Category) -> Window | None:
    """The time in which results of a group may be appealed against; None before they are published.

    It begins with the first publication and is not begun anew by a recount: a decision is final.
    """
    ranking = ranking_before(stage)
    if ranking is None:
        return None
    sheets = FrozenSheet.objects.filter(
        stage=ranking, category=category, published_at__isnull=False
    ).order_by("version_no")
    first, last = sheets.first(), sheets.last()
    if first is None or last is None or first.published_at is None:
        return None
    hours = int(chosen(stage.kind, stage.settings)["hours"])
    return Window(stage, last, closes_at(first.published_at, hours))


def window_for(entry: Entry) -> Window | None:
    """The window of an entry's group; None without a stage of appeals or before the result is published."""
    stage = appeal_stage(entry.campaign)
    return window_of(stage, entry.category) if stage else None


def windows_of(stage: Stage) -> list[tuple[Category, Window | None]]:
    """Every group with its window."""
    return [(each, window_of(stage, each)) for each in stage.campaign.categories.all()]


def appeals_of(campaign: Campaign) -> QuerySet[Appeal]:
    """All of a campaign, the open ones first."""
    rows = Appeal.objects.filter(stage__campaign=campaign)
    rows = rows.select_related("stage", "entry__union", "entry__category", "filed_by", "sheet")
    return rows.order_by("decided_at", "filed_at")


def appeals_about(entry: Entry) -> QuerySet[Appeal]:
    """Those about one entry, in the order in which they came."""
    return entry.appeals.order_by("filed_at")


def opening_problems(stage: Stage) -> Iterator[str]:
    """What keeps appeals from being opened: results that nobody can read yet."""
    ranking = ranking_before(stage)
    if ranking is None:
        return
    for category in stage.campaign.categories.all():
        sheet = latest_sheet(ranking, category)
        if sheet is None or sheet.published_at is None:
            yield _("“%(group)s”的成绩还没有公布，请先封存并公布得分表。") % {"group": category}


def closing_problems(stage: Stage) -> Iterator[str]:
    """What keeps the results from becoming final: time that runs, appeals without decision or recount."""
    late = [window for _group, window in windows_of(stage) if window and window.is_open]
    if late:
        until = timezone.localtime(max(window.until for window in late))
        yield _("申诉至%(until)s截止，到时才能结束。") % {"until": until.strftime("%m月%d日 %H:%M")}
    rows = list(appeals_of(stage.campaign))
    waiting = [row for row in rows if row.outcome == ObjectionOutcome.OPEN]
    if waiting:
        names = "、".join(row.entry.name for row in waiting[:LISTED])
        yield _("%(names)s的申诉还没有裁决。") % {"names": names}
    for row in rows:
        if row.outcome == ObjectionOutcome.UPHELD and row.recount and not is_recounted(row):
            yield _("%(name)s的申诉成立，须重新封存并公布成绩。") % {"name": row.entry.name}


def is_recounted(appeal: Appeal) -> bool:
    """Whether a newer result than the one appealed against was published since."""
    sheet = latest_sheet(appeal.sheet.stage, appeal.sheet.category)
    newer = sheet is not None and sheet.version_no > appeal.sheet.version_no
    return newer and sheet is not None and sheet.published_at is not None


def result_is_final(ranking: Stage) -> bool | None:
    """Whether a ranking's result can no longer change; None where the plan has no appeals about it."""
    stage = appeal_stage(ranking.campaign)
    before = ranking_before(stage) if stage else None
    if stage is None or before is None or before.pk != ranking.pk:
        return None
    return stage.status == StageStatus.DONE
