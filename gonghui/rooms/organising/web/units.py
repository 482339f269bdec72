"""The register of units: list, page, forms."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, ask, page_context, press
from gonghui.kernel.unions.api import (
    Unit,
    change_unit,
    covering_union,
    create_unit,
    end_exemption,
    exempt_unit,
    rename_unit,
    responsible_union,
    set_unit_standing,
)
from gonghui.rooms.organising.actions.codes import swap_codes
from gonghui.rooms.organising.forms.registers import (
    ExemptForm,
    RenameForm,
    StandingForm,
    UnitForm,
)
from gonghui.rooms.organising.queries import pages
from gonghui.rooms.organising.queries.foundings import why_not_to_found
from gonghui.rooms.organising.queries.registers import units_in_scope
from gonghui.rooms.organising.rules.founding import HANDLE
from gonghui.rooms.organising.tables import UnitTable

READ, EDIT, EXEMPT = "unions.unit:read", "unions.unit:edit", "unions.unit:exempt"


class UnitList(ListView):
    """Employers in scope."""

    table = UnitTable
    permission = READ
    lead = "用人单位名册。单位与工会是两回事：没有工会的单位是建会工作的对象。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Entering a unit; what does not look right."""
        quality = PageAction(_("数据提示"), reverse("organising:quality"), "clipboard-check")
        if not decide(self.request.user, EDIT):
            return (quality,)
        create = PageAction(
            _("登记单位"), reverse("organising:unit-create"), "plus-lg", primary=True
        )
        return (quality, create)


@login_required
def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, union, standing, foundings, and the history of all of them."""
    unit = _unit(pk)
    responsible = responsible_union(unit)
    require(request.user, READ, responsible)
    context = page_context(
        unit.name,
        crumbs=_crumbs(),
        actions=_actions(request, unit, responsible),
        unit=unit,
        union=covering_union(unit),
        responsible=responsible,
        facts=pages.facts_of_unit(unit),
        events=pages.history_of_unit(unit),
        cases=pages.foundings_of_unit(unit),
        swap=pages.codes_look_swapped(unit),
        may_exempt=bool(decide(request.user, EXEMPT, responsible)),
        exemption=pages.exemption_of(unit),
    )
    return render(request, "organising/unit.html", context)


@login_required
def unit_create(request: HttpRequest) -> HttpResponse:
    """Enter an employer."""
    require(request.user, EDIT)
    form = UnitForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        unit = create_unit(actor=request.user, **values)
        return _("已登记“%(unit)s”。") % {"unit": unit}

    return ask(
        request, form, _("登记单位"), run, done=reverse("organising:unit-list"), crumbs=_crumbs()
    )


@login_required
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change facts."""
    unit = _editable(request, pk)
    form = UnitForm(request.POST or None, unit=unit)

    def run(values: dict[str, Any]) -> str:
        change_unit(actor=request.user, unit=unit, expected_version=unit.version, **values)
        return _("已保存。")

    return _ask(request, unit, form, _("修改单位信息"), run)


@login_required
def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """A new name from a day on."""
    unit = _editable(request, pk)
    form = RenameForm(request.POST or None, initial={"name": unit.name})

    def run(values: dict[str, Any]) -> str:
        rename_unit(actor=request.user, unit=unit, **values)
        return _("已更名，原名称仍可查到。")

    return _ask(request, unit, form, _("单位更名"), run)


@login_required
def unit_standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Running, suspended, closed."""
    unit = _editable(request, pk)
    form = StandingForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        set_unit_standing(actor=request.user, unit=unit, **values)
        return _("状态已登记。")

    note = _("停办、注销的单位自该日起退出建会率的分子和基数，以前的数字不变。")
    return _ask(request, unit, form, _("登记单位状态"), run, consequence=note)


@login_required
def unit_exempt(request: HttpRequest, pk: int) -> HttpResponse:
    """不适用."""
    unit = _unit(pk)
    require(request.user, EXEMPT, responsible_union(unit))
    form = ExemptForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        exempt_unit(actor=request.user, unit=unit, **values)
        return _("已认定不适用，批准人记为您本人。")

    note = _("认定不适用后，该单位不计入建会率的基数。原因和批准人对核对数字的人公开。")
    return _ask(request, unit, form, _("认定建会不适用"), run, consequence=note)


@require_POST
@login_required
def unit_include(request: HttpRequest, pk: int) -> HttpResponse:
    """The end of an exemption."""
    unit = _unit(pk)

    def run() -> str:
        end_exemption(actor=request.user, unit=unit)
        return _("该单位自今天起重新计入基数。")

    return press(request, run, reverse("organising:unit-detail", args=[pk]))


@require_POST
@login_required
def unit_swap(request: HttpRequest, pk: int) -> HttpResponse:
    """Codes to their own sides."""
    unit = _unit(pk)

    def run() -> str:
        swap_codes(actor=request.user, unit=unit)
        return _("代码已对调。")

    return press(request, run, reverse("organising:unit-detail", args=[pk]))


def _unit(pk: int) -> Unit:
    return get_object_or_404(units_in_scope(), pk=pk)


def _editable(request: HttpRequest, pk: int) -> Unit:
    unit = _unit(pk)
    require(request.user, EDIT, responsible_union(unit))
    return unit


def _crumbs(unit: Unit | None = None) -> tuple[tuple[str, str], ...]:
    top = (_("单位"), reverse("organising:unit-list"))
    if unit is None:
        return (top,)
    return (top, (unit.name, reverse("organising:unit-detail", args=[unit.pk])))


def _ask(
    request: HttpRequest, unit: Unit, form: Any, title: str, run: Any, **more: Any
) -> HttpResponse:
    done = reverse("organising:unit-detail", args=[unit.pk])
    return ask(request, form, title, run, done=done, lead=unit.name, crumbs=_crumbs(unit), **more)


def _actions(request: HttpRequest, unit: Unit, responsible: Any) -> tuple[PageAction, ...]:
    found = []
    if decide(request.user, EDIT, responsible):
        for label, name, icon in (
            (_("修改"), "unit-edit", "pencil"),
            (_("更名"), "unit-rename", "input-cursor-text"),
            (_("登记状态"), "unit-standing", "toggle-on"),
        ):
            found.append(PageAction(label, reverse(f"organising:{name}", args=[unit.pk]), icon))
    if decide(request.user, HANDLE, responsible) and not why_not_to_found(unit):
        url = reverse("organising:founding-begin", args=[unit.pk])
        found.append(PageAction(_("发起建会"), url, "flag", primary=True))
    return tuple(found)
