"""The cadre's pages for accounts and posts."""

import pytest

from gonghui.kernel.access.models import User
from gonghui.kernel.lib.dates import FOREVER, today
from tests.factories.access import PostFactory, make_cadre, make_member, make_user
from tests.lists import assert_same_queries

ALL = "/account/all/"


@pytest.fixture
def cadre(client, tree):
    """A signed-in cadre of the university."""
    user = make_cadre(tree.university, username="cadre", display_name="王主席")
    client.force_login(user)
    return user


def names(answer):
    """The user names on a list page, in order."""
    return [row.username for row in answer.context["rows"]]


def test_accounts_lists_holders_of_posts_below_and_nobody_else(client, tree, cadre):
    make_cadre(tree.branch, role="branch_cadre", username="below")
    make_cadre(tree.other, username="elsewhere")
    make_user(username="nobody")
    assert names(client.get(ALL)) == ["below", "cadre"]


def test_accounts_search_finds_members_too(client, tree, cadre, member_of):
    make_member(member_of(tree.branch, "李四"), username="lisi")
    make_member(member_of(tree.other, "李五", doc_no="329901198001011234"), username="lisiwu")
    found = [names(client.get(ALL, {"q": text})) for text in ("", "李", "lisi", "wang")]
    assert found == [["cadre"], ["lisi"], ["lisi"], []]


def test_accounts_costs_the_same_for_one_and_three(client, tree, cadre):
    def add():
        make_cadre(tree.branch, role="branch_cadre")

    assert_same_queries(client, ALL, add)


def test_account_of_another_union_is_not_found(client, tree, cadre):
    other = make_cadre(tree.other)
    pages = ("", "reset/", "stop/", "grant/")
    assert [client.get(f"{ALL}{other.pk}/{page}").status_code for page in pages] == [404] * 4


def test_account_pages_open_for_an_account_below(client, tree, cadre):
    below = make_cadre(tree.branch, role="branch_cadre")
    pages = ("", "reset/", "stop/", "grant/")
    assert [client.get(f"{ALL}{below.pk}/{page}").status_code for page in pages] == [200] * 4


def test_open_cadre_shows_the_initial_password_once(client, tree, cadre):
    form = {
        "display_name": "赵六",
        "username": "zhaoliu",
        "phone": "",
        "union": "计算机学院",
        "role": "branch_cadre",
        "valid_from": today().isoformat(),
        "last_day": "2999-12-31",
        "reason": "校工〔2026〕3号",
    }
    answer = client.post(f"{ALL}open/", form)
    user = User.objects.get(username="zhaoliu")
    post = user.posts.get()
    assert [post.union, post.role, post.valid_to.isoformat()] == [
        tree.branch,
        "branch_cadre",
        "3000-01-01",
    ]
    assert user.check_password(answer.context["password"])
    assert [answer["Cache-Control"], answer.context["password"] in answer.content.decode()] == [
        "no-store, private",
        True,
    ]
    again = client.post(f"{ALL}open/", form)
    assert [again.status_code, list(again.context["form"].errors)] == [422, ["username"]]


def test_open_cadre_lists_several_unions_and_names_none(client, tree, cadre):
    form = {"display_name": "赵六", "username": "zhaoliu", "role": "branch_cadre", "reason": "任命"}
    errors = [
        client.post(f"{ALL}open/", {**form, "valid_from": today(), "union": text})
        .context["form"]
        .errors["union"][0]
        for text in ("工会", "第二大学工会")
    ]
    assert errors == [
        "有多个工会符合“工会”：示范大学工会、计算机学院分工会。请填写全称。",
        "在您管辖的工会中没有找到“第二大学工会”。",
    ]


def test_open_for_person_proposes_a_name_and_never_shows_the_phone(client, tree, cadre, member_of):
    make_user(username="lisi")
    person = member_of(tree.branch)
    page = client.get(f"{ALL}open/{person.pk}/")
    assert page.context["form"].initial == {"display_name": "李四", "username": "lisi2"}
    assert "13900001234" not in page.content.decode()
    answer = client.post(f"{ALL}open/{person.pk}/", {"display_name": "李四", "username": "lisi2"})
    opened = User.objects.get(username="lisi2")
    assert [answer.status_code, opened.person_id, opened.phone] == [200, person.pk, "13900001234"]


def test_open_for_person_elsewhere_is_not_found(client, tree, cadre, member_of):
    person = member_of(tree.other)
    assert client.get(f"{ALL}open/{person.pk}/").status_code == 404


def test_grant_and_end_by_form(client, tree, cadre):
    user = make_cadre(tree.branch, role="branch_cadre")
    granted = client.post(
        f"{ALL}{user.pk}/grant/",
        {
            "union": "示范大学工会",
            "role": "reader",
            "valid_from": today().isoformat(),
            "last_day": "",
            "reason": "任命",
        },
    )
    post = user.posts.get(role="reader")
    ended = client.post(f"/account/posts/{post.pk}/end/", {"reason": "调离"})
    assert [granted.url, ended.url] == [f"{ALL}{user.pk}/"] * 2
    assert [post.valid_to, user.posts.get(role="reader").valid_to] == [FOREVER, today()]


def test_grant_above_the_own_role_shows_the_reason(client, tree, cadre):
    user = make_cadre(tree.branch, role="branch_cadre")
    PostFactory(user=cadre, union=tree.city, role="city_cadre")
    answer = client.post(
        f"{ALL}{user.pk}/grant/",
        {
            "union": "示范大学工会",
            "role": "city_cadre",
            "valid_from": today().isoformat(),
            "reason": "任命",
        },
    )
    assert answer.status_code == 403
    assert "“市县工会干部”高于您在“示范大学工会”的岗位" in answer.content.decode()


def test_grant_offers_roles_up_to_the_own_rank(client, tree, cadre):
    user = make_cadre(tree.branch, role="branch_cadre")
    page = client.get(f"{ALL}{user.pk}/grant/")
    assert [key for key, _label in page.context["form"].fields["role"].choices] == [
        "",
        "supervisor",
        "union_cadre",
        "auditor",
        "branch_cadre",
        "reader",
        "group_leader",
        "judge",
        "scrutineer",
    ]
    assert f'value="{today().isoformat()}"' in page.content.decode()


def test_grant_with_a_phone_in_the_reason_is_refused_in_the_form(client, tree, cadre):
    user = make_cadre(tree.branch, role="branch_cadre")
    answer = client.post(
        f"{ALL}{user.pk}/grant/",
        {
            "union": "示范大学工会",
            "role": "reader",
            "valid_from": today().isoformat(),
            "reason": "联系 13800001111",
        },
    )
    assert [answer.status_code, user.posts.filter(role="reader").count()] == [422, 0]
    assert "疑似证件号码" in answer.content.decode()


def test_stop_and_resume_by_form(client, tree, cadre):
    user = make_cadre(tree.branch, role="branch_cadre")
    states = []
    for _turn in range(2):
        client.post(f"{ALL}{user.pk}/stop/", {"reason": "核对人员"})
        user.refresh_from_db()
        states.append(user.is_active)
    assert states == [False, True]


def test_reset_by_form_shows_the_password(client, tree, cadre):
    user = make_cadre(tree.branch, role="branch_cadre")
    answer = client.post(f"{ALL}{user.pk}/reset/")
    user.refresh_from_db()
    assert user.check_password(answer.context["password"])


def test_accounts_refuses_members_with_a_friendly_page(client, tree, member_of):
    client.force_login(make_member(member_of(tree.branch)))
    answer = client.get(ALL)
    assert answer.status_code == 403
    assert "您没有工会岗位，不能办理“查看账号和岗位”。" in answer.content.decode()


def test_accounts_refusal_reaches_htmx_with_its_reason(client, tree, member_of):
    client.force_login(make_member(member_of(tree.branch)))
    answer = client.get(ALL, headers={"HX-Request": "true"})
    assert [answer.status_code, answer["Content-Type"], answer.content.decode()] == [
        403,
        "text/plain; charset=utf-8",
        "您没有工会岗位，不能办理“查看账号和岗位”。",
    ]


def test_accounts_past_holder_stays_visible(client, tree, cadre):
    past = PostFactory(union=tree.branch, role="branch_cadre", valid_to=today()).user
    assert client.get(f"{ALL}{past.pk}/").status_code == 200
