"""Form fields that every room needs: days, texts, unions and members by what people call them."""

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


def long_field(label: str, rows: int = 4, **settings: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **settings)


def count_field(label: str, **settings: Any) -> forms.IntegerField:
    """A whole number from 0 on."""
    return forms.IntegerField(label=label, min_value=0, **settings)


def union_named(
    text: str, *, anywhere: bool = False, living: bool = False, kinds: tuple[str, ...] = ()
) -> Union:
    """The one union of that name, short name or code.

    Args:
        text: as typed.
        anywhere: also outside the active scope; then it has to live.
        living: not one that has ended.
        kinds: only these; all kinds by default.

    Raises:
        ValidationError: none, or several, are called so.
    """
    condition = None if anywhere else scoping.current().condition("path", None)
    rows = Union.objects.all() if condition is None else Union.objects.filter(condition)
    if anywhere or living:
        rows = rows.filter(revoked_on__gt=dates.today())
    if kinds:
        rows = rows.filter(kind__in=kinds)
    for field in ("name", "short_name", "code"):
        found = list(rows.filter(**{field: text})[:2])
        if len(found) == 1:
            return found[0]
        if found:
            break
    raise forms.ValidationError(_("没有找到唯一的“%(text)s”，请填工会全称。") % {"text": text})


class UnionField(forms.CharField):
    """A union in scope by its exact name, short name or code; see ``union_named``."""

    def __init__(
        self, *, anywhere: bool = False, kinds: tuple[str, ...] = (), **settings: Any
    ) -> None:
        super().__init__(**{"max_length": 128} | settings)
        self.wanted = {"anywhere": anywhere, "kinds": kinds}

    def clean(self, value: Any) -> Union | None:
        """The one union of that name, None when nothing was typed.

        Raises:
            ValidationError: none, or several, are called so.
        """
        text = super().clean(value)
        return union_named(text, **self.wanted) if text else None


class LinesField(forms.CharField):
    """Short texts, one a line, or with ``between`` between them too."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, between: str = "\n", **settings: Any) -> None:
        super().__init__(**settings)
        self.between = between

    def clean(self, value: Any) -> list[str]:
        """The texts without empty ones."""
        text = super().clean(value).replace(self.between, "\n")
        return [line.strip() for line in text.splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return "\n".join(value) if isinstance(value, list) else value


class UnionsField(LinesField):
    """Unions in scope, one name a line."""

    def clean(self, value: Any) -> list[Union]:  # type: ignore[override]  # texts become unions
        """The unions in the order of the lines."""
        return [union_named(line) for line in super().clean(value)]


class MemberField(forms.CharField):
    """A member in scope by name, with the union in brackets where names repeat: 张三（甲大学工会）.

    Args:
        otherwise: what to do when nobody on the roll is called so; the end of a sentence.
    """

    def __init__(self, *, otherwise: str = "", **settings: Any) -> None:
        super().__init__(**settings)
        self.otherwise = otherwise or _("或留空只记当时姓名。")

    def clean(self, value: Any) -> Person | None:
        """The one member of that name, None when nothing was typed.

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
            said = _("会员名册上没有“%(text)s”，请核对姓名，") + self.otherwise
        raise forms.ValidationError(said % {"text": text})
