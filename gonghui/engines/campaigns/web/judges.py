"""The judge's pages. Nothing here touches an entry but through ``queries.blind``."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gonghui.engines.campaigns.actions.panels import recuse, require_seat, take_pledge
from gonghui.engines.campaigns.actions.photos import add_sheet_photo
from gonghui.engines.campaigns.actions.ranking import sign_sheet
from gonghui.engines.campaigns.actions.sheets import save_sheet, submit_sheet
from gonghui.engines.campaigns.actions.spreads import explain_spread
from gonghui.engines.campaigns.enums import JUDGING, StageStatus
from gonghui.engines.campaigns.forms.sheets import PhotoForm, SheetForm
from gonghui.engines.campaigns.models import FrozenSheet, ScoreSheet, Seat
from gonghui.engines.campaigns.queries.blind import (
    blind_entry,
    blind_numbers,
    find_judged,
    is_visit,
    open_paper,
)
from gonghui.engines.campaigns.queries.judging import sheet_rows
from gonghui.engines.campaigns.queries.rounds import sheets_to_sign
from gonghui.engines.campaigns.queries.sheets import (
    judges_progress,
    progress_of,
    seats_of,
    sheet_doubt,
    sheet_of,
)
from gonghui.engines.campaigns.queries.spreads import (
    WideItem,
    numbers_to_explain,
    spread_limit,
    wide_items,
)
from gonghui.engines.campaigns.rules.anonymous import CannotStrip
from gonghui.engines.campaigns.rules.freezing import differences
from gonghui.kernel.ui.api import page_context, press

SEATED = (*JUDGING, "secretary", "supervisor")
WHY = "why-"
MEDIA = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


def panel_board(request: HttpRequest) -> dict[str, Any] | None:
    """For the judge's first page: every seat with what is left to score."""
    seats = list(seats_of(request.user.person_id))
    if not seats:
        return None
    rows = [(seat, _left(seat)) for seat in seats]
    over = [row for row in rows if _is_over(*row)]
    return {"waiting": [row for row in rows if row not in over], "over": over}


def _is_over(seat: Seat, left: int) -> bool:
    """Whether nothing is to be done there any more; sheets may be signed when the scoring has ended."""
    panel = seat.panel
    to_sign = seat.role == "supervisor" and left
    return panel.stage.status == StageStatus.DONE and not panel.is_open and not to_sign


def _left(seat: Seat) -> int:
    """What waits for the seat: sheets to hand in, or for a supervisor sheets to sign."""
    if seat.role == "supervisor":
        return sum(sheet.signed_at is None for sheet in sheets_to_sign(seat))
    if seat.role not in JUDGING:
        return 0
    return sum(each.status != "submitted" for each in progress_of(seat))


@login_required
@never_cache
def seat_detail(request: HttpRequest, seat: int) -> HttpResponse:
    """A panel as its judge sees it: the pledge, then the numbers in drawn order."""
    found = _seat(request, seat, SEATED)
    progress = progress_of(found) if found.role in JUDGING else []
    context = page_context(
        found.panel.name,
        lead=f"{found.panel.stage.campaign} · {found.panel.stage.label}",
        crumbs=((_("我的评审组"), reverse("expert:home")),),
        seat=found,
        progress=progress,
        to_explain=numbers_to_explain(found) if found.role in JUDGING else [],
        closed=any(each.status == "submitted" for each in progress),
        **(_watched(found) if found.role == "supervisor" else {}),
    )
    return render(request, "campaigns/expert/seat.html", context)


def _watched(seat: Seat) -> dict[str, Any]:
    """What a supervisor sees: the draws, how far the judges are, the sheets to sign."""
    campaign = seat.panel.stage.campaign
    return {
        "draws": campaign.draws.filter(purpose__startswith=f"{seat.panel.name}：").order_by("pk"),
        "seats": judges_progress(seat.panel).filter(role__in=JUDGING),
        "sheets": [
            (sheet, sheet_rows(sheet), differences(sheet.content, sheet.digest))
            for sheet in sheets_to_sign(seat)
        ],
    }


@login_required
@require_POST
def sign(request: HttpRequest, seat: int, frozen: int) -> HttpResponse:
    """The supervisor signs a frozen sheet."""
    found = _seat(request, seat, SEATED)
    sheet = get_object_or_404(FrozenSheet, pk=frozen)

    def run() -> str:
        sign_sheet(actor=request.user, frozen=sheet)
        return _("已签字，组织者可以公布得分表。")

    return press(request, run, reverse("campaigns:seat-detail", args=[found.pk]))


@login_required
@require_POST
def pledge(request: HttpRequest, seat: int) -> HttpResponse:
    """Sign the pledge of integrity."""
    found = _seat(request, seat, SEATED)
    take_pledge(actor=request.user, seat=found)
    return redirect("campaigns:seat-detail", seat=seat)


@login_required
@never_cache
def sheet(request: HttpRequest, seat: int, number: str) -> HttpResponse:
    """The sheet of one number: the blind entry beside the points."""
    found = _seat(request, seat)
    entry = blind_entry(found, number)
    if entry is None:
        raise Http404(_("没有这个抽签号，或您需要回避。"))
    kept = sheet_of(found, number)
    form = SheetForm(request.POST or None, rubric=found.panel.rubric, sheet=kept, own=entry.own)
    if request.method == "POST" and form.is_valid() and _keep(request, found, number, form):
        return redirect(_next(found, number))
    context = page_context(
        entry.name or _("%(no)s 号") % {"no": number},
        lead=found.panel.name,
        crumbs=((found.panel.name, reverse("campaigns:seat-detail", args=[found.pk])),),
        seat=found,
        visit=is_visit(found.panel),
        photos=kept.photos.select_related("stored") if kept else (),
        photo_form=PhotoForm(),
        entry=entry,
        sheet=kept,
        form=form,
        limit=spread_limit(found.panel),
        wide=_own_wide(found, number, kept),
    )
    return render(request, "campaigns/expert/sheet.html", context)


def _own_wide(seat: Seat, number: str, kept: ScoreSheet | None) -> list[tuple[WideItem, Any, str]]:
    """Items far apart with the inspector's own points and reason; none before the own sheet is in."""
    if kept is None or kept.status != "submitted":
        return []
    return [
        (each, each.points[seat.pk], kept.explanations.get(each.item.code, ""))
        for each in wide_items(seat.panel, number)
    ]


@login_required
@require_POST
def explain(request: HttpRequest, seat: int, number: str) -> HttpResponse:
    """Say why inspectors lie far apart."""
    found = _seat(request, seat)
    reasons = {
        name.removeprefix(WHY): text for name, text in request.POST.items() if name.startswith(WHY)
    }

    def run() -> str:
        explain_spread(actor=request.user, seat=found, candidate_no=number, reasons=reasons)
        return _("分差说明已保存。")

    return press(request, run, reverse("campaigns:sheet", args=[found.pk, number]))


@login_required
@require_POST
def sheet_save(request: HttpRequest, seat: int, number: str) -> JsonResponse:
    """The same, for a tablet that saves by itself and repeats after a lost connection."""
    found = _seat(request, seat)
    form = SheetForm(request.POST, rubric=found.panel.rubric, sheet=None)
    if not form.is_valid():
        return JsonResponse({"errors": [str(line) for line in form.told()]}, status=422)
    try:
        kept = save_sheet(actor=request.user, seat=found, candidate_no=number, draft=form.draft())
    except ValidationError as refusal:
        return JsonResponse({"errors": refusal.messages}, status=409)
    return JsonResponse({"version": kept.version, "total": str(kept.total or "")})


@login_required
@require_POST
def photo_add(request: HttpRequest, seat: int, number: str) -> HttpResponse:
    """Keep a photo of a visit."""
    found = _seat(request, seat)
    form = PhotoForm(request.POST, request.FILES)

    def run() -> str:
        if not form.is_valid():
            raise ValidationError(_("请先选一张照片。"))
        add_sheet_photo(
            actor=request.user,
            seat=found,
            candidate_no=number,
            upload=form.cleaned_data["photo"],
            caption=form.cleaned_data["caption"],
        )
        return _("照片已保存。")

    return press(request, run, reverse("campaigns:sheet", args=[found.pk, number]))


@login_required
@require_POST
def step_back(request: HttpRequest, seat: int, number: str) -> HttpResponse:
    """Recuse oneself from a number."""
    found = _seat(request, seat)
    entry = find_judged(found, number)
    if entry is None:
        raise Http404(_("没有这个抽签号，或您需要回避。"))
    try:
        recuse(actor=request.user, seat=found, entry=entry, note=request.POST.get("note", ""))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("campaigns:sheet", seat=seat, number=number)
    messages.success(request, _("已登记回避，%(no)s 号不再由您评分。") % {"no": number})
    return redirect("campaigns:seat-detail", seat=seat)


@login_required
@never_cache
def paper(request: HttpRequest, seat: int, number: str, place: int) -> HttpResponse:
    """A paper without name and metadata."""
    found = _seat(request, seat)
    entry = find_judged(found, number)
    if entry is None:
        raise Http404(_("没有这个抽签号，或您需要回避。"))
    try:
        ending, data = open_paper(entry, place, visit=is_visit(found.panel))
    except (LookupError, CannotStrip):
        raise Http404(_("这份材料不能匿名显示，请联系组织者。")) from None
    answer = HttpResponse(data, content_type=MEDIA.get(ending, "application/octet-stream"))
    answer["Content-Disposition"] = f'inline; filename="{number}-{place}.{ending}"'
    return answer


def _seat(request: HttpRequest, pk: int, roles: Collection[str] = JUDGING) -> Seat:
    """The actor's own seat, else 404 or the policy's refusal."""
    rows = Seat.objects.select_related(
        "expert", "panel__stage__campaign", "panel__category", "panel__rubric"
    )
    found = rows.filter(pk=pk, expert__person_id=request.user.person_id).first()
    if found is None:
        raise Http404(_("没有这个评委席。"))
    require_seat(request.user, found, roles)
    return found


def _keep(request: HttpRequest, seat: Seat, number: str, form: SheetForm) -> bool:
    """Save, and hand in when that button was pressed; refusals and doubts stand in the form."""
    if "submit" in request.POST and "sure" not in request.POST:
        form.doubt = sheet_doubt(seat.panel.rubric, form.draft().points)
        if form.doubt:
            return False
    try:
        kept = save_sheet(actor=request.user, seat=seat, candidate_no=number, draft=form.draft())
        form.take_version(kept.version)
        if "submit" in request.POST:
            submit_sheet(actor=request.user, seat=seat, candidate_no=number)
            messages.success(request, _("%(no)s 号的评分已提交。") % {"no": number})
        else:
            messages.success(request, _("已保存，尚未提交。"))
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def _next(seat: Seat, number: str) -> str:
    """The number itself while its spreads ask for a reason, then the next that is not handed in, else the list."""
    if number in numbers_to_explain(seat):
        return reverse("campaigns:sheet", args=[seat.pk, number])
    open_ones = [each.candidate_no for each in progress_of(seat) if each.status != "submitted"]
    order = blind_numbers(seat)
    later = [each for each in order[order.index(number) + 1 :] if each in open_ones]
    if later:
        return reverse("campaigns:sheet", args=[seat.pk, later[0]])
    return reverse("campaigns:seat-detail", args=[seat.pk])
