"""Ranking and slate of 20,000 entries beside a plain sort of the same entries.

``python -m bench slates`` makes invented scores of seven judges (SCALE entries, 20,000 by default) of 2,000 units,
ranks them, and makes a slate of 500 legal under ratios and caps; every step prints its seconds and
how many sorts of the same entries take as long.
"""

import os
import random
import time
from collections.abc import Callable
from typing import NamedTuple

ENTRIES = 20_000
UNITS = 2_000
PLACES = 500
JUDGES = 7
AIM_SECONDS = 5


def main() -> None:
    """Time every step; say whether ranking and the slowest slate stay below the aim."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gonghui.config.settings.test"
    import django  # noqa: PLC0415 -- settings come first

    django.setup()
    number = min(int(os.environ.get("SCALE") or ENTRIES), ENTRIES)
    sheets = scores(number)
    print(f"{number:,} entries of {UNITS:,} units, {JUDGES} judges, {PLACES} places")
    print(f"{'step':64} {'wall s':>8} {'CPU s':>8} {'CPU, sort = 1':>14}")
    sort, _order = timed(lambda: sorted(sheets, key=lambda key: (-sum(sheets[key]), key)))
    line("plain sort of the sums (baseline)", sort, sort)
    ranked, order = timed(lambda: ranking(sheets))
    line("trimmed means and ranking", ranked, sort)
    longest, entries = Taken(0, 0), [entry(key) for key in order]
    for name, rules in all_rules().items():
        taken, found = timed(lambda rules=rules: slate(rules, entries))
        line(f"slate: {name} ({found})", taken, sort)
        longest = max(longest, taken)
    wall, cpu = ranked.wall + longest.wall, ranked.cpu + longest.cpu
    print(f"ranking and slowest slate: {wall:.2f} s, CPU {cpu:.2f} s (aim: below {AIM_SECONDS})")


class Taken(NamedTuple):
    """Seconds on the clock, and of the processor alone, which neighbours on the machine do not lengthen."""

    wall: float
    cpu: float


def timed(step: Callable):
    """Seconds and result of one step."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = step()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu), result


def line(name: str, taken: Taken, sort: Taken) -> None:
    """Print one step."""
    print(f"{name:64} {taken.wall:8.3f} {taken.cpu:8.3f} {taken.cpu / sort.cpu:14.1f}", flush=True)


def scores(number: int) -> dict[str, list[int]]:
    """Seven scores of every entry, the same at every run."""
    chance = random.Random(20260101)  # not for secrets
    return {f"{i:05}": [chance.randint(60, 100) for _ in range(JUDGES)] for i in range(number)}


def ranking(sheets: dict[str, list[int]]) -> list[str]:
    """Keys in rank order by trimmed mean."""
    from gonghui.engines.campaigns.rules.ranking import Criterion, rank  # noqa: PLC0415 -- measured
    from gonghui.engines.campaigns.rules.scoring import trimmed_mean  # noqa: PLC0415 -- measured

    totals = {key: {"total": trimmed_mean(values).value} for key, values in sheets.items()}
    return [row.key for row in rank(totals, [Criterion("total", "总分")])]


def all_rules() -> dict:
    """Easy and hard rules; the last ones cannot all hold."""
    from gonghui.engines.campaigns.rules.ratios import RatioRule  # noqa: PLC0415 -- measured
    from gonghui.engines.campaigns.rules.slates import SlateRules  # noqa: PLC0415 -- measured

    front = RatioRule("front", "一线职工", minimum_percent=35)
    woman = RatioRule("woman", "妇女", minimum_percent=40, maximum_percent=45)
    leader = RatioRule("leader", "单位负责人", maximum_percent=15)
    migrant = RatioRule("migrant", "农民工", minimum_percent=10)
    each = RatioRule("front", "一线职工", minimum_percent=50, scope="unit", threshold=2)
    most = RatioRule("migrant", "农民工", minimum_percent=60)
    overall = (front, woman, leader, migrant)
    return {
        "cap 1": SlateRules({"": PLACES}, unit_cap=1),
        "four ratios, cap 2": SlateRules({"": PLACES}, overall, unit_cap=2),
        "four ratios, one per unit, cap 3": SlateRules({"": PLACES}, (*overall, each), unit_cap=3),
        "ratios that collide": SlateRules({"": 2_500}, (*overall, most), unit_cap=1),
    }


def slate(rules, entries: list) -> str:
    """What came of one slate."""
    from gonghui.engines.campaigns.rules.proposals import propose_slate  # noqa: PLC0415 -- measured

    found = propose_slate(rules, entries)
    if not found.found:
        return f"{len(found.conflicts)} rules collide"
    return f"{len(found.dropped)} of {PLACES} moved"


def entry(key: str):
    """The candidate with the flags that its number gives."""
    from gonghui.engines.campaigns.rules.slates import Entry  # noqa: PLC0415 -- measured

    number = int(key)
    shares = {"front": 25, "woman": 30, "leader": 30, "migrant": 6}
    chance = random.Random(number)  # not for secrets
    flags = frozenset(flag for flag, share in shares.items() if chance.randrange(100) < share)
    return Entry(key, key, f"u{number % UNITS}", flags=flags)
