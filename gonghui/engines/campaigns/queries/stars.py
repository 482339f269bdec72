"""The three columns of a result and the star that follows from them (handbook homes §3).

Own, panel and members' points stay apart; only the last two make the total. The star is the highest one
whose points, satisfaction, conditions and number all hold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import RubricRule, StageKind
from gonghui.engines.campaigns.models import (
    Campaign,
    EligibilityRule,
    Entry,
    Finding,
    Mark,
    Rubric,
    Stage,
)
from gonghui.engines.campaigns.queries.results import PANELS, RATING, TURNOUT
from gonghui.engines.campaigns.queries.rounds import latest_sheet, scored_stages
from gonghui.engines.campaigns.queries.sheets import vetoes_of
from gonghui.engines.campaigns.rules.freezing import read_rules
from gonghui.engines.campaigns.rules.numbers import exact, shown
from gonghui.engines.campaigns.rules.selfchecks import PREFILL, own_total
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.engines.campaigns.rules.stars import (
    Facts,
    Scored,
    StarLine,
    highest_star,
    obstacles,
    quotas_of,
    read_lines,
    with_quotas,
)

PLACES = 2


@dataclass(frozen=True)
class Columns:
    """What was given to one entry; None where nobody has given it yet.

    Args:
        own: points of the self-check, which do not count.
        panel: what the inspectors add to the total.
        members: what the members add to the total.
        total: of the frozen sheet, exact.
        satisfaction: percent of satisfied members.
        turnout: percent of the members who took part.
        vetoes: texts of the veto items that apply.
    """

    own: Fraction | None = None
    panel: Fraction | None = None
    members: Fraction | None = None
    total: Fraction | None = None
    satisfaction: Decimal | None = None
    turnout: Decimal | None = None
    vetoes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, str]:
        """The columns as texts with two places, for the register; what is missing is left out."""
        names = ("own", "panel", "members", "total", "satisfaction", "turnout")
        values = {name: getattr(self, name) for name in names}
        return {name: shown(value, PLACES) for name, value in values.items() if value is not None}


@dataclass(frozen=True)
class Starred:
    """An entry with its columns, its star ("" for none), and why it has no higher one."""

    entry: Entry
    columns: Columns
    star: str
    why: tuple[str, ...]


def star_lines(campaign: Campaign) -> list[StarLine]:
    """The star lines of the plan, the highest first; empty where it has none."""
    stage = campaign.stages.filter(kind=StageKind.SLATE).first()
    return read_lines(chosen(stage.kind, stage.settings)["star_lines"] or ()) if stage else []


def columns_of(campaign: Campaign, entries: Sequence[Entry]) -> dict[int, Columns]:
    """The columns of every entry, by primary key; an entry may be missing its scores."""
    scored = _scored_parts(campaign)
    marks = _member_marks(campaign)
    vetoes = vetoes_of(campaign)
    own_key = own_field(campaign)
    found = {}
    for entry in entries:
        parts = scored.get((entry.category_id, entry.candidate_no), {})
        rating = marks.get(entry.pk, {})
        found[entry.pk] = Columns(
            own=own_total(entry.answers.get(own_key)) if own_key else None,
            panel=parts.get("panel"),
            members=parts.get("members"),
            total=parts.get("total"),
            satisfaction=rating.get(RATING),
            turnout=rating.get(TURNOUT),
            vetoes=tuple(vetoes.get(entry.pk, ())),
        )
    return found


def own_field(campaign: Campaign) -> str:
    """The key of the self-check table of the form; "" where it has none."""
    keys = campaign.form_fields.filter(prefill=PREFILL).values_list("key", flat=True)
    return keys.first() or ""


def own_items(campaign: Campaign) -> dict[str, Decimal]:
    """The items of the panel's standard that the self-check asks for, text to full score."""
    for stage in campaign.stages.filter(kind__in=PANELS):
        rows = Rubric.objects.filter(union=campaign.union_id, key=stage.settings.get("rubric"))
        rubric = rows.order_by("-version_no").first()
        if rubric is not None:
            items = rubric.items.exclude(scored_by="members").exclude(rule=RubricRule.VETO)
            return dict(items.values_list("text", "full_score"))
    return {}


def stars_of(campaign: Campaign, entries: Sequence[Entry]) -> list[Starred]:
    """Every entry in the given rank order with its star, as far as stars are left.

    Args:
        campaign: with star lines; without any nobody has a star.
        entries: the best first, of those who may be chosen.
    """
    lines = star_lines(campaign)
    columns = columns_of(campaign, entries)
    facts = _facts(campaign)
    turnout = _least_turnout(campaign)
    reached, why = [], {}
    for entry in entries:
        had = columns[entry.pk]
        low = _turnout_problem(had, turnout)
        outcome = Scored(had.total, had.vetoes)
        asked = (outcome, had.satisfaction, facts(entry))
        best = None if low else highest_star(lines, *asked)
        reached.append((str(entry.pk), best.star if best else 0))
        above = _next(lines, best)
        why[entry.pk] = (*low, *(obstacles(above, *asked) if above else ()))
    given = with_quotas(lines, reached, quotas_of(lines))
    labels = {line.star: line.label for line in lines}
    return [
        Starred(
            entry,
            columns[entry.pk],
            labels.get(given[str(entry.pk)], ""),
            why[entry.pk] if given[str(entry.pk)] == star else (_("名额已满"),),
        )
        for entry, (_key, star) in zip(entries, reached, strict=True)
    ]


def _next(lines: Sequence[StarLine], best: StarLine | None) -> StarLine | None:
    """The star above the one that was reached; the lowest where none was."""
    higher = [line for line in lines if best is None or line.star > best.star]
    return min(higher, key=lambda line: line.star, default=None)


def _scored_parts(campaign: Campaign) -> dict[tuple[int, str], dict[str, Fraction | None]]:
    """Panel's, members' and whole points by category and number, of the last ranking."""
    ranking = campaign.stages.filter(kind=StageKind.RANKING).order_by("position").last()
    if ranking is None:
        return {}
    kinds = {str(stage.position): _column(stage) for stage in scored_stages(ranking)}
    found: dict[tuple[int, str], dict[str, Fraction | None]] = {}
    for category in campaign.categories.all():
        sheet = latest_sheet(ranking, category)
        if sheet is None:
            continue
        parts = read_rules(sheet.content["rules"]).formula.parts
        for number, result in sheet.content["results"].items():
            line: dict[str, Fraction | None] = {"total": _number(result["total"])}
            for part in parts:
                column = kinds.get(part.key.split("-")[0], "")
                value = _number(result["parts"].get(part.key))
                if column and value is not None:
                    share = value if part.weight is None else value * exact(part.weight)
                    line[column] = (line.get(column) or Fraction(0)) + share
            found[category.pk, number] = line
    return found


def _column(stage: Stage) -> str:
    if stage.kind in PANELS:
        return "panel"
    return "members" if stage.kind == StageKind.MEMBER_RATING else ""


def _number(text: str | None) -> Fraction | None:
    return None if text is None else exact(text)


def _member_marks(campaign: Campaign) -> dict[int, dict[str, Decimal]]:
    rows = Mark.objects.filter(stage__campaign=campaign, stage__kind=StageKind.MEMBER_RATING)
    found: dict[int, dict[str, Decimal]] = {}
    for entry, part, value in rows.filter(copy_no=1).values_list("entry_id", "part", "value"):
        found.setdefault(entry, {})[part] = value
    return found


def _facts(campaign: Campaign) -> Any:
    """``facts(entry)``: the conditions of the campaign that were found met."""
    labels = dict(EligibilityRule.objects.filter(campaign=campaign).values_list("code", "label"))
    rows = Finding.objects.filter(entry__campaign=campaign, passed=True)
    met: dict[int, dict[str, bool]] = {}
    for entry, code in rows.values_list("entry_id", "rule__code"):
        met.setdefault(entry, {})[code] = True

    def facts(entry: Entry) -> Facts:
        return Facts(met.get(entry.pk, {}), labels)

    return facts


def _least_turnout(campaign: Campaign) -> Decimal | None:
    stage = campaign.stages.filter(kind=StageKind.MEMBER_RATING).first()
    value = chosen(stage.kind, stage.settings)["least_share"] if stage else None
    return None if value in (None, "") else Decimal(str(value))


def _turnout_problem(columns: Columns, least: Decimal | None) -> tuple[str, ...]:
    if least is None or columns.turnout is None or columns.turnout >= least:
        return ()
    words = {"rate": shown(columns.turnout, 1), "line": shown(least)}
    return (_("参评率 %(rate)s%%，低于 %(line)s%%") % words,)


def total_problems(campaign: Campaign, entries: Sequence[Entry]) -> Mapping[int, list[str]]:
    """Why scores keep an entry off the list: no star, below the least total, a veto; by primary key."""
    stage = campaign.stages.filter(kind=StageKind.SLATE).first()
    least = chosen(stage.kind, stage.settings)["least_total"] if stage else None
    found: dict[int, list[str]] = {}
    if star_lines(campaign):
        for each in stars_of(campaign, entries):
            if not each.star:
                found[each.entry.pk] = [
                    _("没有达到任何星级：%(why)s") % {"why": "，".join(each.why)}
                ]
        return found
    vetoes = vetoes_of(campaign)
    for entry in entries:
        if entry.pk in vetoes:
            found[entry.pk] = [_("一票否决：%(items)s") % {"items": "、".join(vetoes[entry.pk])}]
        elif least not in (None, "") and (entry.total is None or entry.total < Decimal(least)):
            words = {
                "line": least,
                "total": "—" if entry.total is None else shown(entry.total, PLACES),
            }
            found[entry.pk] = [_("得分 %(total)s，低于 %(line)s") % words]
    return found
