"""A frozen score sheet: canonical JSON, its digest, and the ranking that anyone recomputes (contests §3).

A sheet holds only numbers of candidates and letters of judges. Scores are exact texts (``"92.5"``,
``"283/3"``), so that a sheet survives any database and any language unchanged.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import Number, exact, rounded, written
from gonghui.engines.campaigns.rules.panels import Divisor, ratio_scores, standard_scores
from gonghui.engines.campaigns.rules.ranking import Criterion, rank
from gonghui.engines.campaigns.rules.scoring import (
    Formula,
    JudgeRule,
    Part,
    TimePenalty,
    panel_score,
    time_penalty,
    total_score,
)

FORMULA_VERSION = "campaigns-score-1"
TOTAL = Criterion("total", "总分")
Plain = dict[str, Any]
Scores = Mapping[str, Number | None]


@dataclass(frozen=True)
class SheetRules:
    """Everything that turns scores into places; it is frozen with them.

    Args:
        formula: parts of the total.
        judges: how the scores of a panel become one.
        penalty: for measured seconds; None is off.
        tie_breakers: after the total, in this order.
        places: decimal places that are shown.
        rank_rounded: places are decided on the shown total, as the notice says; else on the exact one.
        compare: how panels are brought to one scale.
        divisor: of the variance, for standard scores.
    """

    formula: Formula
    judges: JudgeRule = field(default_factory=JudgeRule)
    penalty: TimePenalty | None = None
    tie_breakers: tuple[Criterion, ...] = ()
    places: int = 2
    rank_rounded: bool = False
    compare: Literal["none", "standard", "ratio"] = "none"
    divisor: Divisor = "n-1"

    def judges_of(self, key: str) -> JudgeRule:
        """The rule of the judges of one part."""
        trims = (part.trim for part in self.formula.parts if part.key == key)
        trim = next(trims, None)
        return self.judges if trim is None else replace(self.judges, trim=trim)


@dataclass(frozen=True)
class SheetLine:
    """One candidate.

    Args:
        key: candidate number.
        scores: by part: of every judge's letter, or one number (an exam, a vote).
        panel: who judged, where panels are compared.
        seconds: measured time, for the penalty.
        values: further values for tie-breakers.
    """

    key: str
    scores: Mapping[str, Scores | Number | None]
    panel: str = ""
    seconds: Number | None = None
    values: Scores | None = None


def freeze(rules: SheetRules, lines: Sequence[SheetLine]) -> Plain:
    """The sheet as plain JSON values, with its results; hand it to ``digest``."""
    sheet: Plain = {
        "formula": FORMULA_VERSION,
        "rules": _plain_rules(rules),
        "lines": [_plain_line(line) for line in sorted(lines, key=lambda line: line.key)],
    }
    return sheet | {"results": recompute(sheet)}


def canonical(sheet: Plain) -> str:
    """The one text of a sheet: keys sorted, no spaces, characters as they are."""
    return json.dumps(sheet, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(sheet: Plain) -> str:
    """SHA-256 of the canonical text in UTF-8, 64 hex digits."""
    return hashlib.sha256(canonical(sheet).encode()).hexdigest()


def recompute(sheet: Plain) -> Plain:
    """Totals and places anew from rules and scores alone, by candidate number.

    Each result has ``total`` (exact), ``shown``, ``place``, ``parts``, ``dropped`` judges, ``penalty``.
    """
    rules = read_rules(sheet["rules"])
    results = {line["key"]: _result(rules, line) for line in sheet["lines"]}
    if rules.compare != "none":
        _compare(rules, sheet["lines"], results)
    first = Criterion("total", "总分", places=rules.places if rules.rank_rounded else None)
    values = {
        line["key"]: _numbers(line["values"]) | {"total": _number(results[line["key"]]["total"])}
        for line in sheet["lines"]
    }
    for placed in rank(values, [first, *rules.tie_breakers]):
        result = results[placed.key]
        total = values[placed.key]["total"]
        result["shown"] = "" if total is None else str(rounded(total, rules.places))
        result |= {"place": placed.place, "tied": placed.tied, "decided_by": placed.decided_by}
    return results


def differences(sheet: Plain, published_digest: str) -> list[str]:
    """What does not agree, as sentences; empty when the sheet is as published and recomputes alike."""
    found = []
    if digest(sheet) != published_digest:
        found.append(_("得分表与公布的校验值不符，内容可能被改动。"))
    again = recompute(sheet)
    keys = sorted(set(again) | set(sheet["results"]))
    other = [key for key in keys if again.get(key) != sheet["results"].get(key)]
    return found + [_("%(key)s 号的重算结果与公布的不一致。") % {"key": key} for key in other]


def read_rules(plain: Plain) -> SheetRules:
    """The rules of a sheet."""
    judges, penalty = plain["judges"], plain["penalty"]
    return SheetRules(
        formula=Formula(
            tuple(
                Part(
                    p["key"],
                    p["label"],
                    _number(p["weight"]),
                    _number(p["points"]),
                    exact(p.get("bonus", 0)),
                    p.get("trim"),
                )
                for p in plain["parts"]
            ),
            exact(plain["full"]),
        ),
        judges=JudgeRule(
            judges["trim"], judges["threshold"], judges["missing"], exact(judges["full"])
        ),
        penalty=None
        if penalty is None
        else TimePenalty(
            exact(penalty["allowed"]),
            exact(penalty["step"]),
            exact(penalty["points"]),
            _number(penalty["cap"]),
        ),
        tie_breakers=tuple(Criterion(**criterion) for criterion in plain["tie_breakers"]),
        places=plain["places"],
        rank_rounded=plain["rank_rounded"],
        compare=plain["compare"],
        divisor=plain["divisor"],
    )


def _plain_rules(rules: SheetRules) -> Plain:
    penalty = rules.penalty
    return {
        "parts": [
            {
                "key": part.key,
                "label": part.label,
                "weight": _text(part.weight),
                "points": _text(part.points),
                **({"bonus": written(part.bonus)} if part.bonus else {}),
                **({} if part.trim is None else {"trim": part.trim}),
            }
            for part in rules.formula.parts
        ],
        "full": written(rules.formula.full),
        "judges": {
            "trim": rules.judges.trim,
            "threshold": rules.judges.threshold,
            "missing": rules.judges.missing,
            "full": written(rules.judges.full),
        },
        "penalty": None
        if penalty is None
        else {name: _text(getattr(penalty, name)) for name in ("allowed", "step", "points", "cap")},
        "tie_breakers": [
            {name: getattr(criterion, name) for name in ("key", "label", "descending", "places")}
            for criterion in rules.tie_breakers
        ],
        "places": rules.places,
        "rank_rounded": rules.rank_rounded,
        "compare": rules.compare,
        "divisor": rules.divisor,
    }


def _plain_line(line: SheetLine) -> Plain:
    scores = {
        part: {judge: _text(score) for judge, score in given.items()}
        if isinstance(given, Mapping)
        else _text(given)
        for part, given in line.scores.items()
    }
    values = {key: _text(value) for key, value in (line.values or {}).items()}
    return {
        "key": line.key,
        "panel": line.panel,
        "scores": scores,
        "seconds": _text(line.seconds),
        "values": values,
    }


def _result(rules: SheetRules, line: Plain) -> Plain:
    """Parts and total of one line before panels are compared."""
    parts: dict[str, Fraction | None] = {}
    dropped: dict[str, list[str]] = {}
    for part, given in line["scores"].items():
        if isinstance(given, dict):
            # letters sorted, so that equal scores are dropped alike wherever the sheet was kept
            rule = rules.judges_of(part)
            judged = panel_score(rule, _numbers(dict(sorted(given.items()))))
            parts[part], dropped[part] = judged.value, list(judged.dropped)
        else:
            parts[part] = _number(given)
    seconds = _number(line["seconds"])
    penalty = time_penalty(rules.penalty, seconds) if seconds is not None else Fraction(0)
    found = total_score(rules.formula, parts, penalty)
    return {
        "total": _text(found.value),
        "parts": {part: _text(value) for part, value in parts.items()},
        "dropped": {part: judges for part, judges in dropped.items() if judges},
        "penalty": written(penalty),
    }


def _compare(rules: SheetRules, lines: Sequence[Plain], results: Plain) -> None:
    """Bring totals of all panels to one scale; the total before stays as ``raw``."""
    panels: dict[str, dict[str, Number]] = {}
    for line in lines:
        value = _number(results[line["key"]]["total"])
        if value is not None:
            panels.setdefault(line["panel"], {})[line["key"]] = value
    if rules.compare == "standard":
        found = standard_scores(panels, divisor=rules.divisor, limit=rules.formula.full)
    else:
        found = ratio_scores(panels, limit=rules.formula.full)
    for line in lines:
        result = results[line["key"]]
        if line["key"] in found.scores:
            flag = found.panels[line["panel"]].flag
            result |= {"raw": result["total"], "total": written(found.scores[line["key"]])}
            result["flag"] = flag


def _text(value: Number | None) -> str | None:
    return None if value is None else written(value)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else exact(text)


def _numbers(texts: Mapping[str, str | None]) -> dict[str, Number | None]:
    return {key: _number(text) for key, text in texts.items()}
