"""Who has a case, what waits for whom, and who may stand in."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.casework.actions import end_delegation
from gonghui.engines.casework.api import delegate, inbox_of
from gonghui.engines.casework.queries import holders_of
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices.models import Notice
from tests.engines.casework.conftest import kettle_fields
from tests.factories.access import make_cadre, make_user

pytestmark = pytest.mark.usefixtures("all_scope")
WEEK = {"valid_from": date(2025, 3, 3), "valid_to": date(2025, 3, 10)}


def test_inbox_holds_what_waits_at_the_own_union_with_the_own_permission(scene, brew, steeping):
    ordered = brew()
    reader = make_cadre(scene.canteen, "reader")
    boxes = [list(inbox_of(user)) for user in (scene.cook, scene.taster, scene.guest, reader)]
    assert boxes == [[ordered], [steeping], [], []]


def test_inbox_holds_what_waits_for_one_account(scene, steeping, press):
    case = press(scene.taster, steeping, "pour")
    assert [list(inbox_of(user)) for user in (scene.guest, scene.cook)] == [[case], []]


def test_inbox_of_upper_union_is_not_flooded_by_lower_matters(scene, brew):
    brew()
    assert list(inbox_of(scene.taster)) == []


def test_inbox_is_ordered_by_due(scene, brew, on_day):
    late = brew(title="迟")
    on_day(date(2025, 2, 20))
    soon = brew(title="早")
    assert list(inbox_of(scene.cook)) == [soon, late]


@pytest.mark.parametrize("rows", [1, 3])
def test_inbox_asks_the_same_queries_for_any_length(scene, brew, rows, django_assert_num_queries):
    for number in range(rows):
        brew(title=f"第{number}壶")
    with django_assert_num_queries(3):
        assert [case.state.label for case in inbox_of(scene.cook)] == ["已点"] * rows


def test_taker_sees_and_takes_the_step_and_both_names_are_kept(scene, steeping, press):
    helper = make_user(display_name="代班")
    with pytest.raises(Refused):
        press(helper, steeping, "pour")
    delegate(actor=scene.taster, to=helper, **WEEK)
    assert list(inbox_of(helper)) == [steeping]
    step = press(helper, steeping, "pour").steps.get(transition="pour")
    assert (step.actor, step.on_behalf_of) == (helper, scene.taster)


def test_taker_is_told_too(scene, brew, press):
    helper = make_user()
    delegate(actor=scene.taster, to=helper, **WEEK)
    press(scene.cook, brew(), "steep", fields=kettle_fields())
    assert Notice.objects.filter(recipient=helper, kind="casework.arrived").count() == 1


def test_delegation_for_another_procedure_gives_nothing(scene, steeping, press):
    helper = make_user()
    delegate(actor=scene.taster, to=helper, table_key="other.table", **WEEK)
    assert list(inbox_of(helper)) == []
    with pytest.raises(Refused):
        press(helper, steeping, "pour")


def test_delegation_ends_by_its_day_and_by_being_taken_back(scene, steeping, press, on_day):
    helper = make_user()
    given = delegate(actor=scene.taster, to=helper, **WEEK)
    on_day(date(2025, 3, 10))
    assert list(inbox_of(helper)) == []
    on_day(date(2025, 3, 4))
    assert list(inbox_of(helper)) == [steeping]
    end_delegation(actor=scene.taster, delegation=given)
    assert list(inbox_of(helper)) == []


def test_delegation_is_taken_back_by_its_giver_only(scene):
    helper = make_user()
    given = delegate(actor=scene.taster, to=helper, **WEEK)
    with pytest.raises(Refused, match="只有委托人"):
        end_delegation(actor=helper, delegation=given)


def test_what_was_given_cannot_be_given_on(scene, steeping):
    first, second = make_user(), make_user()
    delegate(actor=scene.taster, to=first, **WEEK)
    delegate(actor=first, to=second, **WEEK)
    assert list(inbox_of(second)) == []


@pytest.mark.parametrize(
    "days",
    [(date(2025, 3, 3), date(2025, 3, 3)), (date(2025, 2, 1), date(2025, 3, 1))],
)
def test_delegation_that_never_holds_is_refused(scene, days):
    with pytest.raises(ValidationError, match="结束日期"):
        delegate(actor=scene.cook, to=scene.taster, valid_from=days[0], valid_to=days[1])


def test_delegation_to_oneself_or_to_a_closed_account_is_refused(scene):
    with pytest.raises(ValidationError, match="自己"):
        delegate(actor=scene.cook, to=scene.cook, **WEEK)
    with pytest.raises(ValidationError, match="停用"):
        delegate(actor=scene.cook, to=make_user(is_active=False), **WEEK)


def test_closed_account_holds_nothing(scene, brew):
    case = brew()
    second = make_cadre(scene.canteen, is_active=False)
    assert (second in holders_of(case), holders_of(case)) == (False, [scene.cook])
