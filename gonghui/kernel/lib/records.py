"""The base of most models: when it was made, when it changed, and a version for optimistic edits."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _


class Record(models.Model):
    """A row that people edit; ``version`` grows by one with every change (see kernel.exchange)."""

    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True


class DatedRecord(Record):
    """A fact that holds from one day to another, the end excluded."""

    valid_from = models.DateField("起")
    valid_to = models.DateField("止")

    class Meta:
        abstract = True


class Stale(ValidationError):
    """Somebody else changed the row after the actor read it; the sentence says who and when."""

    @classmethod
    def of(cls, row: "Record") -> "Stale":
        """The refusal for ``row`` as it stands now."""
        return cls(_stale_sentence(row), code="stale")


_last_actor: list[Callable[[models.Model], str]] = [lambda _row: ""]


def name_last_actor_with(function: Callable[[models.Model], str]) -> None:
    """Install who can tell the display name of whoever changed a row last (done by kernel.audit)."""
    _last_actor[:] = [function]


def last_actor(row: models.Model) -> str:
    """The display name of whoever changed ``row`` last, "" if nobody knows."""
    return _last_actor[0](row)


def edit(
    row: "Record", changes: dict[str, Any], *, expected_version: int | None = None
) -> list[str]:
    """Set ``changes`` on ``row``, validate them, raise the version, save; for use inside actions.

    ``row`` must come fresh and locked. Returns the names of the fields that really changed; nothing
    is saved when there are none.

    Raises:
        Stale: ``expected_version`` is given and is not the version of the row.
        ValidationError: a value does not fit its field.
    """
    if expected_version is not None and row.version != expected_version:
        raise Stale.of(row)
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    if changed:
        names = {field.name for field in row._meta.concrete_fields}
        row.clean_fields(exclude=names - set(changed))
        row.version += 1
        row.save(update_fields=[*changed, "version", "updated_at"])
    return changed


def _stale_sentence(row: "Record") -> str:
    who = _last_actor[0](getattr(row, "traced_as", row)) or _("他人")
    when = timezone.localtime(row.updated_at).strftime("%Y-%m-%d %H:%M")
    return _("“%(row)s”已由%(who)s在%(when)s修改，请刷新后再改") % {
        "row": row,
        "who": who,
        "when": when,
    }


def labels_of(row: models.Model, names: Iterable[str]) -> str:
    """The Chinese names of columns, for a trace: 名称、地址."""
    columns = {field.name: field for field in row._meta.concrete_fields}
    return "、".join(str(columns[name].verbose_name) for name in names)
