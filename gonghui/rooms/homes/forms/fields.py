"""Fields that several forms of this room use."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.unions.api import Union

FEN = 100


def day_field(label: str, **settings: Any) -> forms.DateField:
    """A day, picked or typed; today unless told otherwise."""
    settings.setdefault("initial", lambda: dates.today())  # noqa: PLW0108 -- asked when shown
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **settings)


def long_field(label: str, rows: int = 4, **settings: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **settings)


class LinesField(forms.CharField):
    """A list of short texts, one a line or with 、 between."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        """The texts without empty ones."""
        text = super().clean(value).replace("、", "\n")
        return [line.strip() for line in text.splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return "\n".join(value) if isinstance(value, list) else value


class YuanField(forms.DecimalField):
    """Yuan as typed, fen as kept."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, min_value=0, **settings)

    def clean(self, value: Any) -> int:
        """Fen."""
        amount = super().clean(value)
        return int(amount * FEN) if amount is not None else 0


class UnionField(forms.CharField):
    """A union in scope by its exact name, short name or code."""

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
        raise forms.ValidationError(_("没有找到唯一的“%(text)s”，请填工会全称。") % {"text": text})
