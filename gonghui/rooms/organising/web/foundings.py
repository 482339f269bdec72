"""Foundings: list, survey, and what is written down on the way; the steps stand on the case page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.engines.casework.api import Case
from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import ListView, ask, press
from gonghui.kernel.unions.api import Unit, responsible_union
from gonghui.rooms.organising.actions import foundings as actions
from gonghui.rooms.organising.actions.elections import HANDLE as ELECTING
from gonghui.rooms.organising.actions.elections import drop_election, record_election
from gonghui.rooms.organising.forms.foundings import (
    ApplicantsForm,
    ElectionForm,
    FoundingFactsForm,
    UnitNameForm,
    VisitForm,
)
from gonghui.rooms.organising.models import Election, FoundingCase
from gonghui.rooms.organising.queries.elections import eligible_people
from gonghui.rooms.organising.queries.foundings import case_of, find_unit
from gonghui.rooms.organising.queries.registers import units_in_scope
from gonghui.rooms.organising.rules.elections import delegates_range
from gonghui.rooms.organising.rules.founding import HANDLE
from gonghui.rooms.organising.tables import FoundingTable


class FoundingList(ListView):
    """Foundings in scope, those under way first."""

    table = FoundingTable
    permission = "organising.founding:read"
    lead = "建会工单：从摸排到正常，每一步都留下办理人、时间和依据。"


@login_required
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Survey a unit."""
    unit = get_object_or_404(units_in_scope(), pk=pk)
    require(request.user, HANDLE, responsible_union(unit))
    initial = {"union_name": f"{unit.name}工会"}
    form = FoundingFactsForm(request.POST or None, initial=initial)
    made: list[Case] = []

    def run(values: dict[str, Any]) -> str:
        made.append(actions.survey_unit(actor=request.user, unit=unit, **values))
        return _("建会工单已发起。")

    answer = ask(request, form, _("发起建会"), run, done=_unit_url(unit), lead=unit.name)
    return redirect(_case_url(made[0])) if made else answer


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known."""
    founding = _handled(request, pk)
    form = FoundingFactsForm(request.POST or None, founding=founding)

    def run(values: dict[str, Any]) -> str:
        actions.change_founding(
            actor=request.user, founding=founding, expected_version=founding.version, **values
        )
        return _("已保存。")

    return _ask(request, founding, form, _("修改建会信息"), run)


@login_required
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a contact."""
    founding = _handled(request, pk)

    def run(values: dict[str, Any]) -> str:
        actions.log_visit(actor=request.user, founding=founding, **values)
        return _("已登记。")

    return _ask(request, founding, VisitForm(request.POST or None), _("登记走访"), run)


@login_required
def applicants(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter people who applied."""
    founding = _handled(request, pk)

    def run(values: dict[str, Any]) -> str:
        made = actions.enter_applicants(
            actor=request.user,
            founding=founding,
            doc_type=DocumentType.RESIDENT_ID.value,
            lines=values["lines"],
            applied_on=values["applied_on"],
        )
        return _("新增入会申请 %(n)d 人。") % {"n": len(made)}

    return _ask(request, founding, ApplicantsForm(request.POST or None), _("登记入会申请"), run)


@require_POST
@login_required
def applicant_remove(request: HttpRequest, pk: int, person_id: int) -> HttpResponse:
    """Somebody took the application back."""
    founding = _handled(request, pk)
    person = get_object_or_404(founding.applicants.select_related("person"), person_id=person_id)

    def run() -> str:
        actions.remove_applicant(actor=request.user, founding=founding, person=person.person)
        return _("已撤回。")

    return press(request, run, _case_url(case_of(founding)))


@login_required
def unit_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Another unit of a joint union."""
    founding = _handled(request, pk)

    def run(values: dict[str, Any]) -> str:
        unit = find_unit(values["unit"])
        actions.add_founding_unit(actor=request.user, founding=founding, unit=unit)
        return _("已加入“%(unit)s”，建会形式改为联合工会。") % {"unit": unit}

    return _ask(request, founding, UnitNameForm(request.POST or None), _("加入单位"), run)


@login_required
def election(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a count sheet of a founding's or a re-election's case."""
    case = _electing(request, pk)
    form = ElectionForm(request.POST or None, people=eligible_people(case))

    def run(values: dict[str, Any]) -> str:
        record_election(
            actor=request.user,
            case=case,
            body=values["body"],
            held_on=values["held_on"],
            numbers=form.numbers,
            standings=values["lines"],
            runoff=values["runoff"],
        )
        return _("选举结果已录入，当选名单由系统计算。")

    title, note = _("录入选举结果"), _("照计票单填写；谁当选由系统按应到会人数过半数计算。")
    note += _delegates(case, sum(len(namesakes) for namesakes in form.people.values()))
    return ask(request, form, title, run, done=_case_url(case), lead=case.title, consequence=note)


@require_POST
@login_required
def election_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wrongly entered sheet back."""
    sheet = get_object_or_404(Election.objects.select_related("case__union"), pk=pk)

    def run() -> str:
        drop_election(actor=request.user, election=sheet)
        return _("已撤下。")

    return press(request, run, _case_url(sheet.case))


def _handled(request: HttpRequest, pk: int) -> FoundingCase:
    founding = get_object_or_404(FoundingCase.objects.select_related("union"), pk=pk)
    require(request.user, HANDLE, founding.union)
    return founding


def _electing(request: HttpRequest, pk: int) -> Case:
    case = get_object_or_404(Case.objects.select_related("table_version", "union"), pk=pk)
    if case.table_key not in ELECTING:
        raise Http404
    require(request.user, ELECTING[case.table_key], case.union)
    return case


def _delegates(case: Case, members: int) -> str:
    """How many delegates an assembly of that size usually has; empty for small unions."""
    found = delegates_range(members, option("organising.delegate_bands", case.union))
    if found is None:
        return ""
    words = {"members": members, "least": found[0], "most": found[1]}
    return _("会员%(members)d人，开会员代表大会的，代表一般%(least)d至%(most)d人。") % words


def _case_url(case: Case) -> str:
    return reverse("casework:case-detail", args=[case.pk])


def _unit_url(unit: Unit) -> str:
    return reverse("organising:unit-detail", args=[unit.pk])


def _ask(
    request: HttpRequest, founding: FoundingCase, form: Any, title: str, run: Any
) -> HttpResponse:
    case = case_of(founding)
    crumbs = ((case.title, _case_url(case)),)
    return ask(request, form, title, run, done=_case_url(case), lead=case.title, crumbs=crumbs)
