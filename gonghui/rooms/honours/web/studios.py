"""Studios: list, page with criteria and log, and what may be done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import (
    ListView,
    PageAction,
    acting_union,
    ask,
    own_union_name,
    page_context,
    press,
)
from gonghui.rooms.honours.actions import studios as actions
from gonghui.rooms.honours.forms import studios as forms
from gonghui.rooms.honours.models import Studio, StudioMember
from gonghui.rooms.honours.queries import studios as queries
from gonghui.rooms.honours.rules.titles import BY_KEY
from gonghui.rooms.honours.tables import StudioTable
from gonghui.rooms.honours.web.awards import MANAGE

READ, KEEP = "honours.studio:read", "honours.studio:keep"


class StudioList(ListView):
    """All studios below one's union."""

    table = StudioTable
    permission = READ
    lead = "劳模和工匠人才创新工作室：单位级、系统级、省级、国家级逐级命名，年年考核。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Enter one."""
        if not decide(self.request.user, KEEP):
            return ()
        url = reverse("honours:studio-create")
        return (PageAction(_("登记工作室"), url, "plus-lg", primary=True),)


@login_required
def studio_create(request: HttpRequest) -> HttpResponse:
    """Enter a studio."""
    require(request.user, KEEP)
    form = forms.FoundForm(request.POST or None, initial={"union": own_union_name(request)})

    def run(values: dict[str, Any]) -> str:
        actions.found_studio(actor=request.user, **values)
        return _("工作室已登记。")

    done = reverse("honours:studio-list")
    return ask(request, form, _("登记工作室"), run, done=done, crumbs=_crumbs())


@login_required
def studio_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, titles, criteria of the next tier, members, log."""
    studio = _studio(pk)
    require(request.user, READ, studio.union)
    upper = BY_KEY.get(queries.next_tier(studio))
    context = page_context(
        studio.name,
        lead=studio.unit_name or studio.union.name,
        crumbs=_crumbs(),
        studio=studio,
        facts=_facts(studio),
        tiers=queries.tiers_of(studio),
        today=dates.today(),
        upper=upper,
        criteria=queries.criteria_of(studio),
        members=studio.members.filter(left_on__gt=dates.today()),
        entries=studio.entries.select_related("actor")[:100],
        verbs=_verbs(request, studio),
        may_keep=bool(decide(request.user, KEEP, studio.union)) and not queries.is_closed(studio),
        closed=queries.is_closed(studio),
    )
    return render(request, "honours/studio.html", context)


@dataclass(frozen=True)
class Verb:
    """Something that may be done with a studio."""

    label: str
    form: type[Any]
    run: Callable[..., Any]
    done: str
    danger: bool = False
    consequence: str = ""


def _log(*, actor: Any, studio: Studio, form: Any) -> None:
    actions.log_studio(actor=actor, studio=studio, **form.facts())


def _with(action: Callable[..., Any]) -> Callable[..., Any]:
    def run(*, actor: Any, studio: Studio, form: Any) -> None:
        action(actor=actor, studio=studio, **form.cleaned_data)

    return run


VERBS = {
    "log": Verb("记台账", forms.LogForm, _log, "已记入台账。"),
    "member": Verb("加成员", forms.MemberForm, _with(actions.add_member), "成员已登记。"),
    "leader": Verb("换领衔人", forms.LeaderForm, _with(actions.change_leader), "领衔人已更换。"),
    "close": Verb(
        "停办",
        forms.ClosingForm,
        _with(actions.close_studio),
        "工作室已停办。",
        danger=True,
        consequence="从该日起，各级命名一并终止，不再计入在册；台账保留。",
    ),
}


@login_required
def studio_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of the things that may be done."""
    studio = _studio(pk)
    require(request.user, KEEP, studio.union)
    known = VERBS.get(verb)
    if known is None:
        raise Http404(_("没有这项办理。"))
    form = known.form(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        known.run(actor=request.user, studio=studio, form=form)
        return known.done

    return ask(
        request,
        form,
        known.label,
        run,
        done=_url(studio),
        lead=studio.name,
        crumbs=_crumbs(studio),
        danger=known.danger,
        consequence=known.consequence,
    )


@login_required
def studio_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change facts."""
    studio = _studio(pk)
    require(request.user, KEEP, studio.union)
    names = forms.StudioForm.base_fields
    initial = {name: getattr(studio, name) for name in names}
    form = forms.StudioForm(request.POST or None, initial=initial)

    def run(values: dict[str, Any]) -> str:
        actions.change_studio(
            actor=request.user, studio=studio, expected_version=studio.version, **values
        )
        return _("已保存。")

    return ask(request, form, _("修改工作室"), run, done=_url(studio), crumbs=_crumbs(studio))


@login_required
def studio_name(request: HttpRequest, pk: int) -> HttpResponse:
    """命名 to the next tier."""
    studio = _studio(pk)
    require(request.user, MANAGE)
    key = queries.next_tier(studio)
    if not key:
        raise Http404(_("已是最高一级。"))
    form = forms.NamingForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        actions.name_studio(
            actor=request.user,
            studio=studio,
            series_key=key,
            kept_by=acting_union(request, MANAGE),
            **values,
        )
        return _("命名已记入荣誉台账。")

    title = _("命名：%(title)s") % {"title": BY_KEY[key].name}
    return ask(request, form, title, run, done=_url(studio), crumbs=_crumbs(studio))


@login_required
@require_POST
def member_drop(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Somebody leaves today."""
    studio = _studio(pk)
    found = get_object_or_404(StudioMember, pk=member, studio=studio)
    require(request.user, KEEP, studio.union)

    def run() -> str:
        actions.drop_member(actor=request.user, studio=studio, member=found, on=dates.today())
        return _("已登记离开。")

    return press(request, run, _url(studio))


def _studio(pk: int) -> Studio:
    return get_object_or_404(queries.list_studios(), pk=pk)


def _url(studio: Studio) -> str:
    return reverse("honours:studio-detail", args=[studio.pk])


def _crumbs(studio: Studio | None = None) -> tuple[tuple[str, str], ...]:
    top = (_("创新工作室"), reverse("honours:studio-list"))
    return (top,) if studio is None else (top, (studio.name, _url(studio)))


def _facts(studio: Studio) -> list[tuple[str, Any]]:
    money = queries.money_of(studio)
    return [
        ("领衔人", studio.leader_name),
        ("领衔人荣誉", studio.leader_honour),
        ("专业领域", studio.field),
        ("场地", studio.place),
        ("设备", studio.equipment),
        ("制度", studio.rules),
        ("成立日期", studio.founded_on),
        ("经费合计", f"{money / 100:,.2f} 元" if money else ""),
        ("所属工会", studio.union),
    ]


def _verbs(request: HttpRequest, studio: Studio) -> list[tuple[str, str, bool]]:
    """Address, label and danger of what this account may do."""
    if queries.is_closed(studio):
        return []
    found = []
    if decide(request.user, KEEP, studio.union):
        found = [
            (reverse("honours:studio-act", args=[studio.pk, key]), verb.label, verb.danger)
            for key, verb in VERBS.items()
        ]
    if queries.next_tier(studio) and decide(request.user, MANAGE):
        found.insert(0, (reverse("honours:studio-name", args=[studio.pk]), _("命名"), False))
    return found
