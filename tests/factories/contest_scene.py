"""Who takes part in the teaching contest, and the steps that a journey does not walk a second time."""

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
from gonghui.engines.campaigns.models import PanelEntry, Rubric
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.entries import bring_to, fresh, make_entry
from tests.factories.files import PDF, upload
from tests.factories.judging import make_judge
from tests.factories.people import make_member
from tests.factories.unions import make_direct_union

ANSWERS = {"course": "大学物理", "discipline": "理学", "title": "讲师", "birth_on": "1990-01-01"}
JUDGES = ["评测甲", "评测乙", "评测丙", "评测丁", "评测戊"]


def make_teaching_people(province):
    """Teachers of two universities, five judges of the arts, a secretary and a supervisor of other fields."""
    judging = [make_judge(province.federation, province.second, name) for name in JUDGES[:4]]
    judging.append(make_judge(province.federation, province.first, JUDGES[4]))
    other = make_direct_union(province.federation, "江城大学工会")
    rows = ((province.first, "教测甲"), (other, "教测乙"), (other, "教测丙"))
    return SimpleNamespace(
        judges=judging,
        secretary=_officer(province, "记测己"),
        supervisor=_officer(province, "监测庚"),
        entrants=[(union, make_member(union, name)) for union, name in rows],
    )


def _officer(province, name):
    """An expert who keeps time or watches, and is in no drum for judges."""
    found = make_judge(province.federation, province.second, name)
    found.expert.fields = ["工会工作"]
    found.expert.save()
    return found


def bring_entrant(campaign, union, person):
    """An entrant with papers, who passed the checks."""
    entry = make_entry(campaign, union, person=person, answers=ANSWERS)
    with scoping.everything("factory"):
        for key, label in (("designs", "教学设计"), ("decks", "课件")):
            paper = upload(PDF, f"{person.name}{label}.pdf")
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
    """Seat and swear in."""
    for each in judges:
        seat_judge(actor=SYSTEM, panel=panel, expert=each.expert)
    swear_in(panel, judges)


def swear_in(panel, judges):
    """Those of a panel who sit there pledge."""
    for each in judges:
        take_pledge(actor=each.user, seat=panel.seats.get(expert=each.expert))


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
