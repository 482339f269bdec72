"""The answer and its reasons."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from gonghui.kernel.access.queries import forget_posts, remember_posts
from gonghui.kernel.access.roles import Permission, permissions
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.policy import Refused, decide, require
from tests.factories.access import PostFactory, make_cadre, make_user

LEAD = Permission("test.roll:edit", "会员管理", ("province_cadre", "union_cadre"), "lead")
ANSWER = Permission("test.roll:read", "会员查看", ("province_cadre", "union_cadre"), "answer")
OWN = Permission("test.own:use", "本人事项", ("member",), "own")


@pytest.fixture(autouse=True)
def _permissions(monkeypatch):
    for permission in (LEAD, ANSWER, OWN):
        monkeypatch.setitem(permissions._items, permission.key, permission)


def reason(user, permission, union=None):
    """The sentence of a refusal, "" for yes."""
    decision = decide(user, permission.key, union)
    assert bool(decision) == (decision.reason == "")
    return decision.reason


def test_decide_unknown_permission_raises_even_for_the_system(db):
    with pytest.raises(LookupError, match="no permission is called"):
        decide(SYSTEM, "test.nothing:do")


def test_decide_system_is_allowed(tree):
    assert reason(SYSTEM, LEAD, tree.university) == ""


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_decide_nobody_must_sign_in(tree, nobody):
    assert reason(nobody, LEAD, tree.university) == "请先登录。"


def test_decide_stopped_account_is_refused(tree):
    user = make_cadre(tree.university, is_active=False)
    assert reason(user, LEAD, tree.university) == "您的账号已停用，请联系上级工会管理员。"


def test_decide_without_any_post_is_refused(tree):
    assert reason(make_user(), LEAD, tree.university) == "您没有工会岗位，不能办理“会员管理”。"


def test_decide_post_covers_own_union_branch_and_anywhere(tree):
    user = make_cadre(tree.university)
    answers = [reason(user, LEAD, union) for union in (tree.university, tree.branch, None)]
    assert answers == ["", "", ""]


def test_decide_post_does_not_cover_siblings_and_uppers(tree):
    user = make_cadre(tree.university)
    assert [reason(user, LEAD, union) for union in (tree.other, tree.federation)] == [
        "“第二大学工会”不在您岗位所在工会的管辖范围内，不能办理“会员管理”。",
        "“示范省教育科技工会”不在您岗位所在工会的管辖范围内，不能办理“会员管理”。",
    ]


def test_decide_role_without_the_permission_names_the_union(tree):
    user = make_cadre(tree.university, role="reader")
    assert [reason(user, LEAD, tree.branch), reason(user, LEAD)] == [
        "您在“计算机学院分工会”没有“会员管理”权限，可联系上级工会管理员开通。",
        "您的岗位（只读领导）没有“会员管理”权限，可联系上级工会管理员开通。",
    ]


def test_decide_guided_union_may_be_read_not_changed(tree):
    user = make_cadre(tree.federation, role="province_cadre")
    answers = [reason(user, ANSWER, tree.school), reason(user, LEAD, tree.school)]
    assert answers == [
        "",
        "您所在工会对“示范小学工会”只有业务指导关系，只能查看，不能办理“会员管理”。",
    ]


def test_decide_role_that_reaches_only_led_unions_cannot_read_guided_ones(tree):
    user = make_cadre(tree.federation, role="union_cadre")
    assert reason(user, ANSWER, tree.school) == (
        "您在“示范小学工会”没有“会员查看”权限，可联系上级工会管理员开通。"
    )


def test_decide_post_ends_the_same_day(tree):
    user = make_user()
    post = PostFactory(user=user, union=tree.university, valid_to=today() + timedelta(days=1))
    before = reason(user, LEAD, tree.university)
    post.valid_to = today()
    post.save()
    day = today()
    assert [before, reason(user, LEAD, tree.university)] == [
        "",
        f"您在“示范大学工会”的岗位已于{day.year}年{day.month}月{day.day}日结束。",
    ]


def test_decide_post_not_yet_begun_is_refused(tree):
    user = make_user()
    PostFactory(user=user, union=tree.university, valid_from=date(2999, 3, 4))
    assert reason(user, LEAD, tree.branch) == "您在“示范大学工会”的岗位自2999年3月4日起生效。"


def test_decide_own_affairs_need_a_person(tree, person):
    assert [reason(make_user(person=person), OWN), reason(make_user(), OWN)] == [
        "",
        "您没有工会岗位，不能办理“本人事项”。",
    ]


def test_require_raises_with_the_sentence(tree):
    with pytest.raises(Refused, match="请先登录。"):
        require(None, LEAD.key, tree.university)


def test_decide_asks_the_database_once_per_question_and_never_once_remembered(
    tree, django_assert_num_queries
):
    user = make_cadre(tree.university)
    with django_assert_num_queries(1):
        decide(user, LEAD.key, tree.branch)
    remember_posts(user)
    with django_assert_num_queries(0):
        decide(user, LEAD.key, tree.branch)
    forget_posts(user)
    with django_assert_num_queries(1):
        decide(user, LEAD.key, tree.branch)
