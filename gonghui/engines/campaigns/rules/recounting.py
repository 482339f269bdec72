"""The steps of one total in words, for the page where anyone recomputes a frozen sheet (contests §3)."""

from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.freezing import SheetRules, read_rules
from gonghui.engines.campaigns.rules.numbers import exact, shown
from gonghui.engines.campaigns.rules.scoring import Part

Plain = dict[str, Any]
DIGITS = 6


def steps(sheet: Plain, key: str) -> list[str]:
    """How the total of candidate ``key`` comes about, one sentence per step, as published.

    Raises:
        KeyError: no such candidate.
    """
    rules, result = read_rules(sheet["rules"]), sheet["results"][key]
    line = next(line for line in sheet["lines"] if line["key"] == key)
    found = [_part_step(part, line, result) for part in rules.formula.parts]
    if result["penalty"] != "0":
        found.append(_penalty_step(rules, line, result))
    if result["total"] is None:
        return [*found, _("成绩不全，总分未定。")]
    found.append(_total_step(rules, result))
    if "raw" in result:
        found.append(_compared_step(rules, result))
    return [*found, _place_step(rules, result)]


def _part_step(part: Part, line: Plain, result: Plain) -> str:
    """One part: the scores, what was dropped, the mean."""
    given, value = line["scores"].get(part.key), result["parts"].get(part.key)
    words = {
        "label": part.label,
        "value": _("未定") if value is None else shown(exact(value), DIGITS),
    }
    if not isinstance(given, dict):
        return _("%(label)s：%(value)s") % words
    dropped = result["dropped"].get(part.key, [])
    words["scores"] = _("、").join(_one(judge, score) for judge, score in sorted(given.items()))
    if dropped:
        words |= {"low": dropped[0], "high": dropped[1]}
        words["n"] = str(sum(score is not None for score in given.values()) - len(dropped))
        return (
            _(
                "%(label)s：%(scores)s；去掉最低分（%(low)s）和最高分（%(high)s），其余 %(n)s 个平均 %(value)s"
            )
            % words
        )
    return _("%(label)s：%(scores)s；平均 %(value)s") % words


def _one(judge: str, score: str | None) -> str:
    """A judge's letter and score."""
    return f"{judge} {_('未评') if score is None else shown(exact(score), 4)}"


def _penalty_step(rules: SheetRules, line: Plain, result: Plain) -> str:
    """Seconds over the allowed time and the points they cost."""
    allowed = 0 if rules.penalty is None else rules.penalty.allowed
    words = {"over": shown(exact(line["seconds"]) - exact(allowed), 2)}
    words["points"] = shown(exact(result["penalty"]), 4)
    return _("超时 %(over)s 秒，扣 %(points)s 分") % words


def _total_step(rules: SheetRules, result: Plain) -> str:
    """The sum as it is written on paper."""
    terms = []
    for part in rules.formula.parts:
        value = shown(exact(result["parts"][part.key]), DIGITS)
        terms.append(value if part.weight is None else f"{value} × {shown(part.weight, 4)}")
    text = " + ".join(terms)
    if result["penalty"] != "0":
        text += f" − {shown(exact(result['penalty']), 4)}"
    raw = exact(result["raw"] if "raw" in result else result["total"])
    return _("总分：%(text)s = %(value)s") % {"text": text, "value": shown(raw, DIGITS)}


def _compared_step(rules: SheetRules, result: Plain) -> str:
    """The total after panels were brought to one scale."""
    if result["flag"]:
        return _("本组人数过少或得分没有差异，未作分组换算")
    method = _("标准分") if rules.compare == "standard" else _("平均分系数")
    words = {"method": method, "value": shown(exact(result["total"]), DIGITS)}
    return _("按%(method)s换算各评审组：%(value)s") % words


def _place_step(rules: SheetRules, result: Plain) -> str:
    """The shown total and the place."""
    words = {"shown": result["shown"], "place": result["place"], "digits": rules.places}
    basis = _("按修约后的分数排名") if rules.rank_rounded else _("按未修约的分数排名")
    sentence = _("保留 %(digits)s 位小数：%(shown)s；") % words + basis
    return sentence + _("，第 %(place)s 名") % words + (_("（并列）") if result["tied"] else "")
