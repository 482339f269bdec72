"""The review page and its charts."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from gonghui.faces.review.queries import print_review, trend
from gonghui.kernel.indicators.api import READ_FIGURES, QuestionForm, indicators
from gonghui.kernel.lib import policy


class ReviewView(View):
    """The five years on one page: headline figures, then the sentences, each number a link."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask every indicator the chapters name."""
        form = QuestionForm(request.user, request.GET)
        policy.require(request.user, READ_FIGURES, form.union_asked)
        context = {"form": form, "chapters": print_review(form.question), "title": _("五年回眸")}
        return render(request, "review/review.html", context)


class TrendView(View):
    """A figure at the end of each year: a chart, and the same numbers as a table."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """Ask once a year; loaded after the page, because it asks several times."""
        if key not in indicators:
            raise Http404(_("没有这个指标。"))
        form = QuestionForm(request.user, request.GET)
        policy.require(request.user, READ_FIGURES, form.union_asked)
        points = trend(key, form.question)
        context = {"form": form, "indicator": indicators.get(key), "points": points}
        context["series"] = json.dumps(_series(points))
        return render(request, "review/trend.html", context)


def _series(points: list[tuple[Any, Any]]) -> dict[str, list]:
    return {
        "days": [day.isoformat() for day, _value in points],
        "values": [None if value is None else float(value) for _day, value in points],
    }
