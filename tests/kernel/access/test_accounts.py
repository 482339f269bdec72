"""Opening, stopping and resetting accounts."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from gonghui.kernel.access.actions.accounts import (
    change_password,
    end_sessions,
    open_account,
    reset_password,
    resume_account,
    stop_account,
)
from gonghui.kernel.access.actions.opening import open_cadre_account
from gonghui.kernel.access.models import Post, User
from gonghui.kernel.access.passwords import new_initial_password
from gonghui.kernel.access.queries import find_account, phone_hash
from gonghui.kernel.audit.models import Entry
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import PASSWORD, PostFactory, make_cadre, make_user

pytestmark = pytest.mark.usefixtures("all_scope")


def last_entry():
    """Key, subject and union of the newest entry of the log."""
    entry = Entry.objects.order_by("-id").first()
    return entry.key, entry.subject_id, entry.union_id


def test_open_account_for_a_member(tree, member_of):
    person = member_of(tree.branch)
    cadre = make_cadre(tree.university)
    opened = open_account(actor=cadre, union=tree.branch, username=" LiSi ", person=person)
    user = User.objects.get(username="lisi")
    assert [user, user.display_name, user.person, user.phone, user.phone_hash] == [
        opened.user,
        "李四",
        person,
        "13900001234",
        phone_hash("13900001234"),
    ]
    assert [user.must_change_password, user.check_password(opened.password)] == [True, True]
    assert user.initial_until - timezone.now() < timedelta(hours=24)
    assert last_entry() == ("access.account.opened", user.pk, tree.branch.pk)


def test_open_account_outside_the_own_subtree_is_refused(tree, member_of):
    person = member_of(tree.other)
    cadre = make_cadre(tree.university)
    with pytest.raises(Refused, match="不在您岗位所在工会的管辖范围内"):
        open_account(actor=cadre, union=tree.other, username="lisi", person=person)
    assert User.objects.filter(username="lisi").count() == 0


@pytest.mark.parametrize("username", ["ab", "1abc", "13900001234", "张三", "a b c", "x" * 65])
def test_open_account_refuses_malformed_user_names(tree, username):
    with pytest.raises(ValidationError, match="用户名用 3 至 64 个"):
        open_account(actor=make_cadre(tree.university), union=tree.branch, username=username)


def test_open_account_refuses_a_taken_user_name_and_a_second_account(tree, member_of):
    person = member_of(tree.branch)
    cadre = make_cadre(tree.university, username="taken")
    with pytest.raises(ValidationError, match="用户名“taken”已被使用"):
        open_account(actor=cadre, union=tree.branch, username="taken", person=person)
    open_account(actor=cadre, union=tree.branch, username="lisi", person=person)
    with pytest.raises(ValidationError, match="李四已有账号"):
        open_account(actor=cadre, union=tree.branch, username="lisi2", person=person)


def test_open_account_takes_a_phone_once(tree, member_of):
    cadre = make_cadre(tree.university)
    first, second = member_of(tree.branch), member_of(tree.branch, doc_no="329901198001011234")
    open_account(actor=cadre, union=tree.branch, username="lisi", person=first)
    opened = open_account(actor=cadre, union=tree.branch, username="lisi2", person=second)
    assert opened.user.phone == ""
    with pytest.raises(ValidationError, match="该手机号已用于另一个账号"):
        open_account(actor=cadre, union=tree.branch, username="wang", phone="139-0000-1234")


def test_open_cadre_account_opens_and_grants_or_neither(tree):
    cadre = make_cadre(tree.university)
    fields = {"actor": cadre, "display_name": "王五", "phone": ""}
    opened = open_cadre_account(
        username="wangwu", post={"union": tree.branch, "role": "branch_cadre"}, **fields
    )
    assert [post.union for post in opened.user.posts.all()] == [tree.branch]
    with pytest.raises(Refused, match="“省级管理员”高于您"):
        open_cadre_account(
            username="zhao", post={"union": tree.university, "role": "province_cadre"}, **fields
        )
    assert User.objects.filter(username="zhao").count() == 0


def test_find_account_by_name_and_by_phone(db):
    user = make_user(username="lisi", phone="13900001234", phone_hash=phone_hash("13900001234"))
    typed = ["lisi", " LISI ", "13900001234", "+86 139 0000 1234", "13900009999", ""]
    assert [find_account(text) for text in typed] == [user, user, user, user, None, None]


def test_find_account_by_a_phone_of_two_accounts_finds_none(db):
    for _number in range(2):
        make_user(phone="13900001234", phone_hash=phone_hash("13900001234"))
    assert find_account("13900001234") is None


def test_reset_password_makes_the_old_one_useless_and_ends_sessions(tree, client):
    cadre, user = make_cadre(tree.university), make_cadre(tree.branch, role="branch_cadre")
    client.force_login(user)
    password = reset_password(actor=cadre, user=user)
    user.refresh_from_db()
    assert [user.check_password(PASSWORD), user.check_password(password)] == [False, True]
    assert [user.must_change_password, user.sessions.count()] == [True, 0]
    assert last_entry() == ("access.password.reset", user.pk, tree.branch.pk)


def test_reset_password_needs_every_union_of_the_account(tree):
    cadre, user = make_cadre(tree.university), make_cadre(tree.branch, role="branch_cadre")
    PostFactory(user=user, union=tree.other)
    with pytest.raises(Refused, match="第二大学工会"):
        reset_password(actor=cadre, user=user)


def test_reset_password_of_a_higher_role_is_refused(tree):
    cadre = make_cadre(tree.university)
    higher = make_cadre(tree.university, role="province_cadre")
    with pytest.raises(Refused, match="“省级管理员”高于您在“示范大学工会”的岗位"):
        reset_password(actor=cadre, user=higher)


def test_reset_password_of_an_account_that_belongs_nowhere_needs_the_federation(tree):
    stray = make_user()
    with pytest.raises(Refused, match="示范省教育科技工会"):
        reset_password(actor=make_cadre(tree.university), user=stray)
    province = make_cadre(tree.federation, role="province_cadre")
    assert len(reset_password(actor=province, user=stray)) == 14


def test_stop_account_ends_sessions_and_resume_lets_in_again(tree, client):
    cadre, user = make_cadre(tree.university), make_cadre(tree.branch, role="branch_cadre")
    client.force_login(user)
    stop_account(actor=cadre, user=user, reason="离职")
    assert [user.is_active, user.sessions.count()] == [False, 0]
    assert last_entry() == ("access.account.stopped", user.pk, tree.branch.pk)
    resume_account(actor=cadre, user=user, reason="返聘")
    assert [user.is_active, last_entry()[0]] == [True, "access.account.resumed"]


def test_stop_account_refuses_the_own_one(tree):
    cadre = make_cadre(tree.university)
    with pytest.raises(ValidationError, match="不能停用自己的账号"):
        stop_account(actor=cadre, user=cadre, reason="试试")


def test_change_password_refuses_weak_ones(db):
    user = make_user(username="zhangsan")
    for weak in ("short", "zhangsan12", "1234567890"):
        with pytest.raises(ValidationError):
            change_password(actor=user, password=weak)


def test_end_sessions_ends_the_others_or_one(db):
    user = make_user()
    keys = []
    for _device in range(3):
        client = Client()
        client.force_login(user)
        keys.append(client.session.session_key)
    assert end_sessions(actor=user, only=keys[0]) == 1
    assert end_sessions(actor=user, keep=keys[2]) == 1
    assert [row.session_key for row in user.sessions.all()] == [keys[2]]


def test_initial_passwords_differ_and_avoid_lookalikes():
    made = {new_initial_password() for _turn in range(50)}
    assert [len(made), set("".join(made)) & set("0o1il")] == [50, set()]


def test_posts_stay_on_record_when_an_account_is_stopped(tree):
    cadre, user = make_cadre(tree.university), make_cadre(tree.branch, role="branch_cadre")
    stop_account(actor=cadre, user=user, reason="离职")
    assert Post.objects.filter(user=user).count() == 1
