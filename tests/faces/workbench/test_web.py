"""The cadre's first screen and search."""

import pytest
from django.http import HttpRequest

from gonghui.kernel.ui import dashboards, searchers
from gonghui.kernel.ui.api import Found, register_dashboard, register_searcher
from tests.factories.access import make_cadre, make_user
from tests.factories.people import make_member
from tests.factories.unions import make_direct_union, make_federation

pytestmark = pytest.mark.django_db


@pytest.fixture
def cadre():
    return make_cadre(make_direct_union(make_federation(), "北城大学工会"))


@pytest.fixture
def desk(client, cadre):
    client.force_login(cadre)
    return client


@pytest.fixture
def panels(monkeypatch):
    """The panels of the house, to which a test may add its own."""
    monkeypatch.setattr(dashboards.panels, "_items", dict(dashboards.panels._items))


@pytest.fixture
def sections(monkeypatch):
    monkeypatch.setattr(searchers.sections, "_items", {})


def test_account_without_post_is_sent_to_its_own_pages(client):
    client.force_login(make_user())

    assert client.get("/desk/").headers["Location"] == "/me/"


def test_home_shows_posts(desk):
    text = desk.get("/desk/").content.decode()

    assert text.count("直属/基层工会干部") == 1


def test_home_draws_panels_in_order(desk, panels):
    for key, order in (("late", 20), ("early", 10)):
        context = {"empty": {"title": f"panel {key}", "icon": "inbox"}}
        register_dashboard("workbench", key, "ui/empty.html", lambda _r, c=context: c, order)

    text = desk.get("/desk/").content.decode()

    assert -1 < text.index("panel early") < text.index("panel late")


def test_panel_with_nothing_to_say_is_left_out(desk, panels, rf):
    register_dashboard("workbench", "silent", "ui/empty.html", lambda _request: None, 1)

    assert [p.key for p in dashboards.draw("review", HttpRequest())] == []
    assert desk.get("/desk/").status_code == 200


def test_search_shows_what_each_section_found(desk, cadre, sections):
    asked = []

    def find(user, text):
        asked.append((user, text))
        return [Found("北城大学工会", "/somewhere/", "直属工会")]

    register_searcher("unions", "工会", find, icon="building", order=1)
    register_searcher("members", "会员", lambda *_: [], icon="people", order=2)

    text = desk.get("/desk/search/?q=北城").content.decode()

    assert asked == [(cadre, "北城")]
    assert text.count('href="/somewhere/"') == 1
    assert text.count("search-found") == 1


def test_search_wants_two_characters(desk, sections):
    register_searcher("unions", "工会", lambda *_: 1 / 0, icon="building", order=1)

    assert desk.get("/desk/search/?q=北").content.decode().count("请输入至少两个字") == 1


def test_search_without_find_says_so(desk, sections):
    assert desk.get("/desk/search/?q=没有").content.decode().count("没有找到“没有”") == 1


def test_cadre_of_two_unions_switches(client, cadre):
    other = make_direct_union(make_federation("另一工会"), "南城大学工会")
    second = make_cadre(other).posts.get()
    second.user = cadre
    second.save()
    client.force_login(cadre)

    client.post("/ui/act/", {"post": second.pk})

    assert client.session["acting_post"] == second.pk
    assert client.get("/desk/").content.decode().count('aria-current="true">南城大学工会') == 1


def test_post_of_somebody_else_is_refused(desk):
    foreign = make_cadre(make_direct_union(make_federation("另一工会"))).posts.get()

    assert desk.post("/ui/act/", {"post": foreign.pk}).status_code == 404


def test_figures_come_as_fragment_and_as_page(client):
    client.force_login(make_cadre(make_federation(), "province_cadre"))

    page = client.get("/desk/figures/").content.decode()
    fragment = client.get("/desk/figures/", headers={"HX-Request": "true"}).content.decode()

    assert page.count("<html") == 1
    assert fragment.count("<html") == 0
    assert fragment.count("直属基层工会数") == 1


def test_account_without_post_has_no_figures(client):
    client.force_login(make_user())

    assert client.get("/desk/figures/").status_code == 404


def test_desk_finds_unions_and_members_in_scope(client):
    union = make_direct_union(make_federation(), "北城大学工会")
    make_member(union, "林小满")
    make_member(make_direct_union(make_federation("另一工会"), "北山大学工会"), "林小雪")
    client.force_login(make_cadre(union))

    assert client.get("/desk/search/?q=林小").content.decode().count("search-found") == 1
    assert client.get("/desk/search/?q=林小").content.decode().count("林小雪") == 0
    assert (
        client.get("/desk/search/?q=北城").content.decode().count('row-title">北城大学工会<') == 1
    )
