"""The roll for cadres: list, page of a member, and everything that can happen to a membership."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.access.api import unions_where
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.people import api as people
from gonghui.kernel.people.api import Membership, MembershipStatus
from gonghui.kernel.ui.api import ListView, PageAction, ask, page_context
from gonghui.kernel.unions.api import UnionKind
from gonghui.rooms.organising.actions.members import enrol_member
from gonghui.rooms.organising.forms import members as forms
from gonghui.rooms.organising.queries import members as queries
from gonghui.rooms.organising.rules.transfer import ISSUE
from gonghui.rooms.organising.tables import MemberTable

READ, EDIT, PERSON = "people.member:read", "people.member:edit", "people.person:edit"
UNMASK, OPEN = "people.member:unmask", "access.account:open"
ROLLS = (UnionKind.GRASSROOTS, UnionKind.JOINT, UnionKind.BRANCH, UnionKind.GROUP)
ACTIVE = (MembershipStatus.NORMAL, MembershipStatus.TRANSFERRING)


@dataclass(frozen=True)
class Verb:
    """Something that can happen to a membership: its form, its action, when it is offered."""

    label: str
    run: Callable[..., Any]
    statuses: tuple[str, ...]
    form: type = forms.EventForm
    danger: bool = False
    note: str = ""


VERBS = {
    "retain": Verb(
        "保留会籍", people.retain, ACTIVE, note="退休、停薪留职、失业等情形；保留期间不计入会员数。"
    ),
    "restore": Verb("恢复会籍", people.restore, ("retained", "left", "lapsed")),
    "leave": Verb("退会", people.leave, (*ACTIVE, "retained"), danger=True, note="本人要求退会。"),
    "lapse": Verb(
        "自动退会",
        people.lapse,
        ACTIVE,
        danger=True,
        note="六个月不交会费、不参加活动，经教育仍不改正。",
    ),
    "expel": Verb("除名", people.expel, ACTIVE, forms.ExpelForm, danger=True),
    "death": Verb(
        "登记去世",
        people.record_death,
        (*ACTIVE, "retained"),
        danger=True,
        note="登记后会籍终止，不再变更。",
    ),
}


class MemberList(ListView):
    """The roll of today."""

    table = MemberTable
    permission = READ
    lead = "今日在册会员。证件号码和手机号已遮盖，需要查看时写明事由。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Entering somebody."""
        if not decide(self.request.user, EDIT):
            return ()
        return (
            PageAction(
                _("登记会员"), reverse("organising:member-create"), "person-plus", primary=True
            ),
        )


@login_required
def member_detail(request: HttpRequest, person_id: int) -> HttpResponse:
    """Masked facts, what happened, and what may be done."""
    row = queries.find_member(person_id)
    require(request.user, READ, row.union)
    may_edit = bool(decide(request.user, EDIT, row.union))
    context = page_context(
        row.person.name,
        crumbs=((_("会员"), reverse("organising:member-list")),),
        actions=_actions(request, row),
        row=row,
        facts=queries.facts_of_member(row),
        happenings=queries.events_of_member(row),
        spans=queries.spans_of_member(row),
        verbs=_verbs(row) if may_edit else [],
        may_edit=may_edit,
        may_unmask=bool(decide(request.user, UNMASK, row.union)),
    )
    return render(request, "organising/member.html", context)


@login_required
def member_create(request: HttpRequest) -> HttpResponse:
    """Enter one member."""
    require(request.user, EDIT)
    unions = unions_where(request.user, EDIT).filter(kind__in=ROLLS)
    form = forms.EnrolForm(request.POST or None, unions=unions)

    def run(values: dict[str, Any]) -> str:
        details = {name: values.pop(name) for name in ("sex", "phone") if values[name]}
        values = {key: value for key, value in values.items() if key not in ("sex", "phone")}
        person = enrol_member(actor=request.user, **values, **details)
        return _("“%(name)s”已入会。") % {"name": person.name}

    return ask(request, form, _("登记会员"), run, done=reverse("organising:member-list"))


@login_required
def member_act(request: HttpRequest, person_id: int, verb: str) -> HttpResponse:
    """Retain, restore, leave, lapse, expel, death."""
    row = queries.find_member(person_id)
    require(request.user, EDIT, row.union)
    rule = VERBS.get(verb)
    if rule is None:
        raise Http404
    form = rule.form(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        rule.run(actor=request.user, person=row.person, **values)
        return _("已登记：%(what)s。") % {"what": rule.label}

    return _ask(request, row, form, rule.label, run, danger=rule.danger, consequence=rule.note)


@login_required
def member_regroup(request: HttpRequest, person_id: int) -> HttpResponse:
    """To another branch of the same union."""
    row = queries.find_member(person_id)
    require(request.user, EDIT, row.union)
    form = forms.RegroupForm(request.POST or None, unions=queries.branches_for(row))

    def run(values: dict[str, Any]) -> str:
        people.regroup(actor=request.user, person=row.person, **values)
        return _("已调整。")

    return _ask(request, row, form, _("调整分工会或小组"), run)


@login_required
def member_facts(request: HttpRequest, person_id: int) -> HttpResponse:
    """Duty, number, form of employment."""
    row = queries.find_member(person_id)
    require(request.user, PERSON, row.union)
    form = forms.FactsForm(request.POST or None, row=row)

    def run(values: dict[str, Any]) -> str:
        people.change_membership(
            actor=request.user, person=row.person, expected_version=row.version, **values
        )
        return _("已保存。")

    return _ask(request, row, form, _("修改会籍信息"), run)


@login_required
def member_correct(request: HttpRequest, person_id: int, event_id: int) -> HttpResponse:
    """An event was recorded wrongly."""
    row = queries.find_member(person_id)
    require(request.user, EDIT, row.union)
    event = get_object_or_404(row.person.events, pk=event_id)
    form = forms.CorrectForm(request.POST or None)
    title = _("更正“%(kind)s”（%(day)s）") % {
        "kind": event.get_kind_display(),
        "day": event.happened_on,
    }

    def run(values: dict[str, Any]) -> str:
        people.correct_event(actor=request.user, event=event, **values)
        return _("已更正，会籍按其余事项重新推算。")

    note = _("原记录不删除，会标明已更正；之后的会籍状态重新推算。")
    return _ask(request, row, form, title, run, consequence=note)


def _verbs(row: Membership) -> list[tuple[str, str, bool]]:
    return [
        (key, verb.label, verb.danger) for key, verb in VERBS.items() if row.status in verb.statuses
    ]


def _actions(request: HttpRequest, row: Membership) -> tuple[PageAction, ...]:
    found = []
    for permission, label, name, icon in (
        (PERSON, _("修改"), "member-facts", "pencil"),
        (EDIT, _("调整分工会"), "member-regroup", "diagram-3"),
        (ISSUE, _("会籍转出"), "transfer-begin", "arrow-left-right"),
    ):
        if row.status == MembershipStatus.NORMAL and decide(request.user, permission, row.union):
            found.append(
                PageAction(label, reverse(f"organising:{name}", args=[row.person_id]), icon)
            )
    if decide(request.user, OPEN, row.union) and not queries.has_account(row):
        url = reverse("access:account-open-person", args=[row.person_id])
        found.append(PageAction(_("开通账号"), url, "key"))
    return tuple(found)


def _ask(
    request: HttpRequest, row: Membership, form: Any, title: str, run: Any, **more: Any
) -> HttpResponse:
    done = reverse("organising:member-detail", args=[row.person_id])
    crumbs = ((_("会员"), reverse("organising:member-list")), (row.person.name, done))
    return ask(request, form, title, run, done=done, lead=row.person.name, crumbs=crumbs, **more)
