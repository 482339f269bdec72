"""Fields that several forms of this room use."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.people.api import Person, present_members
from gonghui.kernel.unions.api import Union


def day_field(label: str, **settings: Any) -> forms.DateField:
    """A day, picked or typed; today unless told otherwise."""
    settings.setdefault("initial", lambda: dates.today())  # noqa: PLW0108 -- asked when shown
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **settings)


def long_field(label: str, rows: int = 3, **settings: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **settings)


def union_named(text: str) -> Union:
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
    """A union in scope by its name."""

    def clean(self, value: Any) -> Union | None:
        """The union, None when nothing was typed."""
        text = super().clean(value)
        return union_named(text) if text else None


class UnionsField(forms.CharField):
    """Unions in scope, one name a line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value: Any) -> list[Union]:
        """The unions in the order of the lines."""
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return [union_named(line) for line in lines if line]


class MemberField(forms.CharField):
    """A member in scope by name."""

    def clean(self, value: Any) -> Person | None:
        """The one member of that name, None when nothing was typed.

        Raises:
            ValidationError: none, or several, are called so.
        """
        text = super().clean(value)
        if not text:
            return None
        found = list(present_members().filter(person__name=text).select_related("person")[:2])
        if len(found) == 1:
            return found[0].person
        raise forms.ValidationError(
            _("会员名册上没有唯一的“%(text)s”，请核对，或留空只记当时姓名。") % {"text": text}
        )
