"""A case that was sent back says who did it and why, wherever it waits to be mended."""

import pytest
from django.urls import reverse

from gonghui.engines.casework.api import annotate_returns, inbox_of
from gonghui.kernel.lib import scoping


@pytest.fixture
def weak(scene, steeping, press):
    """A pot that was sent back to the cook."""
    return press(scene.taster, steeping, "too_weak", note="再加三克茶叶")


def returned(case):
    """What an answer of the read says of one case."""
    with scoping.everything("test"):
        (found,) = annotate_returns([case])
    return found.returned


def test_returned_case_says_who_sent_it_back_and_why(scene, weak):
    found = returned(weak)

    assert (found.label, found.who, found.note) == ("退回加茶", "茶师", "再加三克茶叶")
    assert found.until == ""


def test_case_that_was_mended_is_no_longer_back(scene, weak, press, all_scope):
    again = press(scene.cook, weak, "again")

    assert returned(again) is None


def test_only_a_step_back_with_a_reason_counts(scene, steeping, press, all_scope):
    poured = press(scene.taster, steeping, "pour")
    refilled = press(scene.cook, poured, "refill", note="还要一壶")

    assert (refilled.round_no, returned(refilled)) == (2, None)


def test_inbox_and_case_page_say_why(scene, weak, client):
    client.force_login(scene.cook)

    inbox = client.get(reverse("casework:inbox")).content.decode()
    page = client.get(reverse("casework:case-detail", args=[weak.pk])).content.decode()

    assert "退回加茶（茶师）：再加三克茶叶" in inbox
    assert page.index("再加三克茶叶") < page.index("办理经过")


@pytest.mark.parametrize("rows", [1, 3])
def test_returns_of_an_inbox_take_one_query_for_any_length(
    scene, brew, press, rows, all_scope, django_assert_num_queries
):
    filled = {"leaves": 5, "kind": "green"}
    for _ in range(rows):
        steeping = press(scene.cook, brew(), "steep", fields=filled)
        press(scene.taster, steeping, "too_weak", note="太淡")
    cases = list(inbox_of(scene.cook))
    with django_assert_num_queries(1):
        found = annotate_returns(cases)

    assert [case.returned.note for case in found] == ["太淡"] * rows
