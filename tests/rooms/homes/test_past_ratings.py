"""Ratings entered from their count sheets leave what the single acts would have left."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from gonghui.engines.campaigns.models import Mark
from gonghui.kernel.audit.models import Entry as LogEntry
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices.models import Notice
from gonghui.rooms.homes.actions.past import PastRating, record_ratings
from gonghui.rooms.homes.actions.ratings import Terms, close_rating, open_rating, publish_rating
from gonghui.rooms.homes.models import RatingBox, RatingRound, RatingVoter
from tests.factories.access import make_cadre
from tests.factories.access import make_member as make_account
from tests.factories.homes import vote
from tests.factories.people import make_members
from tests.walking.cast import Cast
from tests.walking.clock import Clock
from tests.walking.way import Way

pytestmark = pytest.mark.usefixtures("all_scope")
ASKED, GROUPS = ("民主管理", "关心关爱"), ("教师", "管理")
SAID = (
    ("satisfied", {0: "satisfied", 1: "basic"}, "教师", "多办培训"),
    ("satisfied", {0: "satisfied", 1: "basic"}, "教师", ""),
    ("basic", {0: "basic"}, "教师", "食堂太远"),
    ("unsatisfied", {1: "unsatisfied"}, "管理", ""),
    ("unknown", {}, "管理", "灯不亮"),
    ("satisfied", {}, "管理", ""),
)
BOX = {"ssb|教师": 2, "bbu|教师": 1, "nun|管理": 1, "uuu|管理": 1, "suu|管理": 1}
OWN = {"id", "created_at", "updated_at"}


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def entry(province, clock):
    """An entry of a campaign whose members' rating is under way."""
    way = Way(Cast(province), clock).plan("star_home").open([(province.first, 1)])
    way.enter(province.first, province.first.name)
    return way.entries[province.first.name]


@pytest.fixture
def record(province, entry, clock):
    """The count sheet of the rating that ``held`` walks."""
    terms = Terms(dimensions=ASKED, groups=GROUPS, opens_on=clock.today, days=14)
    return PastRating(
        union=province.first,
        terms=terms,
        issued=8,
        closed_on=clock.today + timedelta(days=5),
        ballots=BOX,
        remarks=[remark for *_answers, remark in SAID if remark],
        entry=entry,
    )


def held(record, clock):
    """The same rating act by act: opened, six of eight vote, closed and published."""
    users = [make_account(person) for person in make_members(record.union, record.issued)]
    rating = open_rating(actor=SYSTEM, union=record.union, terms=record.terms, entry=record.entry)
    for user, (overall, sides, group, remark) in zip(users, SAID, strict=False):
        vote(rating, user, overall, dimensions=sides, group=group, remark=remark)
    clock.to(record.closed_on)
    close_rating(actor=SYSTEM, rating=rating)
    return publish_rating(actor=SYSTEM, rating=rating)


def left(rating):
    """Everything that a rating left but its keys and hours."""
    row = RatingRound.objects.get(pk=rating.pk)
    box = RatingBox.objects.get(rating=rating)
    voters = RatingVoter.objects.filter(rating=rating).count()
    fields = {each.attname for each in RatingRound._meta.concrete_fields} - OWN
    days = [timezone.localdate(row.created_at), timezone.localdate(row.updated_at)]
    found = {name: getattr(row, name) for name in fields}
    return found, list(box.ballots.items()), box.remarks, voters, days


def test_recorded_rating_leaves_what_single_acts_leave(record, clock):
    single = held(record, clock)
    marks = dict(Mark.objects.values_list("part", "value"))
    before = (LogEntry.objects.count(), Notice.objects.count())

    (recorded,) = record_ratings(actor=SYSTEM, records=[record])

    assert left(recorded) == left(single)
    assert marks == {"rating": Decimal(80), "turnout": Decimal(75)}
    assert dict(Mark.objects.values_list("part", "value")) == marks
    assert (LogEntry.objects.count(), Notice.objects.count()) == (before[0] + 1, before[1])
    assert LogEntry.objects.latest("pk").key == "homes.rating.recorded"


def test_recorded_remarks_hide_the_names_of_members(record, province, clock):
    clock.forward(days=20)
    (person,) = make_members(province.first, 1)
    bare = replace(record, entry=None, remarks=[f"感谢{person.name}", "灯不亮"])

    (rating,) = record_ratings(actor=SYSTEM, records=[bare])

    assert RatingBox.objects.get(rating=rating).remarks == ["感谢某某", "灯不亮"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"closed_on": timedelta(days=15)}, "截止日期应在测评期内"),
        ({"closed_on": timedelta(days=-1)}, "截止日期应在测评期内"),
        ({"ballots": {"ss|": 6}}, "选票与测评项目对不上"),
        ({"ballots": {"sss|工人": 6}}, "选票与测评项目对不上"),
        ({"ballots": {"sss|": 6, "bbb|": 0}}, "票数应为正数"),
        ({"ballots": {"sss|": 4}}, "不少于 5 人"),
        ({"ballots": {"sss|": 9}}, "不多于应参评人数"),
        ({"issued": 11}, "低于规定的 60%"),
        ({}, "登记的成绩不一致"),
    ],
)
def test_record_that_cannot_be_true_is_refused_whole(record, clock, change, reason):
    days = change.get("closed_on")
    changes = change | ({"closed_on": clock.today + days} if days else {})
    clock.forward(days=20)

    with pytest.raises(ValidationError, match=reason):
        record_ratings(
            actor=SYSTEM, records=[replace(record, entry=None), replace(record, **changes)]
        )
    assert RatingRound.objects.count() == 0


def test_record_is_entered_by_whoever_holds_the_ratings(record, province, clock):
    clock.forward(days=20)
    local, other = province.local, make_cadre(province.second)
    bare = replace(record, entry=None)

    with pytest.raises(Refused):
        record_ratings(actor=other, records=[bare])
    with pytest.raises(Refused):
        record_ratings(actor=local, records=[record])  # the campaign is the province's
    assert len(record_ratings(actor=local, records=[bare])) == 1
