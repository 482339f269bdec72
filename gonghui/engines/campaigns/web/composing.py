"""The composer: stages, groups, form and rules of a draft, each part added, changed, moved, removed."""

from collections import Counter
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.engines.campaigns.actions.opening import date_stages
from gonghui.engines.campaigns.actions.parts import (
    LABELS,
    MODELS,
    add_part,
    change_part,
    move_part,
    remove_part,
)
from gonghui.engines.campaigns.actions.planning import (
    change_campaign,
    drop_draft,
    save_programme,
)
from gonghui.engines.campaigns.actions.rehearsing import rehearse_campaign
from gonghui.engines.campaigns.enums import CampaignStatus
from gonghui.engines.campaigns.forms.parts import FORMS
from gonghui.engines.campaigns.forms.planning import BasicsForm, NameForm, ScheduleForm
from gonghui.engines.campaigns.models import Campaign
from gonghui.engines.campaigns.queries import composing
from gonghui.engines.campaigns.queries.burden import burden_lines, burden_of
from gonghui.engines.campaigns.queries.opening import opening_problems
from gonghui.engines.campaigns.queries.plans import MANAGE, own_rubrics, plan_of
from gonghui.engines.campaigns.rules.stages import STAGES
from gonghui.engines.campaigns.web.campaigns import call_context
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import PageAction, ask, page_context, press

TABS = (
    ("stages", "环节"),
    ("form", "申报表"),
    ("categories", "组别和名额"),
    ("rules", "比例和资格"),
    ("rubrics", "评价标准"),
)
TAB_OF = {
    "stages": "stages",
    "fields": "form",
    "categories": "categories",
    "composition": "rules",
    "eligibility": "rules",
}


@login_required
def compose(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft with everything it is made of, one tab a kind of part."""
    campaign = draft_of(request, pk)
    tab = request.GET.get("tab", "stages")
    if tab not in dict(TABS):
        raise Http404(_("没有这一页。"))
    plan = plan_of(campaign)
    address = reverse("campaigns:compose", args=[pk])
    context = page_context(
        str(campaign),
        lead=_("草稿 · %(union)s · %(year)s年") % {"union": campaign.union, "year": campaign.year},
        crumbs=((_("组织评选"), reverse("campaigns:list")),),
        actions=_actions(campaign),
        campaign=campaign,
        tab=tab,
        part_template=f"campaigns/compose_{tab}.html",
        tabs=[(label, f"{address}?tab={key}", key == tab) for key, label in TABS],
        problems=opening_problems(campaign, plan),
        plan=plan,
        burden=burden_lines(burden_of(campaign, plan)),
        **_shown(campaign, tab),
    )
    return render(request, "campaigns/compose.html", context)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the head."""
    campaign = draft_of(request, pk)
    form = BasicsForm(request.POST or None, campaign=campaign)

    def run(_values: dict[str, Any]) -> str:
        change_campaign(
            actor=request.user,
            campaign=campaign,
            expected_version=campaign.version,
            **form.cleaned_data,
        )
        return _("已保存。")

    return _ask(request, campaign, form, _("基本信息"), run)


@login_required
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay the stages end to end from a day."""
    campaign = draft_of(request, pk)
    form = ScheduleForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        date_stages(actor=request.user, campaign=campaign, **form.cleaned_data)
        return _("时间表已排出，可逐个环节调整。")

    return _ask(request, campaign, form, _("排出时间表"), run)


@login_required
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the plan as a template."""
    campaign = managed_of(request, pk)
    form = NameForm(request.POST or None, initial={"name": campaign.title})

    def run(_values: dict[str, Any]) -> str:
        save_programme(actor=request.user, campaign=campaign, **form.cleaned_data)
        return _("已存为模板，新建评选时可选用。")

    return _ask(request, campaign, form, _("存为模板"), run)


@login_required
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft after asking."""
    campaign = draft_of(request, pk)
    if request.method == "POST":

        def run() -> str:
            drop_draft(actor=request.user, campaign=campaign)
            return _("草稿已删除。")

        return press(request, run, reverse("campaigns:list"))
    context = page_context(
        _("删除草稿"),
        lead=str(campaign),
        consequence=_("环节、申报表和规则一并删除，不能恢复。"),
        danger=True,
        submit=_("删除"),
        cancel=_back(campaign, "stages"),
    )
    return render(request, "ui/confirm.html", context)


@login_required
def rehearse(request: HttpRequest, pk: int) -> HttpResponse:
    """Try the plan out on invented entries, after saying what that means."""
    campaign = draft_of(request, pk)
    made: list[Campaign] = []

    def run() -> str:
        made.append(rehearse_campaign(actor=request.user, campaign=campaign))
        return _("试运行已建立，虚构的申报已报到主办工会，可继续往下办。")

    if request.method == "POST":
        answer = press(request, run, _back(campaign, "stages"))
        return redirect("campaigns:detail", made[0].pk) if made else answer
    context = page_context(
        _("试运行"),
        lead=str(campaign),
        crumbs=(
            (_("组织评选"), reverse("campaigns:list")),
            (str(campaign), _back(campaign, "stages")),
        ),
        consequence=_(
            "用虚构的申报把方案走一遍：照方案另建一份试运行，不通知任何单位，不产生荣誉，"
            "民主程序和单位公示略过。草稿本身不变。"
        ),
        submit=_("开始试运行"),
        cancel=_back(campaign, "stages"),
    )
    return render(request, "ui/confirm.html", context)


@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The call and the form as the unions will see them."""
    campaign = managed_of(request, pk)
    context = call_context(campaign)
    context["crumbs"] = ((_("返回编排"), _back(campaign, "form")),)
    context["previewing"] = True
    return render(request, "campaigns/call.html", context)


@login_required
def part_add(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Add a part; a stage's kind and place come with the address."""
    campaign = draft_of(request, pk)
    kind = request.GET.get("kind", "")
    at = request.GET.get("at", "")
    form = _form(request, campaign, part, kind=kind)

    def run(_values: dict[str, Any]) -> str:
        add_part(
            actor=request.user,
            campaign=campaign,
            part=part,
            values=form.values(),
            at=int(at) if at.isdigit() else None,
        )
        return _("已添加。")

    title = _("添加%(what)s") % {"what": STAGES[kind].label if kind else LABELS[part]}
    lead = STAGES[kind].says if kind else ""
    return _ask(request, campaign, form, title, run, tab=TAB_OF[part], lead=lead)


@login_required
def part_edit(request: HttpRequest, pk: int, part: str, row: int) -> HttpResponse:
    """Change a part."""
    campaign = draft_of(request, pk)
    found = _row(campaign, part, row)
    kind = found.kind if part == "stages" else ""
    form = _form(request, campaign, part, kind=kind, row=found)

    def run(_values: dict[str, Any]) -> str:
        change_part(actor=request.user, part=part, row=found, values=form.values())
        return _("已保存。")

    title = _("修改%(what)s：%(name)s") % {
        "what": LABELS[part],
        "name": getattr(found, "label", str(found)),
    }
    lead = STAGES[kind].says if kind else ""
    return _ask(request, campaign, form, title, run, tab=TAB_OF[part], lead=lead)


@require_POST
@login_required
def part_move(request: HttpRequest, pk: int, part: str, row: int) -> HttpResponse:
    """Put a part at another position."""
    campaign = draft_of(request, pk)
    found = _row(campaign, part, row)
    to = request.POST.get("to", "")

    def run() -> str:
        move_part(actor=request.user, part=part, row=found, to=int(to) if to.isdigit() else 1)
        return _("已移动。")

    return press(request, run, f"{_back(campaign, TAB_OF[part])}#{part}-{found.pk}")


@require_POST
@login_required
def part_remove(request: HttpRequest, pk: int, part: str, row: int) -> HttpResponse:
    """Take a part out."""
    campaign = draft_of(request, pk)
    found = _row(campaign, part, row)

    def run() -> str:
        remove_part(actor=request.user, part=part, row=found)
        return _("已去掉“%(name)s”。") % {"name": getattr(found, "label", str(found))}

    return press(request, run, _back(campaign, TAB_OF[part]))


def managed_of(request: HttpRequest, pk: int) -> Campaign:
    """A campaign that the reader organises."""
    campaign = get_object_or_404(Campaign.objects.select_related("union", "series"), pk=pk)
    require(request.user, MANAGE, campaign.union)
    return campaign


def draft_of(request: HttpRequest, pk: int) -> Campaign:
    """A draft that the reader organises."""
    campaign = managed_of(request, pk)
    if campaign.status != CampaignStatus.PLANNED:
        raise Http404(_("“%(campaign)s”已发布，方案不能再改。") % {"campaign": campaign})
    return campaign


def _row(campaign: Campaign, part: str, pk: int) -> Any:
    if part not in MODELS:
        raise Http404(_("没有这一项。"))
    return get_object_or_404(MODELS[part], campaign=campaign, pk=pk)


def _form(
    request: HttpRequest, campaign: Campaign, part: str, *, kind: str, row: Any = None
) -> Any:
    if part not in FORMS or (part == "stages" and kind not in STAGES):
        raise Http404(_("没有这一项。"))
    more = {"kind": kind} if part == "stages" else {}
    return FORMS[part](request.POST or None, campaign=campaign, row=row, **more)


def _back(campaign: Campaign, tab: str) -> str:
    if campaign.status != CampaignStatus.PLANNED:
        return reverse("campaigns:detail", args=[campaign.pk])
    return f"{reverse('campaigns:compose', args=[campaign.pk])}?tab={tab}"


def _ask(
    request: HttpRequest, campaign: Campaign, form: Any, title: str, run: Any, **more: Any
) -> HttpResponse:
    back = _back(campaign, more.pop("tab", "stages"))
    crumbs = ((_("组织评选"), reverse("campaigns:list")), (str(campaign), back))
    return ask(request, form, title, run, done=back, crumbs=crumbs, **more)


def _actions(campaign: Campaign) -> tuple[PageAction, ...]:
    def to(name: str) -> str:
        return reverse(f"campaigns:{name}", args=[campaign.pk])

    return (
        PageAction(_("基本信息"), to("edit"), "pencil"),
        PageAction(_("预览"), to("preview"), "eye"),
        PageAction(_("试运行"), to("rehearse"), "cone-striped"),
        PageAction(_("存为模板"), to("save"), "bookmark-plus"),
        PageAction(_("发布"), to("open"), "send", primary=True),
    )


def _shown(campaign: Campaign, tab: str) -> dict[str, Any]:
    """What one tab shows."""
    if tab == "stages":
        cards = composing.stage_cards(campaign)
        return {"cards": cards, "addable": composing.addable_stages(campaign)}
    if tab == "form":
        sections = composing.form_sections(campaign)
        return {
            "sections": [
                (name, [(row, composing.note_of_field(row)) for row in rows])
                for name, rows in sections
            ]
        }
    if tab == "categories":
        given = Counter[int]()
        for row in campaign.quotas.all():
            given[row.category_id] += row.places
        return {"categories": [(row, given[row.pk]) for row in campaign.categories.all()]}
    if tab == "rubrics":
        named = {each["rubric"]: row.label for row, each in composing.rubric_stages(campaign)}
        rows = [(row, named.get(row.key, "")) for row in own_rubrics(campaign.union_id)]
        return {"rubrics": sorted(rows, key=lambda each: not each[1])}
    return {
        "composition": list(campaign.composition_rules.select_related("category")),
        "eligibility": list(campaign.eligibility_rules.all()),
    }
