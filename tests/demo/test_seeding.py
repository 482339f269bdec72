"""A small cut of the province, written into the database as ``make run`` writes the whole."""

from dataclasses import replace
from datetime import date
from io import StringIO
from time import monotonic

import pytest
from django.contrib.auth import authenticate

from gonghui.demo.accounts import PASSWORD, write_accounts
from gonghui.demo.cases import write_cases
from gonghui.demo.content import write_content
from gonghui.demo.learning import PERSONS, write_learning
from gonghui.demo.management.commands.seed_demo import Command
from gonghui.demo.members import write_members
from gonghui.demo.plan import draw
from gonghui.demo.stewardship import CLOSED, ITEMS, LASTING, RULES, write_stewardship
from gonghui.demo.territory import write_territory
from gonghui.engines.casework.api import Case, inbox_of
from gonghui.faces.portal.models import ArticlePage, TopicPage
from gonghui.kernel.access.api import User
from gonghui.kernel.audit.api import verify
from gonghui.kernel.indicators.api import Question, figure, readds
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.people.api import Person, rebuild_memberships
from gonghui.kernel.people.models import Membership
from gonghui.kernel.unions.api import direct_unions, units_existing, units_with_union
from gonghui.rooms.learning.models import TrainingRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    whole = draw(2026, dates.today())
    schools = tuple(unit for unit in whole.schools if unit.city == 0)[:20]
    return replace(whole, direct=whole.direct[:4], schools=schools)


@pytest.fixture
def territory(plan):
    with scoping.everything("seeding"):
        return write_territory(plan)


def test_territory_holds_what_the_plan_says(plan, territory):
    planned = (*plan.direct, *plan.schools)

    assert set(territory.unions) == {unit.name for unit in planned if unit.has_union}
    assert direct_unions(territory.federation).count() == len(
        [unit for unit in plan.direct if unit.has_union]
    )


def test_territory_rate_on_a_past_day_equals_the_plan(plan, territory):
    day = date(plan.start.year + 2, 6, 1)
    planned = [
        u
        for u in (*plan.direct, *plan.schools)
        if u.opened_on <= day < u.closed_on and not u.exempt
    ]

    built = units_with_union(day).filter(pk__in=units_existing(day)).count()

    assert built == len([unit for unit in planned if unit.founded_on <= day])


def test_members_keep_the_rule_that_spans_follow_from_events(plan, territory):
    with scoping.everything("check"):
        told = []
        many = write_members(plan, territory, members=300, seed=1, progress=told.append)
        before = list(_spans())
        for person in Person.objects.all():
            rebuild_memberships(actor=SYSTEM, person=person)

        assert told == [many]
        assert Person.objects.count() == many
        assert list(_spans()) == before


def test_accounts_sign_in_with_the_printed_password(plan, territory):
    with scoping.everything("seeding"):
        write_members(plan, territory, members=300, seed=1)
        logins = write_accounts(territory)

    signed_in = [authenticate(None, username=one.username, password=PASSWORD) for one in logins]

    assert [user.username for user in signed_in] == [one.username for one in logins]


def test_cases_wait_on_the_desks(plan, territory):
    with scoping.everything("seeding"):
        write_members(plan, territory, members=300, seed=1)
        write_accounts(territory)
        opened = write_cases(plan, territory)

        waiting = inbox_of(User.objects.get(username="university2"))

        assert opened == Case.objects.count()
        assert waiting.count() == 3


def test_trainings_stand_in_the_figures(plan, territory):
    with scoping.everything("seeding"):
        write_members(plan, territory, members=3_000, seed=2026)
        write_accounts(territory)
        written = write_learning(plan, territory, 2026)
        question = Question(start=plan.start, end=plan.end, path=territory.federation.path)
        persons, times, every = (
            figure(f"learning.{key}", question)
            for key in ("persons", "person_times", "person_times_all")
        )
        statuses = TrainingRecord.objects.filter(event__status="open").values_list("status")

        assert (persons.value, readds(persons), readds(times)) == (PERSONS, True, True)
        assert PERSONS < times.value < every.value < written
        assert sorted(statuses) == [("admitted",), ("admitted",), ("waiting",)]
        assert figure("learning.share_trained", question).value is not None


def test_stewardship_stands_in_the_figures(plan, territory):
    with scoping.everything("seeding"):
        write_members(plan, territory, members=300, seed=2026)
        write_accounts(territory)
        write_stewardship(plan, territory)
        question = Question(start=plan.start, end=plan.end, path=territory.federation.path)
        figures = {
            key: str(figure(f"stewardship.{key}", question).value)
            for key in (
                *("issues", "issues_closed", "issues_long_term", "new_rules", "relapse"),
                *("first_agendas", "first_agenda_share"),
            )
        }
        points = figure("stewardship.contact_points", question)

    assert figures == {
        "issues": str(ITEMS),
        "issues_closed": str(CLOSED),
        "issues_long_term": str(LASTING),
        "new_rules": str(RULES),
        "relapse": "3.45",
        "first_agendas": "11",
        "first_agenda_share": "91.67",
    }
    assert (points.value, points.parts[0].value) == (2, 1)


def test_content_fills_the_portal(plan, territory, client):
    write_content(plan)

    assert (ArticlePage.objects.live().count(), TopicPage.objects.live().count()) == (8, 2)
    assert client.get("/").status_code == 200


def test_seeding_leaves_a_whole_audit_chain(plan, territory):
    assert verify().sound is True


def _spans():
    columns = (
        "person_id",
        "union_id",
        "status",
        "valid_from",
        "valid_to",
        "joined_on",
        "group_name",
    )
    return Membership.objects.order_by("person_id", "valid_from").values_list(*columns)


@pytest.mark.parametrize(("done", "lines"), [(5_000, 0), (100_000, 1), (105_000, 0)])
def test_long_load_says_now_and_then_that_it_goes_on(done, lines):
    command = Command(stdout=StringIO())

    command._tell(monotonic(), done)

    assert len(command.stdout._out.getvalue().splitlines()) == lines
