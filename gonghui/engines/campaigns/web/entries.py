"""Nominating: the candidate, the form with its papers, consent, meeting; what the case page shows."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.engines.campaigns.actions import entries as actions
from gonghui.engines.campaigns.actions.filling import Kept, fill_in
from gonghui.engines.campaigns.actions.papers import remove_paper
from gonghui.engines.campaigns.actions.recommending import record_democratic_step
from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.forms.entries import FIND, EnterForm, FillForm, MeetingForm
from gonghui.engines.campaigns.models import Attachment, Entry
from gonghui.engines.campaigns.queries.appeals import appeals_about, window_for
from gonghui.engines.campaigns.queries.calls import day_left, published_campaigns
from gonghui.engines.campaigns.queries.checking import checks_of
from gonghui.engines.campaigns.queries.completeness import faults_of, needs_consent
from gonghui.engines.campaigns.queries.entries import Standing, entry_of, find_entry, standing_of
from gonghui.engines.campaigns.queries.pages import (
    Picker,
    answer_lines,
    form_sections,
    unions_nominating,
)
from gonghui.engines.campaigns.queries.papers import papers_of
from gonghui.engines.campaigns.queries.pickers import RECORDS, chosen_of, find_records
from gonghui.engines.campaigns.rules.selfchecks import is_begun
from gonghui.engines.campaigns.rules.walks import NOMINATE
from gonghui.engines.campaigns.tables import EntryTable
from gonghui.engines.casework.api import CannotStep, Case, annotate_returns
from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.people.api import present_membership
from gonghui.kernel.ui.api import ListView, add_refusal, ask, page_context, press


class EntryList(ListView):
    """The entries in scope: those of one's own union, or of everybody for the organiser."""

    table = EntryTable
    permission = "campaigns.entry:read"
    lead = "本工会和下级工会推荐的候选对象，以及办到哪一步。"


@login_required
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who is put forward; then the form."""
    campaign = get_object_or_404(published_campaigns(), pk=pk)
    unions = unions_nominating(request.user, campaign)
    person = _own_person(request, campaign, unions)
    if not unions and person is None:
        raise Refused(_("您没有“推荐申报”权限，可联系上级工会管理员开通。"))
    form = EnterForm(request.POST or None, campaign=campaign, unions=unions, person=person)
    context = {
        "crumbs": ((str(campaign), reverse("campaigns:call", args=[pk])),),
        "lead": str(campaign),
        "cancel": reverse("campaigns:call", args=[pk]),
        "submit": _("填写申报表"),
    }
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        union = values.pop("union", None) or _union_of(person)
        try:
            entry = actions.enter_candidate(actor=request.user, union=union, **values)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("campaigns:entry-fill", entry.pk)
    return render(request, "ui/form_page.html", page_context(_("推荐申报"), form=form, **context))


@login_required
def fill(request: HttpRequest, entry: int) -> HttpResponse:
    """The form: whatever is typed is kept, what is wrong stands beside its field."""
    found = _entry(request, entry)
    standing = Standing(found.campaign)
    form = FillForm(
        request.POST or None,
        request.FILES or None,
        entry=found,
        questions=standing.fields,
        sought=(request.GET.get("find", ""), request.GET.get("q", "")),
    )
    if request.method == "POST" and form.is_valid():
        kept = _keep(request, found, form)
        if kept is not None and not kept.refused:
            return _answer(request, kept, form)
        found = kept.entry if kept is not None else found
    faults = faults_of(found, standing)
    context = page_context(
        found.name,
        lead=str(found.campaign),
        crumbs=((_("推荐申报"), reverse("campaigns:entries")),),
        entry=found,
        form=form,
        sections=form_sections(
            form, found, standing.fields, shown=_shown(request, found, faults), still_open=faults
        ),
        done=len(standing.fields) - len(faults),
        total=len(standing.fields),
        returned=annotate_returns([found.case])[0].returned,
        deadline=standing.deadline,
        due=day_left(standing.deadline),
        consent_needed=needs_consent(found, standing) and found.consented_at is None,
        own=_is_own(request, found),
        draft=f"campaigns.entry.{found.pk}",
    )
    return render(request, "campaigns/fill.html", context)


def _sought(request: HttpRequest, form: FillForm) -> tuple[str, str] | None:
    """Whoever has to be chosen from a list next: looked for by the button, or named unclearly."""
    key = request.POST.get("find", "")
    text = request.POST.get(f"{key}{FIND}", "").strip()
    if key and text and key not in form.unclear:
        return key, text
    return next(iter(form.unclear.items()), None)  # Enter presses the first button of the page


def _find_url(entry: int, key: str, text: str) -> str:
    query = urlencode({"find": key, "q": text})
    return f"{reverse('campaigns:entry-fill', args=[entry])}?{query}#q-{key}"


@login_required
def find(request: HttpRequest, entry: int, key: str) -> HttpResponse:
    """Whoever a typed name may mean, while it is typed."""
    found = _entry(request, entry)
    fields = Standing(found.campaign).fields
    question = next((each for each in fields if each.key == key and each.kind in RECORDS), None)
    if question is None:
        raise Http404
    text = request.GET.get(f"{key}{FIND}", "")
    picker = Picker(chosen_of(found, [question]).get(key), find_records(found, question, text))
    context = {"item": {"question": question, "picker": picker}}
    return render(request, "campaigns/fill_found.html", context)


def _shown(
    request: HttpRequest, entry: Entry, faults: dict[str, list[str]]
) -> dict[str, list[str]]:
    """Faults beside the fields; what is only missing is named once somebody tried to hand in."""
    if "check" in request.GET or "submit" in request.POST or entry.submission_no:
        return faults
    return {key: lines for key, lines in faults.items() if is_begun(entry.answers.get(key))}


def _keep(request: HttpRequest, entry: Entry, form: FillForm) -> Kept | None:
    """Save, and hand in if asked; a refusal stands on the form, and what was typed stays in it."""
    answers = form.typed()
    try:
        kept = fill_in(
            actor=request.user,
            entry=entry,
            answers=answers,
            papers=form.uploads(),
            expected_version=form.cleaned_data["expected_version"],
            seconds=form.cleaned_data["seconds"] or 0,
            hand_in="submit" in request.POST and not form.unclear,
        )
    except ValidationError as refusal:
        add_refusal(form, refusal)
        return None
    for key, refusal in kept.refused:
        form.add_error(key, refusal)
    form.go_on_from(kept.entry.version)
    return kept


def _answer(request: HttpRequest, kept: Kept, form: FillForm) -> HttpResponse:
    """The next page after a form that was kept; first the list from which somebody has to be chosen."""
    if sought := _sought(request, form):
        return redirect(_find_url(kept.entry.pk, *sought))
    if "submit" in request.POST:
        return _handed_in(request, kept.entry, kept.hindrance)
    messages.success(request, _("已保存，可以随时回来接着填。"))
    return redirect("campaigns:entry-fill", kept.entry.pk)


def _handed_in(
    request: HttpRequest, entry: Entry, hindrance: CannotStep | Refused | None
) -> HttpResponse:
    """The case, or the form again with what hinders it."""
    if isinstance(hindrance, Refused):
        raise hindrance
    if hindrance is not None:
        messages.error(request, _("已保存，但还不能提交：%(why)s") % {"why": hindrance.reason})
        return redirect(reverse("campaigns:entry-fill", args=[entry.pk]) + "?check=1")
    messages.success(request, _("已提交。"))
    return redirect("casework:case-detail", entry.case_id)


@require_POST
@login_required
def submit(request: HttpRequest, entry: int) -> HttpResponse:
    """Hand in from the case page."""
    found = _entry(request, entry)
    try:
        actions.submit_entry(actor=request.user, entry=found)
    except CannotStep as refusal:
        return _handed_in(request, found, refusal)
    return _handed_in(request, found, None)


@require_POST
@login_required
def consent(request: HttpRequest, entry: int) -> HttpResponse:
    """The candidate agrees, or the union holds the signed paper."""
    found = find_entry(entry)
    if found is None:
        raise Http404
    own = _is_own(request, found)
    on_paper = not own

    def run() -> str:
        actions.record_consent(actor=request.user, entry=found, on_paper=on_paper)
        return _("已登记本人同意。")

    back = "casework:case-detail" if own else "campaigns:entry-fill"
    return press(request, run, reverse(back, args=[found.case_id if own else found.pk]))


@login_required
def meeting(request: HttpRequest, entry: int) -> HttpResponse:
    """A democratic step; when it carries, the entry goes on."""
    found = _entry(request, entry)
    walk = Standing(found.campaign).walk
    form = MeetingForm(request.POST or None, request.FILES or None, walk=walk)

    def run(_values: dict[str, Any]) -> str:
        record_democratic_step(
            actor=request.user,
            entry=found,
            meeting=form.meeting(),
            minutes=form.cleaned_data["minutes"],
        )
        return _decided(request, found)

    done = reverse("casework:case-detail", args=[found.case_id])
    lead = _("出席和票数按会议记录填写；达到规定人数和票数后自动进入下一步。")
    more = {"lead": lead, "submit": _("登记"), "crumbs": ((found.name, done),)}
    return ask(request, form, _("登记民主程序"), run, done=done, **more)


def _decided(request: HttpRequest, entry: Entry) -> str:
    try:
        actions.move_entry(actor=request.user, entry=find_entry(entry.pk), transition="decide")
    except CannotStep as refusal:
        return _("会议已登记，但还不能推荐：%(why)s") % {"why": refusal.reason}
    return _("会议已登记，民主程序通过。")


@require_POST
@login_required
def paper_remove(request: HttpRequest, paper: int) -> HttpResponse:
    """Take a file off the form."""
    rows = Attachment.objects.select_related("entry__case__table_version", "stored")
    found = get_object_or_404(rows, pk=paper)

    def run() -> str:
        remove_paper(actor=request.user, paper=found)
        return _("附件已移除。")

    return press(request, run, reverse("campaigns:entry-fill", args=[found.entry_id]))


def entry_panel(case: Case) -> dict[str, Any]:
    """Answers, papers, opinions, meetings and findings, with the way so far."""
    entry, standing = entry_of(case), standing_of(case)
    line = [state for state in standing.walk.line if state != "draft"]
    place = case.returned_from or case.state_id
    at = line.index(place) if place in line else -1
    return {
        "entry": entry,
        "fillable": case.state_id in actions.FILLING,
        "lines": answer_lines(entry, standing.fields),
        "papers": papers_of(entry),
        "endorsements": entry.endorsements.select_related("union"),
        "meetings": entry.democratic_steps.select_related("minutes").order_by("pk"),
        "submissions": entry.submissions.select_related("submitted_by"),
        "checks": checks_of(entry, standing.walk, opinions=False),
        "deadline": standing.deadline,
        "to_rank": case.state_id == "recommended"
        and standing.walk.setting(StageKind.RECOMMEND, "ranked", False),
        "way": [
            (case.table.state(state).label, _when(number, at)) for number, state in enumerate(line)
        ],
        "appeal_until": _appeal_until(entry),
        "appeals": appeals_about(entry),
        "consent_missing": needs_consent(entry, standing) and entry.consented_at is None,
    }


def _appeal_until(entry: Entry) -> Any:
    """Until when this entrant's result may be appealed against; None when it may not."""
    window = window_for(entry)
    return window.until if window and window.is_open else None


def _when(number: int, at: int) -> str:
    return "done" if number < at else "now" if number == at else "later"


def _entry(request: HttpRequest, pk: int) -> Entry:
    """The entry, for its drafter or a nominator of its union."""
    found = find_entry(pk)
    if found is None:
        raise Http404
    if not (found.entered_by_id == request.user.pk and _is_own(request, found)):
        require(request.user, NOMINATE, found.union)
    return found


def _is_own(request: HttpRequest, entry: Entry) -> bool:
    return entry.person_id is not None and entry.person_id == request.user.person_id


def _own_person(request: HttpRequest, campaign: Any, unions: Any) -> Any:
    """The member who enters themselves, where the plan lets members and the account is no nominator's."""
    open_to_all = Standing(campaign).walk.by_member and not unions
    return request.user.person if open_to_all else None


def _union_of(person: Any) -> Any:
    span = present_membership(person)
    if span is None:
        raise Refused(_("没有查到您的会籍，请联系所在工会。"))
    return span.union
