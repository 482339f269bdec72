"""Opening a case and moving it: who may, what is checked, what follows, what a refusal leaves alone."""

from dataclasses import replace
from datetime import date

import pytest

from gonghui.engines.casework.actions import hold_case, take_step
from gonghui.engines.casework.api import (
    BACK,
    CannotStep,
    Stale,
    TableChanged,
    available_steps,
    cases_of,
    decide_step,
)
from gonghui.engines.casework.models import Case, Step, TableVersion
from gonghui.engines.casework.queries import view_history
from gonghui.engines.casework.rules import TABLES, Shipped
from gonghui.kernel.access.api import scope_of
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import action
from gonghui.kernel.lib.policy import ALLOWED, Refused
from gonghui.kernel.notices.models import Notice
from tests.engines.casework import kettle
from tests.engines.casework.conftest import kettle_fields
from tests.factories.access import make_cadre, make_user

pytestmark = pytest.mark.usefixtures("all_scope")


def standing(case) -> tuple:
    """What a refusal must leave alone."""
    case = Case.objects.get(pk=case.pk)
    return case.state_id, case.round_no, case.due, case.title, case.steps.count()


def test_open_case_begins_in_first_state_with_its_holder(scene, brew):
    case = brew()
    found = (
        case.state_id,
        case.state_kind,
        case.holder_union,
        case.holder_permission,
        case.is_open,
    )
    assert found == ("ordered", "working", scene.canteen, kettle.BREW, True)


def test_open_case_without_permission_leaves_nothing(scene, brew):
    with pytest.raises(Refused):
        brew(union=scene.other)
    assert (Case.objects.count(), TableVersion.objects.count()) == (0, 0)


def test_person_concerned_may_open_without_a_post(scene, brew):
    scene.cook = scene.guest
    assert brew().opened_by == scene.guest


def test_case_is_found_by_its_subject(scene, brew):
    first, second = brew(), brew(title="又一壶")
    assert list(cases_of(scene.canteen)) == [second, first]


def test_step_moves_case_and_is_written(scene, brew, press):
    case = press(
        scene.cook, brew(), "steep", note=" 快点 ", fields=kettle_fields(picked_on="2025-02-28")
    )
    step = case.steps.get()
    assert (step.step_no, step.transition, step.source, step.target, step.note, step.actor) == (
        1,
        "steep",
        "ordered",
        "steeping",
        "快点",
        scene.cook,
    )
    assert step.fields == {"leaves": 5, "kind": "green", "picked_on": "2025-02-28"}
    assert (case.state_kind, case.holder_union) == ("waiting", scene.federation)


def test_last_step_closes_case_and_frees_the_holder(scene, steeping, press):
    case = press(scene.guest, press(scene.taster, steeping, "pour"), "drink")
    assert (case.state_id, case.state_kind, case.is_open) == ("drunk", "done", False)
    assert (case.holder_union, case.holder_user, case.holder_permission) == (None, None, "")
    assert kettle.washed[-1] == (case.pk, scene.guest, scene.guest)


def test_place_may_name_one_account(scene, steeping, press):
    case = press(scene.taster, steeping, "pour")
    assert (case.holder_user, case.holder_union) == (scene.guest, None)


def test_step_by_another_person_is_refused_with_a_sentence(scene, steeping, press):
    case = press(scene.taster, steeping, "pour")
    before = standing(case)
    with pytest.raises(Refused, match="这一步只能由本人办理"):
        press(scene.cook, case, "drink")
    assert standing(case) == before


def test_step_without_permission_is_refused_and_changes_nothing(scene, steeping, press):
    before = standing(steeping)
    with pytest.raises(Refused):
        press(scene.cook, steeping, "pour")
    assert standing(steeping) == before
    assert press(scene.taster, steeping, "pour").state_id == "pouring"


def test_guard_refuses_with_reason_and_changes_nothing(scene, brew, press):
    case = brew()
    before = standing(case)
    with pytest.raises(CannotStep, match="水不够"):
        press(scene.cook, case, "steep", fields=kettle_fields(leaves="10"))
    assert standing(case) == before
    assert press(scene.cook, case, "steep", fields=kettle_fields(leaves="9")).state_id == "steeping"


def test_failing_effect_takes_the_whole_step_back(scene, brew, press):
    case = brew()
    before = standing(case)
    with pytest.raises(CannotStep, match="摔碎"):
        press(scene.cook, case, "steep", note="摔了", fields=kettle_fields())
    assert standing(case) == before
    assert press(scene.cook, case, "steep", fields=kettle_fields()).title == "已温杯"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "green"}, "请填写“茶叶（克）”。"),
        ({"leaves": "五", "kind": "green"}, "“茶叶（克）”应为不小于 0 的整数。"),
        ({"leaves": "5", "kind": "white"}, "“品种”须从选项中选取。"),
        (
            {"leaves": "5", "kind": "green", "picked_on": "昨天"},
            "“采摘日期”应为日期，如 2026-03-01。",
        ),
        (
            {"leaves": "5", "kind": "green", "picked_on": "2025-02-30"},
            "“采摘日期”应为日期，如 2026-03-01。",
        ),
    ],
)
def test_field_that_does_not_fit_is_refused(scene, brew, press, fields, reason):
    with pytest.raises(CannotStep) as refused:
        press(scene.cook, brew(), "steep", fields=fields)
    assert refused.value.reason == reason


def test_missing_note_is_refused(scene, steeping, press):
    with pytest.raises(CannotStep, match="须写明原因"):
        press(scene.taster, steeping, "too_weak", note="  ")


def test_second_press_on_the_same_page_is_stale(scene, steeping, press):
    seen = Case.objects.get(pk=steeping.pk)
    press(scene.taster, steeping, "pour")
    with pytest.raises(Stale, match="“茶师”刚刚办理了这件事，现在的状态是“在倒”"):
        press(scene.taster, seen, "too_weak", note="淡")
    assert Step.objects.filter(case=seen).count() == 2


def test_step_that_does_not_start_here_is_refused(scene, steeping, press):
    with pytest.raises(CannotStep, match="“在泡”状态下不能“泡上”"):
        press(scene.cook, steeping, "steep", fields=kettle_fields())


def test_return_and_resubmission_keep_the_round(scene, steeping, press):
    returned = press(scene.taster, steeping, "too_weak", note="太淡")
    assert (returned.state_kind, returned.returned_from, returned.holder_union) == (
        "returned",
        "steeping",
        scene.canteen,
    )
    again = press(scene.cook, returned, "again")
    assert (again.state_id, again.returned_from, again.round_no) == ("steeping", "", 1)
    assert again.table.transition("again").target == BACK


def test_repetition_counts_a_round(scene, steeping, press):
    case = press(scene.cook, press(scene.taster, steeping, "pour"), "refill")
    assert (case.round_no, [step.round_no for step in case.steps.all()]) == (2, [1, 1, 2])


def test_available_steps_show_the_way_on_first_and_reasons(scene, steeping):
    offers = available_steps(steeping, scene.taster)
    assert [(each.transition.id, bool(each.decision)) for each in offers] == [
        ("pour", True),
        ("too_weak", True),
        ("spill", True),
    ]
    offers = available_steps(steeping, scene.cook)
    assert [(each.transition.id, bool(each.decision)) for each in offers] == [
        ("pour", False),
        ("too_weak", False),
        ("spill", True),
    ]
    assert [bool(each.decision.reason) for each in offers] == [True, True, False]


def test_decide_step_answers_like_the_step_itself(scene, steeping):
    answers = [bool(decide_step(steeping, who, "pour")) for who in (scene.taster, scene.cook)]
    assert answers == [True, False]


def test_next_holder_is_told_once_and_the_actor_is_not(scene, steeping):
    told = Notice.objects.filter(recipient=scene.taster)
    assert [(each.kind, each.title) for each in told] == [
        ("casework.arrived", "待办：已温杯（在泡）"),
    ]
    assert Notice.objects.filter(recipient=scene.cook).count() == 0


def test_running_case_keeps_the_version_it_began_with(monkeypatch, scene, brew, press):
    old = brew()
    shorter = replace(kettle.KETTLE, version=2, transitions=kettle.KETTLE.transitions[:-1])
    monkeypatch.setitem(TABLES._items, "kettle.tea", Shipped(shorter, shorter.digest))
    new = brew()
    assert (old.table_version.version, new.table_version.version) == (1, 2)
    assert press(scene.guest, old, "send_away").state_id == "sent_away"
    with pytest.raises(LookupError):
        press(scene.guest, new, "send_away")


def test_table_changed_under_its_old_version_is_refused(monkeypatch, brew):
    brew()
    changed = replace(kettle.KETTLE, label="沏咖啡")
    monkeypatch.setitem(TABLES._items, "kettle.tea", Shipped(changed, changed.digest))
    with pytest.raises(TableChanged):
        brew()


def test_take_step_needs_the_state_that_was_seen(scene, steeping):
    with pytest.raises(TypeError):
        take_step(actor=scene.taster, case=steeping, transition="pour")


def test_cadre_of_counterpart_sees_the_case_and_a_stranger_does_not(scene, brew):
    case = brew(counterpart=scene.other)
    neighbour, stranger = make_cadre(scene.other), make_user()
    seen = []
    for who in (scene.cook, neighbour, scene.guest, scene.taster, stranger):
        with scoping.active(scope_of(who)):
            seen.append(list(Case.objects.all()))
    assert seen == [[case], [case], [case], [case], []]


def test_history_shows_who_wrote_what_latest_first(scene, brew, press):
    fields = kettle_fields(picked_on=date(2025, 2, 28))
    case = press(scene.cook, brew(), "steep", note="快", fields=fields)
    lines = [
        (each.label, each.state, each.who, each.note, each.facts) for each in view_history(case)
    ]
    assert lines == [
        (
            "泡上",
            "在泡",
            "厨师",
            "快",
            [("茶叶（克）", "5"), ("品种", "绿茶"), ("采摘日期", "2025-02-28")],
        ),
        ("发起", "已点", "厨师", "", []),
    ]


def test_opening_and_stepping_take_few_statements(scene, brew, press, django_assert_num_queries):
    case = brew()
    with django_assert_num_queries(13):
        brew(title="第二壶")
    with django_assert_num_queries(22):
        press(scene.cook, case, "steep", fields=kettle_fields())


def test_who_holds_the_permission_is_not_asked_for_delegations(
    scene, steeping, django_assert_num_queries
):
    with django_assert_num_queries(1):  # the posts of the cook
        assert decide_step(steeping, scene.cook, "spill") is ALLOWED


def test_held_case_is_stepped_without_reading_it_again(scene, brew, django_assert_num_queries):
    pot, same = brew(), brew(title="第二壶")

    @action
    def steep(case, **how):
        """One step, perhaps on a case that is held."""
        return take_step(
            actor=scene.cook, transition="steep", fields=kettle_fields(), case=case,
            expected_state="ordered", **how,
        )  # fmt: skip

    @action
    def hold_and_steep(pk):
        """The step on a case that was held before."""
        return steep(hold_case(pk), held=True)

    with django_assert_num_queries(24):
        steep(pot)
    with django_assert_num_queries(26):  # the case is read as before, the rest are savepoints
        hold_and_steep(same.pk)

    left = [Case.objects.values().get(pk=each.pk) for each in (pot, same)]
    different = {"id", "opened_at"}
    assert {key for key in left[0] if left[0][key] != left[1][key]} == different


def test_table_of_a_case_is_parsed_once_in_a_process(brew, django_assert_num_queries):
    case = brew()
    with django_assert_num_queries(1):
        first = hold_case(case.pk).table
    with django_assert_num_queries(1):
        assert hold_case(case.pk).table is first
