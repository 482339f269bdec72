"""The member roll as an exchange target: what goes out, what comes back (handbook organisation §11)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet

from gonghui.kernel.exchange.api import (
    Checker,
    Setting,
    Settling,
    Target,
    Unsettled,
    Writer,
    write_row_key,
)
from gonghui.kernel.people.api import Membership
from gonghui.kernel.unions.api import Union, UnionKind, remember_alias
from gonghui.rooms.organising.imports.checker import RollChecker
from gonghui.rooms.organising.imports.columns import COLUMNS
from gonghui.rooms.organising.imports.departments import Departments
from gonghui.rooms.organising.imports.outgoing import exported_members
from gonghui.rooms.organising.imports.payloads import summary_of
from gonghui.rooms.organising.imports.writer import RollWriter

KEY = "organising.roll"


class DepartmentSettling(Settling):
    """Leads department texts to branches and remembers what people decided."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.departments = Departments(setting.union)

    def unsettled(self, texts: Counter[Any]) -> list[Unsettled]:
        """Texts that lead to no branch."""
        return self.departments.unsettled(texts)

    def choices(self) -> list[tuple[int, str]]:
        """The union itself and all branches below it."""
        return list(self.departments.labels.items())

    def remember(self, decisions: Mapping[str, int]) -> None:
        """Keep each decision as an alias of the branch; traces."""
        unions = Union.objects.in_bulk(set(decisions.values()) & set(self.departments.labels))
        for text, pk in decisions.items():
            if pk in unions:
                remember_alias(
                    actor=self.setting.actor, top=self.setting.union, text=text, union=unions[pk]
                )


class RollTarget(Target):
    """会员花名册."""

    key = KEY
    label = "会员花名册"
    permission = "people.member:edit"
    columns = COLUMNS
    keys = ("doc_no", "name")
    fill_key = "department"
    ordinal = "ordinal"
    done_url = "organising:member-list"
    row_name = "姓名"
    row_detail = "证件号码"
    union_help = "名册属于哪个工会；表里的部门会对应到它下面的分工会。"

    def checker(self, setting: Setting) -> Checker:
        """Start checking a roll."""
        return RollChecker(setting, self.key)

    def writer(self, setting: Setting) -> Writer:
        """Start writing a batch."""
        return RollWriter(setting)

    def unions(self, allowed: QuerySet[Union]) -> QuerySet[Union]:
        """Grassroots and joint unions; branches only for those who have nothing wider."""
        wider = allowed.filter(kind__in=(UnionKind.GRASSROOTS, UnionKind.JOINT))
        return wider if wider.exists() else allowed

    def summaries(self, payloads: Sequence[Any]) -> list[str]:
        """Sex, birth, department and title of new members."""
        names = dict(
            Union.objects.filter(pk__in={payload[2][0] for payload in payloads}).values_list(
                "pk", "name"
            )
        )
        return [summary_of(payload, names) for payload in payloads]

    def export(
        self, union: Any, rows: QuerySet[Membership], *, unmasked: bool
    ) -> Iterator[tuple[list[Any], str]]:
        """Present members of the list, in the form in which they may come back."""
        keys = [column.key for column in self.export_columns(unmasked=unmasked)]
        return exported_members(rows, keys, unmasked=unmasked, sign=partial(self._sign, union.pk))

    def _sign(self, union_id: int, person_id: int, version: str) -> str:
        return write_row_key(self.key, union_id, person_id, version)

    def settling(self, setting: Setting) -> Settling:
        """Departments have to be known before the check."""
        return DepartmentSettling(setting)
