"""Notices to those who have a case now."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.engines.casework.models import Case
from gonghui.engines.casework.queries import holder_keys
from gonghui.engines.casework.rules import family_of
from gonghui.kernel.notices.api import Notice, send_notices

ARRIVED = "casework.arrived"


def tell_holders(case: Case, dedupe_key: str, *, but: Any) -> None:
    """A notice to everybody who can go on, except ``but``, who just acted."""
    if _is_quiet(case):
        return
    words = {"kind": ARRIVED, "title": _arrival(case), "dedupe_key": dedupe_key}
    keys = [key for key in holder_keys(case) if key != but.pk]
    send_notices(_notices(keys, case, **words))


def tell_holders_of_many(cases: Iterable[tuple[Case, str]], *, but: Any) -> None:
    """``tell_holders`` for many cases, each with its dedupe key, in a few statements."""
    known: dict[tuple[Any, ...], list[int]] = {}
    notices = []
    for case, dedupe_key in cases:
        if _is_quiet(case):
            continue
        place = (case.holder_union_id, case.holder_permission, case.holder_user_id, case.table_key)
        if place not in known:
            known[place] = [key for key in holder_keys(case) if key != but.pk]
        words = {"kind": ARRIVED, "title": _arrival(case), "dedupe_key": dedupe_key}
        notices += _notices(known[place], case, **words)
    send_notices(notices)


def _is_quiet(case: Case) -> bool:
    """Whether the family of the case keeps it from everybody's messages."""
    family = family_of(case.table_key)
    return family is not None and family.quiet is not None and family.quiet(case)


def _arrival(case: Case) -> str:
    return _("待办：%(title)s（%(state)s）") % {"title": case.title, "state": case.state.label}


def tell(users: Iterable[Any], case: Case, *, kind: str, title: str, dedupe_key: str) -> None:
    """One notice each, with the way to the case, in one statement; the same is never said twice."""
    if not _is_quiet(case):
        keys = [user.pk for user in users]
        send_notices(_notices(keys, case, kind=kind, title=title, dedupe_key=dedupe_key))


def _notices(keys: Iterable[int], case: Case, **words: str) -> list[Notice]:
    """A notice for each account, not saved."""
    words |= {
        "title": words["title"][:128],
        "link": reverse("casework:case-detail", args=[case.pk]),
    }
    return [Notice(recipient_id=key, **words) for key in keys]
