"""Fields that several forms of this room use."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import Series
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.people.api import Person, present_members
from gonghui.kernel.unions.api import Union


def day_field(label: str, **settings: Any) -> forms.DateField:
    """A day, picked or typed; today unless told otherwise."""
    settings.setdefault("initial", lambda: dates.today())  # noqa: PLW0108 -- asked when shown
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **settings)


def long_field(label: str, rows: int = 4, **settings: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **settings)


class UnionField(forms.CharField):
    """A union in scope by its exact name, short name or code, living or not."""

    def clean(self, value: Any) -> Union | None:
        """The one union of that name.

        Raises:
            ValidationError: none, or several, are called so.
        """
        text = super().clean(value)
        if not text:
            return None
        condition = scoping.current().condition("path", None)
        rows = Union.objects.all() if condition is None else Union.objects.filter(condition)
        for field in ("name", "short_name", "code"):
            found = list(rows.filter(**{field: text})[:2])
            if len(found) == 1:
                return found[0]
            if found:
                break
        raise forms.ValidationError(_("没有找到唯一的“%(text)s”，请填工会全称。") % {"text": text})


class MemberField(forms.CharField):
    """A member in scope by name, with the union in brackets where names repeat: 张三（甲大学工会）."""

    def clean(self, value: Any) -> Person | None:
        """The one member of that name.

        Raises:
            ValidationError: none, or several, are called so.
        """
        text = super().clean(value).replace("(", "（").replace(")", "）")
        if not text:
            return None
        name, _sign, union = text.rstrip("）").partition("（")
        rows = present_members().filter(person__name=name.strip())
        if union:
            rows = rows.filter(union__name__contains=union.strip())
        found = list(rows.select_related("person")[:2])
        if len(found) == 1:
            return found[0].person
        if found:
            said = _("有多位会员叫“%(text)s”，请在姓名后用括号写明工会，例如：张三（计算机学院）。")
        else:
            said = _("会员名册上没有“%(text)s”，请核对姓名，或留空只记当时姓名。")
        raise forms.ValidationError(said % {"text": text})


class SeriesField(forms.ModelChoiceField):
    """A series of honours by name."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(queryset=Series.objects.all(), **settings)

    def label_from_instance(self, obj: Series) -> str:
        """Name and level."""
        return f"{obj.name}（{obj.get_honour_level_display()}）"
