"""Accounts follow what becomes of their persons."""

from datetime import date

import pytest

from gonghui.kernel.access.models import Unmasking, User
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.people import api as people
from tests.factories.access import make_member as make_account
from tests.factories.access import make_user
from tests.factories.people import make_id, make_member, make_person

pytestmark = pytest.mark.usefixtures("all_scope")


def merge(kept, gone):
    """Both rows are one person."""
    people.merge_persons(actor=SYSTEM, kept=kept, gone=gone, reason="同一证件")


def test_merging_moves_the_account_and_the_looks(db):
    kept, gone = make_member(), make_person()
    account = make_account(gone)
    Unmasking.objects.create(actor=make_user(), person=gone, field="phone", reason="核对信息")
    merge(kept, gone)
    account.refresh_from_db()
    assert [account.person, account.is_active, Unmasking.objects.get().person] == [kept, True, kept]


def test_merging_two_accounts_stops_that_of_the_row_that_goes(db, client):
    kept, gone = make_member(), make_person()
    first, second = make_account(kept), make_account(gone)
    client.force_login(second)
    merge(kept, gone)
    states = [
        (user.person, user.is_active, user.sessions.count())
        for user in User.objects.filter(pk__in=(first.pk, second.pk)).order_by("pk")
    ]
    assert states == [(kept, True, 0), (None, False, 0)]


def test_erasing_a_person_closes_and_empties_the_account(db, client):
    person = make_member(doc_no=make_id(), phone="13900001234")
    account = make_account(person, username="lisi", phone="13900001234", phone_hash="x")
    client.force_login(account)
    people.leave(actor=SYSTEM, person=person, on=date(2024, 1, 1))
    people.erase_person(actor=SYSTEM, person=person, reason="本人申请")
    account.refresh_from_db()
    assert [
        account.username,
        account.display_name,
        account.phone,
        account.phone_hash,
        account.person,
        account.is_active,
        account.has_usable_password(),
        account.sessions.count(),
    ] == [f"erased-{account.pk}", "已注销", "", "", None, False, False, 0]
