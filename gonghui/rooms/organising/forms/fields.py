"""Fields that several forms of this room use."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.kernel.lib import dates
from gonghui.kernel.unions.api import Union, UnionKind


def day_field(label: str, **settings: Any) -> forms.DateField:
    """A day, picked or typed; today unless told otherwise."""
    settings.setdefault("initial", lambda: dates.today())  # noqa: PLW0108 -- asked when shown
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **settings)


def long_field(label: str, rows: int = 4, **settings: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **settings)


def count_field(label: str, **settings: Any) -> forms.IntegerField:
    """A whole number from 0 on."""
    return forms.IntegerField(label=label, min_value=0, **settings)


class UnionField(forms.CharField):
    """A living union by its exact name, short name or code."""

    def __init__(
        self, *, kinds: tuple[str, ...] = tuple(UnionKind.values), **settings: Any
    ) -> None:
        super().__init__(max_length=128, **settings)
        self.kinds = kinds

    def clean(self, value: Any) -> Union | None:
        """The one union of that name.

        Raises:
            ValidationError: none, or several, are called so.
        """
        text = super().clean(value)
        if not text:
            return None
        living = Union.objects.filter(revoked_on__gt=dates.today(), kind__in=self.kinds)
        for field in ("name", "short_name", "code"):
            found = list(living.filter(**{field: text})[:2])
            if len(found) == 1:
                return found[0]
            if found:
                break
        raise forms.ValidationError(_("没有找到唯一的“%(text)s”，请填工会全称。") % {"text": text})
