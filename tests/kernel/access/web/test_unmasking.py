"""The page that shows a value once, and the list of looks."""

import pytest

from gonghui.kernel.access.models import Unmasking
from gonghui.kernel.lib import scoping
from tests.factories.access import make_cadre
from tests.lists import assert_same_queries


@pytest.fixture
def cadre(client, tree):
    """A signed-in cadre of the university."""
    user = make_cadre(tree.university)
    client.force_login(user)
    return user


def test_unmask_asks_first_then_shows_once(client, tree, cadre, member_of):
    url = f"/account/unmask/{member_of(tree.branch).pk}/doc_no/?next=/desk/"
    asked, nothing = client.get(url), client.post(url, {"reason": ""})
    shown = client.post(url, {"reason": "办理入会", "next": "/desk/"})
    full = ["11010519491231002X" in page.content.decode() for page in (asked, nothing, shown)]
    assert [full, [page.status_code for page in (asked, nothing, shown)]] == [
        [False, False, True],
        [200, 422, 200],
    ]
    assert [shown["Cache-Control"], shown.context["back"]] == ["no-store, private", "/desk/"]
    with scoping.everything("test"):
        assert Unmasking.objects.get().reason == "办理入会"


def test_unmask_elsewhere_and_of_unknown_fields_is_not_found(client, tree, cadre, member_of):
    here, elsewhere = member_of(tree.branch), member_of(tree.other, doc_no="329901198001011234")
    urls = (f"/account/unmask/{elsewhere.pk}/doc_no/", f"/account/unmask/{here.pk}/salary/")
    assert [client.get(url).status_code for url in urls] == [404, 404]


def test_unmask_of_a_guided_unions_member_is_refused(client, tree, member_of):
    client.force_login(make_cadre(tree.federation, role="province_cadre"))
    answer = client.get(f"/account/unmask/{member_of(tree.school).pk}/doc_no/")
    assert answer.status_code == 403
    assert "只能查看" in answer.content.decode()


def look_at(person, union, actor):
    """A look that somebody took."""
    with scoping.everything("test"):
        return Unmasking.objects.create(
            actor=actor, person=person, union=union, field="phone", reason="核对信息"
        )


def test_unmaskings_lists_looks_in_my_charge(client, tree, cadre, member_of):
    here, elsewhere = member_of(tree.branch), member_of(tree.other, doc_no="329901198001011234")
    look_at(here, tree.branch, cadre)
    look_at(elsewhere, tree.other, cadre)
    answer = client.get("/account/unmaskings/")
    assert [(row.person, label) for row, label in answer.context["rows"]] == [(here, "手机号")]


def test_unmaskings_costs_the_same_for_one_and_three(client, tree, cadre, member_of):
    person = member_of(tree.branch)
    url = "/account/unmaskings/"
    assert_same_queries(client, url, lambda: look_at(person, tree.branch, cadre))


def test_unmaskings_needs_a_role_that_answers_for_it(client, tree):
    client.force_login(make_cadre(tree.university, role="reader"))
    assert client.get("/account/unmaskings/").status_code == 403
