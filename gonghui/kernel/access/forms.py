"""Forms of accounts and posts; saving goes through the actions."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.access.authority import unions_where
from gonghui.kernel.access.models import User
from gonghui.kernel.access.queries import posts_of
from gonghui.kernel.access.roles import roles
from gonghui.kernel.access.validators import validate_phone, validate_username
from gonghui.kernel.lib.dates import FOREVER, today

CANDIDATES = 8


class SignInForm(forms.Form):
    """User name or phone, and the password."""

    username = forms.CharField(
        label=gettext_lazy("用户名或手机号"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=gettext_lazy("密码"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        """Sign in, or one sentence whatever was wrong."""
        data = super().clean()
        if self.errors:
            return data
        self.user = authenticate(self.request, username=data["username"], password=data["password"])
        if self.user is None:
            raise ValidationError(self._refusal())
        return data

    def _refusal(self) -> str:
        if getattr(self.request, "axes_locked_out", False):
            return _("失败次数过多，请 15 分钟后再试。忘记密码请联系本单位工会重置。")
        return _(
            "用户名、手机号或密码不正确。初始密码 24 小时内有效且只能用一次，失效后请联系本单位工会重置。"
        )


class PasswordForm(forms.Form):
    """A new password twice, and the present one unless the account has none of its own yet."""

    current = forms.CharField(
        label=gettext_lazy("当前密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=gettext_lazy("新密码"),
        strip=False,
        help_text=gettext_lazy("至少 10 个字符，不要用姓名、用户名或常见密码；可以用一句话。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=gettext_lazy("再输一遍新密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user.must_change_password:
            del self.fields["current"]

    def clean_current(self) -> str:
        """The present password, right."""
        if not self.user.check_password(self.cleaned_data["current"]):
            raise ValidationError(_("当前密码不正确。"))
        return self.cleaned_data["current"]

    def clean_password(self) -> str:
        """A password that is strong enough."""
        password_validation.validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def clean(self) -> dict[str, Any]:
        """Both new passwords are one."""
        data = super().clean()
        if "password" in data and data.get("repeated") != data["password"]:
            self.add_error("repeated", _("两次输入的新密码不一致。"))
        return data


class AccountForm(forms.Form):
    """User name and phone of a new account."""

    display_name = forms.CharField(label=gettext_lazy("姓名"), max_length=64)
    username = forms.CharField(
        label=gettext_lazy("用户名"),
        max_length=64,
        help_text=gettext_lazy("小写字母、数字或“.-_”，以字母开头，如 zhangsan。"),
    )
    phone = forms.CharField(
        label=gettext_lazy("手机号"),
        max_length=32,
        required=False,
        help_text=gettext_lazy("选填；填写后可用手机号登录。"),
    )

    def clean_username(self) -> str:
        """A free name in lower case."""
        username = self.cleaned_data["username"].strip().lower()
        validate_username(username)
        return username

    def clean_phone(self) -> str:
        """A mobile number that nobody else signs in with."""
        validate_phone(self.cleaned_data["phone"])
        return self.cleaned_data["phone"]


class PostForm(forms.Form):
    """A post: where, in which role, from when to when, by which document."""

    union = forms.CharField(
        label=gettext_lazy("工会"),
        max_length=128,
        help_text=gettext_lazy("填写全称、简称或自编代码，也可以只填名称中的几个字。"),
    )
    role = forms.ChoiceField(label=gettext_lazy("岗位"))
    valid_from = forms.DateField(
        label=gettext_lazy("开始日期"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    last_day = forms.DateField(
        label=gettext_lazy("最后一天"),
        required=False,
        help_text=gettext_lazy("选填；到期自动停止，留空为长期。"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=255,
        help_text=gettext_lazy("如任职文件名称和文号。"),
    )

    def __init__(self, actor: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["role"].choices = [("", _("请选择")), *_grantable(actor)]
        self.fields["valid_from"].initial = today()

    def clean_union(self) -> Any:
        """The one union of that name where the actor grants posts."""
        return find_union(unions_where(self.actor, "access.post:grant"), self.cleaned_data["union"])

    def post_arguments(self) -> dict[str, Any]:
        """What ``grant_post`` wants to know."""
        data = self.cleaned_data
        last = data["last_day"]
        return {
            "union": data["union"],
            "role": data["role"],
            "valid_from": data["valid_from"],
            "valid_to": last.fromordinal(last.toordinal() + 1) if last else FOREVER,
            "reason": data["reason"],
        }


class CadreForm(AccountForm, PostForm):
    """An account together with its first post."""

    field_order = ("display_name", "username", "phone", "union", "role")


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=gettext_lazy("事由"), max_length=255, widget=forms.Textarea(attrs={"rows": 2})
    )


def _grantable(actor: User) -> list[tuple[str, str]]:
    """Roles up to the highest of the actor's own, the highest first."""
    own = max(
        (roles.get(post.role).rank for post in posts_of(actor) if post.role in roles), default=0
    )
    found = [(key, role) for key, role in roles if 0 < role.rank <= own]
    return [(key, role.label) for key, role in sorted(found, key=lambda pair: -pair[1].rank)]


def find_union(unions: Any, text: str) -> Any:
    """The one union among ``unions`` that ``text`` names: exactly, else by a part of its name.

    Raises:
        ValidationError: none or several; several are listed.
    """
    text = text.strip()
    exact = unions.filter(name=text) | unions.filter(short_name=text) | unions.filter(code=text)
    found = list(exact[:2]) or list(unions.filter(name__contains=text)[: CANDIDATES + 1])
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(_("在您管辖的工会中没有找到“%(text)s”。") % {"text": text})
    raise ValidationError(
        _("有多个工会符合“%(text)s”：%(names)s。请填写全称。")
        % {"text": text, "names": "、".join(union.name for union in found[:CANDIDATES])}
    )
