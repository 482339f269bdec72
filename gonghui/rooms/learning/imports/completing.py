"""What only a list of trained people knows: whose name it is today, dates and hours that cannot be."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import Desk, Holders, ParsedBlock, Row, Setting, normal
from gonghui.rooms.learning.enums import COUNTS, RecordStatus
from gonghui.rooms.learning.imports.columns import OUTCOMES, UNIT
from gonghui.rooms.learning.models import TrainingRecord
from gonghui.rooms.learning.rules.attendance import objection_to_hours


class RecordDesk(Desk):
    """Completes the rows of one file; remembers who stood in which training."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.holders = Holders(setting.union, setting.choices.get(UNIT))
        self.seen: dict[tuple[Any, ...], int] = {}
        rows = TrainingRecord.objects.filter(event__union=setting.union, status__in=COUNTS)
        columns = ("event__title", "event__organiser_level", "event__starts_on", "name", UNIT)
        known = rows.exclude(person=None).values_list("person", *columns)
        self.known = {
            (person, normal(title), str(level), day.isoformat()): (name, unit)
            for person, title, level, day, name, unit in known
        }

    def read(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Fill in what follows, refuse what cannot be."""
        for key in ("starts_on", "ends_on"):
            self._refuse_short_date(block, index, key)
        row["union_id"] = self.holders.find(row[UNIT])
        if row["union_id"] is None:
            block.note(index, UNIT, "unit_unknown", _("没有对应的工会，只记当时的单位名称。"))
        row[UNIT] = row[UNIT] or self.setting.union.name.removesuffix("工会")
        row["ends_on"] = row["ends_on"] or row["starts_on"]
        row["status"] = row["status"] or RecordStatus.COMPLETED.value
        if row["status"] not in OUTCOMES and not block.has_key(index):
            said = _("历史培训只记结果：结业、未结业或缺席。")
            block.refuse(index, "status", "not_over", said)
        if not block.is_refused(index):
            self._refuse_odd_numbers(block, index, row)
            row["person_id"] = self.holders.person_of(block, index, row, "name")
            self._refuse_same_person(block, index, row)

    @staticmethod
    def _refuse_short_date(block: ParsedBlock, index: int, key: str) -> None:
        values = block.values.get(key)
        day = values[index] if values else None
        if day is not None and day.precision != "D":
            said = _("“%(day)s”没有写到日，请写到日，如 2023-09-10。") % {"day": day}
            block.refuse(index, key, "date_short", said)

    @staticmethod
    def _refuse_odd_numbers(block: ParsedBlock, index: int, row: Row) -> None:
        """An end before the start; hours that are days (handbook homes §14)."""
        start, end = (date.fromisoformat(row[key]) for key in ("starts_on", "ends_on"))
        if end < start:
            block.refuse(index, "ends_on", "date_order", _("结束日期早于开始日期，请核对。"))
        elif row["hours"] and (said := objection_to_hours(Decimal(row["hours"]), start, end)):
            block.refuse(index, "hours", "hours_odd", said)

    def _refuse_same_person(self, block: ParsedBlock, index: int, row: Row) -> None:
        """One person under two names or units in one training, in the file or in the register."""
        if row["person_id"] is None:
            return
        key = (
            row["person_id"],
            normal(row["title"]),
            row["organiser_level"],
            row["starts_on"],
        )
        first = self.seen.setdefault(key, block.numbers[index])
        if first != block.numbers[index]:
            said = _("与第 %(row)d 行是同一人参加同一培训，请删去一行。") % {"row": first}
            block.refuse(index, "name", "duplicate", said)
            return
        name, unit = self.known.get(key, (row["name"], row[UNIT]))
        if (normal(name), normal(unit)) != (normal(row["name"]), normal(row[UNIT])):
            words = {"name": name, "unit": unit}
            said = _("本人已以“%(name)s”（%(unit)s）登记了这次培训，不能重复。") % words
            block.refuse(index, "name", "known_otherwise", said)
