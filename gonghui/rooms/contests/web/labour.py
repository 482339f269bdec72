"""Labour contests: list, proposal, and what is written down on the way; the steps stand on the case page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Case
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, acting_union, ask
from gonghui.rooms.contests.actions import labour, progress
from gonghui.rooms.contests.forms import labour as forms
from gonghui.rooms.contests.models import LaborContest
from gonghui.rooms.contests.queries.labour import case_of, contests_in_scope
from gonghui.rooms.contests.rules.labour import (
    EDITABLE,
    HANDLE,
    LIST,
    MERITED,
    READ,
    UNDER_WAY,
)
from gonghui.rooms.contests.tables import LabourTable


class LabourList(ListView):
    """Contests in scope."""

    table = LabourTable
    permission = READ
    lead = "工程建设中的劳动竞赛：节点、比保得分、立功和荣誉，一项竞赛一张工单。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Propose one."""
        if not decide(self.request.user, HANDLE):
            return ()
        address = reverse("contests:labour-create")
        return (PageAction(_("拟报劳动竞赛"), address, "plus-lg", primary=True),)


@login_required
def labour_create(request: HttpRequest) -> HttpResponse:
    """Propose a contest that one's union leads."""
    require(request.user, HANDLE)
    form = forms.ContestForm(request.POST or None)
    union = acting_union(request, HANDLE)
    made: list[Case] = []

    def run(values: dict[str, Any]) -> str:
        made.append(labour.propose_contest(actor=request.user, union=union, **values))
        return _("已拟报。请登记节点和比保项目，再提交立项。")

    done = reverse("contests:labour-list")
    lead = _("由“%(union)s”牵头。") % {"union": union}
    answer = ask(request, form, _("拟报劳动竞赛"), run, done=done, lead=lead, crumbs=_crumbs())
    return redirect("casework:case-detail", pk=made[0].pk) if made else answer


@dataclass(frozen=True)
class Verb:
    """Something that may be written down: button, form, action, and in which states."""

    label: str
    form: Callable[..., Any]
    run: Callable[..., Any]
    done: str
    states: frozenset[str] | None
    permission: str = HANDLE
    consequence: str = ""
    icon: str = "plus-lg"


def _with(action: Callable[..., Any]) -> Callable[..., Any]:
    return lambda actor, contest, values: action(actor=actor, contest=contest, **values)


def _reach(actor: Any, contest: LaborContest, values: dict[str, Any]) -> None:
    del contest  # the node knows it
    progress.reach_milestone(actor=actor, **values)


def _score(actor: Any, contest: LaborContest, values: dict[str, Any]) -> None:
    del contest  # the dimension knows it
    progress.score_period(actor=actor, **values)


PLANNED = EDITABLE | UNDER_WAY
VERBS = {
    "edit": Verb("修改", forms.ContestForm, _with(labour.change_contest), "已保存。", None),
    "participants": Verb(
        "参赛工会",
        forms.ParticipantsForm,
        _with(labour.name_participants),
        "参赛工会已保存。",
        None,
        consequence="牵头工会始终参赛，不必填写。",
    ),
    "milestone": Verb(
        "增加节点",
        forms.MilestoneForm,
        _with(progress.add_milestone),
        "节点已增加。",
        PLANNED,
    ),
    "reach": Verb("完成节点", forms.ReachForm, _reach, "节点已完成。", UNDER_WAY, icon="check2"),
    "dimension": Verb(
        "增加比保项目",
        forms.DimensionForm,
        _with(progress.add_dimension),
        "比保项目已增加。",
        EDITABLE,
    ),
    "score": Verb(
        "登记阶段得分",
        forms.ScoreForm,
        _score,
        "得分已登记。",
        UNDER_WAY,
        consequence="同一阶段再次登记，以后一次为准，日志保留前一次的经办人。",
    ),
    "incident": Verb(
        "登记否决事项",
        forms.IncidentForm,
        _with(progress.record_incident),
        "已登记，竞赛已暂停。",
        UNDER_WAY,
        consequence="安全事故、失泄密、质量事故一票否决：登记后竞赛立即暂停，整改到位方可恢复。",
        icon="exclamation-triangle",
    ),
    "merit": Verb(
        "登记岗位立功",
        forms.MeritForm,
        _with(progress.record_merit),
        "岗位立功已登记。",
        MERITED,
    ),
    "listing": Verb(
        "登记上级立项",
        forms.ListingForm,
        _with(labour.list_contest),
        "立项已登记。",
        UNDER_WAY | MERITED,
        permission=LIST,
    ),
    "review": Verb(
        "登记保密审查",
        forms.ReviewForm,
        _with(labour.review_secrecy),
        "保密审查已登记。",
        None,
        icon="shield-check",
    ),
    "publish": Verb(
        "公开",
        forms.PublishForm,
        _with(labour.publish_contest),
        "已公开。",
        None,
        consequence="公开后，竞赛名称和成绩可用于宣传。涉密项目须先登记保密审查。",
        icon="megaphone",
    ),
}


@login_required
def labour_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of the things that are written down about a contest."""
    contest = get_object_or_404(contests_in_scope(), pk=pk)
    known = VERBS.get(verb)
    if known is None:
        raise Http404(_("没有这项办理。"))
    require(request.user, known.permission, contest.union)
    form = known.form(request.POST or None, request.FILES or None, contest=contest)

    def run(values: dict[str, Any]) -> str:
        known.run(request.user, contest, values)
        return known.done

    case = case_of(contest)
    address = reverse("casework:case-detail", args=[case.pk])
    return ask(
        request,
        form,
        known.label,
        run,
        done=address,
        lead=contest.name,
        crumbs=(*_crumbs(), (contest.name, address)),
        consequence=known.consequence,
    )


def offered(case: Case, user: Any) -> set[str]:
    """The keys of what this account may write down while the case stands where it does."""
    if not case.is_open:
        return set()
    held = {key for key in (HANDLE, LIST) if decide(user, key, case.union)}
    return {
        key
        for key, verb in VERBS.items()
        if verb.permission in held and (verb.states is None or case.state_id in verb.states)
    }


def _crumbs() -> tuple[tuple[str, str], ...]:
    return ((_("劳动竞赛"), reverse("contests:labour-list")),)
