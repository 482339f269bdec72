"""The register of unions: list, page, forms; what does not look right in both registers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, ask, page_context
from gonghui.kernel.unions.api import Union, change_union, found_union, rename_union
from gonghui.rooms.organising.forms.registers import RenameForm, UnionEntryForm, UnionForm
from gonghui.rooms.organising.queries import pages, registers
from gonghui.rooms.organising.queries.renewals import open_renewal_of
from gonghui.rooms.organising.rules.renewal import HANDLE
from gonghui.rooms.organising.tables import UnionTable

READ, EDIT, FOUND = "unions.union:read", "unions.union:edit", "unions.union:found"


class UnionList(ListView):
    """Living unions in scope."""

    table = UnionTable
    permission = READ
    lead = "工会名册：基层工会、联合工会、分工会和各级产业工会。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Entering a union that exists; what does not look right."""
        quality = PageAction(_("数据提示"), reverse("organising:quality"), "clipboard-check")
        if not decide(self.request.user, FOUND):
            return (quality,)
        create = reverse("organising:union-create")
        return (quality, PageAction(_("登记工会"), create, "plus-lg", primary=True))


@login_required
def union_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, term, offices, units, branches, and the history."""
    union = _union(pk)
    require(request.user, READ, union)
    context = page_context(
        union.name,
        crumbs=_crumbs(),
        actions=_actions(request, union),
        union=union,
        facts=pages.facts_of_union(union),
        events=pages.history_of_union(union),
        **pages.overview_of_union(union),
    )
    return render(request, "organising/union.html", context)


@login_required
def union_create(request: HttpRequest) -> HttpResponse:
    """Enter a union that exists already."""
    require(request.user, FOUND)
    form = UnionEntryForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        union = found_union(actor=request.user, **values)
        return _("已登记“%(union)s”。") % {"union": union}

    done = reverse("organising:union-list")
    lead = _("登记已经成立的工会。正在筹建的请从单位页面发起建会。")
    return ask(request, form, _("登记工会"), run, done=done, lead=lead, crumbs=_crumbs())


@login_required
def union_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change facts."""
    union = _editable(request, pk)
    form = UnionForm(request.POST or None, union=union)

    def run(values: dict[str, Any]) -> str:
        change_union(actor=request.user, union=union, expected_version=union.version, **values)
        return _("已保存。")

    return _ask(request, union, form, _("修改工会信息"), run)


@login_required
def union_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """A new name from a day on."""
    union = _editable(request, pk)
    form = RenameForm(request.POST or None, initial={"name": union.name})

    def run(values: dict[str, Any]) -> str:
        rename_union(actor=request.user, union=union, **values)
        return _("已更名，原名称仍可查到。")

    return _ask(request, union, form, _("工会更名"), run)


@login_required
def quality(request: HttpRequest) -> HttpResponse:
    """数据提示: counts with the way to the rows (handbook organisation §15)."""
    require(request.user, READ)
    addresses = {"union": "organising:union-list", "unit": "organising:unit-list"}
    board = [
        (label, count, f"{reverse(addresses[kind])}?hint={key}")
        for kind, key, label, count in registers.quality_board()
    ]
    lead = _("这些记录看起来不对，或缺了统计要用的内容。点数字查看名单，逐条处理。")
    context = page_context(_("数据提示"), lead=lead, crumbs=_crumbs(), board=board)
    return render(request, "organising/quality.html", context)


def _union(pk: int) -> Union:
    return get_object_or_404(registers.unions_in_scope(), pk=pk)


def _editable(request: HttpRequest, pk: int) -> Union:
    union = _union(pk)
    require(request.user, EDIT, union)
    return union


def _crumbs(union: Union | None = None) -> tuple[tuple[str, str], ...]:
    top = (_("工会"), reverse("organising:union-list"))
    if union is None:
        return (top,)
    return (top, (union.name, reverse("organising:union-detail", args=[union.pk])))


def _ask(request: HttpRequest, union: Union, form: Any, title: str, run: Any) -> HttpResponse:
    done = reverse("organising:union-detail", args=[union.pk])
    return ask(request, form, title, run, done=done, lead=union.name, crumbs=_crumbs(union))


def _actions(request: HttpRequest, union: Union) -> tuple[PageAction, ...]:
    found = []
    if decide(request.user, EDIT, union):
        edit = reverse("organising:union-edit", args=[union.pk])
        rename = reverse("organising:union-rename", args=[union.pk])
        found += [
            PageAction(_("修改"), edit, "pencil"),
            PageAction(_("更名"), rename, "input-cursor-text"),
        ]
    if decide(request.user, HANDLE, union) and open_renewal_of(union) is None:
        url = reverse("organising:renewal-begin", args=[union.pk])
        found.append(PageAction(_("发起换届"), url, "arrow-repeat", post=True))
    return tuple(found)
