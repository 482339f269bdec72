"""Which of a target's columns a title of a foreign form means, how surely, and what its values say.

Titles are matched exactly against names, synonyms and the abbreviations of personnel systems; then by the
name they contain; then the values decide (eighteen digits are an identity number whatever is written above).
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gonghui.kernel.exchange.columns import ExchangeColumn
from gonghui.kernel.lib.texts import TO_HALF, as_text

SURE, LIKELY, GUESS = 1.0, 0.7, 0.5
REMARK = re.compile(r"[（(\[【].*?[)）\]】]")
NOISE = re.compile(r"[\s*＊:：/、,，.。_\-]|必填|选填|填写|（\d+）$")
OTHER_PEOPLE = re.compile(
    r"配偶|爱人|子女|孩子|父亲|母亲|家属|家庭成员|紧急|联系人|介绍人|推荐人|主席|负责人|领导|单位电话|办公|座机|开户|银行"
    r"|制卡|发卡|发证|授予|毕业|就读|^[原曾]"
)
ABOUT = re.compile(
    r"有效期.*|地址?|住址|编码|编号|代码|拼音|品牌|比例|语言|类型|.*时间|.*日期|.*单位|证书.*|专业"
)
"""What makes another thing of the name before it: 出生地 is no birth, 姓名拼音 no name."""
MOST_EXTRA = 6  # characters beside the name that a title contains
ENOUGH_VALUES = 3
MOST = 0.8


@dataclass(frozen=True)
class Match:
    """A title of the file and the column it probably means (``key`` is "" for none)."""

    title: str
    key: str
    confidence: float
    examples: tuple[str, ...] = ()


class Vocabulary:
    """The titles that a target understands."""

    def __init__(self, columns: Iterable[ExchangeColumn]) -> None:
        self.columns = {column.key: column for column in columns}
        self.exact: dict[str, str] = {}
        for key, column in self.columns.items():
            for name in column.names:
                self.exact.setdefault(normal_title(name), key)
        self.longest = sorted((name for name in self.exact if len(name) > 1), key=len, reverse=True)

    def score(self, title: str) -> float:
        """How surely a text is a title of this target, for finding the header."""
        return self.find(title)[1]

    def find(self, title: str) -> tuple[str, float]:
        """The key that a title means and how surely; ``("", 0.0)`` if none."""
        if title in self.exact:
            return self.exact[title], SURE
        for text in _readings(title):
            if key := self.exact.get(normal_title(text)):
                return key, SURE
        if OTHER_PEOPLE.search(title):
            return "", 0.0
        normal = normal_title(REMARK.sub("", title.rpartition("／")[2]))
        for name in self.longest:
            _before, sign, after = normal.rpartition(name)
            extra = len(normal) - len(name)
            if sign and not name.isascii() and extra <= MOST_EXTRA and not ABOUT.fullmatch(after):
                return self.exact[name], LIKELY
        return "", 0.0

    def match(
        self,
        sampled: Mapping[str, Sequence[Any]],
        places: Mapping[str, Collection[int]] | None = None,
    ) -> list[Match]:
        """Every title of a file with the column it means; no sheet has two titles for one column.

        Of equally sure titles the one with different values wins (部门 beside 单位, in which all work), then
        our own. ``places`` says in which sheets a title stands; without it all stand in one.
        """
        places = places or {}
        found = [(*self.find(title), title) for title in sampled]
        guesses = [
            self._with_values(key, sure, title, sampled[title]) for key, sure, title in found
        ]
        taken: set[tuple[str, int]] = set()
        given: set[str] = set()
        for key, _sure, title in sorted(guesses, key=lambda guess: self._rank(guess, sampled)):
            wanted = {(key, sheet) for sheet in places.get(title, (0,))}
            if key and not wanted & taken:
                taken |= wanted
                given.add(title)
        return [
            Match(title, key if title in given else "", sure, _examples(sampled[title]))
            for key, sure, title in guesses
        ]

    def _rank(
        self, guess: tuple[str, float, str], sampled: Mapping[str, Sequence[Any]]
    ) -> tuple[float, bool, bool]:
        key, sure, title = guess
        is_constant = len({value for value in sampled[title] if value != ""}) < 2
        is_own = key != "" and title == self.columns[key].title
        return -sure, is_constant, not is_own

    def _with_values(
        self, key: str, sure: float, title: str, values: Sequence[Any]
    ) -> tuple[str, float, str]:
        """Let the values confirm, refute or replace what the title suggests."""
        filled = [value for value in values if value != ""]
        if sure == SURE or OTHER_PEOPLE.search(title) or len(filled) < ENOUGH_VALUES:
            return key, sure, title
        if key and (looks := self.columns[key].looks_like):
            return (key, sure, title) if _share(looks, filled) >= GUESS else ("", 0.0, title)
        if key:
            return key, sure, title
        for other, column in self.columns.items():
            if column.looks_like and column.telling and _share(column.looks_like, filled) >= MOST:
                return other, GUESS, title
        return "", 0.0, title


def normal_title(title: str) -> str:
    """A title without widths, case, spaces, stars and punctuation."""
    return NOISE.sub("", title.translate(TO_HALF)).upper()


def _readings(title: str) -> list[str]:
    """A title whole, without remarks in brackets, and the lower and upper part of two header rows."""
    upper, _sign, lower = title.rpartition("／")
    group = upper.rpartition("／")[2]
    whole = title.replace("／", "")
    joint = group.removesuffix("信息") + lower
    return [whole, REMARK.sub("", whole), joint, lower, REMARK.sub("", lower), upper or lower]


def _share(looks: Callable[[Any], bool], values: Sequence[Any]) -> float:
    return sum(map(looks, values)) / len(values)


def _examples(values: Sequence[Any]) -> tuple[str, ...]:
    """Up to three different values."""
    texts = dict.fromkeys(as_text(value) for value in values if value != "")
    return tuple(list(texts)[:3])
