"""What units and unions share when they are named: dated names, sort keys, known details."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.dates import FOREVER, today, valid_on
from gonghui.kernel.lib.records import edit
from gonghui.kernel.lib.sorting import text_pinyin


def check_details(details: Mapping[str, Any], known: Collection[str]) -> None:
    """Refuse field names that an action does not take.

    Raises:
        TypeError: a programming error, named like Python's own.
    """
    unknown = sorted(set(details) - set(known))
    if unknown:
        raise TypeError(f"unknown details: {', '.join(unknown)}")


def rename(record: Any, names: Any, name: str, on: date) -> None:
    """Close the present name on ``on`` and open the new one; for use inside actions.

    Raises:
        ValidationError: empty or same name, a future day, or a later rename.
    """
    name = " ".join(name.split())
    if not name or name == record.name:
        raise ValidationError({"name": _("请填写新的名称")})
    if on > today():
        raise ValidationError(_("更名日期不能晚于今天"))
    if names.filter(valid_from__gte=on).exists():
        raise ValidationError(_("该日当天或之后已有更名，不能再补登"))
    if not names.filter(valid_on(on)).update(valid_to=on):
        raise ValidationError(_("更名日期早于已知的最早名称"))
    names.create(name=name, valid_from=on, valid_to=FOREVER)
    edit(record, {"name": name, "name_pinyin": text_pinyin(name)})
