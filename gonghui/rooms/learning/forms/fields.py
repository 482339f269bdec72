"""Fields and parsers that several forms of this room use."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.people.api import Person, present_members
from gonghui.kernel.unions.api import Union

SEAT_LINE = re.compile(r"(?P<name>.+?)[\s,，、:：]+(?P<seats>\S+)")


def day_field(label: str, **settings: Any) -> forms.DateField:
    """A day, picked or typed; today unless told otherwise."""
    settings.setdefault("initial", lambda: dates.today())  # noqa: PLW0108 -- asked when shown
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **settings)


def union_named(text: str) -> Union:
    """The one union in scope of that name, short name or code.

    Raises:
        ValidationError: none, or several, are called so.
    """
    condition = scoping.current().condition("path", None)
    rows = Union.objects.all() if condition is None else Union.objects.filter(condition)
    for field in ("name", "short_name", "code"):
        found = list(rows.filter(revoked_on__gt=dates.today(), **{field: text})[:2])
        if len(found) == 1:
            return found[0]
    raise forms.ValidationError(_("没有找到唯一的“%(text)s”，请填工会全称。") % {"text": text})


class SeatLinesField(forms.CharField):
    """Unions with their seats, one a line, as copied from a table: 示范大学工会 3."""

    widget = forms.Textarea(attrs={"rows": 5})

    def clean(self, value: Any) -> dict[int, int]:
        """Id of the union → seats.

        Raises:
            ValidationError: one sentence for each line that cannot be read, and how to mend it.
        """
        found: dict[int, int] = {}
        faults: list[str] = []
        for number, line in enumerate(super().clean(value).splitlines(), 1):
            if line.strip():
                self._read(number, line.strip(), found, faults)
        if faults:
            raise forms.ValidationError(faults)
        return found

    @staticmethod
    def _read(number: int, line: str, found: dict[int, int], faults: list[str]) -> None:
        parts = SEAT_LINE.fullmatch(line)
        if parts is None or not parts["seats"].isdigit():
            said = _("第 %(n)d 行“%(line)s”读不出名额：请写工会全称、空格、整数，不能写“余、约”。")
            faults.append(said % {"n": number, "line": line})
            return
        try:
            union = union_named(parts["name"].strip())
        except forms.ValidationError as error:
            faults.append(_("第 %(n)d 行：%(said)s") % {"n": number, "said": error.messages[0]})
            return
        if union.pk in found:
            said = _("第 %(n)d 行：“%(union)s”写了两次，请合并成一行。")
            faults.append(said % {"n": number, "union": union})
        found[union.pk] = int(parts["seats"])


class MemberField(forms.CharField):
    """A member in scope by name, with the union in brackets where names repeat: 张三（甲大学工会）."""

    def clean(self, value: Any) -> Person:
        """The one member of that name.

        Raises:
            ValidationError: none, or several, are called so.
        """
        text = super().clean(value).replace("(", "（").replace(")", "）")
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
            said = _("会员名册上没有“%(text)s”，请核对姓名；不是会员的，请先办理入会。")
        raise forms.ValidationError(said % {"text": text})
