"""The register of honours: list, page of one award, what happens to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.engines.campaigns import api as campaigns
from gonghui.engines.campaigns.api import Award
from gonghui.kernel.documents.api import certificate_of
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, acting_union, ask, page_context
from gonghui.rooms.honours.actions import awards as actions
from gonghui.rooms.honours.forms import awards as forms
from gonghui.rooms.honours.queries import awards as queries
from gonghui.rooms.honours.tables import AwardTable

READ, MANAGE = "campaigns.award:read", "campaigns.award:manage"


class AwardList(ListView):
    """Everything that was given, whoever gave it."""

    table = AwardTable
    permission = READ
    lead = "本系统评选、历史导入和外部授予的荣誉，一项一行；获得者按当时名称。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Enter one by hand."""
        if not decide(self.request.user, MANAGE):
            return ()
        return (
            PageAction(_("登记荣誉"), reverse("honours:award-create"), "plus-lg", primary=True),
        )


@login_required
def award_create(request: HttpRequest) -> HttpResponse:
    """Enter an honour from outside."""
    require(request.user, MANAGE)
    form = forms.AwardForm(request.POST or None)
    keeper = acting_union(request, MANAGE)

    def run(values: dict[str, Any]) -> str:
        actions.enter_award(actor=request.user, kept_by=keeper, values=values)
        return _("已登记。")

    lead = _("由“%(keeper)s”登记。本系统评选出的荣誉不用登记，会自动记入。") % {"keeper": keeper}
    done = reverse("honours:award-list")
    return ask(request, form, _("登记荣誉"), run, done=done, lead=lead, crumbs=_crumbs())


@login_required
def award_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, proof and history of one award."""
    award = _award(pk)
    require(request.user, READ, award.union)
    context = page_context(
        f"{award.holder_name} · {award.called}",
        lead=award.holder_unit_name,
        crumbs=_crumbs(),
        award=award,
        facts=queries.facts_of_award(award),
        events=queries.history_of_award(award),
        verbs=_verbs(request, award),
        over=queries.is_over(award),
        origin=queries.origin_of(request.user, award),
        certificate=certificate_of(award),
        may_manage=bool(decide(request.user, MANAGE, award.kept_by)),
    )
    return render(request, "honours/award.html", context)


@dataclass(frozen=True)
class Verb:
    """Something that may happen to an award: the button, the form, the action."""

    label: str
    form: type[Any]
    run: Callable[..., Any]
    done: str
    danger: bool = False
    consequence: str = ""


def _review(*, actor: Any, award: Award, form: Any) -> None:
    passed = form.cleaned_data["passed"] == "1"
    happening = form.happening()
    campaigns.review_award(actor=actor, award=award, happening=happening, passed=passed)


def _happens(action: Callable[..., Any]) -> Callable[..., Any]:
    def run(*, actor: Any, award: Award, form: Any) -> None:
        action(actor=actor, award=award, happening=form.happening())

    return run


def _pass_on(*, actor: Any, award: Award, form: Any) -> None:
    campaigns.pass_on_award(
        actor=actor,
        award=award,
        to_union=form.cleaned_data["to_union"],
        happening=form.happening(),
    )


def _show(*, actor: Any, award: Award, form: Any) -> None:
    shown = form.cleaned_data["shown"] == "1"
    campaigns.show_award(actor=actor, award=award, shown=shown)


def _prove(*, actor: Any, award: Award, form: Any) -> None:
    actions.add_evidence(actor=actor, award=award, upload=form.cleaned_data["evidence"])


VERBS = {
    "review": Verb("年度考核", forms.ReviewForm, _review, "已登记考核结果。"),
    "rectify": Verb(
        "责令整改", forms.RectifyForm, _happens(campaigns.rectify_award), "已责令整改。"
    ),
    "reconfirm": Verb(
        "复核确认", forms.ReconfirmForm, _happens(campaigns.reconfirm_award), "已复核确认。"
    ),
    "pass-on": Verb("变更承继", forms.PassOnForm, _pass_on, "已登记承继，原名称保留。"),
    "evidence": Verb("上传佐证", forms.EvidenceForm, _prove, "佐证材料已保存。"),
    "show": Verb("公开展示意见", forms.ShowForm, _show, "已登记本人意见。"),
    "end": Verb(
        "终止",
        forms.HappeningForm,
        _happens(campaigns.end_award),
        "已终止。",
        danger=True,
        consequence="单位撤销、场所关闭或工作室停办时用。从该日起不再计入“现行有效”，记录保留。",
    ),
    "revoke": Verb(
        "撤销（摘牌）",
        forms.HappeningForm,
        _happens(campaigns.revoke_award),
        "已撤销，证书查验会显示“已撤销”。",
        danger=True,
        consequence="须有授予单位的决定。请写明文号和原因；记录不删除，证书查验从此显示“已撤销”。",
    ),
}


@login_required
def award_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of the things that may happen to an award."""
    award = _award(pk)
    require(request.user, MANAGE, award.kept_by)
    known = VERBS.get(verb)
    if known is None:
        raise Http404(_("没有这项办理。"))
    form = known.form(request.POST or None, request.FILES or None)

    def run(_values: dict[str, Any]) -> str:
        known.run(actor=request.user, award=award, form=form)
        return known.done

    return ask(
        request,
        form,
        known.label,
        run,
        done=reverse("honours:award-detail", args=[award.pk]),
        lead=str(award),
        crumbs=_crumbs(award),
        danger=known.danger,
        consequence=known.consequence,
    )


@login_required
def award_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put clerical facts right."""
    award = _award(pk)
    require(request.user, MANAGE, award.kept_by)
    form = forms.AwardForm(request.POST or None, initial=forms.AwardForm.initial_of(award))

    def run(values: dict[str, Any]) -> str:
        actions.mend_award(
            actor=request.user, award=award, expected_version=award.version, values=values
        )
        return _("已更正。")

    done = reverse("honours:award-detail", args=[award.pk])
    return ask(request, form, _("更正荣誉"), run, done=done, crumbs=_crumbs(award))


def _award(pk: int) -> Award:
    return get_object_or_404(queries.register_of_awards(), pk=pk)


def _crumbs(award: Award | None = None) -> tuple[tuple[str, str], ...]:
    top = (_("荣誉台账"), reverse("honours:award-list"))
    if award is None:
        return (top,)
    return (top, (award.holder_name, reverse("honours:award-detail", args=[award.pk])))


def _verbs(request: HttpRequest, award: Award) -> list[tuple[str, str, bool]]:
    """Address, label and danger of what this account may do."""
    if not decide(request.user, MANAGE, award.kept_by):
        return []
    left_out = {"show"} if award.person_id is None else {"pass-on"}
    if not queries.is_reviewed(award):
        left_out |= {"review", "rectify", "reconfirm"}
    if queries.is_over(award):
        left_out = set(VERBS) - {"evidence"}
    return [
        (reverse("honours:award-act", args=[award.pk, key]), verb.label, verb.danger)
        for key, verb in VERBS.items()
        if key not in left_out
    ]
