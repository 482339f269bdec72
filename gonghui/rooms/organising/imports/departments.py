"""Which branch a department text means: names, short names, remembered aliases, and likely proposals (§11)."""

import difflib
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from gonghui.kernel.exchange.api import Unsettled
from gonghui.kernel.lib.texts import TO_HALF, NullReason, as_text, null_reason
from gonghui.kernel.unions.api import Union, UnionAlias, branches_of

COLUMN = "department"
BODY_WORDS = re.compile(
    r"(?:分工会委员会|部门工会委员会|分工会|部门工会|直属工会小组|工会小组|工会委员会|工会)$"
)
BRACKETS = re.compile(r"[（(].*?[)）]")
NAMELESS = (NullReason.NOTHING, NullReason.WITHHELD, NullReason.DITTO)
LIKELY = 0.55
LEAVE = 0


class Departments:
    """The branches below a union and every text that leads to one of them.

    A name that two branches share leads to neither. Aliases decided by people win over names.
    """

    def __init__(self, top: Union, decided: Mapping[str, int] | None = None) -> None:
        self.top = top
        branches = list(branches_of(top))
        self.labels: dict[int, str] = {top.pk: top.name} | {one.pk: one.name for one in branches}
        self.paths: dict[int, str] = {top.pk: top.path} | {one.pk: one.path for one in branches}
        self.known: dict[str, int | None] = {}
        for union in branches:
            self._learn(union)
        for name in (top.name, top.short_name):
            self.known.setdefault(normal(name), top.pk)
        aliases = UnionAlias.objects.filter(top=top, union__in=self.labels)
        self.known |= {normal(text): pk for text, pk in aliases.values_list("text", "union_id")}
        self.known |= {normal(text): pk for text, pk in (decided or {}).items() if pk != LEAVE}
        self._cache: dict[Any, int | None] = {}
        self._proposals: dict[str, int] = {}

    def _learn(self, union: Union) -> None:
        names = {union.name, union.short_name, union.name.removeprefix(self.top.name)}
        names |= {
            name.removeprefix(self.top.short_name) for name in set(names) if self.top.short_name
        }
        names |= {BODY_WORDS.sub("", name) for name in set(names)}
        for name in filter(None, map(normal, names)):
            known = self.known.setdefault(name, union.pk)
            if known != union.pk:
                self.known[name] = None

    def find(self, raw: Any) -> int | None:
        """The id of the branch, the union's own for an empty cell, None for an unknown text.

        A broken formula (``#N/A``) or 待定 names no department: unlike 无, it has to be asked about.
        """
        if raw in self._cache:
            return self._cache[raw]
        found = self._cache[raw] = self._find(as_text(raw))
        return found

    def _find(self, given: str) -> int | None:
        text = normal(given)
        if not text or (null_reason(given) in NAMELESS and not text.startswith("#")):
            return self.top.pk
        for reading in (text, BODY_WORDS.sub("", text), text.removeprefix(normal(self.top.name))):
            if reading and (found := self.known.get(reading)):
                return found
        return self._last_part(given)

    def _last_part(self, given: str) -> int | None:
        """A path of departments (``计算机学院/软件工程系``) names its branch in one of its parts."""
        parts = [part for part in re.split(r"[/／\\>\-—、|]", given) if part.strip()]
        if len(parts) < 2:
            return None
        found = {pk for part in parts if (pk := self.known.get(normal(part)))} - {self.top.pk}
        return found.pop() if len(found) == 1 else None

    def unsettled(self, texts: Counter[Any]) -> list[Unsettled]:
        """Texts that lead nowhere, the most frequent first, with the likeliest branch."""
        open_texts: Counter[str] = Counter()
        for raw, count in texts.items():
            if self.find(raw) is None:
                open_texts[clean(as_text(raw))] += count
        return [
            Unsettled(text, count, self.propose(text)) for text, count in open_texts.most_common()
        ]

    def propose(self, text: str) -> int:
        """The branch whose name is most like a text, 0 if none is; each text is compared once."""
        if text not in self._proposals:
            self._proposals[text] = self._likeliest(text)
        return self._proposals[text]

    def _likeliest(self, text: str) -> int:
        bare = normal(BRACKETS.sub("", text))
        names = {name: pk for name, pk in self.known.items() if pk and pk != self.top.pk}
        if (
            inside := [pk for name, pk in names.items() if bare and (bare in name or name in bare)]
        ) and len(set(inside)) == 1:
            return inside[0]
        near = difflib.get_close_matches(bare, names, n=1, cutoff=LIKELY)
        return names[near[0]] if near else LEAVE


def clean(text: str) -> str:
    """A department text as it is remembered."""
    return " ".join(text.translate(TO_HALF).split())


def normal(text: str) -> str:
    """A department text for comparing."""
    return clean(text).replace(" ", "").upper()
