"""The programmes that contests and honours ship: each is planned and opened as a cadre would."""

from pathlib import Path

import pytest

import gonghui.rooms
from gonghui.engines.campaigns.api import frozen_plan, opening_problems, programmes
from gonghui.engines.campaigns.rules.shipping import faults_of
from gonghui.rooms.honours.rules.titles import BY_KEY
from tests.factories.campaigns import make_campaign
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
ROOMS = Path(gonghui.rooms.__file__).parent
KEYS = sorted(
    path.stem
    for room in ("contests", "honours")
    for path in ROOMS.glob(f"{room}/programmes/*.toml")
)
SHIPPED = dict(programmes)


@pytest.mark.parametrize("key", KEYS)
def test_shipped_programme_is_planned_and_opened(db, key):
    shipped = SHIPPED[key]
    assert faults_of(shipped) == []
    province = make_province()
    quotas = [(province.first, 1)] if shipped.plan.stages_of("quota") else []

    campaign = make_campaign(province.federation, shipped.plan, quotas=quotas)

    assert list(opening_problems(campaign)) == []
    assert campaign.status == "nominating"
    assert [stage.kind for stage in frozen_plan(campaign).stages] == [
        stage.kind for stage in shipped.plan.stages
    ]


@pytest.mark.parametrize("key", [key for key in KEYS if SHIPPED[key].plan.room == "honours"])
def test_honours_count_under_the_series_that_the_register_knows(key):
    series = SHIPPED[key].plan.series
    own = {"rural-teacher-plan", "teacher-of-the-year"}
    assert series.key in own | set(BY_KEY)
