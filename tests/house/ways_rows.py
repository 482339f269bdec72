"""Appeals, standings, what records answer, and the training of chosen teachers in the permission matrix."""

from typing import Any

from django.utils import timezone

from gonghui.engines.campaigns.actions.ranking import publish_sheet, rank_category
from gonghui.engines.campaigns.models import Appeal, Stage
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.honours.models import Cultivation
from tests.factories.awards import make_award
from tests.house.judging_rows import panel
from tests.house.permission_matrix import LOGIN, Row, World, campaign, entry


def appeal(world: World) -> Appeal:
    """An appeal about the one entry of a published ranking."""
    found = panel(world)
    contest = found.stage.campaign
    stage = Stage.objects.create(
        campaign=contest, position=9, kind="appeal", label="申诉", status="running"
    )
    sheet = rank_category(
        actor=SYSTEM,
        stage=contest.stages.get(kind="ranking"),
        category=found.category,
        allow_missing=True,
    )
    return Appeal.objects.create(
        stage=stage,
        entry=found.entries.get(),
        sheet=publish_sheet(actor=SYSTEM, frozen=sheet),
        leader_name="领队",
        facts="漏评",
        filed_at=timezone.now(),
        decide_by=dates.today(),
    )


def file(world: World) -> Cultivation:
    """The file of a chosen teacher of the university."""
    award = make_award(world.university)
    return Cultivation.objects.create(
        award=award, union=world.university, name="张测甲", school="乡村小学"
    )


def of_file(**more: Any) -> Any:
    """The address of that file."""
    return lambda world: {"pk": world.thing(file).pk, **more}


def of_campaign(**more: Any) -> Any:
    """The address of the campaign in which the appeal was made."""
    return lambda world: {"pk": world.thing(appeal).stage.campaign_id, **more}


ROWS: dict[str, Row] = {
    "campaigns:standings": Row((LOGIN, 403, 403, 200), kwargs=of_campaign()),
    "campaigns:standings-paper": Row((LOGIN, 403, 403, 200), kwargs=of_campaign(form="xlsx")),
    "campaigns:appeals": Row((LOGIN, 403, 403, 200), kwargs=of_campaign()),
    "campaigns:appeal-decide": Row(
        (LOGIN, 404, 404, 200), kwargs=lambda world: {"pk": world.thing(appeal).pk}
    ),
    "campaigns:appeal-file": Row((LOGIN, 404, 404, 200), kwargs=lambda world: world.thing(entry)),
    "campaigns:check-records": Row(
        (LOGIN, 403, 403, 302), kwargs=lambda world: world.thing(campaign), method="post"
    ),
    "honours:cultivation-list": Row((LOGIN, 200, 200, 200)),
    "honours:cultivation-records": Row((LOGIN, 200, 200, 200)),
    "honours:cultivation-detail": Row((LOGIN, 404, 404, 200), kwargs=of_file()),
    "honours:cultivation-act": Row((LOGIN, 404, 404, 200), kwargs=of_file(verb="record")),
}
