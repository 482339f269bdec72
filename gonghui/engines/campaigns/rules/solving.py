"""Finds the best legal slate: as many of the wanted names as possible, then the least sum of ranks.

Whole-number programming (HiGHS) on the few entries that can matter; every answer is checked again in
whole numbers before it is given.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gonghui.engines.campaigns.rules.numbers import exact
from gonghui.engines.campaigns.rules.ratios import RatioRule
from gonghui.engines.campaigns.rules.slates import Entry, SlateRules

INFINITY = float("inf")  # the solver's own sign for "no bound", not a number of ours


class Row(NamedTuple):
    """``lower <= sum(coefficient · column) <= upper``, in whole numbers."""

    columns: list[int]
    coefficients: list[int]
    lower: float
    upper: float


@dataclass
class Program:
    """Columns are 0 or 1; the first ones stand for ``entries``, the others are switches."""

    entries: list[Entry]
    ranks: list[int]
    wanted: list[bool]
    rows: list[Row] = field(default_factory=list)
    switches: int = 0

    def switch(self) -> int:
        """A new column that is no entry."""
        self.switches += 1
        return len(self.entries) + self.switches - 1


def best_choice(
    rules: SlateRules, entries: Sequence[Entry], wanted: Collection[str]
) -> list[Entry] | None:
    """The best choice from ``entries`` in rank order, None when no choice obeys places, caps and ratios.

    Args:
        rules: places, caps and ratios; obstacles and warnings are not looked at.
        entries: who may be chosen, in rank order.
        wanted: keys of those to keep before all others.
    """
    program = _program(rules, entries, wanted)
    if program is None:
        return None
    if not program.entries:
        return []
    kept = _solve(program, [-int(flag) for flag in program.wanted])
    if kept is None:
        return None
    columns = [index for index, flag in enumerate(program.wanted) if flag]
    number = sum(program.wanted[index] for index in kept)
    program.rows.append(Row(columns, [1] * len(columns), number, number))
    chosen = _solve(program, program.ranks)
    if chosen is None:
        raise RuntimeError("the solver lost a choice that it had found")
    return [program.entries[index] for index in sorted(chosen, key=program.ranks.__getitem__)]


def is_possible(rules: SlateRules, entries: Sequence[Entry]) -> bool:
    """Whether any choice from ``entries`` obeys places, caps and ratios."""
    program = _program(rules, entries, ())
    if program is None:
        return False
    return not program.entries or _solve(program, [0] * len(program.entries)) is not None


def _program(
    rules: SlateRules, entries: Sequence[Entry], wanted: Collection[str]
) -> Program | None:
    """The rows of the rules over the entries that can matter; None when a category lacks entries."""
    kept = _that_matter(rules, entries, wanted)
    program = Program(
        entries=[entries[rank] for rank in kept],
        ranks=kept,
        wanted=[entries[rank].key in wanted for rank in kept],
    )
    if not _add_places(program, rules):
        return None
    if not kept:
        return program
    _add_caps(program, rules)
    for rule in _blocking(rules):
        _add_ratio(program, rule)
    return program


def _that_matter(rules: SlateRules, entries: Sequence[Entry], wanted: Collection[str]) -> list[int]:
    """Ranks of entries that an optimal choice may hold.

    An entry is left out when its unit has as many better ones, none of which is worse for any rule, as
    may be chosen at all: whoever chose it could exchange it for one of them.
    """
    units = rules.unit_cap is not None or bool(rules.unit_caps)
    units = units or any(rule.scope == "unit" for rule in _blocking(rules))
    pools: dict[tuple[str, str, bool], list[int]] = defaultdict(list)
    for rank, entry in enumerate(entries):
        if rules.places.get(entry.category):
            unit = entry.unit if units and not entry.separate else ""
            pools[entry.category, unit, entry.separate].append(rank)
    kept: list[int] = []
    for (category, unit, separate), ranks in pools.items():
        cap = None if separate else rules.cap(unit)
        limit = min(rules.places[category], rules.places[category] if cap is None else cap)
        ranks.sort(key=lambda rank: (entries[rank].key not in wanted, rank))
        kept += _unsurpassed([] if separate else _blocking(rules), entries, ranks, limit)
    return sorted(kept)


def _blocking(rules: SlateRules) -> list[RatioRule]:
    return [rule for rule in rules.ratios if rule.severity == "block"]


def _unsurpassed(
    ratios: Sequence[RatioRule], entries: Sequence[Entry], ranks: Sequence[int], limit: int
) -> list[int]:
    """Of ``ranks``, the better first, those with fewer than ``limit`` better ones that suit every rule as well."""
    wished = frozenset(rule.key for rule in ratios if rule.minimum_percent is not None)
    unwished = frozenset(rule.key for rule in ratios if rule.maximum_percent is not None)
    seen: dict[frozenset[str], int] = {}
    kept = []
    for rank in ranks:
        flags = entries[rank].flags & (wished | unwished)
        better = sum(
            number
            for other, number in seen.items()
            if not (flags - other) & wished and not (other - flags) & unwished
        )
        if better < limit:
            kept.append(rank)
        seen[flags] = seen.get(flags, 0) + 1
    return kept


def _add_places(program: Program, rules: SlateRules) -> bool:
    """Every category is filled exactly; False when one has too few entries."""
    members: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(program.entries):
        members[entry.category].append(index)
    for category, places in rules.places.items():
        if len(members[category]) < places:
            return False
        columns = members[category]
        program.rows.append(Row(columns, [1] * len(columns), places, places))
    return True


def _add_caps(program: Program, rules: SlateRules) -> None:
    """No unit has more names than its cap."""
    for unit, columns in _by_unit(program, None).items():
        cap = rules.cap(unit)
        if cap is not None and cap < len(columns):
            program.rows.append(Row(columns, [1] * len(columns), 0, cap))


def _by_unit(program: Program, rule: RatioRule | None) -> dict[str, list[int]]:
    """Columns of every unit, without the separate list; only those that ``rule`` covers, when given."""
    units: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(program.entries):
        if not entry.separate and (rule is None or rule.covers(entry)):
            units[entry.unit].append(index)
    return units


def _add_ratio(program: Program, rule: RatioRule) -> None:
    """The rule over all names, or over every unit that may become large enough for it."""
    units = _by_unit(program, rule)
    if rule.scope == "overall":
        columns = [column for members in units.values() for column in members]
        for coefficients in _sides(program, rule, columns):
            program.rows.append(Row(columns, coefficients, 0, INFINITY))
        return
    for columns in units.values():
        if len(columns) >= rule.threshold:
            _add_unit_ratio(program, rule, columns)


def _add_unit_ratio(program: Program, rule: RatioRule, columns: list[int]) -> None:
    """The rule over one unit, switched on as soon as the unit has ``threshold`` names."""
    sides = _sides(program, rule, columns)
    if not sides:
        return
    small = max(rule.threshold - 1, 0)
    switch = program.switch()
    program.rows.append(
        Row([*columns, switch], [*[1] * len(columns), small - len(columns)], -INFINITY, small)
    )
    for coefficients in sides:
        slack = small * -min(coefficients)
        program.rows.append(Row([*columns, switch], [*coefficients, -slack], -slack, INFINITY))


def _sides(program: Program, rule: RatioRule, columns: list[int]) -> list[list[int]]:
    """Coefficients whose sum is not negative when minimum and maximum hold, in whole numbers.

    A side that no choice can break is left out.
    """
    flags = [rule.key in program.entries[column].flags for column in columns]
    sides = []
    if rule.minimum_percent is not None:
        low = exact(rule.minimum_percent) / 100
        with_flag, without = low.denominator - low.numerator, -low.numerator
        sides.append([with_flag if flag else without for flag in flags])
    if rule.maximum_percent is not None:
        high = exact(rule.maximum_percent) / 100
        with_flag, without = high.numerator - high.denominator, high.numerator
        sides.append([with_flag if flag else without for flag in flags])
    return [side for side in sides if min(side, default=0) < 0]


def _solve(program: Program, costs: Sequence[int]) -> list[int] | None:
    """The entries' columns of a cheapest choice; None when there is no choice."""
    import highspy  # noqa: PLC0415 -- slow import

    solver = highspy.Highs()
    for option, value in _OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(_model(program, costs))
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"the solver stopped: {solver.modelStatusToString(status)}")
    values = solver.getSolution().col_value
    chosen = [index for index in range(len(values)) if values[index] > 0.5]
    _verify(program, set(chosen))
    return [index for index in chosen if index < len(program.entries)]


_OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_detect_symmetry": False,  # entries that are alike were left out already
    "mip_abs_gap": 0.5,  # costs are whole numbers
}


def _model(program: Program, costs: Sequence[int]) -> Any:
    """The program as the solver takes it: rows one after another."""
    import highspy  # noqa: PLC0415 -- slow import

    columns = len(program.entries) + program.switches
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(program.rows)
    model.col_cost_ = [*costs, *[0] * program.switches]
    model.col_lower_, model.col_upper_ = [0] * columns, [1] * columns
    model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    model.row_lower_ = [row.lower for row in program.rows]
    model.row_upper_ = [row.upper for row in program.rows]
    starts = [0]
    for row in program.rows:
        starts.append(starts[-1] + len(row.columns))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = [column for row in program.rows for column in row.columns]
    model.a_matrix_.value_ = [value for row in program.rows for value in row.coefficients]
    return model


def _verify(program: Program, chosen: set[int]) -> None:
    """Check every row in whole numbers.

    Raises:
        RuntimeError: the solver's rounding broke a rule, which has never been seen.
    """
    for row in program.rows:
        pairs = zip(row.columns, row.coefficients, strict=True)
        found = sum(value for column, value in pairs if column in chosen)
        if not row.lower <= found <= row.upper:
            raise RuntimeError("the solver's answer breaks a row")
