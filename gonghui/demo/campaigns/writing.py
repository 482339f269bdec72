"""All campaigns, honours and contests of the demonstration, in the order in which they rest on each other."""

from dataclasses import dataclass
from random import Random

from gonghui.demo.accounts import JUDGE, open_judge
from gonghui.demo.campaigns.judges import Bench, write_experts
from gonghui.demo.campaigns.objected import write_objected
from gonghui.demo.campaigns.past import Scene, write_past
from gonghui.demo.campaigns.rating import Ratings, write_yearly
from gonghui.demo.consents import write_consents
from gonghui.demo.contests import write_labour_contest, write_results
from gonghui.demo.drawing import Draw, Drawn, standing
from gonghui.demo.honours import Givers, write_honours
from gonghui.demo.plan import Province
from gonghui.demo.territory import Territory
from gonghui.engines.campaigns.api import Award, Campaign, of_series
from gonghui.kernel.access.api import User
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.unions.api import Union

TEACHING = ("youth-teaching-contest", "school-teaching-contest")
STUDIO = "studio-industry"
JUDGES = 3


@dataclass(frozen=True)
class Written:
    """What there is now."""

    campaigns: list[Campaign]
    awards: int
    bench: Bench


def scene_of(plan: Province, territory: Territory, seed: int) -> Scene:
    """Unions, accounts and the draw that all of it shares."""
    draw = Draw(Random(seed))  # noqa: S311 -- a demonstration must repeat itself, not hide
    cadre = User.objects.get(username="province")
    pools = _pools(plan, territory)
    bench = write_experts(cadre, territory.federation, pools["direct"][::-1], draw)
    _open_judges(territory, bench, plan)
    hands = {post.union_id: user for user in _cadres() for post in user.posts.all()}
    random = Random(seed + 7)  # noqa: S311 -- as above
    ratings = Ratings(Random(seed + 8))  # noqa: S311 -- as above
    return Scene(cadre, territory.federation, pools, hands, draw, bench, random, {}, ratings)


def write_years(plan: Province, scene: Scene) -> Written:
    """Five years: campaigns, ratings of every year, what other bodies gave, the labour contest, consents."""
    campaigns = [*write_past(scene, plan.end), write_objected(scene, plan.end)]
    direct = scene.pools["direct"]
    write_yearly(scene.cadre, scene.ratings, direct, plan.start)
    givers = Givers(scene.cadre, scene.federation, direct, plan.end)
    studios = of_series(Award.objects.select_related("union", "holder_union"), STUDIO)
    write_honours(givers, scene.draw, _entrants(), list(studios.order_by("pk")))
    write_labour_contest(direct[1], scene.draw, plan.end)
    write_results(scene.cadre, scene.federation, direct, scene.draw, plan.end)
    write_consents(scene.cadre)
    return Written(campaigns, Award.objects.count(), scene.bench)


def _open_judges(territory: Territory, bench: Bench, plan: Province) -> None:
    """Three of the experts sign in; the first with the login that is printed."""
    for place, expert in enumerate(bench.experts[:JUDGES]):
        username = JUDGE.username if not place else f"{JUDGE.username}{place + 1}"
        open_judge(territory.federation, expert.person, plan.start, username)
        bench.signed_in.append(expert)


def _pools(plan: Province, territory: Territory) -> dict[str, list[Union]]:
    """Unions that stood before the five years, of units open still, by the words of ``Call.where``."""
    unions = territory.unions
    direct = [unions[unit.name] for unit in plan.direct if unit.name in unions]
    open_still = [unit for unit in plan.schools if unit.closed_on == FOREVER]
    schools = [unit for unit in open_still if unit.name in unions]
    rural = [unions[unit.name] for unit in schools if unit.area != "city"]
    branches = [branch for unit in plan.direct for branch in territory.branches.get(unit.name, ())]
    everywhere = [unions[unit.name] for unit in schools]
    found = {"direct": direct, "schools": rural, "branches": branches, "city": everywhere}
    return {key: standing(rows, plan.start) for key, rows in found.items()}


def _cadres() -> list[User]:
    """The accounts whose names stand on the steps of then."""
    names = ("province", "university", "university2", "city")
    return list(User.objects.filter(username__in=names).prefetch_related("posts"))


def _entrants() -> list[Drawn]:
    """Who was honoured in the teaching contests, with the union: medals went to them afterwards."""
    rows = of_series(Award.objects.select_related("union", "person"), *TEACHING)
    return [(row.union, row.person) for row in rows.order_by("pk")]
