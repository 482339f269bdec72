"""Who may see a picture of a place."""

from typing import Any

from gonghui.kernel.files.api import StoredFile
from gonghui.kernel.lib.policy import ALLOWED, Decision, decide
from gonghui.kernel.lib.scoping import everything
from gonghui.rooms.homes.enums import PlaceStatus
from gonghui.rooms.homes.models import Inspection, PlacePhoto, Problem

NONE = Decision(False, "没有找到这张照片所属的场所。")


def may_fetch_photo(user: Any, stored: StoredFile) -> Decision:
    """Everybody those that may be published, of a shown open place; else who reads it, or sent it in."""
    if user.pk and user.pk == stored.owner_id:
        return ALLOWED
    with everything("a picture's place decides who may see it"):
        photo = PlacePhoto.objects.filter(stored=stored).select_related("place__union").first()
        inspection = Inspection.objects.filter(photo=stored).select_related("place__union").first()
        problem = Problem.objects.filter(photo=stored).select_related("place__union").first()
    found = photo or inspection or problem
    if found is None:
        return NONE
    place = found.place
    if photo and photo.may_publish and place.shown_publicly and place.status == PlaceStatus.OPEN:
        return ALLOWED
    return decide(user, "homes.place:read", place.union) if user.pk else NONE
