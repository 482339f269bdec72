"""A campaign walked from its programme to the register through the actions that the pages call.

Every method is one step of the handbook's way (contests §2.3) and leaves the step's checks to the
program. A test reads as the way of its programme: ``way.plan(…)``, ``way.open()``, ``way.nominate(…)`` …
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from gonghui.engines.campaigns.actions import checks, panels
from gonghui.engines.campaigns.actions.decisions import Ruling, decide_awards
from gonghui.engines.campaigns.actions.entries import (
    change_entry,
    enter_candidate,
    move_entry,
    record_consent,
    submit_entry,
)
from gonghui.engines.campaigns.actions.marks import record_marks
from gonghui.engines.campaigns.actions.notices import Posting, close_notice, post_notice
from gonghui.engines.campaigns.actions.opening import (
    archive_campaign,
    close_stage,
    open_campaign,
    open_stage,
    reschedule_stage,
)
from gonghui.engines.campaigns.actions.papers import attach_paper
from gonghui.engines.campaigns.actions.planning import plan_campaign
from gonghui.engines.campaigns.actions.quotas import set_places
from gonghui.engines.campaigns.actions.ranking import publish_sheet, rank_category
from gonghui.engines.campaigns.actions.recommending import (
    Meeting,
    endorse,
    rank_entries,
    record_democratic_step,
    send_back,
)
from gonghui.engines.campaigns.actions.sheets import Draft, save_sheet, submit_sheet
from gonghui.engines.campaigns.actions.slates import (
    Meeting as Session,
)
from gonghui.engines.campaigns.actions.slates import (
    propose_slate,
    record_deliberation,
)
from gonghui.engines.campaigns.api import Award, programmes
from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import Rubric
from gonghui.engines.campaigns.queries.judging import entries_to_judge
from gonghui.engines.campaigns.queries.slates import current_slate
from gonghui.engines.campaigns.rules.progress import SIDE_BY_SIDE
from gonghui.engines.casework.models import Clock
from gonghui.kernel.indicators.api import Question, figure
from tests.factories.access import make_member as make_account
from tests.factories.entries import fresh
from tests.factories.people import make_member
from tests.walking.forms import answers_for, paper

SHIPPED = dict(programmes)
SIGNED = {"opinion": "同意推荐。", "signer": "王主席"}
PRIZES = frozenset({"points", "tiered", "deduct"})


class Way:
    """One campaign on its way: ``cast`` acts, ``clock`` shows the day, ``entries`` stand by name."""

    def __init__(self, cast, clock) -> None:
        self.cast, self.clock = cast, clock
        self.entries = {}

    # planning

    def plan(self, key, *, places=None, keep=None, **settings):
        """Plan the shipped programme; ``places`` by group, ``keep`` these groups, settings by stage label."""
        plan = SHIPPED[key].plan
        groups = [each for each in plan.categories if keep is None or each.name in keep]
        places = places or {}
        groups = [replace(each, places=places.get(each.name, each.places)) for each in groups]
        ratios = [
            each
            for each in plan.composition
            if not each.category or each.category in {group.name for group in groups}
        ]
        stages = [
            replace(each, settings={**each.settings, **settings.get(each.kind, {})})
            for each in plan.stages
        ]
        plan = replace(
            plan, categories=tuple(groups), stages=tuple(stages), composition=tuple(ratios)
        )
        self.campaign = plan_campaign(
            actor=self.cast.organiser,
            union=self.cast.federation,
            plan=plan,
            year=self.clock.today.year,
            programme_key=key,
        )
        return self

    def open(self, quotas=()):
        """Give the places of every group, set the deadline, publish; ``quotas`` pairs of union and places."""
        for union, number in quotas:
            for category in self.campaign.categories.all():
                set_places(
                    actor=self.cast.organiser,
                    campaign=self.campaign,
                    category=category,
                    union=union,
                    places=number,
                )
        reschedule_stage(
            actor=self.cast.organiser,
            stage=self.stage(StageKind.NOMINATE),
            opens_at=self.clock.now,
            closes_at=self.clock.now + timedelta(days=20),
            reason="",
        )
        self.campaign = open_campaign(actor=self.cast.organiser, campaign=self.campaign)
        return self

    def stage(self, kind_or_label):
        """The first stage of that kind, or the one with that label."""
        rows = self.campaign.stages.all()
        found = rows.filter(label=kind_or_label).first()
        return found or rows.filter(kind=kind_or_label).first()

    def has(self, kind):
        """Whether the plan has such a stage."""
        return self.campaign.stages.filter(kind=kind).exists()

    def category(self, name=""):
        """The group of that name, or the first."""
        rows = self.campaign.categories.all()
        return rows.get(name=name) if name else rows.first()

    # nominating

    def enter(self, union, name, *, group="", answers=None, **person):
        """A complete draft of the union's clerk: form, papers, consent; a person becomes a member first."""
        target = self.category(group).target or self.campaign.target
        subject = {"name": name}
        if target == "person":
            subject = {"person": make_member(union, name, **person)}
        elif target == "union":
            subject = {"subject_union": union}
        return self._fill(union, name, group, answers, subject)

    def enter_again(self, union, person, *, group="", answers=None):
        """The same for somebody who is a member already."""
        return self._fill(union, person.name, group, answers, {"person": person})

    def _fill(self, union, name, group, answers, subject):
        category, clerk = self.category(group), self.cast.clerk(union)
        entry = enter_candidate(actor=clerk, category=category, union=union, **subject)
        entry = change_entry(actor=clerk, entry=entry, answers=answers_for(entry, answers))
        for field in self.campaign.form_fields.filter(kind="attachment", required=True):
            attach_paper(actor=clerk, entry=fresh(entry), field_key=field.key, upload=paper())
        if entry.target == "person" and self.stage(StageKind.NOMINATE).settings.get(
            "consent", True
        ):
            record_consent(actor=clerk, entry=fresh(entry), on_paper=True)
        self.entries[name] = entry
        return fresh(entry)

    def enter_self(self, union, name, *, group=""):
        """A member fills in and hands in for themselves."""
        person = make_member(union, name)
        account = make_account(person)
        entry = enter_candidate(
            actor=account, category=self.category(group), union=union, person=person
        )
        entry = change_entry(actor=account, entry=entry, answers=answers_for(entry))
        record_consent(actor=account, entry=fresh(entry))
        self.entries[name] = submit_entry(actor=account, entry=fresh(entry))
        return fresh(entry)

    def admit_member(self, name):
        """The union of a member who entered themselves agrees, the organiser lets them in."""
        entry = self._one(name)
        move_entry(actor=self.cast.head(entry.union), entry=entry, transition="decide")
        checks.pass_entry(actor=self.cast.organiser, entry=self._one(name))

    def hand_in(self, *names):
        """The clerk hands in."""
        for entry in self._named(names):
            submit_entry(actor=self.cast.clerk(entry.union), entry=entry)
        return self

    def agree(self, *names):
        """The unit's meeting agrees, with its minutes; the head decides."""
        for entry in self._named(names):
            meeting = Meeting("职工（代表）大会", self.clock.today, 30, 28, 26, 1, 1)
            head = self.cast.head(entry.union)
            record_democratic_step(actor=head, entry=entry, meeting=meeting, minutes=paper())
            move_entry(actor=head, entry=fresh(entry), transition="decide")
        return self

    def post_at_unit(self, *names):
        """The unit's public notice runs its five working days without an objection."""
        self.clock.forward(days=8)
        fields = {"channels": "校园网", "statement": "公示期间未收到异议。"}
        for entry in self._named(names):
            head = self.cast.head(entry.union)
            move_entry(actor=head, entry=entry, transition="finish_notice", fields=fields)
        return self

    def walk_past_notices(self):
        """The units' notices lie a fortnight back; for ways by the clock on the wall."""
        past = self.clock.today - timedelta(days=14)
        Clock.objects.filter(key="unit_publicity").update(computed_due=past)
        fields = {"channels": "校园网", "statement": "公示期间未收到异议。"}
        for entry in self._all():
            head = self.cast.head(entry.union)
            move_entry(actor=head, entry=entry, transition="finish_notice", fields=fields)
        return self

    def nominate(self, *names):
        """Everything that happens at the unit, as the plan has it."""
        self.hand_in(*names)
        if self.has(StageKind.DEMOCRATIC):
            self.agree(*names)
        if self.has(StageKind.UNIT_PUBLICITY):
            self.post_at_unit(*names)
        return self

    def return_once(self, name):
        """The organiser sends one back and the unit hands it in again."""
        entry = self._one(name)
        head = self.cast.head(entry.at_union)
        until = self.clock.today + timedelta(days=3)
        send_back(actor=head, entry=entry, note="请补充材料", until=until)
        assert self.state(name) == "returned"
        submit_entry(actor=self.cast.clerk(entry.union), entry=self._one(name))
        return self

    def recommend(self, order=()):
        """Every level puts its entries in order, signs and hands on; the organiser takes them in.

        ``order`` names those whom the organiser orders before, the best first.
        """
        while waiting := [each for each in self._all() if each.case.state_id == "recommended"]:
            if order and all(each.at_union == self.cast.federation for each in waiting):
                self._order(self.cast.federation, waiting[0].category, order)
            for entry in waiting:
                self._one_level_up(entry)
        return self

    def _one_level_up(self, entry):
        union, head = entry.at_union, self.cast.head(entry.at_union)
        if union == self.cast.federation:
            move_entry(actor=head, entry=fresh(entry), transition="accept")
            return
        self._order(union, entry.category)
        endorse(actor=head, entry=fresh(entry), **self._opinion())

    def _order(self, union, category, order=()):
        rows = [each for each in self._all() if each.at_union == union]
        rows = [each for each in rows if each.category == category]
        waiting = [each for each in rows if each.case.state_id == "recommended"]
        waiting.sort(key=lambda each: order.index(each.name) if order else each.pk)
        rank_entries(actor=self.cast.head(union), union=union, category=category, entries=waiting)

    def _opinion(self):
        asked = self.stage(StageKind.RECOMMEND).settings.get("opinion", True)
        return {**SIGNED, "signed_on": self.clock.today} if asked else {}

    # checking

    def check(self, *names, fail=()):
        """An officer checks every condition, departments agree; whoever passes counts as eligible."""
        for kind in (StageKind.QUALIFICATION, StageKind.OPINIONS):
            if self.has(kind):
                self.begin(kind)
        for entry in self._named(names):
            self._check(entry)
            if entry.name in fail:
                checks.fail_entry(actor=self.cast.organiser, entry=fresh(entry), note="不符合")
        return self

    def _check(self, entry):
        for rule in self.campaign.eligibility_rules.all():
            if rule.department:
                asked = checks.ask_opinions(actor=self.cast.organiser, rule=rule, entries=[entry])
                checks.record_opinion(actor=self.cast.organiser, opinion=asked[0], result="agree")
            else:
                checks.record_finding(
                    actor=self.cast.organiser, entry=entry, rule=rule, passed=True
                )

    def find_unmet(self, name, code, note="未提供证明"):
        """One condition is found not met."""
        rule = self.campaign.eligibility_rules.get(code=code)
        checks.record_finding(
            actor=self.cast.organiser, entry=self._one(name), rule=rule, passed=False, note=note
        )
        return self

    def admit(self, *names):
        """Everybody checked counts as eligible."""
        checks.pass_entries(actor=self.cast.organiser, entries=self._named(names))
        return self

    # judging

    def judge(self, label, given, *, group="", judges=5, more=None):
        """A panel scores a stage: judges drawn by lot, order drawn, every sheet handed in.

        Args:
            label: of the stage.
            given: by name the share of the full score from every judge, in the order of their letters;
                one text for all of them.
            group: of the plan.
            judges: how many.
            more: by name further points by item code: bonuses and vetoes.
        """
        return self.score(self.form_panel(label, group=group, judges=judges), given, more)

    def score(self, panel, given, more=None):
        """Every judge hands in the sheets of these entrants; see ``judge``."""
        judges = panel.seats.count()
        for name, each in given.items():
            shares = [each] * judges if isinstance(each, str) else each
            for seat, share in zip(panel.seats.order_by("letter"), shares, strict=True):
                self._score(seat, self._one(name), Decimal(share), (more or {}).get(name, {}))
        return panel

    def form_panel(self, label, *, group="", judges=5):
        """The panel of a stage with drawn order and judges, pledged and open."""
        stage, organiser = self.begin(label), self.cast.organiser
        rubrics = Rubric.objects.filter(union=self.campaign.union, key=stage.settings["rubric"])
        panel = panels.form_panel(
            actor=organiser,
            stage=stage,
            category=self.category(group),
            rubric=rubrics.latest("version_no"),
            name=f"{label}{group}",
            settings=stage.settings,
        )
        entries = entries_to_judge(panel)
        panels.bring_entries(
            actor=organiser, panel=panel, entries=entries, seed="春风", witness="纪检组"
        )
        pool = [each.expert for each in self.cast.judges(judges)]
        panels.draw_seats(actor=organiser, panel=panel, pool=pool, judges=judges, seed="化雨")
        for seat in panel.seats.all():
            panels.take_pledge(actor=self._user_of(seat), seat=seat)
        return panels.open_panel(actor=organiser, panel=panel)

    def _user_of(self, seat):
        judges = self.cast.judges(len(self.cast._judges))
        return next(each.user for each in judges if each.expert.pk == seat.expert_id)

    def _score(self, seat, entry, share, more):
        user, number = self._user_of(seat), entry.candidate_no
        items = seat.panel.rubric.items.filter(rule__in=PRIZES).exclude(scored_by="members")
        points = {item.code: item.full_score * share for item in items}
        points |= {code: Decimal(value) for code, value in more.items()}
        save_sheet(actor=user, seat=seat, candidate_no=number, draft=Draft(points))
        submit_sheet(actor=user, seat=seat, candidate_no=number)

    def mark(self, label, part, given, *, twice=False):
        """Results that no panel gives, by name; ``twice`` lets a second person type them again."""
        stage = self.begin(label)
        values = {self.entries[name].pk: Decimal(value) for name, value in given.items()}
        actors = [self.cast.organiser, self.cast.clerk(self.cast.federation)]
        for copy_no, actor in enumerate(actors[: 2 if twice else 1], 1):
            record_marks(actor=actor, stage=stage, part=part, values=values, copy_no=copy_no)
        return self

    def rank(self, label, *, group="", **more):
        """Freeze the scores of a group and publish the sheet."""
        self.begin(label)
        frozen = rank_category(
            actor=self.cast.organiser,
            stage=self.stage(label),
            category=self.category(group),
            **more,
        )
        return publish_sheet(actor=self.cast.organiser, frozen=frozen)

    def standing(self):
        """Name → place and total with two decimals, of those who have a place."""
        ranked = [each for each in self._all() if each.rank is not None]
        ranked.sort(key=lambda each: (each.category.position, each.rank, each.name))
        return {each.name: (each.rank, str(round(each.total, 2))) for each in ranked}

    # deciding

    def propose(self):
        """The list by rank; returns its names with their grades."""
        self.begin(StageKind.SLATE)
        return self.propose_now()

    def propose_now(self):
        """The list by rank, whatever runs."""
        propose_slate(actor=self.cast.organiser, campaign=self.campaign)
        return self.slate()

    def slate(self):
        """The present list: name → grade."""
        lines = current_slate(self.campaign).lines.all()
        return {line.entry.name: line.grade for line in lines if not line.is_reserve}

    def deliberate(self):
        """The meeting settles the list."""
        session = Session(
            meeting="主席办公会",
            held_on=self.clock.today,
            attendees="王主席、李副主席、赵副主席",
            in_favour=3,
        )
        record_deliberation(actor=self.cast.organiser, campaign=self.campaign, meeting=session)
        return self

    def post(self):
        """The public notice, as the plan says."""
        settings = self._last(StageKind.PUBLIC_NOTICE).settings
        posting = Posting(
            title=f"{self.campaign}公示",
            starts_on=self.clock.today,
            days=settings.get("days", 5),
            scope=settings.get("scope", "system"),
            contacts=settings.get("contacts") or ["工会 025-00000000"],
        )
        return post_notice(actor=self.cast.organiser, campaign=self.campaign, posting=posting)

    def close_postings(self):
        """Every running notice is over."""
        self.clock.forward(days=10)
        for notice in self.campaign.public_notices.filter(slate__isnull=False, status="running"):
            close_notice(actor=self.cast.organiser, notice=notice)
        return self

    def decide(self):
        """The decision gives the awards, with certificates where the plan has them."""
        ruling = Ruling(
            title="表彰决定",
            signatory="王主席",
            decided_on=self.clock.today,
            agency_code="示教科工",
        )
        self.decision = decide_awards(
            actor=self.cast.organiser, campaign=self.campaign, ruling=ruling
        )
        return self.awards()

    def award_all(self):
        """From the list to the register, as the plan has it."""
        if self.has(StageKind.DELIBERATION):
            self.deliberate()
        self.post()
        self.close_postings()
        return self.decide()

    def awards(self):
        """What the decision gave, best first."""
        rows = Award.objects.filter(decision=self.decision).select_related("series")
        return list(rows.order_by("entry__category__position", "rank", "holder_name"))

    def archive(self):
        """Everything is over and laid to the files."""
        for stage in self.campaign.stages.exclude(kind=StageKind.ARCHIVE).exclude(status="done"):
            self.end(stage)
        self.campaign = archive_campaign(actor=self.cast.organiser, campaign=self.campaign)
        return self.campaign

    # looking

    def state(self, name):
        """Where an entry stands."""
        return self._one(name).case.state_id

    def states(self):
        """Where every entry stands."""
        return {name: self.state(name) for name in self.entries}

    def figure(self, key, since=None):
        """A figure of the review, from ``since`` (the first day of the clock's year) to its last."""
        year = self.clock.today.replace(month=12, day=31)
        return figure(key, Question(since or year.replace(month=1, day=1), year)).value

    def _one(self, name):
        return fresh(self.entries[name])

    def _named(self, names):
        return [self._one(name) for name in names or self.entries]

    def _all(self):
        return [self._one(name) for name in self.entries]

    def _last(self, kind):
        return self.campaign.stages.filter(kind=kind).order_by("position").last()

    def begin(self, label):
        """Have a stage under way: what stands before it is opened if need be and ended."""
        stage = self.stage(label)
        if stage.status != "waiting":
            return stage
        beside = self._beside(stage)
        for each in self.campaign.stages.filter(position__lt=stage.position).exclude(status="done"):
            if each.kind not in beside:
                self.end(each)
        return open_stage(actor=self.cast.organiser, stage=self.stage(label))

    def end(self, stage):
        """End a stage, which begins first if nobody has begun it."""
        stage = self.campaign.stages.get(pk=stage.pk)
        if stage.status == "waiting":
            stage = open_stage(actor=self.cast.organiser, stage=stage)
        if stage.status == "running":
            close_stage(actor=self.cast.organiser, stage=stage)

    def _beside(self, stage):
        return next((group for group in SIDE_BY_SIDE if stage.kind in group), frozenset())
