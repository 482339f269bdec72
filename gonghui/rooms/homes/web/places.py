"""Places at the desk: lists, the page of one place, and what may happen to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, ask, own_union_name, page_context, press
from gonghui.rooms.homes.actions import inspections, places, problems
from gonghui.rooms.homes.forms import places as forms
from gonghui.rooms.homes.models import Defect, Place, Problem
from gonghui.rooms.homes.queries import places as queries
from gonghui.rooms.homes.tables import PlaceTable, ProblemTable, TitleTable

READ, MANAGE, INSPECT = "homes.place:read", "homes.place:manage", "homes.place:inspect"


class PlaceList(ListView):
    """Every place in scope."""

    table = PlaceTable
    permission = READ
    lead = "职工之家、小家、健康服务站、母婴室和创新工作室的场地；称号另见“称号”。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Enter one."""
        if not decide(self.request.user, MANAGE):
            return ()
        return (PageAction(_("登记场所"), reverse("homes:place-create"), "plus-lg", primary=True),)


class TitleList(ListView):
    """Titles of this room in the register."""

    table = TitleTable
    permission = READ
    lead = "荣誉台账中的星级职工之家、乡村教工之家、健康服务站和母婴室；变动在荣誉台账办理。"


class ProblemList(ListView):
    """Problems that members reported."""

    table = ProblemTable
    permission = MANAGE
    lead = "会员在手机上反映的场所问题，五个工作日内答复。"


def place_crumbs(place: Place | None = None) -> tuple[tuple[str, str], ...]:
    """The way back."""
    top = (_("场所"), reverse("homes:place-list"))
    if place is None:
        return (top,)
    return (top, (place.name, reverse("homes:place-detail", args=[place.pk])))


@login_required
def place_create(request: HttpRequest) -> HttpResponse:
    """Enter a place."""
    require(request.user, MANAGE)
    form = forms.NewPlaceForm(request.POST or None, initial={"union": own_union_name(request)})

    def run(values: dict[str, Any]) -> str:
        places.enter_place(actor=request.user, **values)
        return _("已登记。")

    done = reverse("homes:place-list")
    return ask(request, form, _("登记场所"), run, done=done, crumbs=place_crumbs())


@login_required
def place_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of a place."""
    place = _place(pk)
    require(request.user, MANAGE, place.union)
    form = forms.PlaceForm(request.POST or None, initial=forms.PlaceForm.initial_of(place))

    def run(values: dict[str, Any]) -> str:
        places.change_place(actor=request.user, place=place, **values)
        return _("已保存。")

    done = reverse("homes:place-detail", args=[pk])
    return ask(request, form, _("更改场所"), run, done=done, crumbs=place_crumbs(place))


@login_required
def place_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, titles, photos, findings and history of one place."""
    place = _place(pk)
    require(request.user, READ, place.union)
    context = page_context(
        place.name,
        lead=f"{place.get_kind_display()} · {place.union}",
        crumbs=place_crumbs(),
        place=place,
        gone=queries.gone_since(place.union),
        facts=queries.facts_of(place),
        titles=queries.titles_of(place),
        photos=place.photos.select_related("stored"),
        defects=queries.open_defects(place),
        problems=queries.list_problems().filter(place=place).order_by("-reported_on")[:5],
        events=queries.history_of(place),
        verbs=_verbs(request, place),
        may_manage=bool(decide(request.user, MANAGE, place.union)),
    )
    return render(request, "homes/place.html", context)


@dataclass(frozen=True)
class Verb:
    """Something that may happen to a place."""

    label: str
    form: Callable[..., Any]
    run: Callable[..., Any]
    done: str
    permission: str = MANAGE
    when: tuple[str, ...] = ()
    consequence: str = ""
    danger: bool = False


def _tie(*, actor: Any, place: Place, values: dict[str, Any]) -> None:
    places.tie_title(actor=actor, place=place, award=values["award"])


def _open(*, actor: Any, place: Place, values: dict[str, Any]) -> None:
    places.open_place(actor=actor, place=place, on=values["on"])


def _close(*, actor: Any, place: Place, values: dict[str, Any]) -> None:
    places.close_place(actor=actor, place=place, on=values["on"])


def _photo(*, actor: Any, place: Place, values: dict[str, Any]) -> None:
    places.add_photo(actor=actor, place=place, picture=places.Picture(**values))


def _report(*, actor: Any, place: Place, values: dict[str, Any]) -> None:
    places.file_report(actor=actor, place=place, year=places.Year(**values))


def _inspect(*, actor: Any, place: Place, values: dict[str, Any]) -> None:
    due_on = values.pop("due_on")
    fine = set(values.pop("items"))
    values["items"] = [(item, item in fine) for item in forms.ITEMS]
    values["defects"] = [(text, due_on) for text in values["defects"]]
    seen = inspections.Seen(**values)
    inspections.record_inspection(actor=actor, place=place, seen=seen)


def _title_form(*args: Any, place: Place, **settings: Any) -> Any:
    return forms.TitleForm(*args, choices=queries.titles_for(place), **settings)


def _plain(form: type[Any]) -> Callable[..., Any]:
    def made(*args: Any, place: Place, **settings: Any) -> Any:  # noqa: ARG001 -- only titles ask it
        return form(*args, **settings)

    return made


UNOPENED = ("planned", "building", "closed")
VERBS = {
    "inspect": Verb(
        "登记检查", _plain(forms.InspectionForm), _inspect, "已登记检查。", permission=INSPECT
    ),
    "photo": Verb("上传照片", _plain(forms.PhotoForm), _photo, "照片已保存。"),
    "title": Verb("关联称号", _title_form, _tie, "已关联。"),
    "report": Verb("年度报告", _plain(forms.ReportForm), _report, "已保存年度报告。"),
    "open": Verb("开放", _plain(forms.OpeningForm), _open, "已开放。", when=UNOPENED),
    "close": Verb(
        "关闭",
        _plain(forms.OpeningForm),
        _close,
        "已关闭。",
        when=("open",),
        consequence="关闭后门户和会员不再看到；称号如也应终止，请在荣誉台账办理。",
        danger=True,
    ),
}


@login_required
def place_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of the things that may happen to a place."""
    place = _place(pk)
    known = VERBS.get(verb)
    if known is None:
        raise Http404(_("没有这项办理。"))
    require(request.user, known.permission, place.union)
    form = known.form(request.POST or None, request.FILES or None, place=place)

    def run(values: dict[str, Any]) -> str:
        known.run(actor=request.user, place=place, values=values)
        return known.done

    return ask(
        request,
        form,
        known.label,
        run,
        done=reverse("homes:place-detail", args=[pk]),
        lead=place.name,
        crumbs=place_crumbs(place),
        consequence=known.consequence,
        danger=known.danger,
    )


@login_required
def defect_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a finding is mended."""
    defect = get_object_or_404(Defect.objects.select_related("inspection__place__union"), pk=pk)
    place = defect.inspection.place
    require(request.user, MANAGE, place.union)
    form = forms.MendForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        inspections.mend_defect(actor=request.user, defect=defect, **values)
        return _("已登记整改完成。")

    done = reverse("homes:place-detail", args=[place.pk])
    crumbs = place_crumbs(place)
    return ask(request, form, _("登记整改完成"), run, done=done, lead=defect.text, crumbs=crumbs)


@login_required
def title_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A title of this room with the places that stand for it."""
    award = get_object_or_404(queries.list_titles(), pk=pk)
    require(request.user, READ, award.union)
    context = page_context(
        f"{award.holder_name} · {award.called}",
        lead=str(award.union),
        crumbs=((_("称号"), reverse("homes:title-list")),),
        award=award,
        facts=queries.facts_of_title(award),
        places=queries.places_of(award),
    )
    return render(request, "homes/title.html", context)


@login_required
def problem_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What was reported, and the form of the answer."""
    problem = _problem(request, pk)
    form = forms.AnswerForm(request.POST or None)

    def run(values: dict[str, Any]) -> str:
        problems.answer_problem(actor=request.user, problem=problem, **values)
        return _("已答复，反映人会收到消息。")

    return ask(
        request,
        form,
        _("答复问题"),
        run,
        done=reverse("homes:problem-list"),
        lead=f"{problem.place} · {problem.reported_on:%Y-%m-%d}",
        problem=problem,
        submit=_("提交答复"),
        template="homes/problem.html",
        crumbs=((_("问题反映"), reverse("homes:problem-list")),),
    )


@login_required
@require_POST
def problem_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that somebody is at it."""
    problem = _problem(request, pk)

    def run() -> str:
        problems.take_problem(actor=request.user, problem=problem)
        return _("已标记为处理中。")

    return press(request, run, reverse("homes:problem-answer", args=[pk]))


def _problem(request: HttpRequest, pk: int) -> Problem:
    problem = get_object_or_404(queries.list_problems(), pk=pk)
    require(request.user, MANAGE, problem.place.union)
    return problem


def _place(pk: int) -> Place:
    return get_object_or_404(Place.objects.select_related("union"), pk=pk)


def _verbs(request: HttpRequest, place: Place) -> list[tuple[str, str, bool]]:
    """Address, label and danger of what this account may do now."""
    return [
        (reverse("homes:place-act", args=[place.pk, key]), verb.label, verb.danger)
        for key, verb in VERBS.items()
        if decide(request.user, verb.permission, place.union)
        and (not verb.when or place.status in verb.when)
    ]
