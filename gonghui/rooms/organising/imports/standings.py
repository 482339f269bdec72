"""Whose membership does not allow a roll to name them as a member: elsewhere, applying, expelled, dead."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.people.api import MembershipStatus
from gonghui.rooms.organising.imports.existing import Standing

ACTIVE = (MembershipStatus.NORMAL, MembershipStatus.TRANSFERRING, MembershipStatus.RETAINED)


class Complaint(NamedTuple):
    """Code and sentence of a refusal."""

    code: str
    message: str


def complaint_about(standing: Standing, own_path: str) -> Complaint | None:
    """Why the person may not stand on the roll of the union at ``own_path``; None if they may.

    One active membership per person: another union must issue a transfer first (handbook §8).
    """
    if standing.span is None:
        return None
    status = standing.span["status"]
    words = {"union": standing.union_name, "name": standing.person["name"]}
    if status in ACTIVE and not is_below(standing.union_path, own_path):
        message = _("“%(name)s”的会籍在“%(union)s”，请先办理会籍接转。")
        return Complaint("active_elsewhere", message % words)
    if status == MembershipStatus.APPLYING:
        message = _("“%(name)s”在“%(union)s”的入会申请还没有办结，请先办理申请。")
        return Complaint("applying", message % words)
    if status == MembershipStatus.DECEASED:
        return Complaint("deceased", _("“%(name)s”在名册上已登记去世，请核对。") % words)
    if status == MembershipStatus.EXPELLED:
        return Complaint("expelled", _("“%(name)s”曾被除名，重新入会请单独办理。") % words)
    return None
