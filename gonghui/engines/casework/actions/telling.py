"""Notices to those who have a case now."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.engines.casework.models import Case
from gonghui.engines.casework.queries import holders_of
from gonghui.kernel.notices.api import send_notice


def tell_holders(case: Case, dedupe_key: str, *, but: Any) -> None:
    """A notice to everybody who can go on, except ``but``, who just acted."""
    title = _("待办：%(title)s（%(state)s）") % {"title": case.title, "state": case.state.label}
    holders = [user for user in holders_of(case) if user != but]
    tell(holders, case, kind="casework.arrived", title=title, dedupe_key=dedupe_key)


def tell(users: Iterable[Any], case: Case, *, kind: str, title: str, dedupe_key: str) -> None:
    """One notice each, with the way to the case; saying the same twice is impossible."""
    link = reverse("casework:case-detail", args=[case.pk])
    for user in users:
        send_notice(recipient=user, kind=kind, title=title[:128], link=link, dedupe_key=dedupe_key)
