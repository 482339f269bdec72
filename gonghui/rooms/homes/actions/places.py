"""Enters and changes places, opens and closes them, ties them to their titles."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import (
    IN_FORCE,
    Award,
    Happening,
    end_award,
    name_known_series,
)
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit, labels_of
from gonghui.kernel.unions.api import Union, region_near
from gonghui.rooms.homes.enums import Moment, PlaceStatus
from gonghui.rooms.homes.models import Place, PlacePhoto, PlaceTitle, YearReport
from gonghui.rooms.homes.queries.places import gone_since
from gonghui.rooms.homes.rules.titles import BY_KEY, kind_of, star_of

MANAGE = "homes.place:manage"
PHOTO = "homes.photo"
CHANGEABLE = frozenset(
    (
        *("kind", "name", "address", "region_code", "area_m2", "equipment", "opening_hours"),
        *("contact", "phone", "shown_publicly", "facts"),
    )
)


@action
def enter_place(*, actor: Any, union: Union, kind: str, name: str, **facts: Any) -> Place:
    """Enter a place of ``union``; traces.

    Args:
        actor: keeps the places of the union.
        union: whose place it is; its region is that of the place unless stated.
        kind: a ``PlaceKind``.
        name: as on the door.
        **facts: further fields of ``Place``; ``opened_on`` makes it open.

    Raises:
        Refused: no permission there.
        ValidationError: a value that does not fit.
    """
    require(actor, MANAGE, union)
    if gone := gone_since(union):
        words = {"union": union, "day": gone}
        raise ValidationError(_("“%(union)s”所在单位已于%(day)s终止，不能再登记场所。") % words)
    place = Place(union=union, kind=kind, name=name, **facts)
    place.region_code = place.region_code or region_near(union)
    if place.opened_on is not None:
        place.status = PlaceStatus.OPEN
    place.clean_fields(exclude=("union",))
    place.save()
    _trace("homes.place.entered", actor, place)
    return place


@action
def change_place(
    *, actor: Any, place: Place, expected_version: int | None = None, **changes: Any
) -> Place:
    """Change what is known of a place (``CHANGEABLE``); traces the names of what changed.

    Raises:
        Refused, Stale, ValidationError: no permission; changed meanwhile; a value that does not fit.
    """
    row = lock_place(actor, place)
    if wrong := set(changes) - CHANGEABLE:
        raise ValidationError(_("%(names)s不能直接更改。") % {"names": "、".join(sorted(wrong))})
    changed = edit(row, changes, expected_version=expected_version)
    _trace("homes.place.changed", actor, row, fields=labels_of(row, changed))
    return row


@action
def open_place(*, actor: Any, place: Place, on: date | None = None) -> Place:
    """Let people in from ``on`` (today); a closed place opens again. Traces."""
    row = lock_place(actor, place)
    day = on or dates.today()
    if day > dates.today():
        raise ValidationError({"on": _("开放日期还没有到，请核对。")})
    changes: dict[str, Any] = {"status": PlaceStatus.OPEN, "closed_on": dates.FOREVER}
    edit(row, changes | ({} if row.opened_on else {"opened_on": day}))
    _trace("homes.place.opened", actor, row)
    return row


@action
def build_place(*, actor: Any, place: Place) -> Place:
    """Say that a planned place is being built; traces.

    Raises:
        ValidationError: it is no longer planned.
    """
    row = lock_place(actor, place)
    if row.status != PlaceStatus.PLANNED:
        raise ValidationError(_("这个场所已经%(status)s。") % {"status": row.get_status_display()})
    edit(row, {"status": PlaceStatus.BUILDING})
    _trace("homes.place.changed", actor, row, fields=_("状态"))
    return row


@action
def close_place(*, actor: Any, place: Place, on: date | None = None) -> Place:
    """Close a place; its titles stay until they are ended. Traces."""
    row = lock_place(actor, place)
    edit(row, {"status": PlaceStatus.CLOSED, "closed_on": on or dates.today()})
    _trace("homes.place.closed", actor, row)
    return row


@action
def tie_title(*, actor: Any, place: Place, award: Award) -> PlaceTitle:
    """Let a place stand for a title of its own union; traces. Tying twice changes nothing.

    Raises:
        Refused: no permission.
        ValidationError: the title is another union's or of another kind.
    """
    row = lock_place(actor, place)
    if row.union_id not in (award.union_id, award.holder_union_id):
        raise ValidationError({"award": _("这个称号不属于该场所所在的工会。")})
    if kind_of(award.series.key) not in ("", row.kind):
        raise ValidationError({"award": _("这个称号不是这一类场所的称号。")})
    tie, made = PlaceTitle.objects.get_or_create(place=row, award=award)
    if made:
        _trace("homes.place.titled", actor, row, title=award.title)
    return tie


@action
def settle_award(*, actor: Any, award: Award) -> None:
    """The outcome of a decision: a star closes the holder's earlier one, and a place gets the title (homes §1).

    The one place of the kind in the union gets it. Without such a place, or with several, nothing is
    tied: the award stands in the register, and the place is chosen on its page.
    """
    if star_of(award.grade):
        _close_lower(award)
    holder = award.holder_union_id or award.union_id
    places = list(Place.objects.filter(union=holder, kind=kind_of(award.series.key))[:2])
    if len(places) != 1:
        return
    PlaceTitle.objects.get_or_create(place=places[0], award=award)
    _trace("homes.place.titled", actor, places[0], title=award.title)


def _close_lower(award: Award) -> None:
    """Upgrading closes the lower star at the same level, naming anew the equal one (handbook homes §4)."""
    earlier = Award.objects.filter(
        series=award.series,
        holder_union=award.holder_union,
        honour_level=award.honour_level,
        status__in=IN_FORCE,
        granted_on__lte=award.granted_on,
    ).exclude(pk=award.pk)
    note = _("已命名为%(grade)s（%(number)s）。") % {
        "grade": award.grade,
        "number": award.document_no,
    }
    for each in earlier:
        if star_of(each.grade) <= star_of(award.grade):
            end_award(actor=SYSTEM, award=each, happening=Happening(on=award.granted_on, note=note))


@action
def title_series(*, actor: Any, key: str) -> Any:
    """The series of a title of this room, named on its first use (rules/titles.py)."""
    return name_known_series(actor=actor, key=BY_KEY[key].key)


@dataclass(frozen=True)
class Picture:
    """A photo as it is sent in."""

    upload: Any
    moment: str = Moment.USE
    caption: str = ""
    may_publish: bool = False


@action
def add_photo(*, actor: Any, place: Place, picture: Picture) -> PlacePhoto:
    """Keep a photo of a place; traces.

    Raises:
        Refused: no permission.
        UploadRefused: too large or no picture.
    """
    row = lock_place(actor, place)
    stored = store_upload(actor=actor, upload=picture.upload, purpose=PHOTO, union=row.union)
    photo = PlacePhoto.objects.create(
        place=row,
        stored=stored,
        moment=picture.moment,
        caption=picture.caption,
        may_publish=picture.may_publish,
    )
    _trace("homes.photo.added", actor, row)
    return photo


@dataclass(frozen=True)
class Year:
    """What a yearly report says; money in fen."""

    year: int
    opened_days: int
    visits: int
    activities: int = 0
    spent_fen: int = 0
    note: str = field(default="")


@action
def file_report(*, actor: Any, place: Place, year: Year) -> YearReport:
    """File the report of a year, or replace it; traces.

    Raises:
        Refused: no permission.
        ValidationError: a year to come, or more days than it has.
    """
    row = lock_place(actor, place)
    if year.year > dates.today().year:
        raise ValidationError({"year": _("这一年还没有到。")})
    if year.opened_days > 366:
        raise ValidationError({"opened_days": _("开放天数不能多于 366 天。")})
    facts = {name: value for name, value in vars(year).items() if name != "year"}
    report, _made = YearReport.objects.update_or_create(place=row, year=year.year, defaults=facts)
    _trace("homes.report.filed", actor, row, year=year.year)
    return report


def lock_place(actor: Any, place: Place) -> Place:
    """The place fresh and locked, for somebody who may change it."""
    row = Place.objects.select_for_update().get(pk=place.pk)
    require(actor, MANAGE, row.union)
    return row


def _trace(key: str, actor: Any, place: Place, **facts: Any) -> None:
    trace(key, actor=actor, subject=place, union_id=place.union_id, name=place.name, **facts)
