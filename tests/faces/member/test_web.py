"""The member's own pages show the own person and nobody else."""

from datetime import date

import pytest

from gonghui.kernel.access.api import Unmasking
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.people import api as people
from tests.factories.access import make_cadre, make_user
from tests.factories.access import make_member as make_account
from tests.factories.people import SAMPLE_ID, make_member
from tests.factories.unions import make_direct_union, make_federation

pytestmark = pytest.mark.django_db
PAGES = ("/me/", "/me/services/", "/me/messages/", "/me/profile/", "/me/history/")


@pytest.fixture
def union():
    return make_direct_union(make_federation(), "北城大学工会")


@pytest.fixture
def person(union):
    return make_member(union, "林小满", doc_no=SAMPLE_ID, phone="13800001234")


@pytest.fixture
def phone(client, person):
    client.force_login(make_account(person))
    return client


@pytest.mark.parametrize("page", PAGES)
def test_stranger_is_asked_to_sign_in(client, page):
    assert client.get(page).headers["Location"] == f"/account/login/?next={page}"


@pytest.mark.parametrize("page", PAGES)
def test_account_without_person_gets_an_answer(client, page):
    client.force_login(make_user())

    assert client.get(page).status_code == 200


def test_home_says_who_and_where(phone):
    text = phone.get("/me/").content.decode()

    assert text.count("<h1>林小满</h1>") == 1
    assert text.count("北城大学工会") == 1
    assert text.count("2015年9月1日") == 1


def test_profile_masks_numbers(phone):
    text = phone.get("/me/profile/").content.decode()

    assert text.count("1101**********002X") == 1
    assert text.count("138****1234") == 1
    assert text.count(SAMPLE_ID) == 0


def test_own_number_is_shown_once_and_recorded(phone, person, all_scope):
    text = phone.post("/me/profile/reveal/", {"field": "doc_no"}).content.decode()

    assert text.count(SAMPLE_ID) == 1
    assert list(Unmasking.objects.values_list("person_id", "field")) == [(person.pk, "doc_no")]


def test_other_field_is_not_revealed(phone):
    assert phone.post("/me/profile/reveal/", {"field": "hardship"}).status_code == 404


def test_history_tells_the_latest_first(phone, person, union, all_scope):
    other = make_direct_union(make_federation("另一工会"), "南城大学工会")
    people.transfer_out(actor=SYSTEM, person=person, to_union=other, on=date(2020, 1, 1))

    text = phone.get("/me/history/").content.decode()

    assert text.index("转出，转往南城大学工会") < text.index("入会")
    assert text.count("timeline-head") == 2


def test_cadre_sees_only_the_own_person_here(client, union, person, all_scope):
    own = make_member(union, "周大寒")
    client.force_login(make_cadre(union, person=own))

    text = client.get("/me/profile/").content.decode()

    assert text.count("<dd>周大寒</dd>") == 1
    assert text.count("林小满") == 0
