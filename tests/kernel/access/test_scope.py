"""What a request may see."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory
from django.urls import path

from gonghui.kernel.access.middleware import ScopeMiddleware, is_personal
from gonghui.kernel.access.models import User
from gonghui.kernel.access.queries import own_scope_of, scope_of
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.scoping import Scope
from gonghui.kernel.people.api import present_members
from tests.factories.access import PostFactory, make_cadre, make_user


def request_of(user, path="/desk/"):
    """A request of a signed-in account."""
    request = RequestFactory().get(path)
    request.COOKIES["sessionid"] = "any"
    request.user = user
    return request


def seen_by(user, path):
    """The scope that is active while a view answers."""
    seen = []

    def view(_request):
        seen.append(scoping.current())
        return HttpResponse()

    ScopeMiddleware(view)(request_of(user, path))
    return seen[0]


def test_scope_of_holds_the_subtrees_of_todays_posts_and_the_own_person(tree, person):
    user = make_cadre(tree.university, person=person)
    PostFactory(user=user, union=tree.city)
    PostFactory(user=user, union=tree.other, valid_to="2021-01-01")
    assert scope_of(user) == Scope(
        paths=tuple(sorted((tree.university.path, tree.city.path))), person_id=person.pk
    )


def test_scope_of_posts_one_below_the_other_asks_one_range(tree):
    user = make_cadre(tree.branch, role="branch_cadre")
    for union in (tree.university, tree.university, tree.other):
        PostFactory(user=user, union=union, role="reader")
    assert scope_of(user) == Scope(paths=(tree.university.path, tree.other.path))


def test_scope_of_a_judge_holds_the_own_person_only(tree, person):
    user = make_user(person=person)
    PostFactory(user=user, union=tree.university, role="judge")

    assert scope_of(user) == Scope(person_id=person.pk)


def test_scope_of_stopped_account_is_empty(tree, person):
    user = make_cadre(tree.university, person=person, is_active=False)
    assert [scope_of(user), own_scope_of(user)] == [Scope(), Scope()]


def test_middleware_shows_cadres_their_subtrees_and_members_themselves(tree, person):
    user = make_cadre(tree.university, person=person)
    scopes = [seen_by(User.objects.get(pk=user.pk), path) for path in ("/desk/", "/me/")]
    assert scopes == [
        Scope(paths=(tree.university.path,), person_id=person.pk),
        Scope(person_id=person.pk),
    ]


def test_is_personal_looks_at_whole_segments():
    paths = ("/me/", "/organising/me/transfer/", "/desk/", "/about/me-too/", "/desk/members/")
    assert [is_personal(path) for path in paths] == [True, True, False, False, False]


def test_middleware_asks_once_for_posts(tree, django_assert_num_queries):
    user = make_cadre(tree.university)
    with django_assert_num_queries(1):
        seen_by(user, "/desk/")


def test_middleware_leaves_visitors_without_cookie_alone():
    request = RequestFactory().get("/")
    seen = []
    ScopeMiddleware(lambda _request: seen.append(scoping.current()) or HttpResponse())(request)
    assert [seen, hasattr(request, "user")] == [[Scope()], False]


def test_middleware_keeps_the_scope_while_the_answer_streams(tree):
    user = make_cadre(tree.university)
    seen = []

    def parts():
        for _part in range(2):
            seen.append(scoping.current())
            yield b"x"

    response = ScopeMiddleware(lambda _request: StreamingHttpResponse(parts()))(request_of(user))
    assert b"".join(response.streaming_content) == b"xx"
    assert seen == [Scope(paths=(tree.university.path,))] * 2
    assert scoping._active.get() is None


def test_scope_of_two_accounts_never_mixes(tree):
    users = [make_cadre(tree.university), make_cadre(tree.other), make_user()]
    assert [seen_by(user, "/desk/") for user in users] == [
        Scope(paths=(tree.university.path,)),
        Scope(paths=(tree.other.path,)),
        Scope(),
    ]


def lazy_page(_request):
    """A page whose rows are asked for while the template renders."""
    return SimpleTemplateResponse(
        engines["django"].from_string("{% for row in rows %}{{ row.person.name }}{% endfor %}"),
        {"rows": LazyRows()},
    )


class LazyRows:
    """Members, not before somebody walks over them."""

    def __iter__(self):
        return iter(present_members())


urlpatterns = [path("desk/lazy/", lazy_page), path("me/lazy/", lazy_page)]


@pytest.mark.urls(__name__)
def test_middleware_keeps_the_scope_while_the_template_renders(client, tree, member_of):
    person = member_of(tree.branch, "李四")
    member_of(tree.branch, "王五", doc_no="329901198001011234")
    member_of(tree.other, "赵六", doc_no="329901198001011250")
    client.force_login(make_cadre(tree.university, person=person))
    shown = {name: client.get(name).content.decode() for name in ("/desk/lazy/", "/me/lazy/")}
    assert [sorted(shown["/desk/lazy/"]), shown["/me/lazy/"]] == [sorted("李四王五"), "李四"]
