"""Pages of a figure: its definition and parts, and the rows behind each part."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from gonghui.kernel.indicators.exports import rows_workbook
from gonghui.kernel.indicators.forms import QuestionForm
from gonghui.kernel.indicators.queries import READ_FIGURES, list_definitions
from gonghui.kernel.indicators.registry import Figure, figure, indicators
from gonghui.kernel.lib import policy
from gonghui.kernel.lib.hedge import suggest_phrases

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FigureView(View):
    """One figure: value, date, parts, definition, and the way to its rows."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """Ask and show."""
        form, asked = ask(request, key, READ_FIGURES)
        context = {
            "figure": asked,
            "title": asked.indicator.name,
            "form": form,
            "definitions": list_definitions(asked.indicator),
            "row_sets": asked.indicator.measure.row_sets(),
            "phrases": phrases_of(asked),
        }
        return render(request, "indicators/figure.html", context)


class RowsView(View):
    """The rows of one part, page by page, or all of them as a workbook."""

    def get(self, request: HttpRequest, key: str, row_set: str) -> HttpResponse:
        """List or export, under the permission that guards the rows."""
        form, asked = ask(request, key, _find(key).permission)
        try:
            chosen = asked.indicator.row_set(row_set)
        except LookupError as missing:
            raise Http404(_("没有这组明细。")) from missing
        if request.GET.get("export") == "xlsx":
            return self._export(request, asked, chosen)
        page = Paginator(chosen.in_order(asked.question), PAGE_SIZE).get_page(
            request.GET.get("page")
        )
        context = {"figure": asked, "form": form, "row_set": chosen, "page": page}
        back = reverse("indicators:figure", args=[key])
        context["crumbs"] = ((asked.indicator.name, f"{back}?{form.query}"),)
        context["title"] = f"{asked.indicator.name}——{chosen.label}"
        context["lines"] = [_line(asked, row) for row in page]
        return render(request, "indicators/rows.html", context)

    def _export(self, request: HttpRequest, asked: Figure, chosen: Any) -> FileResponse:
        book = rows_workbook(asked, chosen, str(request.user))
        name = f"{asked.indicator.name}-{chosen.label}-{asked.question.end}.xlsx"
        return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)


def phrases_of(asked: Figure) -> list[str]:
    """How a review may write the figure: every hedge that the exact number bears, the exact one first.

    Empty where only the exact number may stand.
    """
    value = asked.value
    if value is None or value < 0:
        return []
    found = [each.text for each in suggest_phrases(value, asked.indicator.unit)]
    return found if len(found) > 1 else []


def ask(request: HttpRequest, key: str, permission: str) -> tuple[QuestionForm, Figure]:
    """The reader's question to the indicator ``key``, if they may put it.

    Raises:
        Http404: there is no such indicator.
        policy.Refused: the reader may not read it for that union.
    """
    indicator = _find(key)
    form = QuestionForm(request.user, request.GET)
    policy.require(request.user, READ_FIGURES, form.union_asked)
    policy.require(request.user, permission, form.union_asked)
    return form, figure(indicator.key, form.question)


def _find(key: str) -> Any:
    if key not in indicators:
        raise Http404(_("没有这个指标。"))
    return indicators.get(key)


def _line(asked: Figure, row: Any) -> list[tuple[str, Any, str]]:
    return [
        (column.title, column.value(row), column.link(row) if column.link else "")
        for column in asked.indicator.columns
    ]
