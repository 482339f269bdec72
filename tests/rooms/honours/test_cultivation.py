"""The rural plan from its prize to the last training hour (handbook contests §10)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.campaigns.actions.checks import find_from_records
from gonghui.rooms.honours.actions.cultivation import (
    assign_mentor,
    leave_school,
    record_cultivation,
)
from gonghui.rooms.honours.models import Cultivation
from gonghui.rooms.honours.queries.cultivation import list_cultivations
from tests.factories.entries import fresh

GROUP = "乡村优秀青年教师"
BORN = {"born_on": date(1995, 5, 1), "born_precision": "D"}


def choose(way, *names, **answers):
    """A year of the plan: these are put forward by the school under the city and chosen."""
    school = way.cast.province.school
    way.plan("rural_young_teachers", places={GROUP: len(names)})
    way.open([(way.cast.province.nanjing, 9)])
    for name in names:
        given = {"front_line": True, "school": "南京第一小学", **answers}
        way.enter(school, name, answers=given, **BORN)
    way.nominate().recommend().check().admit()
    way.propose()
    return way.award_all()


@pytest.fixture
def file(way):
    """The file of one chosen teacher."""
    choose(way, "乡测甲", mentor="导师李")
    return Cultivation.objects.get()


def test_prize_is_kept_in_fen_and_a_file_opened_with_the_promise(way):
    (award,) = choose(way, "乡测甲", mentor="导师李")
    assert award.prize_fen == 1_000_000
    file = Cultivation.objects.get()
    assert (file.name, file.school, file.mentor, file.award) == (
        "乡测甲",
        "南京第一小学",
        "导师李",
        award,
    )
    granted = award.granted_on
    assert file.promised_until == granted.replace(year=granted.year + 3)


def test_four_years_in_a_row_count_every_teacher_and_every_year(way):
    for year, names in zip(
        range(2023, 2027), (["甲一", "乙一"], ["甲二"], ["甲三"], ["甲四"]), strict=True
    ):
        way.clock.year(year)
        way.entries.clear()
        choose(way, *(f"乡测{name}" for name in names))

    assert (way.figure("honours.rural_teachers"), way.figure("honours.rural_teachers_years")) == (
        *(1, 1),
    )
    period = {"since": date(2023, 1, 1)}
    assert way.figure("honours.rural_teachers", **period) == 5
    assert way.figure("honours.rural_teachers_years", **period) == 4


def test_chosen_before_and_too_old_are_found_by_the_records(way):
    (award,) = choose(way, "乡测甲")
    way.clock.year(2027)
    way.entries.clear()
    way.plan("rural_young_teachers", places={GROUP: 1}).open([(way.cast.province.nanjing, 9)])
    again = way.enter_again(way.cast.province.school, award.person)
    old = way.enter(
        way.cast.province.school, "乡测乙", born_on=date(1990, 1, 1), born_precision="D"
    )
    way.nominate().recommend()
    find_from_records(actor=way.cast.organiser, campaign=way.campaign, entries=way.entries.values())
    unmet = [
        set(fresh(entry).findings.filter(passed=False).values_list("rule__code", flat=True))
        for entry in (again, old)
    ]
    assert unmet == [{"not_again"}, {"age"}]


def test_hours_of_records_add_up(way, file):
    head = way.cast.head(way.cast.province.school)
    for kind, hours in (("workshop", "12"), ("mentor", "1.5")):
        record_cultivation(
            actor=head,
            file=file,
            kind=kind,
            happened_on=way.clock.today,
            title="名师工作坊研修",
            hours=Decimal(hours),
        )
    row = list_cultivations().get()
    assert (row.hours, row.times, row.prize) == (Decimal("13.5"), 2, 1_000_000)
    assert assign_mentor(actor=head, file=file, mentor="导师王").mentor == "导师王"


@pytest.mark.parametrize(
    ("days", "hours", "sentence"),
    [
        (1, "1", "日期还没有到"),
        (-400, "1", "日期早于入选"),
        (0, "0", "学时应大于 0"),
        (0, "201", "一次不超过 200"),
    ],
)
def test_record_with_a_wrong_day_or_wrong_hours_is_refused(way, file, days, hours, sentence):
    with pytest.raises(ValidationError, match=sentence):
        record_cultivation(
            actor=way.cast.head(way.cast.province.school),
            file=file,
            kind="training",
            happened_on=way.clock.today + timedelta(days=days),
            title="集中培训",
            hours=Decimal(hours),
        )


@pytest.mark.parametrize(("later", "early"), [({"days": 300}, True), ({"days": 1200}, False)])
def test_leaving_before_the_promised_day_is_early(way, file, later, early):
    way.clock.forward(**later)
    head = way.cast.head(way.cast.province.school)
    left = leave_school(actor=head, file=file, on=way.clock.today, reason="调动")
    assert left.left_early is early
    with pytest.raises(ValidationError, match="已离开乡村学校"):
        record_cultivation(
            actor=head,
            file=file,
            kind="training",
            happened_on=way.clock.today,
            title="集中培训",
            hours=Decimal(1),
        )
