"""The programmes that this room ships: each is planned and opened as a cadre would."""

from pathlib import Path

import pytest

from gonghui.engines.campaigns.api import frozen_plan, opening_problems, programmes
from gonghui.engines.campaigns.rules.shipping import faults_of
from gonghui.rooms import homes
from gonghui.rooms.homes.rules.titles import BY_KEY
from tests.factories.campaigns import make_campaign

pytestmark = pytest.mark.usefixtures("all_scope")
KEYS = sorted(path.stem for path in Path(homes.__file__).parent.glob("programmes/*.toml"))
SHIPPED = dict(programmes)


def test_four_programmes_are_shipped():
    assert KEYS == ["health_station", "nursing_room", "rural_home", "star_home"]


@pytest.mark.parametrize("key", KEYS)
def test_shipped_programme_is_planned_and_opened(province, key):
    shipped = SHIPPED[key]
    assert faults_of(shipped) == []
    quotas = [(province.first, 1)] if shipped.plan.stages_of("quota") else []
    campaign = make_campaign(province.federation, shipped.plan, quotas=quotas)
    assert list(opening_problems(campaign)) == []
    assert (campaign.status, campaign.outcome) == ("nominating", "homes.title")
    assert frozen_plan(campaign).stages_of("onsite")


@pytest.mark.parametrize("key", KEYS)
def test_programme_counts_under_the_series_that_the_figures_ask(key):
    series, title = SHIPPED[key].plan.series, BY_KEY[SHIPPED[key].plan.series.key]
    assert (series.name, series.honour_level, series.target) == (
        title.name,
        title.honour_level,
        title.target,
    )
    assert (series.valid_years, series.review_years) == (title.valid_years, title.review_years)


def test_star_home_rubric_has_a_hundred_points_and_five_more():
    rubric = SHIPPED["star_home"].plan.rubrics[0]
    points = {
        rule: sum(float(item.full_score) for item in rubric.items if item.rule == rule)
        for rule in ("points", "bonus", "veto")
    }
    assert points == {"points": 100, "bonus": 5, "veto": 0}
