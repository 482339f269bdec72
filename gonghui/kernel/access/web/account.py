"""The account page: own posts, password, devices, text size."""

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gonghui.kernel.access import sessions
from gonghui.kernel.access.actions.accounts import (
    change_password,
    choose_text_size,
    end_sessions,
)
from gonghui.kernel.access.forms import PasswordForm
from gonghui.kernel.access.queries import posts_of
from gonghui.kernel.access.web.pages import attempt, go, safe_next, show
from gonghui.kernel.lib.sealing import mask_phone

LARGE_TEXT_COOKIE = "large_text"
ONE_YEAR = 365 * 24 * 3600


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, what I may act for, where I am signed in."""
    rows = [
        (row, sessions.handle_of(row.session_key), row.session_key == request.session.session_key)
        for row in sessions.sessions_of(request.user)
    ]
    return show(
        request,
        "account.html",
        _("账号与安全"),
        posts=posts_of(request.user),
        phone=mask_phone(request.user.phone or ""),
        devices=rows,
    )


@login_required
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Set a new password; all other devices are signed out."""
    user = request.user
    first = user.must_change_password
    form = PasswordForm(user, request.POST or None)

    def change() -> bool:
        change_password(
            actor=user,
            password=form.cleaned_data["password"],
            session_key=request.session.session_key,
        )
        return True

    if request.method == "POST" and attempt(form, change):
        auth.update_session_auth_hash(request, user)
        messages.success(request, _("新密码已生效，其他设备已全部退出。"))
        return go(reverse("access:home" if first else "access:account"))
    return show(request, "password.html", _("设置新密码"), form=form, first=first)


@login_required
@require_POST
def end_session(request: HttpRequest, handle: str) -> HttpResponse:
    """Sign one of my devices out."""
    row = sessions.find_session(request.user, handle)
    if row is None:
        raise Http404(_("该设备已经退出。"))
    end_sessions(actor=request.user, only=row.session_key)
    messages.success(request, _("该设备已退出。"))
    return go(reverse("access:account"))


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign all my other devices out."""
    count = end_sessions(actor=request.user, keep=request.session.session_key)
    messages.success(request, _("已退出其他 %(count)d 个设备。") % {"count": count})
    return go(reverse("access:account"))


@require_POST
def large_text(request: HttpRequest) -> HttpResponse:
    """Switch 大字版: for the account on every device, for guests on this one."""
    large = request.POST.get("large") == "1"
    if request.user.is_authenticated:
        choose_text_size(actor=request.user, large=large)
    response = go(safe_next(request, "/"))
    response.set_cookie(
        LARGE_TEXT_COOKIE,
        "1" if large else "0",
        max_age=ONE_YEAR,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response
