"""The organiser's judging desk: panels, draws, progress, scores, frozen sheets."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.engines.campaigns.actions import panels as actions
from gonghui.engines.campaigns.actions.absences import excuse_judge
from gonghui.engines.campaigns.actions.ranking import publish_sheet, rank_category, reopen_panel
from gonghui.engines.campaigns.actions.sheets import return_sheet
from gonghui.engines.campaigns.enums import OVER, StageKind
from gonghui.engines.campaigns.forms.panels import (
    DrawForm,
    OrderForm,
    PanelForm,
    ReasonForm,
    SeatForm,
)
from gonghui.engines.campaigns.models import (
    Campaign,
    Category,
    FrozenSheet,
    Panel,
    ScoreSheet,
    Seat,
    Stage,
)
from gonghui.engines.campaigns.queries import judging as queries
from gonghui.engines.campaigns.queries.appeals import result_is_final
from gonghui.engines.campaigns.queries.floors import has_floor
from gonghui.engines.campaigns.queries.standings import standings_of, standings_table
from gonghui.engines.campaigns.rules.freezing import differences
from gonghui.engines.campaigns.rules.recounting import steps
from gonghui.engines.campaigns.web.decisions import answer
from gonghui.engines.campaigns.web.slates import crumbs_of
from gonghui.engines.campaigns.web.tabs import tabs_of
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import PageAction, ask, page_context, press

SUPERVISE = "campaigns.judging:supervise"


@login_required
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """All panels of a campaign with how far they are, and the ranking of each category."""
    campaign = _campaign(request, pk)
    rankings = queries.ranking_boards(campaign)
    context = page_context(
        _("评审"),
        lead=str(campaign),
        crumbs=((str(campaign), reverse("campaigns:detail", args=[pk])),),
        tabs=tabs_of(campaign, "judging"),
        campaign=campaign,
        stages=queries.panel_boards(campaign),
        votes=campaign.stages.filter(kind=StageKind.PUBLIC_VOTE),
        rankings=rankings,
        rounds=len({board.stage for board in rankings}) > 1,
        over=campaign.status in OVER,
        draws=campaign.draws.order_by("-pk"),
    )
    return render(request, "campaigns/judging/desk.html", context)


@login_required
def standings(request: HttpRequest, pk: int) -> HttpResponse:
    """Names with their points, places and stars."""
    campaign = _campaign(request, pk)
    paper = reverse("campaigns:standings-paper", args=[pk, "xlsx"])
    context = page_context(
        _("得分和名次"),
        lead=str(campaign),
        crumbs=((str(campaign), reverse("campaigns:detail", args=[pk])),),
        actions=(PageAction(_("导出 Excel"), paper, "file-earmark-spreadsheet"),),
        tabs=tabs_of(campaign, "standings"),
        campaign=campaign,
        found=standings_of(campaign),
    )
    return render(request, "campaigns/judging/standings.html", context)


@login_required
def standings_paper(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The same as a file."""
    campaign = _campaign(request, pk)
    name = _("%(campaign)s得分和名次") % {"campaign": campaign}
    return answer(standings_table(campaign), form, name)


@login_required
def panel_form(request: HttpRequest, pk: int, stage: int) -> HttpResponse:
    """A new panel."""
    campaign = _campaign(request, pk)
    found = get_object_or_404(campaign.stages, pk=stage)
    form = PanelForm(request.POST or None, stage=found)

    def run(_values: dict[str, Any]) -> str:
        actions.form_panel(
            actor=request.user, stage=found, settings=found.settings, **form.cleaned_data
        )
        return _("评审组已建立。")

    return _ask(request, form, _("新建评审组"), run, campaign, lead=found.label)


@login_required
def panel_detail(request: HttpRequest, panel: int) -> HttpResponse:
    """One panel: order, seats, recusals, scores under letters, drift."""
    found = _panel(request, panel)
    campaign = found.stage.campaign
    context = page_context(
        found.name,
        lead=f"{campaign} · {found.category}",
        crumbs=((_("评审"), reverse("campaigns:judging", args=[campaign.pk])),),
        panel=found,
        campaign=campaign,
        board=queries.panel_board(found),
        has_floor=has_floor(found),
        over=campaign.status in OVER,
    )
    return render(request, "campaigns/judging/panel.html", context)


@login_required
def order_draw(request: HttpRequest, panel: int) -> HttpResponse:
    """Draw the order of appearance of all eligible entries of the category."""
    found = _panel(request, panel)
    form = OrderForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        entries = queries.entries_to_judge(found)
        actions.bring_entries(actor=request.user, panel=found, entries=entries, **form.cleaned_data)
        return _("已抽定 %(n)s 个参评对象的顺序。") % {"n": len(entries)}

    return _ask_panel(request, form, _("抽签排定顺序"), run, found)


@login_required
def judge_draw(request: HttpRequest, panel: int) -> HttpResponse:
    """Draw judges from the pool."""
    found = _panel(request, panel)
    form = DrawForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        values = dict(form.cleaned_data)
        pool = queries.experts_of(found.stage.campaign.union, values.pop("field"))
        actions.draw_seats(actor=request.user, panel=found, pool=pool, **values)
        return _("评委已抽定，并按记录核对了回避关系。")

    return _ask_panel(request, form, _("抽取评委"), run, found)


@login_required
def seat_add(request: HttpRequest, panel: int) -> HttpResponse:
    """Seat one expert by name."""
    found = _panel(request, panel)
    form = SeatForm(request.POST or None, experts=queries.experts_of(found.stage.campaign.union))

    def run(_values: dict[str, Any]) -> str:
        actions.seat_judge(actor=request.user, panel=found, **form.cleaned_data)
        return _("已加入评审组。")

    return _ask_panel(request, form, _("指定评委"), run, found)


@login_required
@require_POST
def panel_open(request: HttpRequest, panel: int) -> HttpResponse:
    """Let the judges score."""
    found = _panel(request, panel)

    def run() -> str:
        actions.open_panel(actor=request.user, panel=found)
        return _("评分已开放，评委可以打分。")

    return press(request, run, _panel_url(found))


@login_required
def panel_reopen(request: HttpRequest, panel: int) -> HttpResponse:
    """Let the judges score again."""
    found = _panel(request, panel)
    form = ReasonForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        reopen_panel(actor=request.user, panel=found, reason=form.cleaned_data["reason"])
        return _("已重新开放评分；原来封存的得分表保留。")

    return _ask_panel(request, form, _("重新开放评分"), run, found)


@login_required
def seat_excuse(request: HttpRequest, seat: int) -> HttpResponse:
    """A judge cannot go on: off what is not handed in."""
    found = get_object_or_404(Seat.objects.select_related("expert__person"), pk=seat)
    panel = _panel(request, found.panel_id)
    form = ReasonForm(request.POST or None)
    title = _("评委 %(letter)s 不再评分") % {"letter": found.letter}
    consequence = _(
        "没有交的评分不再等待，也不按零分计，这些对象按其他评委的评分计分；已交的评分照常计入。"
    )

    def run(_values: dict[str, Any]) -> str:
        numbers = excuse_judge(actor=request.user, seat=found, reason=form.cleaned_data["reason"])
        return _("评委 %(letter)s 免评 %(n)s 份。") % {"letter": found.letter, "n": len(numbers)}

    more = {"consequence": consequence, "submit": _("不再评分")}
    return _ask_panel(request, form, title, run, panel, **more)


@login_required
def sheet_return(request: HttpRequest, sheet: int) -> HttpResponse:
    """Give a sheet back to its judge."""
    found = get_object_or_404(ScoreSheet.objects.select_related("seat__panel"), pk=sheet)
    panel = _panel(request, found.seat.panel_id)
    form = ReasonForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        return_sheet(actor=request.user, sheet=found, reason=form.cleaned_data["reason"])
        return _("已退回，评委可以修改后重新提交。")

    return _ask_panel(request, form, _("退回评分表"), run, panel)


@login_required
def category_rank(request: HttpRequest, stage: int, category: int) -> HttpResponse:
    """Freeze and rank a category."""
    found = get_object_or_404(Stage, pk=stage, kind=StageKind.RANKING)
    campaign = _campaign(request, found.campaign_id)
    group = get_object_or_404(Category, pk=category, campaign=campaign)
    again = queries.latest_sheet(found, group) is not None
    form = ReasonForm(request.POST or None)
    form.fields["reason"].required = again

    def run(_values: dict[str, Any]) -> str:
        rank_category(
            actor=request.user,
            stage=found,
            category=group,
            reason=form.cleaned_data["reason"],
        )
        return _("得分已封存，名次已排定。")

    return _ask(
        request,
        form,
        _("封存得分并排名"),
        run,
        campaign,
        lead=group.name,
        submit=_("封存并排名"),
        consequence=_("封存后评委不能再改分；以后重新封存须写明原因，原来的得分表保留。"),
    )


@login_required
@require_POST
def sheet_publish(request: HttpRequest, frozen: int) -> HttpResponse:
    """Let everybody recompute."""
    found = get_object_or_404(FrozenSheet, pk=frozen)
    campaign = _campaign(request, found.stage.campaign_id)

    def run() -> str:
        publish_sheet(actor=request.user, frozen=found)
        return _("得分表已公布，任何人都可以复算。")

    return press(request, run, reverse("campaigns:judging", args=[campaign.pk]))


def published_sheet(request: HttpRequest, frozen: int) -> HttpResponse:
    """The published sheet with anonymous judge columns; everything is computed anew while it is shown."""
    found = _published(frozen)
    context = page_context(
        _("得分表"),
        lead=f"{found.stage.campaign} · {found.category}",
        sheet=found,
        rows=[(row, steps(found.content, row.key)) for row in queries.sheet_rows(found)],
        faults=differences(found.content, found.digest),
        final=result_is_final(found.stage),
    )
    return render(request, "campaigns/judging/published.html", context)


def published_data(_request: HttpRequest, frozen: int) -> JsonResponse:
    """The same as canonical data, for recomputing with one's own program."""
    found = _published(frozen)
    answer = JsonResponse(
        {"sha256": found.digest, "sheet": found.content}, json_dumps_params={"ensure_ascii": False}
    )
    answer["Content-Disposition"] = f'attachment; filename="scores-{found.digest[:12]}.json"'
    return answer


def _published(pk: int) -> FrozenSheet:
    rows = FrozenSheet.objects.select_related("stage__campaign", "category")
    return get_object_or_404(rows, pk=pk, published_at__isnull=False)


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    found = get_object_or_404(Campaign.objects.select_related("union"), pk=pk)
    require(request.user, SUPERVISE, found.union)
    return found


def _panel(request: HttpRequest, pk: int) -> Panel:
    rows = Panel.objects.select_related("stage__campaign__union", "category", "rubric")
    found = get_object_or_404(rows, pk=pk)
    require(request.user, SUPERVISE, found.stage.campaign.union)
    return found


def _panel_url(panel: Panel) -> str:
    return reverse("campaigns:panel-detail", args=[panel.pk])


def _ask(
    request: HttpRequest, form: Any, title: str, run: Any, campaign: Campaign, **more: Any
) -> HttpResponse:
    done = reverse("campaigns:judging", args=[campaign.pk])
    crumbs = (*crumbs_of(campaign), (_("评审"), done))
    return ask(request, form, title, run, done=done, crumbs=crumbs, **more)


def _ask_panel(
    request: HttpRequest, form: Any, title: str, run: Any, panel: Panel, **more: Any
) -> HttpResponse:
    desk_url = reverse("campaigns:judging", args=[panel.stage.campaign_id])
    crumbs = ((_("评审"), desk_url), (panel.name, _panel_url(panel)))
    return ask(
        request, form, title, run, done=_panel_url(panel), lead=panel.name, crumbs=crumbs, **more
    )
