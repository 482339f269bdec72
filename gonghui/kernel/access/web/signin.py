"""Signing in and out, and the first page after it."""

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gonghui.kernel.access.actions.accounts import end_sessions, note_sign_in
from gonghui.kernel.access.addresses import client_ip
from gonghui.kernel.access.forms import SignInForm
from gonghui.kernel.access.queries import posts_of
from gonghui.kernel.access.roles import roles
from gonghui.kernel.access.web.pages import go, safe_next, show

TOO_MANY = 429


@sensitive_post_parameters("password")
@csrf_protect
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name or phone, and password. The answer to a failure never says which was wrong."""
    target = safe_next(request, reverse("access:home"))
    if request.user.is_authenticated:
        return go(target)
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        note_sign_in(actor=form.user, ip=client_ip(request))
        auth.login(request, form.user)
        return go(target)
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    if getattr(request, "axes_locked_out", False):
        context["status"] = TOO_MANY
    return show(request, "sign_in.html", _("登录"), **context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    if request.user.is_authenticated:
        end_sessions(actor=request.user, only=request.session.session_key)
    auth.logout(request)
    return go(settings.LOGOUT_REDIRECT_URL)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Where this account works: the desk, the judges' place, the member's own pages, else its account page."""
    posts = posts_of(request.user)
    if posts:
        desk = any(roles.get(post.role).opens_scope for post in posts)
        return go(reverse("workbench:home" if desk else "expert:home"))
    return go(reverse("member:home" if request.user.person_id else "access:account"))
