"""Which union a unit of an old register is today: names, names of then, remembered aliases (handbook contests §9).

Old honours and old trainings name units as they were called then; both are led to unions here.
"""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.targets import ParsedBlock, Setting, Settling, Unsettled
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.dates import FOREVER, today
from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.lib.paths import below, is_below
from gonghui.kernel.lib.texts import TO_HALF, as_text, null_reason
from gonghui.kernel.people.api import Membership, find_person_by_document
from gonghui.kernel.unions.api import (
    Coverage,
    Union,
    UnionAlias,
    UnionName,
    UnitName,
    remember_alias,
)

ENDING = re.compile(r"(?:教职工|教育)?工会(?:委员会)?$")
BETWEEN = re.compile(r"[、，,；;\n]+")
LIKELY = 0.6
LEAVE = 0
REASON = "an old record is looked up for the whole tree of the union that imports it"


class Holders:
    """Unions below the importing one and every text that leads to one of them.

    A text that leads to two of them leads to neither; what people decided once wins.
    """

    def __init__(self, top: Union, decided: Mapping[str, int] | None = None) -> None:
        self.top = top
        self.labels: dict[int, str] = {}
        self.paths: dict[int, str] = {}
        self.known: dict[str, int | None] = {}
        self._called: dict[str, Sequence[tuple[int, str]]] = {}
        self._learn_names()
        aliases = UnionAlias.objects.filter(top=top, union__in=self.labels)
        self.known |= {normal(text): pk for text, pk in aliases.values_list("text", "union_id")}
        self.left = {normal(text) for text, pk in (decided or {}).items() if pk == LEAVE}
        self.known |= {normal(text): pk for text, pk in (decided or {}).items() if pk != LEAVE}

    def _learn_names(self) -> None:
        living = Union.objects.filter(below(self.top.path), revoked_on__gt=today())
        for pk, path, *names in living.values_list("pk", "path", "name", "short_name"):
            self.labels[pk], self.paths[pk] = names[0], path
            self._learn(pk, names)
        old = UnionName.objects.filter(union__in=self.labels)
        for pk, name in old.values_list("union_id", "name"):
            self._learn(pk, [name])
        covered = Coverage.objects.filter(union__in=self.labels, valid_to=FOREVER)
        units = {
            unit: union for union, unit in covered.values_list("union_id", "unit_id").iterator()
        }
        present = covered.values_list("union_id", "unit__name", "unit__short_name")
        for pk, *names in present:
            self._learn(pk, names)
        for unit, name in UnitName.objects.filter(unit__in=units).values_list("unit_id", "name"):
            self._learn(units[unit], [name])

    def _learn(self, pk: int, names: Iterable[str]) -> None:
        forms = {form for name in names for form in (name, ENDING.sub("", name))}
        for form in filter(None, map(normal, forms)):
            if self.known.setdefault(form, pk) != pk:
                self.known[form] = None

    def find(self, raw: Any) -> int | None:
        """The id of the union, the importing one for an empty cell, None for an unknown text."""
        given = as_text(raw)
        text = normal(given)
        if not text or null_reason(given):
            return self.top.pk
        return self.known.get(text) or self.known.get(normal(ENDING.sub("", text)))

    def unsettled(self, texts: Counter[Any]) -> list[Unsettled]:
        """Texts that lead nowhere, the most frequent first, with the likeliest union."""
        unknown: Counter[str] = Counter()
        for raw, count in texts.items():
            if self.find(raw) is None and normal(as_text(raw)) not in self.left:
                unknown[clean(as_text(raw))] += count
        return [Unsettled(text, n, self._propose(text)) for text, n in unknown.most_common()]

    def _propose(self, text: str) -> int:
        names = {name: pk for name, pk in self.known.items() if pk}
        near = difflib.get_close_matches(normal(text), names, n=1, cutoff=LIKELY)
        return names[near[0]] if near else LEAVE

    def members_called(self, names: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
        """Name → (person id, path of the union) of present members below the importing union."""
        found: dict[str, list[tuple[int, str]]] = {}
        with scoping.everything(REASON):
            rows = Membership.objects.filter(
                below(self.top.path, "union__path"),
                person__name__in=set(names),
                valid_to=FOREVER,
            )
            for name, pk, path in rows.values_list("person__name", "person_id", "union__path"):
                found.setdefault(name, []).append((pk, path))
        return found

    def call(self, names: Collection[str]) -> None:
        """Look many names up at once, for ``persons_called``."""
        self._called |= dict.fromkeys(names, ()) | self.members_called(names)

    def persons_called(self, name: str, union_id: int | None) -> list[int]:
        """Ids of the present members of that name at or below a union; none for the importing one itself.

        A name that only leads to the importing union stands in a row without a unit.
        """
        path = self.paths.get(union_id or 0)
        if path is None or union_id == self.top.pk:
            return []
        if name not in self._called:
            self.call([name])
        return [pk for pk, at in self._called[name] if is_below(at, path)]

    def person_of(
        self, block: ParsedBlock, index: int, row: dict[str, Any], column: str
    ) -> int | None:
        """Whom a row means whose ``column`` holds a name; a note says when nobody is found.

        By the document, which is taken out of the row, else by a name that only one member of the unit has.
        """
        if number := as_text(row.pop("doc_no", None)).strip().upper():
            found = find_person_by_document(DocumentType.RESIDENT_ID, number)
            if found is not None:
                return found.pk
        same = self.persons_called(row[column], row["union_id"])
        if len(same) == 1:
            return same[0]
        words = {"name": row[column]}
        if same:
            said = _("该单位有多位“%(name)s”，请补填证件号码，否则只记姓名。") % words
            block.note(index, column, "namesakes", said)
        else:
            said = _("会员名册上没有“%(name)s”，只记当时姓名。") % words
            block.note(index, column, "no_member", said)
        return None


class HolderSettling(Settling):
    """Leads names of units to unions of today and remembers what people decided."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.holders = Holders(setting.union)

    def unsettled(self, texts: Counter[Any]) -> list[Unsettled]:
        """Texts that lead to no union."""
        return self.holders.unsettled(texts)

    def choices(self) -> list[tuple[int, str]]:
        """The union itself and all below it."""
        return list(self.holders.labels.items())

    def remember(self, decisions: Mapping[str, int]) -> None:
        """Keep each decision as an alias; what was left stays only a name. Traces."""
        unions = Union.objects.in_bulk(set(decisions.values()) & set(self.holders.labels))
        for text, pk in decisions.items():
            if pk != LEAVE and pk in unions:
                remember_alias(
                    actor=self.setting.actor, top=self.setting.union, text=text, union=unions[pk]
                )


def clean(text: str) -> str:
    """A unit's text as it is remembered."""
    return " ".join(text.translate(TO_HALF).split())


def names_in(cell: str | None) -> list[str]:
    """The names in a cell, apart by 、，；or lines; words for nothing (无, /) are none."""
    return [name for part in BETWEEN.split(cell or "") if not null_reason(name := part.strip())]


def normal(text: str) -> str:
    """A unit's text for comparing."""
    return clean(text).replace(" ", "").upper()
