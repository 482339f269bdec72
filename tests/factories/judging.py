"""A teaching contest in the middle of its judging: entries, a rubric, experts, a panel."""

from datetime import date
from itertools import count
from types import SimpleNamespace

from gonghui.engines.campaigns.actions.experts import add_expert
from gonghui.engines.campaigns.actions.panels import (
    bring_entries,
    form_panel,
    open_panel,
    seat_judge,
    take_pledge,
)
from gonghui.engines.campaigns.models import Campaign, Category, Entry, FormField, Rubric, Stage
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import PostFactory, UserFactory
from tests.factories.people import make_member
from tests.factories.unions import make_direct_union, make_federation
from tests.laying import laid_once

_numbers = count(1)
ITEMS = (("教学目标", "aim", 20), ("教学过程", "course", 60), ("教学基本功", "craft", 20))


def make_rubric(union):
    """Three items, 100 points."""
    rubric = Rubric.objects.create(
        union=union, key=f"teaching-{next(_numbers)}", name="课堂教学评价标准"
    )
    for position, (text, code, full) in enumerate(ITEMS, start=1):
        rubric.items.create(
            position=position, chapter="课堂教学", code=code, text=text, full_score=full
        )
    return rubric


def make_contest(federation, *, kind="onsite", **settings):
    """A campaign with one category, a judging stage and a ranking."""
    campaign = Campaign.objects.create(
        union=federation, title="青年教师教学竞赛", year=2026, honour_level=50, target="person"
    )
    category = Category.objects.create(campaign=campaign, position=1, name="文科组", places=2)
    rows = (("title", "课题", False, "text"), ("school", "学校", True, "text"))
    for position, (key, label, identifying, shape) in enumerate(rows, start=1):
        FormField.objects.create(
            campaign=campaign,
            position=position,
            key=key,
            label=label,
            kind=shape,
            identifying=identifying,
        )
    judging = Stage.objects.create(
        campaign=campaign, position=1, kind=kind, label="课堂教学", settings=settings
    )
    ranking = Stage.objects.create(campaign=campaign, position=2, kind="ranking", label="排名")
    return SimpleNamespace(campaign=campaign, category=category, judging=judging, ranking=ranking)


def make_entry(contest, union, name, **answers):
    """A teacher of ``union`` before the judges."""
    person = make_member(union, name)
    return Entry.objects.create(
        campaign=contest.campaign,
        category=contest.category,
        union=union,
        at_union=contest.campaign.union,
        target="person",
        person=person,
        name=name,
        unit_name=union.name.removesuffix("工会"),
        answers={"title": f"{name}的课题", "school": union.name, **answers},
    )


def make_judge(federation, union, name, **facts):
    """An expert of ``union`` with an account that may score."""
    person = make_member(union, name)
    user = UserFactory(person=person, display_name=name)
    PostFactory(user=user, union=federation, role="judge", valid_from=date(2020, 1, 1))
    with scoping.everything("factory"):
        expert = add_expert(actor=SYSTEM, union=federation, person=person, fields=["文科"], **facts)
    return SimpleNamespace(user=user, expert=expert)


@laid_once
def make_scene(*, judges=3, is_open=True, **settings):
    """A federation, three candidates of two universities, a panel of judges of a third one."""
    federation = make_federation()
    first = make_direct_union(federation, "东海大学工会")
    second = make_direct_union(federation, "南山大学工会")
    third = make_direct_union(federation, "西岭大学工会")
    contest = make_contest(federation, **settings)
    with scoping.everything("factory"):
        entries = [
            make_entry(contest, union, name)
            for union, name in ((first, "甄测甲"), (second, "甄测乙"), (second, "甄测丙"))
        ]
        panel = form_panel(
            actor=SYSTEM,
            stage=contest.judging,
            category=contest.category,
            rubric=make_rubric(federation),
            name="文科评审组",
            settings=settings,
        )
        bring_entries(actor=SYSTEM, panel=panel, entries=entries, seed="春风")
        people = [make_judge(federation, third, f"平测{sign}") for sign in "甲乙丙丁戊"[:judges]]
        seats = [seat_judge(actor=SYSTEM, panel=panel, expert=each.expert) for each in people]
        if is_open:
            for each, seat in zip(people, seats, strict=True):
                take_pledge(actor=each.user, seat=seat)
            panel = open_panel(actor=SYSTEM, panel=panel)
        for entry in entries:
            entry.refresh_from_db()
        for seat in seats:
            seat.refresh_from_db()
    return SimpleNamespace(
        federation=federation,
        unions=(first, second, third),
        entries=entries,
        panel=panel,
        judges=people,
        seats=seats,
        **vars(contest),
    )
