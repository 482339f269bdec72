"""Fields of this room's own."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.kernel.ui.api import union_named

SEAT_LINE = re.compile(r"(?P<name>.+?)[\s,，、:：]+(?P<seats>\S+)")


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
            union = union_named(parts["name"].strip(), living=True)
        except forms.ValidationError as error:
            faults.append(_("第 %(n)d 行：%(said)s") % {"n": number, "said": error.messages[0]})
            return
        if union.pk in found:
            said = _("第 %(n)d 行：“%(union)s”写了两次，请合并成一行。")
            faults.append(said % {"n": number, "union": union})
        found[union.pk] = int(parts["seats"])
