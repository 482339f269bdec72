"""Granting and ending posts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.access.actions.posts import end_post, grant_post
from gonghui.kernel.access.authority import homes_of, rank_at, scope_where, unions_where
from gonghui.kernel.access.queries import posts_of
from gonghui.kernel.audit.models import Entry
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER, today
from gonghui.kernel.lib.policy import Refused, decide
from gonghui.kernel.lib.scoping import Scope
from tests.factories.access import PostFactory, make_cadre, make_member, make_user

pytestmark = pytest.mark.usefixtures("all_scope")

READ = "access.account:read"


def test_grant_post_gives_access_today(tree):
    cadre, user = make_cadre(tree.university), make_user()
    post = grant_post(actor=cadre, user=user, union=tree.branch, role="branch_cadre", reason="任命")
    assert [post.valid_from, post.valid_to, post.granted_by, post.reason] == [
        today(),
        FOREVER,
        cadre,
        "任命",
    ]
    assert posts_of(user) == [post]
    entry = Entry.objects.get(key="access.post.granted")
    assert [entry.actor, entry.subject_id, entry.union, entry.facts["role"]] == [
        cadre,
        user.pk,
        tree.branch,
        "分工会干部",
    ]


def test_grant_post_outside_the_led_subtree_is_refused(tree):
    province = make_cadre(tree.federation, role="province_cadre")
    with pytest.raises(Refused, match="只有业务指导关系"):
        grant_post(actor=province, user=make_user(), union=tree.school, role="union_cadre")


def test_grant_post_above_the_own_role_is_refused(tree):
    cadre = make_cadre(tree.federation, role="union_cadre")
    with pytest.raises(Refused, match="“省级管理员”高于您在“示范省教育科技工会”的岗位"):
        grant_post(actor=cadre, user=make_user(), union=tree.federation, role="province_cadre")


def test_grant_post_by_a_role_without_the_permission_is_refused(tree):
    reader = make_cadre(tree.university, role="reader")
    with pytest.raises(Refused, match="没有“授予和结束岗位”权限"):
        grant_post(actor=reader, user=make_user(), union=tree.branch, role="branch_cadre")


def test_grant_post_refuses_roles_that_do_not_fit_the_union(tree):
    with pytest.raises(ValidationError, match="“示范大学工会”是基层工会，不能设“分工会干部”岗位"):
        grant_post(actor=SYSTEM, user=make_user(), union=tree.university, role="branch_cadre")


def test_grant_post_refuses_what_is_no_post(tree):
    with pytest.raises(ValidationError, match="“会员”不是可以授予的岗位"):
        grant_post(actor=SYSTEM, user=make_user(), union=tree.university, role="member")
    with pytest.raises(LookupError):
        grant_post(actor=SYSTEM, user=make_user(), union=tree.university, role="emperor")


@pytest.mark.parametrize(
    ("held", "wanted"), [("union_cadre", "auditor"), ("auditor", "union_cadre")]
)
def test_grant_post_keeps_auditors_apart(tree, held, wanted):
    user = make_cadre(tree.university, role=held)
    with pytest.raises(ValidationError, match="不能兼任"):
        grant_post(actor=SYSTEM, user=user, union=tree.university, role=wanted)


def test_grant_post_refuses_the_same_post_twice_but_not_after_its_end(tree):
    user = make_user()
    fields = {"actor": SYSTEM, "user": user, "union": tree.university, "role": "union_cadre"}
    first = grant_post(**fields, valid_to=date(2999, 1, 1))
    with pytest.raises(ValidationError, match="已有同一岗位"):
        grant_post(**fields)
    second = grant_post(**fields, valid_from=date(2999, 1, 1))
    assert [first.valid_to, second.valid_from] == [date(2999, 1, 1)] * 2


def test_grant_post_refuses_stopped_accounts_and_empty_intervals(tree):
    fields = {"actor": SYSTEM, "union": tree.university, "role": "union_cadre"}
    with pytest.raises(ValidationError, match="已停用"):
        grant_post(user=make_user(is_active=False), **fields)
    with pytest.raises(ValidationError, match="结束日期应晚于开始日期"):
        grant_post(user=make_user(), valid_to=today(), **fields)


def test_end_post_ends_access_the_same_day_and_signs_out(tree, client):
    cadre, user = make_cadre(tree.university), make_cadre(tree.branch, role="branch_cadre")
    client.force_login(user)
    before = bool(decide(user, "people.member:unmask", tree.branch))
    post = end_post(actor=cadre, post=user.posts.get(), reason="调离")
    assert [before, bool(decide(user, "people.member:unmask", tree.branch))] == [True, False]
    assert [post.valid_to, post.version, user.sessions.count()] == [today(), 2, 0]
    assert Entry.objects.get(key="access.post.ended").facts["reason"] == "调离"


def test_end_post_that_has_not_begun_never_begins(tree):
    user = make_user()
    post = PostFactory(
        user=user, union=tree.branch, role="branch_cadre", valid_from=date(2999, 1, 1)
    )
    ended = end_post(actor=SYSTEM, post=post)
    assert [ended.valid_from, ended.valid_to] == [date(2999, 1, 1)] * 2


def test_end_post_twice_is_refused(tree):
    post = PostFactory(union=tree.branch, role="branch_cadre", valid_to=today())
    with pytest.raises(ValidationError, match="该岗位已经结束"):
        end_post(actor=SYSTEM, post=post)


def test_end_post_of_a_higher_role_is_refused(tree):
    post = PostFactory(union=tree.university, role="province_cadre")
    with pytest.raises(Refused, match="高于您"):
        end_post(actor=make_cadre(tree.university), post=post)


def test_homes_of_follow_posts_then_membership_then_the_past(tree, member_of):
    member = make_member(member_of(tree.branch))
    before = homes_of(member)
    PostFactory(user=member, union=tree.other)
    gone = make_user()
    PostFactory(user=gone, union=tree.city, valid_to=today() - timedelta(days=9))
    assert [before, homes_of(member), homes_of(gone), homes_of(make_user())] == [
        [tree.branch],
        [tree.other, tree.branch],
        [tree.city],
        [],
    ]


def test_rank_at_counts_led_unions_only(tree):
    province = make_cadre(tree.federation, role="province_cadre")
    assert [rank_at(province, union) for union in (tree.branch, tree.school)] == [60, 0]


def test_unions_where_follows_reach_and_role(tree):
    cadre = make_cadre(tree.federation, role="province_cadre")
    reader = make_cadre(tree.university, role="reader")
    led = [tree.federation, tree.university, tree.branch, tree.other]
    assert list(unions_where(cadre, READ)) == sorted(led, key=lambda union: union.path)
    assert list(unions_where(cadre, "unions.union:read").filter(pk=tree.school.pk)) == [tree.school]
    assert [list(unions_where(reader, READ)), scope_where(reader, READ)] == [[], Scope()]
