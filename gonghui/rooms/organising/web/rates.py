"""The formation rate with everything it can be checked with, and publishing it."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from gonghui.kernel.access.api import unions_where
from gonghui.kernel.indicators.api import Question, figure
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import PageAction, ask, page_context
from gonghui.rooms.organising.actions.rates import PUBLISH, publish_rate
from gonghui.rooms.organising.forms.registers import PublishForm
from gonghui.rooms.organising.models import PublishedRate
from gonghui.rooms.organising.queries.formation import city_rates

READ = "unions.unit:read"
KEY = "organising.private_formation_gain"
FIVE_YEARS = -60
SHOWN = 20


@login_required
def formation(request: HttpRequest) -> HttpResponse:
    """Numerator and denominator at both ends, three kinds of increase, one line a city."""
    require(request.user, READ)
    question = _question(request)
    answer = figure(KEY, question)
    action = PageAction(_("发布并留存快照"), reverse("organising:rate-publish"), "bookmark-check")
    context = page_context(
        _("动态建会率"),
        lead=_(
            "民办中小学、幼儿园。提高几个百分点、相对提高、数量增长是三个不同的数，引用时写明是哪一个。"
        ),
        actions=(action,) if decide(request.user, PUBLISH) else (),
        question=question,
        figure=answer,
        rates=zip(answer.parts[4:6], (answer.parts[2:4], answer.parts[0:2]), strict=True),
        gains=answer.parts[6:],
        cities=city_rates(question),
        published=PublishedRate.objects.filter(indicator=KEY).order_by("-pk")[:SHOWN],
    )
    return render(request, "organising/formation.html", context)


@login_required
def publish(request: HttpRequest) -> HttpResponse:
    """Keep the numbers with the frozen registers of both days."""
    require(request.user, PUBLISH)
    form = PublishForm(request.POST or None, initial={"title": _("民办中小学、幼儿园动态建会率")})

    def run(values: dict[str, Any]) -> str:
        publish_rate(
            actor=request.user,
            indicator=KEY,
            union=unions_where(request.user, PUBLISH).first(),
            **values,
        )
        return _("已发布，期初、期末的名册快照一并留存。")

    return ask(request, form, _("发布动态建会率"), run, done=reverse("organising:formation"))


def _question(request: HttpRequest) -> Question:
    """The period asked for, five years up to today by default, of the reader's widest union."""
    end = _day(request.GET.get("end", "")) or dates.today()
    start = _day(request.GET.get("start", "")) or dates.months_after(end, FIVE_YEARS)
    top = unions_where(request.user, READ).first()
    return Question(start=min(start, end), end=end, path=top.path if top else "")


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
