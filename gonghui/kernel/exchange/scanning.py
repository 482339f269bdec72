"""The first look at a file: which sheets hold a table, what the titles mean, which texts must be settled."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.columns import ROW_KEY, ROW_KEY_TITLE, ExchangeColumn
from gonghui.kernel.exchange.matching import Match, Vocabulary
from gonghui.kernel.exchange.reader import Book, Plan, Reading, SheetLayout, describe, samples
from gonghui.kernel.exchange.targets import Setting, Target, Unsettled
from gonghui.kernel.exchange.workbook import OWN_SHEETS
from gonghui.kernel.lib.texts import TO_HALF

DOUBLED = re.compile(r"（\d+）$")
ROW_KEY_COLUMN = ExchangeColumn(ROW_KEY, ROW_KEY_TITLE)


@dataclass
class Scan:
    """What was seen; ``matches`` hold examples and are kept sealed."""

    layouts: list[SheetLayout]
    matches: list[Match]
    signature: str
    unsettled: list[Unsettled] = field(default_factory=list)

    @property
    def mapping(self) -> dict[str, str]:
        """Title → key, as far as it was found."""
        return {match.title: match.key for match in self.matches if match.key}

    def as_json(self) -> dict[str, Any]:
        """For a sealed chunk."""
        return {
            "matches": [asdict(match) for match in self.matches],
            "unsettled": [list(one) for one in self.unsettled],
            "notes": {layout.name: layout.notes for layout in self.layouts if layout.notes},
        }


def vocabulary_of(target: Target) -> Vocabulary:
    """The titles of a target, the hidden row key included."""
    return Vocabulary((*target.columns, ROW_KEY_COLUMN))


def scan(book: Book, target: Target) -> Scan:
    """Find tables and meanings of titles; several sheets in use share one mapping by title.

    A sheet that names no record while another does (numbers of members by department) is set aside.
    """
    vocabulary = vocabulary_of(target)
    layouts = describe(book, vocabulary.score, OWN_SHEETS)
    _set_aside_doubled(book, layouts, target, vocabulary)
    sampled, matches = _match(book, layouts, vocabulary)
    if _set_aside_summaries(layouts, target, matches):
        sampled, matches = _match(book, layouts, vocabulary)
    return Scan(layouts, matches, signature(target.key, sampled))


def _set_aside_doubled(
    book: Book, layouts: Sequence[SheetLayout], target: Target, vocabulary: Vocabulary
) -> None:
    """Take sheets out of use that print two groups of records side by side: the right one would be lost."""
    for layout in layouts:
        names = [DOUBLED.sub("", title) for title in layout.titles if DOUBLED.search(title)]
        doubled = {vocabulary.find(name)[0]: name for name in names}
        if not layout.used or not doubled.keys() >= set(target.keys):
            continue
        values = samples(book, layout)
        if all(any(values.get(f"{doubled[key]}（2）", ())) for key in target.keys):
            layout.used, layout.titles = False, []
            name = doubled[target.keys[-1]]
            message = _("左右并排了两组人员（“%(name)s”有两列），请把右边一组移到左边一组下面")
            layout.reason = message % {"name": name}


def _match(
    book: Book, layouts: Sequence[SheetLayout], vocabulary: Vocabulary
) -> tuple[dict[str, list[Any]], list[Match]]:
    """Titles of the sheets in use with sampled values, and what they mean."""
    sampled: dict[str, list[Any]] = {}
    places: dict[str, set[int]] = {}
    for layout in layouts:
        if layout.used:
            for title, values in samples(book, layout).items():
                sampled.setdefault(title, []).extend(values)
                places.setdefault(title, set()).add(layout.index)
    sampled.pop("", None)
    return sampled, vocabulary.match(sampled, places)


def _set_aside_summaries(
    layouts: Sequence[SheetLayout], target: Target, matches: Sequence[Match]
) -> bool:
    """Take sheets without an identifying column out of use if others have one; whether any was."""
    naming = {match.title for match in matches if match.key in (*target.keys, ROW_KEY)}
    used = [layout for layout in layouts if layout.used]
    without = [layout for layout in used if not naming.intersection(layout.titles)]
    if len(without) == len(used):
        return False
    columns = _("、").join(target.column(key).title for key in target.keys)
    for layout in without:
        layout.used = False
        layout.reason = _("没有“%(columns)s”列，像是汇总表") % {"columns": columns}
    return bool(without)


def signature(target: str, titles: Mapping[str, Any]) -> str:
    """The same for files with the same titles, in whatever order."""
    text = "\n".join([target, *sorted(titles)])
    return hashlib.sha256(text.encode()).hexdigest()


def is_own_form(found: Scan, target: Target) -> bool:
    """Whether the file is our template or export: nothing but our titles, brackets of any width."""
    titles = (*(column.title for column in target.columns), ROW_KEY_TITLE)
    own = {title.translate(TO_HALF) for title in titles}
    return bool(found.matches) and all(
        match.title.translate(TO_HALF) in own for match in found.matches
    )


def lacking(target: Target, mapping: Mapping[str, str]) -> list[str]:
    """Titles of required columns that nothing leads to; a row key stands for the identifying ones."""
    keys = set(mapping.values())
    if ROW_KEY in keys:
        return []
    return [column.title for column in target.columns if column.required and column.key not in keys]


def texts_to_settle(
    book: Book, layouts: Sequence[SheetLayout], target: Target, mapping: Mapping[str, str]
) -> Counter[Any]:
    """Every text of the target's ``fill_key``, for a file that is not checked yet."""
    wanted = {*target.keys, target.fill_key, target.ordinal}
    narrow = {title: key for title, key in mapping.items() if key in wanted}
    plan = Plan(narrow, target.keys, target.fill_key, target.ordinal)
    texts: Counter[Any] = Counter()
    for block in Reading(book, layouts, plan).blocks():
        texts.update(block.columns.get(target.fill_key, ()))
    return texts


def unsettled_among(texts: Counter[Any], target: Target, setting: Setting) -> list[Unsettled]:
    """The texts that lead to no record yet."""
    settling = target.settling(setting)
    return settling.unsettled(texts) if settling is not None else []
