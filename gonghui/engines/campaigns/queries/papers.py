"""The papers of an entry: which there are, who may fetch them, which of them others sent too."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.models import (
    Attachment,
    DemocraticStep,
    Entry,
    OutsideOpinion,
    SheetPhoto,
)
from gonghui.kernel.access.api import scope_of
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import ALLOWED, Decision, decide


def papers_of(entry: Entry) -> QuerySet[Attachment]:
    """The papers in the order in which they came."""
    return Attachment.objects.filter(entry=entry).select_related("stored").order_by("pk")


def may_fetch_paper(user: Any, stored: Any) -> Decision:
    """Whoever sees the entry sees its papers; outside opinions only who may read opinions.

    A judge is no reader of entries: blind copies are served by the judging pages.
    """
    if not user.is_authenticated:
        return Decision(False, _("请先登录。"))
    opinion = OutsideOpinion._base_manager.filter(paper=stored).select_related("entry__union")
    found = opinion.first()
    if found is not None:
        return decide(user, "campaigns.opinion:read", found.entry.campaign.union)
    with scoping.active(scope_of(user)):
        rows = Entry.objects.filter(attachments__stored=stored)
        steps = DemocraticStep.objects.filter(minutes=stored)
        entry = rows.first() or next((step.entry for step in steps), None)
    if entry is None:
        return Decision(False, _("这份附件属于您看不到的申报。"))
    own = entry.person_id is not None and user.person_id == entry.person_id
    return ALLOWED if own else decide(user, "campaigns.entry:read", entry.union)


def may_fetch_photo(user: Any, stored: Any) -> Decision:
    """Who took the photo, and who organises or watches the judging."""
    if user.pk and user.pk == stored.owner_id:
        return ALLOWED
    photo = SheetPhoto.objects.filter(stored=stored).first()
    if photo is None:
        return Decision(False, _("没有找到这张照片所属的检查。"))
    return decide(user, "campaigns.judging:supervise", photo.sheet.seat.panel.stage.campaign.union)


def same_papers(entry: Entry) -> QuerySet[Attachment]:
    """Papers of other entries of the campaign with the very same content."""
    digests = Attachment._base_manager.filter(entry=entry).values("stored__digest")
    rows = Attachment._base_manager.filter(
        entry__campaign=entry.campaign_id, stored__digest__in=digests
    )
    return rows.exclude(entry=entry).select_related("entry", "stored").order_by("pk")
