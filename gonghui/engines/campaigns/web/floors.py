"""The floor of a contest: the clock of whoever is on, the scores announced one after another.

The organiser opens it from the desk, the secretary of the panel among the judges' pages.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gonghui.engines.campaigns.actions.floors import (
    announce_score,
    draw_panel_segments,
    record_time,
)
from gonghui.engines.campaigns.actions.panels import MANAGE
from gonghui.engines.campaigns.forms.panels import OrderForm, TimeForm
from gonghui.engines.campaigns.models import Panel, PanelEntry
from gonghui.engines.campaigns.queries.floors import floor_of, has_floor, keeps_floor
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.lib.scoping import everything
from gonghui.kernel.ui.api import ask, page_context, press


@login_required
@never_cache
def floor(request: HttpRequest, panel: int) -> HttpResponse:
    """Who is on, how long, whose score is due."""
    found = _panel(request, panel)
    chosen = request.GET.get("place", "")
    board = floor_of(found, int(chosen) if chosen.isdecimal() else None)
    seconds = board.now.place.seconds_used if board.now else None
    context = page_context(
        _("现场计时和报分"),
        lead=f"{found.stage.campaign} · {found.category} · {found.name}",
        crumbs=_crumbs(request, found),
        panel=found,
        floor=board,
        form=TimeForm(initial=TimeForm.initial_of(seconds)),
    )
    return render(request, "campaigns/judging/floor.html", context)


@login_required
@require_POST
def time_record(request: HttpRequest, place: int) -> HttpResponse:
    """Keep how long it took."""
    found = _place(request, place)
    form = TimeForm(request.POST)

    def run() -> str:
        form.is_valid()
        record_time(actor=request.user, place=found, seconds=form.seconds())
        return _("%(no)s 号的用时已记录。") % {"no": found.entry.candidate_no}

    return press(request, run, floor_url(request, found.panel))


@login_required
@require_POST
def announce(request: HttpRequest, place: int) -> HttpResponse:
    """Say a score."""
    found = _place(request, place)

    def run() -> str:
        announce_score(actor=request.user, place=found)
        return _("%(no)s 号的得分已宣布。") % {"no": found.entry.candidate_no}

    return press(request, run, floor_url(request, found.panel))


@login_required
def segment_draw(request: HttpRequest, panel: int) -> HttpResponse:
    """Draw what each entrant teaches."""
    found = _panel(request, panel)
    require(request.user, MANAGE, found.stage.campaign.union)
    form = OrderForm(request.POST or None)

    def run(_values: dict[str, Any]) -> str:
        draw_panel_segments(actor=request.user, panel=found, **form.cleaned_data)
        return _("已为每名选手抽定教学节段。")

    done = reverse("campaigns:panel-detail", args=[found.pk])
    lead = _("每名选手单独抽取，种子留存，任何人可以复算。")
    crumbs, submit = _crumbs(request, found), _("抽取")
    return ask(
        request, form, _("抽取教学节段"), run, done=done, lead=lead, submit=submit, crumbs=crumbs
    )


def floor_url(request: HttpRequest, panel: Panel) -> str:
    """The floor as this account reaches it: from the desk, or from among the judges' pages."""
    manages = decide(request.user, MANAGE, panel.stage.campaign.union)
    return reverse("campaigns:floor" if manages else "campaigns:seat-floor", args=[panel.pk])


def _crumbs(request: HttpRequest, panel: Panel) -> tuple[tuple[str, str], ...]:
    if not decide(request.user, MANAGE, panel.stage.campaign.union):
        return ((_("我的评审组"), reverse("expert:home")),)
    campaign = panel.stage.campaign
    return (
        (_("评审"), reverse("campaigns:judging", args=[campaign.pk])),
        (panel.name, reverse("campaigns:panel-detail", args=[panel.pk])),
    )


def _panel(request: HttpRequest, pk: int) -> Panel:
    rows = Panel.objects.select_related("stage__campaign__union", "category")
    found = get_object_or_404(rows, pk=pk)
    if not keeps_floor(request.user, found):
        require(request.user, MANAGE, found.stage.campaign.union)
    if not has_floor(found):
        raise Http404(_("这个环节不在现场进行。"))
    return found


def _place(request: HttpRequest, pk: int) -> PanelEntry:
    with everything("the floor is kept by drawn number, whatever union the entrant is of"):
        rows = PanelEntry.objects.select_related("entry", "panel__stage__campaign__union")
        found = get_object_or_404(rows, pk=pk)
    _panel(request, found.panel_id)
    return found
