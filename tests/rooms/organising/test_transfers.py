"""A transfer needs both unions; until it is accepted the member counts at the old one (§8)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.casework.actions import remind_and_escalate
from gonghui.engines.casework.api import inbox_of
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices.models import Notice
from gonghui.kernel.people.api import members_on
from gonghui.rooms.organising.actions.transfers import begin_transfer
from gonghui.rooms.organising.models import TransferCase
from tests.factories.access import make_cadre
from tests.factories.access import make_member as make_account
from tests.factories.people import make_member, present
from tests.rooms.organising.conftest import acting

TODAY = "2025-03-03"


@pytest.fixture
def move(province):
    """A teacher of the physics branch, cadres of both universities."""
    province.teacher = make_member(province.physics, "张老师")
    province.account = make_account(province.teacher)
    province.letting = make_cadre(province.first, display_name="转出干部")
    province.taking = make_cadre(province.second, display_name="转入干部")
    return province


def begin(who, move, **more):
    """Begin the transfer inside the actor's scope."""
    settings = {"person": move.teacher, "to_union": move.second, "reason": "调动"} | more
    with acting(who):
        return begin_transfer(actor=who, **settings)


def counted_at(union) -> int:
    """Members of a union today."""
    with scoping.everything("test"):
        return members_on(date(2025, 3, 3), union.path).count()


def test_member_begins_and_both_unions_agree(move, press):
    case = begin(move.account, move)
    assert (case.state_id, case.holder_union, present(move.teacher).status) == (
        "requested",
        move.first,
        "normal",
    )
    case = press(move.letting, case, "issue", issued_on=TODAY)
    assert (present(move.teacher).status, counted_at(move.first), counted_at(move.second)) == (
        "transferring",
        1,
        0,
    )
    case = press(move.account, case, "confirm")
    case = press(move.taking, case, "accept", accepted_on=TODAY)
    assert (case.state_kind, present(move.teacher).union, counted_at(move.first)) == (
        "done",
        move.second,
        0,
    )
    with scoping.everything("test"):
        assert TransferCase.objects.get().confirmed_on == date(2025, 3, 3)


def test_cadre_begins_and_issues_at_once(move, press):
    case = begin(move.letting, move)
    assert (case.state_id, present(move.teacher).status) == ("issued", "transferring")
    with acting(move.taking):
        assert list(inbox_of(move.taking)) == [case]
    assert press(move.taking, case, "accept", accepted_on=TODAY).state_id == "accepted"


def test_neither_side_can_do_the_others_part(move, press):
    case = begin(move.account, move)
    for stranger in (move.taking, move.account):
        with pytest.raises(Refused):
            press(stranger, case, "issue", issued_on=TODAY)
    case = press(move.letting, case, "issue", issued_on=TODAY)
    for stranger in (move.letting, move.account):
        with pytest.raises(Refused):
            press(stranger, case, "accept", accepted_on=TODAY)
    assert present(move.teacher).union == move.physics


def test_rejection_with_reason_leaves_the_member_where_they_were(move, press):
    case = begin(move.letting, move)
    case = press(move.taking, case, "reject", note="尚未报到")
    assert (case.state_kind, present(move.teacher).status, present(move.teacher).union) == (
        "refused",
        "normal",
        move.physics,
    )
    assert begin(move.account, move).state_id == "requested"


def test_letting_union_takes_it_back(move, press):
    case = begin(move.letting, move)
    press(move.letting, case, "withdraw", note="调动取消")
    assert present(move.teacher).status == "normal"


def test_member_cancels_before_it_is_issued(move, press):
    assert press(move.account, begin(move.account, move), "cancel").state_id == "withdrawn"


def test_second_transfer_is_refused_while_one_runs(move):
    begin(move.account, move)
    with pytest.raises(ValidationError, match="已有在办的会籍转移"):
        begin(move.letting, move)


def test_transfer_inside_the_union_is_no_transfer(move):
    with pytest.raises(ValidationError, match="不需要办理会籍转移"):
        begin(move.account, move, to_union=move.first)


def test_transfer_to_a_union_without_a_roll_is_refused(move):
    with pytest.raises(ValidationError, match="基层工会"):
        begin(move.account, move, to_union=move.federation)


def test_somebody_elses_transfer_is_refused(move):
    with pytest.raises(Refused):
        begin(move.taking, move)
    with scoping.everything("test"):
        assert TransferCase.objects.count() == 0


def test_both_sides_are_reminded(move):
    case = begin(move.letting, move)
    with scoping.everything("test"):
        remind_and_escalate(on=date(2025, 3, 31))
        titles = Notice.objects.filter(kind="casework.clock").values_list(
            "recipient__display_name", "title"
        )
        assert sorted(titles) == [
            ("转入干部", "快到期：张老师转往样板大学工会，转接期限 2025-04-02到期"),
            ("转出干部", "快到期：张老师转往样板大学工会，转接期限 2025-04-02到期"),
        ]
    assert case.state_id == "issued"
