"""The first administrator, opened at the console."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gonghui.kernel.access.models import User


def test_open_operator_opens_the_federations_administrator(tree):
    out = StringIO()
    call_command("open_operator", "admin", name="张管理", stdout=out)
    user = User.objects.get(username="admin")
    post = user.posts.get()
    assert [user.display_name, post.union, post.role, post.granted_by] == [
        "张管理",
        tree.federation,
        "province_cadre",
        None,
    ]
    assert user.check_password(out.getvalue().splitlines()[-1])


def test_open_operator_of_a_union_that_nobody_here_leads(tree):
    call_command("open_operator", "city", union="示范市教育工会", stdout=StringIO())
    assert [(post.union, post.role) for post in User.objects.get(username="city").posts.all()] == [
        (tree.city, "city_cadre")
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["admin", "--union", "没有的工会"], "没有唯一的工会叫“没有的工会”"),
        (["张三"], "用户名用 3 至 64 个"),
    ],
)
def test_open_operator_refuses_what_it_cannot_place(tree, arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("open_operator", *arguments)
    assert User.objects.count() == 0


def test_open_operator_needs_a_federation(db):
    with pytest.raises(CommandError, match="还没有建立本级工会"):
        call_command("open_operator", "admin")
