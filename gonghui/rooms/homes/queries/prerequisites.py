"""What the registers tell of the conditions of a home: asked of the program, never typed (handbook homes §4)."""

from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import Entry, Fact
from gonghui.kernel.lib import dates
from gonghui.kernel.unions.api import present_term


def in_term(entry: Entry) -> Fact:
    """Whether the committee of the applicant is within its term today, extensions counted."""
    term = present_term(_applicant(entry))
    if term is None:
        return Fact(None, _("届次台账中没有本届委员会的记录，请按材料审查"))
    due = term.extended_to or term.due_end
    words = {"n": term.term_no, "day": due.isoformat()}
    if due < dates.today():
        return Fact(False, _("第%(n)s届已于 %(day)s 届满，尚未换届") % words)
    return Fact(True, _("第%(n)s届，任期至 %(day)s") % words)


def is_legal_person(entry: Entry) -> Fact:
    """Whether the applicant is registered as a legal person."""
    if _applicant(entry).legal_person:
        return Fact(True, _("工会名册登记有法人资格"))
    return Fact(False, _("工会名册没有登记法人资格"))


def _applicant(entry: Entry) -> Any:
    return entry.subject_union or entry.union
