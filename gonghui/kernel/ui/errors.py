"""Pages for what went wrong: what happened, that nothing was lost, and what to do next."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token


@dataclass(frozen=True)
class ErrorPage:
    """The texts of one error page."""

    code: int
    title: str
    safe: str
    steps: tuple[str, ...]
    reason: str = ""

    def answer(self, request: HttpRequest, **extra: Any) -> HttpResponse:
        """The page in the frame of the request."""
        context = {**self.__dict__, **extra}
        return render(request, "ui/error.html", context, status=self.code)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or the form could not be read, or is larger than anything this site takes."""
    too_large = _("上传的内容超过 %(size)d MB，请压缩图片或分成几次上传。") % {
        "size": settings.UPLOAD_CEILING // 1024**2
    }
    page = ErrorPage(
        400,
        _("提交的内容无法识别"),
        _("系统没有改动任何数据。"),
        (
            _("返回上一页，检查后重新提交。"),
            _("如果是从别处复制的网址，请从首页重新进入。"),
        ),
        reason=too_large if isinstance(exception, RequestDataTooBig) else "",
    )
    return page.answer(request)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the policy said no, and why; strangers are asked to sign in."""
    if not request.user.is_authenticated and request.method == "GET":
        return redirect_to_login(request.get_full_path())
    if "HX-Request" in request.headers:  # shell.js says it in a note, the page stays
        return HttpResponse(str(exception), status=403, content_type="text/plain; charset=utf-8")
    page = ErrorPage(
        403,
        _("您现在不能进行这项操作"),
        _("系统没有改动任何数据，您之前保存的内容都在。"),
        (
            _("如果您任职多个工会，请在右上角切换岗位后再试。"),
            _("确需办理的，请联系上级工会管理员开通权限。"),
        ),
        reason=str(exception),
    )
    return page.answer(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing that this account may know of."""
    told = str(exception) if isinstance(exception, Http404) and exception.args else ""
    page = ErrorPage(
        404,
        _("没有找到这个页面"),
        _("页面可能已经移走，或者不在您的工作范围内。数据没有丢失。"),
        (
            _("检查网址有没有多字、少字。"),
            _("回到首页，从菜单或搜索进入。"),
        ),
        reason=told if "{" not in told and not told.startswith("No ") else "",
    )
    return page.answer(request)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500: asks neither database nor account, because these may be what failed."""
    context = {
        "code": 500,
        "title": _("系统出了点问题"),
        "safe": _("这次操作没有写入任何数据；之前保存的内容都在。"),
        "steps": (
            _("稍等一分钟，返回上一页再试一次。"),
            _("仍不成功的，请把发生的时间和您的操作告诉管理员。"),
        ),
        "trace": request.headers.get("X-Request-Id", ""),
        "shell": {"site": settings.GONGHUI},
    }
    return HttpResponse(render_to_string("ui/error.html", context), status=500)


def csrf_failure(request: HttpRequest, **_why: str) -> HttpResponse:
    """403: the form came from a page that was open too long or from elsewhere."""
    page = ErrorPage(
        403,
        _("页面已过期，请重新提交"),
        _("系统没有改动任何数据。"),
        (
            _("返回上一页，刷新后再提交一次。"),
            _("请检查浏览器是否允许本网站使用 Cookie。"),
        ),
    )
    return page.answer(request, login=resolve_url(settings.LOGIN_URL))
