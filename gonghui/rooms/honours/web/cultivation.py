"""The training of chosen young teachers: files, records, what may be done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.money import yuan
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, ask, page_context
from gonghui.rooms.honours.actions import cultivation as actions
from gonghui.rooms.honours.forms import cultivation as forms
from gonghui.rooms.honours.models import Cultivation
from gonghui.rooms.honours.queries import cultivation as queries
from gonghui.rooms.honours.tables import CultivationRecordTable, CultivationTable

READ, KEEP = "honours.cultivation:read", "honours.cultivation:keep"


class CultivationList(ListView):
    """Chosen teachers below one's union."""

    table = CultivationTable
    permission = READ
    lead = "乡村优秀青年教师入选后的培养：导师、研修、学时、奖金和服务承诺。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """The records of all of them."""
        url = reverse("honours:cultivation-records")
        return (PageAction(_("培养记录"), url, "journal-text"),)


class CultivationRecordList(ListView):
    """All records below one's union, for the yearly table."""

    table = CultivationRecordTable
    permission = READ
    lead = "每次研修、导师指导和培训各一条，可导出 Excel。"


@login_required
def cultivation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One teacher: facts, records, what may be done."""
    file = _file(pk)
    require(request.user, READ, file.union)
    context = page_context(
        file.name,
        lead=file.school,
        crumbs=_crumbs(),
        file=file,
        facts=_facts(file),
        records=queries.records_of(file),
        verbs=_verbs(request, file),
        gone=file.left_on != FOREVER,
    )
    return render(request, "honours/cultivation.html", context)


@dataclass(frozen=True)
class Verb:
    """Something that may be done with a file."""

    label: str
    form: type[Any]
    run: Callable[..., Any]
    done: str
    consequence: str = ""


VERBS = {
    "record": Verb("记培养记录", forms.RecordForm, actions.record_cultivation, "培养记录已登记。"),
    "mentor": Verb("指定导师", forms.MentorForm, actions.assign_mentor, "导师已登记。"),
    "leave": Verb(
        "登记离开",
        forms.LeavingForm,
        actions.leave_school,
        "离开已登记。",
        "早于服务承诺离开的，在名单上标明；荣誉和奖金按当年办法另行处理。",
    ),
}


@login_required
def cultivation_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of the things that may be done."""
    file = _file(pk)
    require(request.user, KEEP, file.union)
    known = VERBS.get(verb)
    if known is None:
        raise Http404(_("没有这项办理。"))
    form = known.form(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        known.run(actor=request.user, file=file, **values)
        return known.done

    done = reverse("honours:cultivation-detail", args=[pk])
    crumbs = (*_crumbs(), (file.name, done))
    consequence = known.consequence
    return ask(
        request,
        form,
        known.label,
        run,
        done=done,
        lead=file.name,
        crumbs=crumbs,
        consequence=consequence,
    )


def _file(pk: int) -> Cultivation:
    return get_object_or_404(queries.list_cultivations(), pk=pk)


def _crumbs() -> tuple[tuple[str, str], ...]:
    return ((_("乡村教师培养"), reverse("honours:cultivation-list")),)


def _facts(file: Any) -> list[tuple[str, Any]]:
    promised = file.promised_until != FOREVER
    return [
        ("入选年度", f"{file.year} 年"),
        ("文号", file.award.document_no),
        ("奖金", f"{yuan(file.prize):,.2f} 元" if file.prize is not None else ""),
        ("导师", file.mentor),
        ("培养学时", f"{file.hours.normalize():f} 学时，{file.times} 次"),
        ("服务承诺至", file.promised_until if promised else ""),
        ("离开乡村学校", file.left_on if file.left_on != FOREVER else ""),
        ("离开原因", file.left_reason),
        ("所属工会", file.union),
    ]


def _verbs(request: HttpRequest, file: Cultivation) -> list[tuple[str, str]]:
    if file.left_on != FOREVER or not decide(request.user, KEEP, file.union):
        return []
    return [
        (reverse("honours:cultivation-act", args=[file.pk, key]), verb.label)
        for key, verb in VERBS.items()
    ]
