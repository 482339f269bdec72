"""The review and the figure pages as a cadre of the province reads them."""

import io
from datetime import date

import openpyxl
import pytest

from gonghui.kernel.indicators.api import figure, five_years_to, indicators, readds
from gonghui.kernel.lib import dates, scoping
from tests.factories.access import make_cadre
from tests.factories.unions import make_direct_union, make_federation

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation():
    return make_federation()


@pytest.fixture
def desk(client, federation):
    make_direct_union(federation, "甲大学工会")
    client.force_login(make_cadre(federation, role="province_cadre"))
    return client


def test_review_prints_each_figure_as_a_link(desk):
    page = desk.get("/review/")

    printed = page.context["chapters"][0]
    assert [each.indicator.key for each in printed.headline] == [
        "organising.members",
        "organising.direct_unions",
        "organising.private_formation_gain",
    ]
    assert 'href="/figures/organising.direct_unions/?' in page.content.decode()


def test_review_of_a_period_that_ends_before_it_starts_says_so(desk):
    page = desk.get("/review/?start=2026-01-01&end=2020-01-01")

    assert page.context["form"].errors["end"] == ["止日早于起日，请重新选择。"]


def test_figure_shows_value_and_definition(desk):
    page = desk.get("/figures/organising.direct_unions/")

    assert page.context["figure"].value == 1
    assert page.context["definitions"][0].edition == 1


def test_rows_of_a_figure_can_be_taken_away_as_a_workbook(desk):
    answer = desk.get("/figures/organising.direct_unions/rows/rows/?export=xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][0] == "直属基层工会数——直属基层工会"
    assert lines[5][0] == "甲大学工会"


def test_rows_that_no_figure_has_are_not_found(desk):
    assert desk.get("/figures/organising.direct_unions/rows/nothing/").status_code == 404


def test_trend_gives_a_table_beside_the_chart(desk):
    points = desk.get("/review/trend/organising.direct_unions/").context["points"]

    assert points[-1] == (dates.today(), 1)


@pytest.mark.parametrize("key", [key for key, _indicator in indicators])
def test_every_indicator_readds_to_its_rows(key, federation):
    make_direct_union(federation, "甲大学工会")
    question = five_years_to(date(2026, 6, 30))

    with scoping.everything("test"):
        assert readds(figure(key, question)) is True
