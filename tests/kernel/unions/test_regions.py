"""Region codes with succession; figures are grouped by prefecture at the date (handbook §3)."""

from datetime import date

import pytest
from django.core.management import call_command

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions import api as unions
from tests.factories.unions import make_regions

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions():
    make_regions()


def test_seed_regions_may_run_again(regions):
    count = unions.Region.objects.count()

    assert unions.seed_regions(actor=SYSTEM) == 0
    assert unions.Region.objects.count() == count


def test_seed_regions_command_says_how_many(capsys):
    call_command("seed_regions")

    assert capsys.readouterr().out == f"行政区划：更新 {unions.Region.objects.count()} 条\n"


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("320602", date(2019, 12, 31), "崇川区"),
        ("320602", date(2020, 1, 1), None),
        ("320613", date(2019, 12, 31), None),
        ("320613", date(2020, 1, 1), "崇川区"),
        ("320684", date(2019, 6, 1), "海门市"),
        ("320614", date(2021, 6, 1), "海门区"),
        ("320411", date(2001, 1, 1), "郊区"),
        ("320411", date(2003, 1, 1), "新北区"),
    ],
)
def test_region_on_knows_what_a_code_meant(regions, code, on, name):
    assert getattr(unions.region_on(code, on), "name", None) == name


@pytest.mark.parametrize(
    ("code", "successor"),
    [("320602", "320613"), ("320684", "320614"), ("320103", "320104"), ("320422", "320413")],
)
def test_present_region_follows_successors(regions, code, successor):
    assert unions.present_region(code).code == successor


@pytest.mark.parametrize(
    ("code", "on", "prefecture"),
    [
        ("320602", date(2024, 1, 1), "3206"),
        ("320102", date(2024, 1, 1), "3201"),
        ("321082", date(1990, 1, 1), "3210"),
        ("321082", date(2024, 1, 1), "3212"),
        ("329900", date(2024, 1, 1), "3299"),
    ],
)
def test_prefecture_of(regions, code, on, prefecture):
    assert unions.prefecture_of(code, on) == prefecture


def test_prefectures_of_today_are_thirteen(regions):
    names = [region.name for region in unions.prefectures()]

    assert names == [
        "南京市",
        "无锡市",
        "徐州市",
        "常州市",
        "苏州市",
        "南通市",
        "连云港市",
        "淮安市",
        "盐城市",
        "扬州市",
        "镇江市",
        "泰州市",
        "宿迁市",
    ]


def test_regions_of_a_prefecture_change_with_the_day(regions):
    def names(on):
        return [region.name for region in unions.regions_of("3206", on)]

    assert "港闸区" in names(date(2019, 1, 1))
    assert names(date(2024, 1, 1)) == [
        "通州区",
        "崇川区",
        "海门区",
        "如东县",
        "启东市",
        "如皋市",
        "海安市",
    ]
