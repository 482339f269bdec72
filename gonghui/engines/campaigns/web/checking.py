"""The organiser's check desk, and the order in which a level recommends."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.engines.campaigns.actions import checks as actions
from gonghui.engines.campaigns.actions.recommending import rank_entries
from gonghui.engines.campaigns.forms.entries import CheckForm
from gonghui.engines.campaigns.models import (
    Campaign,
    Category,
    EligibilityRule,
    Entry,
    OutsideOpinion,
)
from gonghui.engines.campaigns.queries.checking import check_board, checks_of, to_check
from gonghui.engines.campaigns.queries.entries import Standing, entries_at, find_entry
from gonghui.engines.campaigns.queries.recordchecks import hints_for
from gonghui.engines.campaigns.rules.walks import MANAGE, RECOMMEND
from gonghui.engines.campaigns.web.tabs import tabs_of
from gonghui.kernel.access.api import posts_of
from gonghui.kernel.lib.policy import Refused, decide, require
from gonghui.kernel.ui.api import PageAction, add_refusal, page_context, press

PAGE_SIZE = 50


@login_required
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Every entry under review with every condition, and which of them can pass."""
    campaign = _managed(request, pk)
    opinions = bool(decide(request.user, "campaigns.opinion:read", campaign.union))
    page = Paginator(to_check(campaign, Standing(campaign).walk), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    board = check_board(list(page.object_list), Standing(campaign).walk, opinions=opinions)
    context = page_context(
        _("资格审查"),
        lead=str(campaign),
        crumbs=((str(campaign), reverse("campaigns:detail", args=[pk])),),
        actions=(
            PageAction(
                _("全部申报"), f"{reverse('campaigns:entries')}?campaign={pk}", "person-badge"
            ),
        ),
        campaign=campaign,
        tabs=tabs_of(campaign, "check-desk"),
        page=page,
        board=board,
        passing=sum(line.passes and line.waits for line in board.lines),
        by_records=campaign.eligibility_rules.exclude(fact="").exists(),
    )
    return render(request, "campaigns/check_desk.html", context)


@require_POST
@login_required
def pass_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass every entry that meets all its conditions."""
    campaign = _managed(request, pk)
    walk = Standing(campaign).walk
    board = check_board(list(to_check(campaign, walk)), walk)
    ready = [line.entry for line in board.lines if line.passes and line.waits]

    def run() -> str:
        if not ready:
            raise ValidationError(_("没有各项条件都已符合的申报。"))
        count = actions.pass_entries(actor=request.user, entries=ready)
        return _("%(n)d 项审查通过。") % {"n": count}

    return press(request, run, reverse("campaigns:check-desk", args=[pk]))


@require_POST
@login_required
def from_records(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the records answer the conditions they know."""
    campaign = _managed(request, pk)
    rows = list(to_check(campaign, Standing(campaign).walk))

    def run() -> str:
        count = actions.find_from_records(actor=request.user, campaign=campaign, entries=rows)
        return _("已按台账填写 %(n)d 条审查结果，其余请经办人审查。") % {"n": count}

    return press(request, run, reverse("campaigns:check-desk", args=[pk]))


@require_POST
@login_required
def ask_department(request: HttpRequest, pk: int, rule: int) -> HttpResponse:
    """Say that a department was asked about every entry under review."""
    campaign = _managed(request, pk)
    wanted = get_object_or_404(EligibilityRule, pk=rule, campaign=campaign)
    rows = list(to_check(campaign, Standing(campaign).walk))

    def run() -> str:
        asked = actions.ask_opinions(actor=request.user, rule=wanted, entries=rows)
        words = {"department": wanted.department, "n": len(asked)}
        return _("已登记向“%(department)s”征求 %(n)d 项意见。") % words

    return press(request, run, reverse("campaigns:check-desk", args=[pk]))


@login_required
def check(request: HttpRequest, entry: int) -> HttpResponse:
    """One entry: what the records say, and every condition to decide."""
    found = find_entry(entry)
    if found is None:
        raise Http404
    require(request.user, MANAGE, found.campaign.union)
    opinions = bool(decide(request.user, "campaigns.opinion:read", found.campaign.union))
    rows = checks_of(found, Standing(found.campaign).walk, opinions=opinions)
    form = CheckForm(request.POST or None, rows=rows)
    back = reverse("campaigns:check-desk", args=[found.campaign_id])
    if request.method == "POST" and form.is_valid() and _record(request, found, form):
        messages.success(request, _("审查结果已保存。"))
        return redirect(back)
    context = page_context(
        _("审查：%(name)s") % {"name": found.name},
        lead=f"{found.union} · {found.category}",
        crumbs=((_("资格审查"), back),),
        entry=found,
        form=form,
        pairs=[(form[f"result-{row.rule.pk}"], form[f"note-{row.rule.pk}"], row) for row in rows],
        hints=hints_for(found),
        cancel=back,
        submit=_("保存审查结果"),
    )
    return render(request, "campaigns/check.html", context)


def _record(request: HttpRequest, entry: Entry, form: CheckForm) -> bool:
    """Keep every answer; a refusal stands beside its condition and the rest is kept."""
    for rule, result, note in form.answers():
        try:
            if rule.department:
                _answer(request, entry, rule, result=result, note=note)
            else:
                actions.record_finding(
                    actor=request.user, entry=entry, rule=rule, passed=result == "yes", note=note
                )
        except ValidationError as refusal:
            if hasattr(refusal, "error_dict"):
                for errors in refusal.error_dict.values():
                    form.add_error(f"note-{rule.pk}", errors)
            else:
                add_refusal(form, refusal)
    return not form.errors


def _answer(request: HttpRequest, entry: Entry, rule: Any, *, result: str, note: str) -> None:
    opinion = OutsideOpinion.objects.filter(entry=entry, rule=rule).first()
    if opinion is None:
        opinion = actions.ask_opinions(actor=request.user, rule=rule, entries=[entry])[0]
    actions.record_opinion(actor=request.user, opinion=opinion, result=result, note=note)


@login_required
def order(request: HttpRequest, pk: int, category: int) -> HttpResponse:
    """A level puts what waits there into its order of recommendation."""
    group = get_object_or_404(Category.objects.select_related("campaign__union"), pk=category)
    if group.campaign_id != pk:
        raise Http404
    union = _level(request.user)
    rows = list(entries_at(group.campaign, union).filter(category=group))
    if request.method == "POST":

        def run() -> str:
            rank_entries(
                actor=request.user, union=union, category=group, entries=_ordered(request, rows)
            )
            return _("推荐顺序已保存。")

        return press(request, run, request.path)
    context = page_context(
        _("推荐排序"),
        lead=f"{group.campaign} · {group} · {union}",
        crumbs=((_("推荐申报"), reverse("campaigns:entries")),),
        rows=rows,
    )
    return render(request, "campaigns/order.html", context)


def _level(user: Any) -> Any:
    """The union whose post recommends."""
    for post in posts_of(user):
        if decide(user, RECOMMEND, post.union):
            return post.union
    raise Refused(_("您没有“审核推荐”权限，可联系上级工会管理员开通。"))


def _ordered(request: HttpRequest, rows: list[Entry]) -> list[Entry]:
    """The rows by the numbers typed beside them.

    Raises:
        ValidationError: a number is missing, no number, or given twice.
    """
    places: dict[int, Entry] = {}
    for row in rows:
        text = request.POST.get(f"place-{row.pk}", "").strip()
        if not text.isdecimal() or int(text) in places:
            raise ValidationError(
                _("请给“%(name)s”填一个不重复的顺序号，从 1 开始。") % {"name": row.name}
            )
        places[int(text)] = row
    return [places[place] for place in sorted(places)]


def _managed(request: HttpRequest, pk: int) -> Campaign:
    campaign = get_object_or_404(Campaign.objects.select_related("union"), pk=pk)
    require(request.user, MANAGE, campaign.union)
    return campaign
