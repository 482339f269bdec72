"""Fields that several forms of this room use."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.kernel.access.api import User
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.unions.api import Union


def day_field(label: str, **settings: Any) -> forms.DateField:
    """A day, picked or typed; today unless told otherwise."""
    settings.setdefault("initial", lambda: dates.today())  # noqa: PLW0108 -- asked when shown
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **settings)


def long_field(label: str, rows: int = 4, **settings: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **settings)


class LinesField(forms.CharField):
    """Short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        """The texts without empty ones."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


def find_union(text: str) -> Union:
    """The one union in scope of that name, short name or code.

    Raises:
        ValidationError: none, or several, are called so.
    """
    condition = scoping.current().condition("path", None)
    rows = Union.objects.all() if condition is None else Union.objects.filter(condition)
    for field in ("name", "short_name", "code"):
        found = list(rows.filter(**{field: text})[:2])
        if len(found) == 1:
            return found[0]
    raise forms.ValidationError(_("没有找到唯一的“%(text)s”，请填工会全称。") % {"text": text})


class UnionField(forms.CharField):
    """A union in scope by its exact name, short name or code."""

    def clean(self, value: Any) -> Union | None:
        """The union, None for nothing."""
        text = super().clean(value)
        return find_union(text) if text else None


class UnionsField(LinesField):
    """Unions in scope, one a line."""

    def clean(self, value: Any) -> list[Union]:  # type: ignore[override]  # texts become unions
        """The unions in their order."""
        return [find_union(text) for text in super().clean(value)]


class AccountField(forms.CharField):
    """An account by its user name."""

    def clean(self, value: Any) -> User | None:
        """The account, None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        user = User.objects.filter(username=text, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("没有找到用户名“%(text)s”，请核对。") % {"text": text})
        return user
