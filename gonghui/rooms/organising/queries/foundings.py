"""What a founding stands on: its units, applicants, count sheets, and whether it may go on."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Case, cases_of
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.scoping import everything
from gonghui.kernel.people.api import Person, present_membership
from gonghui.kernel.unions.api import Unit, covering_union
from gonghui.rooms.organising.models import FoundingCase, FoundingUnit
from gonghui.rooms.organising.queries.registers import units_in_scope


def founding_of(case: Case) -> FoundingCase:
    """The data of a founding's case."""
    return FoundingCase.objects.select_related("union", "founded").get(pk=case.subject_id)


def case_of(founding: FoundingCase) -> Case:
    """The case of a founding."""
    return cases_of(founding).get()


def units_of_founding(founding: FoundingCase) -> QuerySet[Unit]:
    """The units the union will cover, in the order they were named."""
    rows = FoundingUnit.objects.filter(founding=founding).order_by("pk")
    return Unit.objects.filter(pk__in=rows.values("unit_id")).order_by("pk")


def open_founding_of(unit: Unit) -> FoundingCase | None:
    """A founding under way for ``unit``."""
    with everything("a founding elsewhere must not be begun twice"):
        rows = FoundingUnit.objects.filter(unit=unit).select_related("founding")
        for each in rows:
            if cases_of(each.founding).filter(is_open=True).exists():
                return each.founding
    return None


def why_not_to_found(unit: Unit) -> str:
    """The sentence that stands against a founding for ``unit``; empty when nothing does."""
    union = covering_union(unit)
    if union is not None:
        return f"“{unit}”已由“{union}”覆盖，不需要再建会。"
    if open_founding_of(unit) is not None:
        return f"“{unit}”已有在办的建会工单。"
    return ""


def membership_elsewhere(person: Person) -> str:
    """The union that holds the person's membership now; empty when none does."""
    with everything("one active membership per person, wherever it is"):
        row = present_membership(person)
    active = row and row.status in ("normal", "transferring")
    return str(row.union) if row and active else ""


def founding_starts(case: Case) -> date:
    """When the time for founding begins: with the opening of a young unit, else with the survey.

    A school that has stood for decades without a union is not overdue from the first day on.
    """
    founding = founding_of(case)
    months = option("organising.found_within_months", founding.union)
    day = dates.today()
    opened = [each.opened_on for each in units_of_founding(founding) if each.opened_on]
    young = [each for each in opened if dates.months_after(each, months) >= day >= each]
    return max(young, default=day)


def find_unit(text: str) -> Unit:
    """The one unit in scope of that name or code.

    Raises:
        ValidationError: none, or several, are called so.
    """
    wanted = Q(name=text) | Q(short_name=text) | Q(code=text) | Q(uscc=text)
    found = list(units_in_scope().filter(wanted)[:2])
    if len(found) != 1:
        raise ValidationError(
            {"unit": _("没有找到唯一的“%(text)s”，请填单位全称。") % {"text": text}}
        )
    return found[0]
