"""The self-check (自查): a table of the entry form with a line for every item of the standard (homes §3).

The total is added up here and never typed; it is shown beside what the panel and the members gave and
does not count for the result.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import Number, exact, shown, total
from gonghui.kernel.lib.texts import TO_HALF

PREFILL = "rubric.self"
ITEM, FULL, OWN, EVIDENCE = "项目", "满分", "自评分", "佐证"
COLUMNS = (ITEM, FULL, OWN, EVIDENCE)
Rows = Sequence[Mapping[str, str]]


def blank_rows(items: Iterable[tuple[str, Number]]) -> list[dict[str, str]]:
    """The table before anybody scored: text and full score of every item."""
    return [{ITEM: text, FULL: shown(full), OWN: "", EVIDENCE: ""} for text, full in items]


def full_rows(rows: object) -> list[dict[str, str]]:
    """The table as a dry run fills it in: every item with its full score."""
    return [dict(row) | {OWN: row.get(FULL, "")} for row in _table(rows)]


def own_scores(rows: object) -> dict[str, Fraction]:
    """Own points by item text; what is not a number is left out."""
    found = {row.get(ITEM, ""): _number(row.get(OWN, "")) for row in _table(rows)}
    return {text: value for text, value in found.items() if text and value is not None}


def own_total(rows: object) -> Fraction | None:
    """The sum of the own scores; None before the first."""
    scores = own_scores(rows)
    return total(scores.values()) if scores else None


def full_of_scored(rows: object) -> Fraction:
    """The full scores of the items that were scored, for comparing with the own total."""
    fulls = [
        _number(row.get(FULL, "")) for row in _table(rows) if _number(row.get(OWN, "")) is not None
    ]
    return total(full for full in fulls if full is not None)


def is_begun(answer: object) -> bool:
    """Whether somebody answered; the blank table that is prefilled is no answer yet."""
    if isinstance(answer, list) and answer and isinstance(answer[0], dict) and OWN in answer[0]:
        return bool(own_scores(answer))
    return bool(answer)


def self_faults(rows: object, items: Mapping[str, Number]) -> list[str]:
    """What is wrong with a filled table, as sentences that name the item.

    Args:
        rows: as answered.
        items: full score of every item that is asked, by its text.
    """
    typed = {row.get(ITEM, ""): row.get(OWN, "").strip() for row in _table(rows)}
    faults = [
        _("自查表中的“%(item)s”不是评价标准的项目。") % {"item": each}
        for each in typed
        if each not in items
    ]
    for text, full in items.items():
        value = _number(typed.get(text, ""))
        words = {"item": text, "full": shown(full), "typed": typed.get(text, "")}
        if not typed.get(text):
            faults.append(_("“%(item)s”还没有自评。") % words)
        elif value is None:
            faults.append(_("“%(item)s”的自评分“%(typed)s”应填数字。") % words)
        elif not 0 <= value <= exact(full):
            faults.append(_("“%(item)s”满分 %(full)s 分，自评不能填 %(typed)s。") % words)
    return faults


def _table(rows: object) -> Rows:
    return rows if isinstance(rows, list) else []


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(str(text).translate(TO_HALF).strip())
    except (ValueError, ZeroDivisionError):
        return None
