"""Accounts and posts below one's own union, for cadres."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.access.actions.accounts import (
    open_account,
    reset_password,
    resume_account,
    stop_account,
)
from gonghui.kernel.access.actions.opening import open_cadre_account
from gonghui.kernel.access.actions.posts import end_post, grant_post
from gonghui.kernel.access.authority import homes_of, unions_where
from gonghui.kernel.access.forms import AccountForm, CadreForm, PostForm, ReasonForm
from gonghui.kernel.access.listing import PAGE_SIZE, list_accounts, may_see
from gonghui.kernel.access.models import Post, User
from gonghui.kernel.access.naming import propose_username
from gonghui.kernel.access.queries import union_of_person
from gonghui.kernel.access.web.pages import attempt, go, show
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.people.api import Person

READ, OPEN, GRANT = "access.account:read", "access.account:open", "access.post:grant"


@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts that act for unions in my charge; a search finds members' accounts too."""
    require(request.user, READ)
    text = request.GET.get("q", "").strip()
    page = max(int(page), 1) if (page := request.GET.get("page", "1")).isdigit() else 1
    unions = unions_where(request.user, READ)
    rows = list_accounts(unions, text).prefetch_related(
        Prefetch("posts", Post.objects.filter(valid_to__gt=today()).select_related("union"))
    )[(page - 1) * PAGE_SIZE : page * PAGE_SIZE + 1]
    found = list(rows)
    return show(
        request,
        "accounts.html",
        _("账号与岗位"),
        rows=found[:PAGE_SIZE],
        query=text,
        page=page,
        more=len(found) > PAGE_SIZE,
        may_open=bool(decide(request.user, OPEN)),
    )


@login_required
def account_of(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its posts, its state, and what I may do about it."""
    user = _visible(request, pk)
    posts = user.posts.select_related("union", "granted_by").order_by("-valid_to", "-valid_from")
    grants = set(unions_where(request.user, GRANT).values_list("pk", flat=True))
    return show(
        request,
        "account_of.html",
        user.display_name,
        account=user,
        homes=homes_of(user),
        posts=[(post, post.valid_to > today(), post.union_id in grants) for post in posts],
        may_open=decide(request.user, OPEN),
        may_grant=decide(request.user, GRANT),
        crumbs=_crumbs(),
    )


@login_required
def open_cadre(request: HttpRequest) -> HttpResponse:
    """Open an account for somebody who works for a union in my charge."""
    require(request.user, OPEN)
    form = CadreForm(request.user, request.POST or None)

    def submit() -> Any:
        data = form.cleaned_data
        return open_cadre_account(
            actor=request.user,
            username=data["username"],
            display_name=data["display_name"],
            phone=data["phone"],
            post=form.post_arguments(),
        )

    if request.method == "POST" and (opened := attempt(form, submit)):
        return _password_page(request, opened.user, opened.password)
    return _form_page(request, _("开通干部账号"), form, _("开通账号"))


@login_required
def open_for_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Open an account for a member of a union in my charge."""
    require(request.user, OPEN)
    person = get_object_or_404(Person.objects.distinct(), pk=person_id)
    union = union_of_person(person)
    if union is None:
        raise Http404(_("该人员不在任何工会。"))
    require(request.user, OPEN, union)
    initial = {"display_name": person.name, "username": propose_username(person.name_pinyin)}
    form = AccountForm(request.POST or None, initial=initial)
    form.fields["phone"].help_text = _("选填；留空时使用会籍中登记的手机号。")

    def submit() -> Any:
        return open_account(actor=request.user, union=union, person=person, **form.cleaned_data)

    if request.method == "POST" and (opened := attempt(form, submit)):
        return _password_page(request, opened.user, opened.password)
    title = _("为%(name)s开通账号") % {"name": person.name}
    return _form_page(request, title, form, _("开通账号"))


@login_required
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account a new initial password."""
    user = _visible(request, pk)
    require(request.user, OPEN)
    if request.method == "POST":
        password = reset_password(actor=request.user, user=user)
        return _password_page(request, user, password)
    return show(
        request,
        "reset.html",
        _("重置密码"),
        account=user,
        crumbs=_crumbs(user),
    )


@login_required
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an account, or let a stopped one sign in again."""
    user = _visible(request, pk)
    require(request.user, OPEN)
    verb, title = (
        (stop_account, _("停用账号")) if user.is_active else (resume_account, _("恢复账号"))
    )
    form = ReasonForm(request.POST or None)

    def submit() -> bool:
        verb(actor=request.user, user=user, reason=form.cleaned_data["reason"])
        return True

    if request.method == "POST" and attempt(form, submit):
        messages.success(request, _("%(title)s已完成。") % {"title": title})
        return go(reverse("access:account-of", args=[user.pk]))
    return _form_page(request, title, form, title, account=user)


@login_required
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a post to an account."""
    user = _visible(request, pk)
    require(request.user, GRANT)
    form = PostForm(request.user, request.POST or None)

    def submit() -> Any:
        return grant_post(actor=request.user, user=user, **form.post_arguments())

    if request.method == "POST" and attempt(form, submit):
        messages.success(request, _("岗位已授予，对方重新登录后生效。"))
        return go(reverse("access:account-of", args=[user.pk]))
    return _form_page(request, _("授予岗位"), form, _("授予岗位"), account=user)


@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post today."""
    require(request.user, GRANT)
    post = get_object_or_404(Post.objects.select_related("union", "user"), pk=pk)
    require(request.user, GRANT, post.union)
    form = ReasonForm(request.POST or None)

    def submit() -> Any:
        return end_post(actor=request.user, post=post, reason=form.cleaned_data["reason"])

    if request.method == "POST" and attempt(form, submit):
        messages.success(request, _("岗位已结束，对方当日起不能再以此岗位办理业务。"))
        return go(reverse("access:account-of", args=[post.user_id]))
    return _form_page(request, _("结束岗位"), form, _("结束岗位"), account=post.user, post=post)


def _visible(request: HttpRequest, pk: int) -> User:
    """An account that belongs to a union in my charge; 404 for others, so that none can be counted."""
    require(request.user, READ)
    user = get_object_or_404(User, pk=pk)
    if not may_see(unions_where(request.user, READ), user):
        raise Http404(_("没有这个账号，或者它不在您管辖的工会。"))
    return user


def _crumbs(user: User | None = None) -> list[tuple[str, str]]:
    crumbs = [(_("账号与岗位"), reverse("access:accounts"))]
    if user is not None:
        crumbs.append((user.display_name, reverse("access:account-of", args=[user.pk])))
    return crumbs


def _form_page(
    request: HttpRequest, title: str, form: Any, button: str, **context: Any
) -> HttpResponse:
    """The page of one form."""
    crumbs = _crumbs(context.get("account"))
    return show(
        request, "form_page.html", title, form=form, button=button, crumbs=crumbs, **context
    )


def _password_page(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """The one page that ever shows an initial password."""
    return show(request, "initial_password.html", _("初始密码"), account=user, password=password)
