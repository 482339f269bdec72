"""Honoured persons on the portal."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.engines.campaigns.api import Happening, revoke_award
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.honours.queries import workers
from tests.factories.awards import make_award, make_series
from tests.factories.people import make_person


@pytest.mark.parametrize(("shown", "status"), [(True, 200), (False, 404)])
def test_public_page_shows_only_what_was_agreed_to(province, client, shown, status):
    person = make_person("赵测丙")
    make_award(province.first, person=person, holder_name="赵测丙", shown_publicly=shown)
    make_award(province.first, person=person, title="不公开的荣誉")
    answer = client.get(reverse("honours:person", args=[person.pk]))
    assert answer.status_code == status
    assert "不公开的荣誉" not in answer.content.decode()


def shown(union, name, title="五一劳动奖章", **more):
    return make_award(
        union,
        make_series(title),
        person=make_person(name),
        holder_name=name,
        shown_publicly=True,
        **more,
    )


def listed(client, **query):
    page = client.get(reverse("honours:people"), query).context["page"]
    return [[award.holder_name for award in awards] for awards in page]


def test_list_holds_who_agreed_with_whoever_was_honoured_last_first(province, client):
    first = shown(province.first, "赵测甲", granted_on=date(2023, 5, 1))
    make_award(province.first, person=first.person, holder_name="赵测甲", shown_publicly=True)
    shown(province.second, "钱测乙", granted_on=date(2024, 1, 1))
    make_award(province.first, person=make_person("孙测丙"), holder_name="孙测丙")
    gone = shown(province.first, "李测丁")
    with scoping.everything("test"):
        revoke_award(
            actor=SYSTEM, award=gone, happening=Happening(on=date(2024, 9, 1), note="失实")
        )

    assert listed(client) == [["赵测甲", "赵测甲"], ["钱测乙"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [("甲", [["赵测甲"]]), ("样板", [["钱测乙"]]), ("教师年度", [["钱测乙"]]), ("无", [])],
)
def test_list_is_searched_by_name_unit_and_title(province, client, text, names):
    shown(province.first, "赵测甲")
    shown(province.second, "钱测乙", "教师年度人物")

    assert listed(client, q=text) == names


def test_list_is_read_page_by_page_with_the_same_queries(province, client, monkeypatch):
    monkeypatch.setattr(workers, "PEOPLE", 2)
    taken = []
    for day, name in enumerate(("赵测甲", "钱测乙", "孙测丙"), 1):
        shown(province.first, name, granted_on=date(2024, 1, day))
        with CaptureQueriesContext(connection) as found:
            workers.shown_people()
        taken.append(len(found))

    assert listed(client, page="2") == [["赵测甲"]]
    assert taken == [3, 3, 3]


def test_award_that_is_shown_leads_to_the_public_page(province, desk):
    award = shown(province.first, "赵测甲")
    hidden = make_award(province.first, person=award.person)
    address = reverse("honours:person", args=[award.person_id])
    browser = desk(province.cadre)

    pages = [
        browser.get(reverse("honours:award-detail", args=[each.pk])).content.decode()
        for each in (award, hidden)
    ]

    assert [address in page for page in pages] == [True, False]
