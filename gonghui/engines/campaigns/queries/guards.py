"""What the way of an entry asks before a step; every answer carries its reason."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import CampaignStatus, NoticeStatus, StageKind
from gonghui.engines.campaigns.models import DemocraticStep, Entry
from gonghui.engines.campaigns.queries.checking import check_problem
from gonghui.engines.campaigns.queries.completeness import faults_of, needs_consent
from gonghui.engines.campaigns.queries.entries import Standing, entry_of, is_open_now, standing_of
from gonghui.engines.campaigns.queries.quotas import (
    entered_by_union,
    has_places_above,
    hold_union,
    is_strict,
    places_of,
    taken_by,
)
from gonghui.engines.campaigns.rules.agreement import agreement_problem
from gonghui.engines.casework.api import Asked
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.policy import ALLOWED, Decision
from gonghui.kernel.unions.api import Union

TAKING = (CampaignStatus.OPEN, CampaignStatus.NOMINATING)
NAMED = 3
CLOSE_OF_OFFICE = time(17, 0)
"""Objections are taken until the close of office on the last day (handbook contests §2.4)."""


def _no(sentence: str, **words: object) -> Decision:
    return Decision(False, sentence % words if words else sentence)


def written(moment: datetime) -> str:
    """A moment as a deadline is written."""
    return timezone.localtime(moment).strftime("%Y年%m月%d日 %H:%M")


def before_deadline(asked: Asked) -> Decision:
    """Handed in by the second; an entry sent back may have been given a later day."""
    standing = standing_of(asked.case)
    if asked.case.state_id == "draft" and standing.campaign.status not in TAKING:
        status = standing.campaign.get_status_display()
        return _no(_("评选活动现在是“%(status)s”，不接收申报。"), status=status)
    if is_open_now(standing) or dates.today() <= _extended_to(asked):
        return ALLOWED
    deadline = standing.deadline
    return _no(_("申报已于%(when)s截止。"), when=written(deadline) if deadline else "")


def _extended_to(asked: Asked) -> date:
    """The day up to which the level that sent it back lets it come again."""
    steps = asked.case.steps.filter(transition__in=("send_back", "send_back_anew"))
    last = steps.order_by("-step_no").first()
    until = last.fields.get("until") if last else None
    return date.fromisoformat(until) if until else date.min


def form_complete(asked: Asked) -> Decision:
    """Every question is answered as it asks."""
    standing = standing_of(asked.case)
    faults = [
        line for lines in faults_of(entry_of(asked.case), standing).values() for line in lines
    ]
    if not faults:
        return ALLOWED
    more = _("另有%(n)d处。") % {"n": len(faults) - NAMED} if len(faults) > NAMED else ""
    return Decision(False, "".join([*faults[:NAMED], more]))


def consented(asked: Asked) -> Decision:
    """The candidate agrees to be posted by name."""
    entry = entry_of(asked.case)
    if entry.consented_at or not needs_consent(entry, standing_of(asked.case)):
        return ALLOWED
    return _no(_("还没有登记%(name)s本人同意申报和公示。"), name=entry.name)


def within_quota(asked: Asked) -> Decision:
    """A place is left for the union that hands it on; at the press its row is held until the commit."""
    entry, standing = entry_of(asked.case), standing_of(asked.case)
    pressed = asked.fields is not None
    leaving = entry.at_union if asked.case.state_id == "recommended" else entry.union
    cap = _over_cap(entry, standing, pressed) if leaving == entry.union else ALLOWED
    if not cap or not is_strict(standing):
        return cap
    places = places_of(entry, leaving, lock=pressed)
    if places is None:
        if has_places_above(entry) or leaving != entry.union:
            return ALLOWED
        return _no(_("“%(union)s”在“%(group)s”没有名额。"), **_names(entry, leaving))
    if taken_by(entry, leaving).count() < places:
        return ALLOWED
    words = {**_names(entry, leaving), "n": places}
    return _no(_("“%(union)s”在“%(group)s”的%(n)d个名额已用完。"), **words)


def _over_cap(entry: Entry, standing: Standing, pressed: bool) -> Decision:
    """The number of entries that one unit may hand in altogether."""
    most = standing.walk.setting(StageKind.NOMINATE, "per_unit", None)
    if not most:
        return ALLOWED
    if pressed:
        hold_union(entry.union)
    if entered_by_union(entry).count() < most:
        return ALLOWED
    return _no(_("每个单位至多申报%(n)d个，“%(union)s”已经报满。"), n=most, union=entry.union)


def _names(entry: Entry, union: Union) -> dict[str, object]:
    return {"union": union, "group": entry.category}


def own_entry(asked: Asked) -> Decision:
    """A member hands in what they entered themselves."""
    entry = entry_of(asked.case)
    own = entry.entered_by is not None and entry.entered_by.person_id == entry.person_id
    return ALLOWED if own else _no(_("这份申报由单位填写，由单位提交。"))


def agreed(asked: Asked) -> Decision:
    """The last democratic step had its quorum and its majority."""
    entry, walk = entry_of(asked.case), standing_of(asked.case).walk
    step = DemocraticStep._base_manager.filter(entry=entry).order_by("pk").last()
    if step is None:
        return _no(_("请先登记民主程序：会议形式、到会人数和表决结果。"))
    kind = StageKind.DEMOCRATIC
    if walk.setting(kind, "minutes", True) and step.minutes_id is None:
        return _no(_("请上传会议记录。"))
    problem = agreement_problem(
        due=step.due_count,
        present=step.present_count,
        in_favour=step.in_favour,
        quorum_percent=walk.setting(kind, "quorum_percent", "66.67"),
        majority_percent=walk.setting(kind, "majority_percent", "50"),
    )
    return _no(problem) if problem else ALLOWED


def not_enterer(asked: Asked) -> Decision:
    """Who entered a nomination does not decide on it (handbook contests §2.2)."""
    entered_by = entry_of(asked.case).entered_by_id
    if entered_by is None or entered_by not in (asked.actor.pk, getattr(asked.pressed_by, "pk", 0)):
        return ALLOWED
    return _no(_("您填报了这份申报，须由另一人审核。"))


def unit_notice_over(asked: Asked) -> Decision:
    """The public notice at the unit has run its days, to the close of office of the last."""
    clock = asked.case.clocks.filter(key="unit_publicity").order_by("pk").last()
    if clock is None:
        return _no(_("还没有开始公示。"))
    now = timezone.localtime()
    if (dates.today(), now.time()) >= (clock.due, CLOSE_OF_OFFICE):
        return ALLOWED
    return _no(_("公示至%(day)s 17:00，期满后才能上报。"), day=clock.due.isoformat())


def no_open_objection(asked: Asked) -> Decision:
    """Nobody's objection is still looked into."""
    open_one = standing_of(asked.case).objected(entry_of(asked.case))
    return _no(_("有异议正在核查，办结后才能继续。")) if open_one else ALLOWED


def has_open_objection(asked: Asked) -> Decision:
    """There is an objection to look into."""
    open_one = standing_of(asked.case).objected(entry_of(asked.case))
    return ALLOWED if open_one else _no(_("没有收到异议。"))


def objection_upheld(asked: Asked) -> Decision:
    """An inquiry found the objection right."""
    found = standing_of(asked.case).objections.get(entry_of(asked.case).pk, ())
    return ALLOWED if "upheld" in found else _no(_("没有认定成立的异议。"))


def below_organiser(asked: Asked) -> Decision:
    """There is a level above to hand it to."""
    entry = entry_of(asked.case)
    up = entry.at_union_id != entry.campaign.union_id
    return ALLOWED if up else _no(_("已到主办工会，请办理“受理”。"))


def at_organiser(asked: Asked) -> Decision:
    """It has climbed all levels."""
    entry = entry_of(asked.case)
    top = entry.at_union_id == entry.campaign.union_id
    return ALLOWED if top else _no(_("还没有报到主办工会，请办理“同意，上报上级”。"))


def level_open(asked: Asked) -> Decision:
    """Levels hand on until their own deadline."""
    deadline = standing_of(asked.case).level_deadline
    if deadline is None or timezone.now() <= deadline:
        return ALLOWED
    return _no(_("逐级推荐已于%(when)s截止。"), when=written(deadline))


def ranked_here(asked: Asked) -> Decision:
    """The level has put its entries in order, where the plan asks for an order."""
    needed = standing_of(asked.case).walk.setting(StageKind.RECOMMEND, "ranked", False)
    if not needed or entry_of(asked.case).recommended_rank:
        return ALLOWED
    return _no(_("请先排出本级的推荐顺序。"))


def checks_passed(asked: Asked) -> Decision:
    """Every condition was found met, every department agrees."""
    problem = check_problem(entry_of(asked.case), standing_of(asked.case).walk)
    return _no(problem) if problem else ALLOWED


def has_rank(asked: Asked) -> Decision:
    """Frozen results gave it a rank."""
    ranked = entry_of(asked.case).rank is not None
    return ALLOWED if ranked else _no(_("结果还没有封存，没有名次。"))


def _line_guard(wanted: Callable[[Standing, Entry], bool], sentence: str) -> Callable:
    """A guard that asks the newest slate."""

    def guard(asked: Asked) -> Decision:
        there = wanted(standing_of(asked.case), entry_of(asked.case))
        return ALLOWED if there else _no(sentence)

    return guard


def _on(standing: Standing, entry: Entry) -> bool:
    line = standing.lines.get(entry.pk)
    return line is not None and not line.is_reserve


def _waiting(standing: Standing, entry: Entry) -> bool:
    line = standing.lines.get(entry.pk)
    return line is not None and line.is_reserve


on_slate = _line_guard(_on, "不在最新的拟定名单上。")
off_slate = _line_guard(lambda standing, entry: not _on(standing, entry), "还在拟定名单上。")
on_reserve = _line_guard(_waiting, "不在最新的递补名单上。")
is_posted = _line_guard(lambda standing, entry: entry.pk in standing.notices, "还没有张贴公示。")
notice_over = _line_guard(
    lambda standing, entry: standing.notices.get(entry.pk) == NoticeStatus.ENDED, "公示还没有期满。"
)
is_decided = _line_guard(
    lambda standing, entry: entry.pk in standing.decided, "还没有登记表彰决定。"
)

GUARDS: dict[str, Callable[[Asked], Decision]] = {
    each.__name__: each
    for each in (
        before_deadline,
        form_complete,
        consented,
        within_quota,
        own_entry,
        agreed,
        not_enterer,
        unit_notice_over,
        no_open_objection,
        has_open_objection,
        objection_upheld,
        below_organiser,
        at_organiser,
        level_open,
        ranked_here,
        checks_passed,
        has_rank,
    )
} | {
    "on_slate": on_slate,
    "off_slate": off_slate,
    "on_reserve": on_reserve,
    "is_posted": is_posted,
    "notice_over": notice_over,
    "is_decided": is_decided,
}
"""By name, as the tables write them behind ``campaigns.``."""
