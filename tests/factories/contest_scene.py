"""The teaching contest as it is shipped, brought to its first day: entries eligible, experts in the pool."""

from dataclasses import replace
from types import SimpleNamespace

from gonghui.engines.campaigns.actions.checks import record_finding
from gonghui.engines.campaigns.actions.panels import (
    bring_entries,
    form_panel,
    open_panel,
    seat_judge,
    take_pledge,
)
from gonghui.engines.campaigns.actions.papers import attach_paper
from gonghui.engines.campaigns.actions.sheets import Draft, save_sheet, submit_sheet
from gonghui.engines.campaigns.api import programmes
from gonghui.engines.campaigns.models import PanelEntry, Rubric
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.campaigns import make_campaign
from tests.factories.entries import bring_to, fresh, make_entry
from tests.factories.files import PDF, upload
from tests.factories.judging import make_judge
from tests.factories.people import make_member
from tests.factories.unions import make_direct_union

ANSWERS = {"course": "大学物理", "discipline": "理学", "title": "讲师", "birth_on": "1990-01-01"}
GRADES = ["一等奖 1", "二等奖 1", "三等奖 1"]
JUDGES = ["评测甲", "评测乙", "评测丙", "评测丁", "评测戊"]


def teaching_plan(places=3):
    """The shipped plan with one group and one prize of each grade."""
    plan = dict(programmes)["youth_teaching_contest"].plan
    group = replace(plan.categories[0], places=places)
    stages = tuple(
        replace(each, settings={**each.settings, "grades": GRADES})
        if each.kind == "slate"
        else each
        for each in plan.stages
    )
    return replace(plan, categories=(group,), stages=stages)


def make_teaching_contest(province):
    """Three entrants of two universities with their papers, five judges, a secretary and a supervisor."""
    judging = [make_judge(province.federation, province.second, name) for name in JUDGES[:4]]
    judging.append(make_judge(province.federation, province.first, JUDGES[4]))
    scene = SimpleNamespace(
        campaign=make_campaign(province.federation, teaching_plan(), edition="第六届"),
        judges=judging,
        secretary=make_judge(province.federation, province.second, "记测己"),
        supervisor=make_judge(province.federation, province.second, "监测庚"),
    )
    scene.category = scene.campaign.categories.get()
    other = make_direct_union(province.federation, "江城大学工会")
    rows = ((province.first, "教测甲"), (other, "教测乙"), (other, "教测丙"))
    scene.entries = [_entrant(scene.campaign, *row) for row in rows]
    return scene


def _entrant(campaign, union, name):
    """An entrant who passed the checks."""
    entry = make_entry(campaign, union, person=make_member(union, name), answers=ANSWERS)
    with scoping.everything("factory"):
        for key, label in (("designs", "教学设计"), ("decks", "课件")):
            paper = upload(PDF, f"{name}{label}.pdf")
            attach_paper(actor=SYSTEM, entry=fresh(entry), field_key=key, upload=paper)
        bring_to(entry, "level_review")
        for rule in campaign.eligibility_rules.all():
            record_finding(actor=SYSTEM, entry=fresh(entry), rule=rule, passed=True)
        return bring_to(entry, "eligible")


def blind_panel(scene, label):
    """A panel of a blind stage that is open, with all judges sworn in."""
    with scoping.everything("factory"):
        panel = _panel(scene, label)
        entries = [fresh(each) for each in scene.entries]
        bring_entries(actor=SYSTEM, panel=panel, entries=entries, seed="春风化雨", witness="周监")
        seat_judges(panel, scene.judges)
        return open_panel(actor=SYSTEM, panel=panel)


def _panel(scene, label):
    stage = scene.campaign.stages.get(label=label)
    rubric = Rubric.objects.get(union=scene.campaign.union, key=stage.settings["rubric"])
    return form_panel(
        actor=SYSTEM,
        stage=stage,
        category=scene.category,
        rubric=rubric,
        name=f"{scene.category}{label}组",
        settings=stage.settings,
    )


def seat_judges(panel, judges):
    """Seat and swear in; returns the seats."""
    seats = [seat_judge(actor=SYSTEM, panel=panel, expert=each.expert) for each in judges]
    for judge, seat in zip(judges, seats, strict=True):
        take_pledge(actor=judge.user, seat=seat)
    return seats


def score(panel, judges, shares):
    """The given judges hand in for every entrant that share of the full score; ``shares`` by name."""
    with scoping.everything("factory"):
        for judge in judges:
            seat = panel.seats.select_related("panel", "expert").get(expert=judge.expert)
            barred = set(seat.recusals.values_list("entry", flat=True))
            rows = PanelEntry.objects.filter(panel=panel).select_related("entry")
            for place in (each for each in rows if each.entry_id not in barred):
                given = {
                    item.code: item.full_score * shares[place.entry.name]
                    for item in panel.rubric.items.all()
                }
                number = place.entry.candidate_no
                save_sheet(actor=judge.user, seat=seat, candidate_no=number, draft=Draft(given))
                submit_sheet(actor=judge.user, seat=seat, candidate_no=number)
