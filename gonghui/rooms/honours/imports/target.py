"""The register of honours as an exchange target (handbook contests §9: import of old records)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gonghui.engines.campaigns.api import (
    Award,
    AwardSource,
    Grant,
    Level,
    Series,
    TargetKind,
    correct_award,
    import_awards,
    withdraw_awards,
)
from gonghui.kernel.exchange.api import (
    HolderSettling,
    RegisterTarget,
    Row,
    Setting,
    Settling,
    normal,
)
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.lib.paths import below
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import KEEPING, Union
from gonghui.rooms.honours.actions.awards import series_for
from gonghui.rooms.honours.imports.columns import COLUMNS, FACTS, PLAIN, UNIT
from gonghui.rooms.honours.imports.desk import AwardDesk

MANAGE = "campaigns.award:manage"
OTHER_AWARD = "级别、对象不能由表格更改，请打开这项荣誉更正。"


class AwardTarget(RegisterTarget):
    """荣誉台账."""

    key = "honours.register"
    label = "荣誉台账"
    permission = MANAGE
    columns = COLUMNS
    union_kinds = KEEPING
    keys = ("holder_name", "title")
    fill_key = UNIT
    ordinal = "ordinal"
    kept_by = "kept_by"
    row_name = "获得者"
    row_detail = "荣誉"
    at_once = 500
    changeable = (*PLAIN, *FACTS, "granted_on")
    where_to_change = {"honour_level": OTHER_AWARD, "holder_kind": OTHER_AWARD}
    words = {
        "honour_level": {str(level.value): level.label for level in Level},
        "holder_kind": dict(TargetKind.choices),
    }
    reasons = {
        "grade_read": "等次由称号读出",
        "withdrawn": "称号已撤销",
        "doubt_title": "星级和称号混写",
        "doubt_honour_level": "级别与授予单位不符",
        "doubt_granted_on": "文号与日期年份不符",
        "level_blank": "级别为空",
        "body_blank": "授予单位为空",
        "unit_unknown": "单位没有对应的工会",
        "member_found": "已对应会员",
    }

    def keys_of(self, row: Row) -> list[tuple[str, ...]]:
        """Title, holder, unit and grade with the year, the day or the document.

        The tables of three years may give one award three years.
        """
        base = [normal(row[key] or "") for key in ("title", "holder_name", UNIT, "grade")]
        if not all(base[:2]):
            return []
        day = row["granted_on"] or ""
        tells = {
            "year": str(row["year"] or day[:4]),
            "day": day,
            "document": normal(row["document_no"] or ""),
        }
        return [("title", *base, kind, value) for kind, value in tells.items() if value]

    def detail_of(self, row: Row) -> str:
        """Title, level, unit and day."""
        level = self.shown("honour_level", row["honour_level"])
        return " · ".join(filter(None, (row["title"], level, row[UNIT], row["granted_on"])))

    def summaries(self, payloads: Sequence[Any]) -> list[str]:
        """Body, document and day of new honours."""
        said = ("granting_body", "document_no", "granted_on")
        return [
            " · ".join(filter(None, (TargetKind(row["holder_kind"]).label, *map(row.get, said))))
            for (row,) in payloads
        ]

    def settling(self, setting: Setting) -> Settling:
        """Units have to be led to unions before the check."""
        return HolderSettling(setting)

    def desk(self, setting: Setting) -> AwardDesk:
        """Known titles, whose honour it is, doubts."""
        return AwardDesk(setting)

    def present(self, setting: Setting) -> QuerySet[Award]:
        """Honours of the importing union and of those below, whoever keeps them."""
        return Award.objects.filter(below(setting.union.path, "union__path"))

    def with_facts(self, rows: QuerySet[Award]) -> QuerySet[Award]:
        """With the union that keeps each."""
        return rows.select_related(None).select_related("kept_by")

    def row_of(self, record: Award) -> Row:
        """What a row would say of an honour."""
        day = PartialDate(record.granted_on, record.granted_precision)  # type: ignore[arg-type]  # Y, M or D
        return {
            **{key: getattr(record, key) for key in PLAIN},
            **{key: record.facts.get(key, "") for key in FACTS},
            "honour_level": str(record.honour_level),
            "holder_kind": record.holder_kind,
            "granted_on": str(day),
        }

    def create(self, setting: Setting, row: Row) -> int:
        """One honour."""
        return self.create_many(setting, [row])[0]

    def create_many(self, setting: Setting, rows: Sequence[Row]) -> list[int]:
        """Many honours by one action."""
        unions = Union.objects.in_bulk({row["union_id"] for row in rows if row["union_id"]})
        people = Person.objects.in_bulk({row["person_id"] for row in rows if row["person_id"]})
        series = _series(setting, rows)
        grants = [
            _grant(setting.union, row, series[_title(row)], unions.get(row["union_id"]), people)
            for row in rows
        ]
        made = import_awards(
            actor=setting.actor, kept_by=setting.union, grants=grants, batch=setting.batch_id
        )
        return [award.pk for award in made]

    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:
        """Correct one honour."""
        award = Award.objects.get(pk=record)
        values = {key: _filled(key, value) for key, value in changes.items() if key not in FACTS}
        if "granted_on" in values:
            values |= _day(values["granted_on"])
        facts = award.facts | {key: changes[key] for key in FACTS if key in changes}
        values["facts"] = {key: value for key, value in facts.items() if value}
        return correct_award(
            actor=setting.actor, award=award, expected_version=version, **values
        ).version

    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Take imported honours back."""
        return withdraw_awards(
            actor=setting.actor, kept_by=setting.union, ids=ids, batch=setting.batch_id
        )


def _title(row: Row) -> tuple[str, str, str]:
    return row["title"], row["honour_level"], row["holder_kind"]


def _series(setting: Setting, rows: Sequence[Row]) -> dict[tuple[str, str, str], Series]:
    """The series of every title of the rows."""
    return {
        title: series_for(
            actor=setting.actor,
            text=row["title"],
            honour_level=int(row["honour_level"]),
            granting_body=row["granting_body"],
            target=row["holder_kind"],
        )
        for title, row in {_title(row): row for row in reversed(rows)}.items()
    }


def _grant(
    own: Union, row: Row, series: Series, union: Union | None, people: dict[int, Person]
) -> Grant:
    return Grant(
        series=series,
        kept_by=own,
        union=union or own,
        holder_union=union if union and union != own else None,
        person=people.get(row["person_id"]),
        holder_kind=row["holder_kind"],
        honour_level=int(row["honour_level"]),
        source=AwardSource.IMPORTED,
        facts={key: row[key] for key in FACTS if row[key]},
        **_day(row["granted_on"]),
        **{key: _filled(key, row[key]) for key in PLAIN},
    )


def _filled(key: str, value: Any) -> Any:
    """A cell as its column takes it."""
    return value if key in ("rank", "year") else value or ""


def _day(text: str) -> dict[str, Any]:
    """A day, month or year as the two columns that keep it."""
    whole = date.fromisoformat((text + "-01-01")[:10])
    return {"granted_on": whole, "granted_precision": {4: "Y", 7: "M", 10: "D"}[len(text)]}
