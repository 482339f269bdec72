"""Photos that inspectors take on a visit, kept with their score sheet (handbook homes §2, §13)."""

from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.sheets import begun_sheet, open_entry
from gonghui.engines.campaigns.enums import SheetStatus
from gonghui.engines.campaigns.models import Seat, SheetPhoto
from gonghui.engines.campaigns.queries.blind import is_visit
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib.actions import action, trace

PURPOSE = "campaigns.site_photo"
MOST = 20
"""Photos of one sheet."""


@action
def add_sheet_photo(
    *, actor: Any, seat: Seat, candidate_no: str, upload: BinaryIO, caption: str = ""
) -> SheetPhoto:
    """Keep a photo with the inspector's sheet; begins the sheet if need be. Traces.

    Raises:
        Refused: somebody else's seat, or no right to score.
        ValidationError: no visit, the sheet is handed in, or too many photos.
        UploadRefused: too large or no picture.
    """
    entry = open_entry(actor, seat, candidate_no)
    if not is_visit(seat.panel):
        raise ValidationError(_("这个环节不是实地检查，不收现场照片。"))
    sheet = begun_sheet(seat, entry)
    if sheet.status == SheetStatus.SUBMITTED:
        raise ValidationError(_("%(no)s 号的评分已提交，不能再加照片。") % {"no": candidate_no})
    if sheet.photos.count() >= MOST:
        raise ValidationError(_("每份评分表最多 %(n)s 张照片。") % {"n": MOST})
    union = seat.panel.stage.campaign.union
    stored = store_upload(actor=actor, upload=upload, purpose=PURPOSE, union=union)
    photo = SheetPhoto.objects.create(sheet=sheet, stored=stored, caption=caption.strip())
    trace(
        "campaigns.sheet.photographed",
        actor=actor,
        subject=sheet,
        union_id=union.pk,
        letter=seat.letter,
        candidate=candidate_no,
    )
    return photo
