"""Enters the campaigns of five years as a federation enters its files: each as one act."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from gonghui.demo.campaigns.calls import Call, all_editions, edition_name, plan_of
from gonghui.demo.campaigns.judges import Bench
from gonghui.demo.campaigns.rating import Ratings
from gonghui.demo.campaigns.texts import EQUIPMENT, Facts, answers_of
from gonghui.demo.drawing import Draw
from gonghui.demo.papers import paper
from gonghui.engines.campaigns.actions.decisions import Ruling
from gonghui.engines.campaigns.actions.notices import Posting
from gonghui.engines.campaigns.actions.past import (
    Diary,
    PastCampaign,
    PastEntry,
    PastPanel,
    record_campaign,
)
from gonghui.engines.campaigns.actions.recommending import Meeting as UnitMeeting
from gonghui.engines.campaigns.actions.slates import Meeting
from gonghui.engines.campaigns.api import Campaign, Plan, StageKind
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import Union, UnionKind
from gonghui.rooms.homes.api import enter_place

JUDGED = (StageKind.BLIND_REVIEW, StageKind.ONSITE)
YOUNG = 35
AT_UNIT = {"channels": "单位公告栏、校园网", "statement": "公示期间未收到异议。"}
REASONS = ("材料不全，任职年限未满", "近三年已获同一称号")
FIRST = 0.995
"""Share of the points that the winner gets: nobody ties for the first place."""
SENT_BACK = "事迹材料过于简略，请补充近三年的数据"
PAPER = "campaigns.paper"


@dataclass(frozen=True)
class Candidate:
    """Somebody or something that stands: the nominating union, and who or what it is."""

    union: Union
    person: Person | None = None
    subject: Union | None = None
    name: str = ""


@dataclass
class Scene:
    """What all editions share.

    Attributes:
        cadre: enters the records.
        pools: unions by ``Call.where``.
        hands: accounts by union, for the steps of then.
        ratings: what members said, from which the marks of entries come.
    """

    cadre: Any
    federation: Union
    pools: Mapping[str, Sequence[Union]]
    hands: Mapping[int, Any]
    draw: Draw
    bench: Bench
    random: Random
    used: dict[str, int]
    ratings: Ratings

    def unions(self, call: Call, count: int) -> list[tuple[Union, int]]:
        """The next unions in turn, each with how often the programme went round before.

        No union comes twice in one programme while others are left.
        """
        pool = self.pools[call.where]
        key = call.programme + call.where
        first = self.used.get(key, 0)
        self.used[key] = first + count
        places = range(first, first + count)
        return [(pool[place % len(pool)], place // len(pool)) for place in places]

    def nominating(self, union: Union) -> Union:
        """The direct union above a branch, or the union itself."""
        if union.kind != UnionKind.BRANCH:
            return union
        return next(each for each in self.pools["direct"] if is_below(union.path, each.path))


def write_past(scene: Scene, end: date) -> list[Campaign]:
    """Every edition that was over by ``end``, in order of the decisions."""
    return [_write(scene, diary, call, number) for diary, call, number in all_editions(end)]


def _write(scene: Scene, diary: Diary, call: Call, number: int) -> Campaign:
    groups = call.editions[number]
    plan = _more_stand(plan_of(call, groups))
    edition = edition_name(call, number + 1, diary.decided_on.year)
    entries = [
        entry
        for group in groups
        for entry in _entries(scene, plan, call, (diary, group, groups[group]))
    ]
    record = PastCampaign(
        diary=diary,
        entries=entries,
        ruling=ruling_of(plan.title, edition, diary.decided_on),
        posting=posting_of(plan, edition, diary),
        meeting=_meeting(plan, diary),
        panels=list(_panels(scene, plan, groups, f"{call.programme}-{number}")),
        places=_places(plan, entries),
        hands=scene.hands,
        signer="王主席",
        notice_at_unit=AT_UNIT,
        seed=f"{call.programme}-{number}-编号",
        edition=edition,
        programme_key=call.programme,
    )
    year = diary.decided_on.year
    campaign = record_campaign(
        actor=scene.cadre, union=scene.federation, plan=plan, year=year, record=record
    )
    scene.ratings.write(scene.cadre, campaign)
    return campaign


def ruling_of(title: str, edition: str, on: date) -> Ruling:
    """The decision, numbered by the union's own code."""
    return Ruling(
        title=f"关于公布{edition}{title}结果的决定",
        signatory="王主席",
        decided_on=on,
        agency_code="示教科工",
    )


def posting_of(plan: Plan, edition: str, diary: Diary) -> Posting | None:
    """The public notice as the plan posts it; None where it has none."""
    stages = plan.stages_of(StageKind.PUBLIC_NOTICE)
    if not stages:
        return None
    settings = stages[-1].settings
    return Posting(
        title=f"关于{edition}{plan.title}拟表彰对象的公示",
        starts_on=diary.posted_on,
        scope=settings.get("scope", "system"),
        channels="门户网站",
        contacts=settings.get("contacts") or ["省教育科技工会 025-00000000"],
    )


def _meeting(plan: Plan, diary: Diary) -> Meeting | None:
    if not plan.stages_of(StageKind.DELIBERATION):
        return None
    return Meeting(
        meeting="主席办公会",
        held_on=diary.listed_on,
        attendees="王主席、李副主席、张副主席等七人",
        in_favour=7,
    )


def _panels(scene: Scene, plan: Plan, groups: Mapping[str, int], seed: str) -> Iterator[PastPanel]:
    for stage in plan.stages:
        if stage.kind not in JUDGED:
            continue
        for group in groups:
            yield PastPanel(
                stage=stage.label,
                category=group,
                experts=scene.bench.some(int(stage.settings.get("judges") or 5)),
                seed=f"{seed}-{stage.label}-{group}",
                witness="驻厅纪检组",
            )


def _more_stand(plan: Plan) -> Plan:
    """More stood than were to be honoured (差额): unions could recommend beyond their places."""
    stages = tuple(
        replace(each, settings={**each.settings, "strict": False})
        if each.kind == StageKind.QUOTA
        else each
        for each in plan.stages
    )
    return replace(plan, stages=stages)


def _places(plan: Plan, entries: Sequence[PastEntry]) -> dict[str, dict[int, int]]:
    """The places of each group where the plan gave places, one for every entry in the order of the unions."""
    found: dict[str, dict[int, int]] = {}
    if plan.stages_of(StageKind.QUOTA):
        left = {category.name: category.places for category in plan.categories}
        for each in sorted(entries, key=lambda entry: entry.union.path):
            if left[each.category]:
                left[each.category] -= 1
                group = found.setdefault(each.category, {})
                group[each.union.pk] = group.get(each.union.pk, 0) + 1
    return found


def _entries(
    scene: Scene, plan: Plan, call: Call, part: tuple[Diary, str, int]
) -> Iterator[PastEntry]:
    """The honoured of a group, then those who were not: the last of them was refused."""
    diary, group, chosen = part
    category = next(each for each in plan.categories if each.name == group)
    whole = chosen + call.others + 1
    target = category.target or plan.target
    standing = candidates(scene, call, target, whole, diary)
    for place, candidate in enumerate(standing):
        outcome = (
            "awarded" if place < chosen else "rejected" if place == whole - 1 else "not_selected"
        )
        if outcome == "awarded" and call.place:
            open_place(scene, call, candidate, diary)
        entry = _entry(scene, plan, candidate, diary, outcome)
        entry = replace(entry, category=group, sent_back=SENT_BACK if place == 2 else "")
        merit = 1 - place / whole if outcome == "awarded" else -1.0
        yield _scored(scene, plan, entry, merit, diary)


def candidates(
    scene: Scene, call: Call, target: str, count: int, diary: Diary
) -> Iterator[Candidate]:
    """So many of a kind, each of a union of its own while there are enough."""
    unions = scene.unions(call, count)
    if target == "person":
        young = call.programme == "rural_young_teachers"
        born = date(diary.opened_on.year - YOUNG, 1, 1) if young else date.min
        pool = list(dict.fromkeys(union for union, _turn in unions))
        everywhere = scene.pools[call.where]
        for union, person in scene.draw.people(pool, count, born_from=born, also=everywhere):
            yield Candidate(union, person=person)
        return
    for union, turn in unions:
        again = f"（{turn + 1}）" if turn else ""
        if target == "union":
            yield Candidate(scene.nominating(union), subject=union)
        else:
            yield Candidate(union, name=f"{union.name.removesuffix('工会')}{call.site}{again}")


def _entry(scene: Scene, plan: Plan, candidate: Candidate, diary: Diary, outcome: str) -> PastEntry:
    union = candidate.union
    unit = union.name.removesuffix("工会")
    facts = Facts(
        union=candidate.subject or union,
        unit_name=unit,
        on=diary.entered_on,
        person=candidate.person,
        name=candidate.name or (candidate.subject or union).name,
    )
    rejected = outcome == "rejected"
    return PastEntry(
        category="",
        union=union,
        person=candidate.person,
        subject_union=candidate.subject,
        name=candidate.name,
        unit_name=unit,
        position_title=candidate.person.title if candidate.person else "",
        answers=answers_of(plan, facts, scene.random),
        outcome=outcome,
        note=scene.random.choice(REASONS) if rejected else "",
        agreed=_agreed(scene.random, diary),
        papers=_papers(plan, candidate, facts),
    )


def _agreed(random: Random, diary: Diary) -> UnitMeeting:
    due = random.randrange(25, 120)
    present = due - random.randrange(0, due // 10 + 1)
    against = random.randrange(0, 3)
    return UnitMeeting(
        kind="职工（代表）大会",
        held_on=diary.agreed_on,
        due=due,
        present=present,
        in_favour=present - against,
        against=against,
    )


def _papers(plan: Plan, candidate: Candidate, facts: Facts) -> list[tuple[str, Any]]:
    """One paper for every question that needs some."""
    who = candidate.person.name if candidate.person else facts.name
    found = []
    for asked in plan.fields:
        if asked.kind == "attachment" and asked.required:
            upload = paper(asked.label, who, facts.unit_name, f"{facts.on:%Y年%m月}")
            found.append((asked.key, _stored(upload, candidate.union)))
    return found


def _stored(upload: Any, union: Union) -> Any:
    return store_upload(actor=SYSTEM, upload=upload, purpose=PAPER, union=union)


def open_place(scene: Scene, call: Call, candidate: Candidate, diary: Diary) -> None:
    """The place that the title stands for, open before anybody looked at it."""
    union = candidate.subject or candidate.union
    unit = union.name.removesuffix("工会")
    enter_place(
        actor=SYSTEM,
        union=union,
        kind=call.place,
        name=candidate.name or f"{unit}{PLACES[call.place]}",
        address=f"{unit}行政楼一层",
        area_m2=Decimal(scene.random.randrange(20, 160)),
        equipment=EQUIPMENT.split("、"),
        opening_hours="周一至周五 8:30—17:30",
        opened_on=diary.opened_on,
    )


PLACES = {"home": "职工之家", "small_home": "教工小家", "rural_home": "教工之家"}


def _scored(scene: Scene, plan: Plan, entry: PastEntry, merit: float, diary: Diary) -> PastEntry:
    """With points and marks: 1 is the best of the honoured, 0 the last, below it nobody was honoured."""
    if entry.outcome == "rejected":
        return entry
    level = FIRST if merit == 1 else 0.86 + 0.1 * merit if merit >= 0 else 0.72
    points, marks = {}, {}
    for stage in plan.stages:
        if stage.kind in JUDGED:
            points[stage.label] = {
                letter: _points(scene.random, plan, stage.settings["rubric"], level)
                for letter in LETTERS[: int(stage.settings.get("judges") or 5)]
            }
        elif stage.kind == StageKind.EXAM:
            marks[stage.label] = _exam(scene.random, stage.settings, level)
        elif stage.kind == StageKind.MEMBER_RATING:
            union = entry.subject_union or entry.union
            marks[stage.label] = scene.ratings.marks(plan, stage, union, level, diary.ranked_on)
    return replace(entry, points=points, marks=marks)


LETTERS = "ABCDEFGHJKLM"


def _points(random: Random, plan: Plan, rubric: str, level: float) -> dict[str, Decimal]:
    """A judge's points for every item that judges score, in halves."""
    items = next(each for each in plan.rubrics if each.key == rubric).items
    found = {}
    for item in items:
        if item.scored_by == "members" or item.rule == "bonus":
            continue
        if item.rule in ("deduct", "veto"):
            found[item.code] = Decimal(0)
            continue
        full = Decimal(item.full_score)
        points = full * Decimal(str(level + random.uniform(-0.03, 0.03)))
        found[item.code] = min(full, (points * 2).quantize(Decimal(1)) / 2)
    return found


def _exam(random: Random, settings: Mapping[str, Any], level: float) -> dict[str, Decimal]:
    shares = {part: settings.get(f"{part}_percent", "50") for part in ("learning", "exam")}
    return {part: _near(random, 100, level) for part, share in shares.items() if Decimal(share)}


def _near(random: Random, full: int, level: float) -> Decimal:
    drawn = full * (level + random.uniform(-0.01, 0.01))
    return min(Decimal(full), Decimal(round(drawn, 1))).quantize(Decimal("0.1"))
