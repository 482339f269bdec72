"""The register of honours as an exchange target (handbook contests §9: import of old records)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gonghui.engines.campaigns.api import Award, Level, TargetKind
from gonghui.kernel.exchange.api import (
    Checker,
    HolderSettling,
    Setting,
    Settling,
    Target,
    Writer,
    write_row_key,
)
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.unions.api import KEEPING
from gonghui.rooms.honours.imports.checker import RegisterChecker
from gonghui.rooms.honours.imports.columns import COLUMNS, FACTS, PLAIN, UNIT
from gonghui.rooms.honours.imports.writer import RegisterWriter

KEY = "honours.register"
PIECE = 2000


class RegisterTarget(Target):
    """荣誉台账."""

    key = KEY
    label = "荣誉台账"
    permission = "campaigns.award:manage"
    columns = COLUMNS
    union_kinds = KEEPING
    keys = ("holder_name", "title")
    fill_key = UNIT
    ordinal = "ordinal"
    row_name = "获得者"
    row_detail = "荣誉"
    reasons = {
        "grade_read": "等次由称号读出",
        "withdrawn": "称号已撤销",
        "doubt_title": "星级和称号混写",
        "doubt_honour_level": "级别与授予单位不符",
        "doubt_granted_on": "文号与日期年份不符",
        "name_blank": "获得者为空",
        "title_blank": "称号为空",
        "level_blank": "级别为空",
        "body_blank": "授予单位为空",
        "date_blank": "授予日期为空",
        "unit_unknown": "单位没有对应的工会",
        "member_found": "已对应会员",
    }

    def checker(self, setting: Setting) -> Checker:
        """Start checking a register."""
        return RegisterChecker(setting, self.key)

    def writer(self, setting: Setting) -> Writer:
        """Start writing a batch."""
        return RegisterWriter(setting)

    def summaries(self, payloads: Sequence[Any]) -> list[str]:
        """Body, document and day of new honours."""
        return [_summary(row) for (row,) in payloads]

    def export(
        self,
        union: Any,
        rows: QuerySet[Award],
        *,
        unmasked: bool,  # noqa: ARG002 -- nothing sensitive goes out
    ) -> Iterator[tuple[list[Any], str]]:
        """Awards of the list, in the form in which they may come back."""
        keys = [column.key for column in self.export_columns(unmasked=False)]
        for number, award in enumerate(rows.iterator(PIECE), 1):
            values = _values(award, number)
            key = write_row_key(self.key, union.pk, award.pk, str(award.version))
            yield [values[key] for key in keys], key

    def settling(self, setting: Setting) -> Settling:
        """Units have to be led to unions before the check."""
        return HolderSettling(setting)


def _summary(row: Any) -> str:
    day = PartialDate(date.fromisoformat(row["granted_on"]), row["granted_precision"])
    kind = TargetKind(row["holder_kind"]).label
    parts = (kind, row["granting_body"], row["document_no"], str(day))
    return " · ".join(filter(None, parts))


def _values(award: Award, number: int) -> dict[str, Any]:
    day = PartialDate(award.granted_on, award.granted_precision)  # type: ignore[arg-type]  # Y, M or D
    return {
        **{key: getattr(award, key) for key in PLAIN},
        **{key: award.facts.get(key, "") for key in FACTS},
        "ordinal": number,
        "honour_level": Level(award.honour_level).label,
        "holder_kind": TargetKind(award.holder_kind).label,
        "granted_on": award.granted_on if day.precision == "D" else str(day),
    }
