"""Entries made through the actions, brought as far along their way as a test wants them."""

from gonghui.engines.campaigns.actions.entries import enter_candidate, move_entry, record_consent
from gonghui.engines.campaigns.actions.recommending import Meeting, record_democratic_step
from gonghui.engines.campaigns.models import Entry
from gonghui.engines.campaigns.queries.entries import RELATED
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM

PEOPLE_PLAN = {
    "title": "五一劳动奖章",
    "honour_level": 60,
    "target": "person",
    "stages": [
        {"kind": "notice", "label": "发布通知"},
        {"kind": "nominate", "label": "填表推荐", "days": 10},
        {"kind": "recommend", "label": "逐级推荐"},
        {"kind": "qualification", "label": "资格审查"},
        {"kind": "blind_review", "label": "专家评审"},
        {"kind": "ranking", "label": "汇总排名"},
        {"kind": "slate", "label": "拟定名单"},
        {"kind": "public_notice", "label": "公示"},
        {"kind": "decision", "label": "表彰决定"},
    ],
    "categories": [{"name": "奖章", "places": 3}],
    "fields": [
        {"key": "deeds", "label": "主要事迹", "kind": "long", "limit": 500},
        {"key": "front_line", "label": "一线职工", "kind": "yes", "required": False},
    ],
}
"""A plan for persons with levels, blind review, slate and notice; conditions are for the test to add."""
ANSWERS = {"deeds": "扎根讲台二十年，培养青年教师三十名。", "title": "春山图"}
"""Answers that complete the forms of ``PEOPLE_PLAN`` and of ``factories.campaigns.SMALL``."""
SIGNED = {"opinion": "同意推荐。", "signer": "王主席", "signed_on": dates.today()}
STRAIGHT = ("submit", "decide", "finish_notice", "endorse", "accept", "pass")


def make_entry(campaign, union, *, category=None, answers=None, **more) -> Entry:
    """A draft that is complete; ``more`` is person, subject_union, name, actor or client_key."""
    with scoping.everything("factory"):
        entry = enter_candidate(
            **{
                "actor": SYSTEM,
                "category": category or campaign.categories.first(),
                "union": union,
                **({} if more.get("person") or more.get("subject_union") else {"name": "春山图"}),
                **more,
            }
        )
        entry.answers = {**entry.answers, **ANSWERS, **(answers or {})}
        entry.save(update_fields=["answers"])
        if entry.target == "person":
            entry = record_consent(actor=SYSTEM, entry=entry, on_paper=True)
        return entry


def fresh(entry) -> Entry:
    """The entry and its case as they stand now."""
    with scoping.everything("factory"):
        rows = Entry._base_manager.select_related(*RELATED, "case__table_version")
        return rows.get(pk=entry.pk)


def step(entry, transition, *, actor=SYSTEM, note="", fields=None) -> Entry:
    """One step; the entry as it stands then."""
    with scoping.everything("factory"):
        return move_entry(
            actor=actor, entry=fresh(entry), transition=transition, note=note, fields=fields
        )


def bring_to(entry, state) -> Entry:
    """Walk the straight way up to ``state`` (at most "eligible"); findings are for the test to record.

    An entry with a public notice at its unit waits there: move the day first.
    """
    entry = fresh(entry)
    for _ in range(12):
        if entry.case.state_id == state:
            return entry
        entry = step(entry, _next(entry), fields=SIGNED)
    raise AssertionError(f"{entry} stands at {entry.case.state_id}, not {state}")


def _next(entry) -> str:
    state = entry.case.state_id
    if state == "unit_review":
        agree(entry)
    if state == "recommended":
        return "accept" if entry.at_union_id == entry.campaign.union_id else "endorse"
    offered = [each.id for each in entry.case.table.transitions_from(state)]
    return next(each for each in STRAIGHT if each in offered)


def agree(entry, **more):
    """A democratic step with everybody in favour."""
    meeting = {"kind": "职工代表大会", "held_on": dates.today(), "due": 30, "present": 28}
    with scoping.everything("factory"):
        return record_democratic_step(
            actor=SYSTEM, entry=entry, meeting=Meeting(**meeting, in_favour=28, **more)
        )
