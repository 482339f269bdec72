"""The pages: inbox, case, step, delegations."""

import pytest
from django.urls import reverse

from gonghui.engines.casework.actions import add_document
from gonghui.engines.casework.api import Panel
from gonghui.engines.casework.models import Case, Delegation
from gonghui.engines.casework.rules import PANELS
from gonghui.kernel.lib import scoping
from tests.factories.access import make_cadre, make_user
from tests.factories.files import upload

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def visit(client):
    """``visit(user)`` signs in and returns the client."""

    def sign_in(user):
        client.force_login(user, backend="gonghui.kernel.access.backends.NameOrPhoneBackend")
        return client

    return sign_in


@pytest.fixture
def pot(steeping):
    """A pot that steeps, as a plain id and address."""
    return steeping.pk


def page(client, name, *args, **query):
    """The text of a page."""
    answer = client.get(reverse(f"casework:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def step_url(pot, step):
    """Where a step is pressed."""
    return reverse("casework:case-step", args=[pot, step])


def test_inbox_shows_what_waits(scene, pot, visit):
    assert "已温杯" in page(visit(scene.taster), "inbox")


def test_inbox_is_empty_for_somebody_else(scene, pot, visit):
    assert "现在没有等您办理的事项" in page(visit(make_user()), "inbox")


def test_case_page_shows_state_holder_clock_and_greyed_step_with_reason(scene, pot, visit):
    text = page(visit(scene.cook), "case-detail", pot)
    for expected in ("在泡", scene.federation.name, "浸泡时限", "泡上", "disabled", "打翻"):
        assert expected in text


def test_person_sees_no_buttons_of_unions_but_who_has_it(scene, pot, visit):
    text = page(visit(scene.guest), "case-detail", pot)
    assert (f"现在由{scene.federation.name}办理，您不用操作" in text, "退回加茶" in text) == (
        True,
        False,
    )


def test_case_of_another_union_is_not_found(scene, pot, visit):
    client = visit(make_cadre(scene.other))
    assert client.get(reverse("casework:case-detail", args=[pot])).status_code == 404


@pytest.fixture
def guarded(monkeypatch):
    """The kettle's page asks a permission that the cook lacks, and admits the cook by name."""
    admitted = set()
    panel = Panel(
        "casework/holder.html",
        lambda _case: {},
        permission="casework.clock:manage",
        admits=lambda _case, user: user.pk in admitted,
    )
    monkeypatch.setitem(PANELS._items, "kettle.tea", panel)
    return admitted


def test_restricted_page_and_papers_open_to_whom_the_panel_admits(scene, pot, visit, guarded):
    reader = make_cadre(scene.canteen, "reader")
    with scoping.everything("test"):
        case = Case.objects.get(pk=pot)
        made = add_document(actor=scene.taster, case=case, upload=upload(PDF, "单.pdf"), label="单")
    addresses = (
        reverse("casework:case-detail", args=[pot]),
        reverse("files:download", args=[made.stored.key]),
    )
    client = visit(reader)

    before = [client.get(address).status_code for address in addresses]
    guarded.add(reader.pk)
    after = [client.get(address).status_code for address in addresses]

    assert (before, after) == ([403, 403], [200, 200])


def test_step_without_form_is_pressed_from_the_case_page(scene, pot, visit):
    answer = visit(scene.taster).post(
        step_url(pot, "pour"), {"expected_state": "steeping", "note": ""}
    )
    assert answer.url == reverse("casework:case-detail", args=[pot])
    assert standing(pot) == "pouring"


def test_step_form_asks_for_the_note_and_stays_when_it_is_missing(scene, pot, visit):
    client = visit(scene.taster)
    assert "原因" in page(client, "case-step", pot, "too_weak")
    answer = client.post(step_url(pot, "too_weak"), {"expected_state": "steeping", "note": ""})
    assert (answer.status_code, standing(pot)) == (200, "steeping")


def test_stale_press_tells_who_was_faster(scene, pot, visit):
    client = visit(scene.taster)
    client.post(step_url(pot, "pour"), {"expected_state": "steeping", "note": ""})
    data = {"expected_state": "steeping", "note": "淡"}
    answer = client.post(step_url(pot, "too_weak"), data, follow=True)
    assert "“茶师”刚刚办理了这件事" in answer.content.decode()


def test_step_without_permission_is_forbidden(scene, pot, visit):
    data = {"expected_state": "steeping", "note": ""}
    assert visit(scene.cook).post(step_url(pot, "pour"), data).status_code == 403
    assert standing(pot) == "steeping"


def test_unknown_step_is_not_found(scene, pot, visit):
    assert visit(scene.cook).get(step_url(pot, "fly")).status_code == 404


def test_delegation_is_made_and_taken_back(scene, visit):
    client = visit(scene.cook)
    data = {"to": scene.taster.username, "first_day": "2025-03-03", "last_day": "2025-03-07"}
    client.post(reverse("casework:delegation-list"), data)
    given = Delegation.objects.get()
    assert (given.taker, given.valid_to.isoformat()) == (scene.taster, "2025-03-08")
    client.post(reverse("casework:delegation-end", args=[given.pk]))
    assert Delegation.objects.get().valid_to == given.valid_from


def test_delegation_to_unknown_name_is_explained(scene, visit):
    data = {"to": "nobody", "first_day": "2025-03-03", "last_day": "2025-03-07"}
    answer = visit(scene.cook).post(reverse("casework:delegation-list"), data)
    assert "没有找到这个用户名" in answer.content.decode()


def standing(pot) -> str:
    """The state in the database."""
    with scoping.everything("test"):
        return Case.objects.get(pk=pot).state_id


def test_member_finds_own_matters_on_the_first_screen(scene, pot, visit):
    text = visit(scene.guest).get("/me/").content.decode()
    assert (text.count("我在办的事"), text.count(f'href="/cases/{pot}/"')) == (1, 1)
