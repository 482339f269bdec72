"""The mapping page: our columns beside the titles of the file, open texts beside the records they may mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from gonghui.kernel.exchange.matching import LIKELY, SURE
from gonghui.kernel.exchange.models import Batch
from gonghui.kernel.exchange.targets import Setting, Target
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.sealing import mask_identity, mask_phone

LONG_NUMBER = re.compile(r"[0-9]{15,17}[0-9Xx]?")
PHONE = re.compile(r"1[0-9]{10}")


@dataclass(frozen=True)
class TitleRow:
    """One title of the file."""

    name: str
    title: str
    examples: list[str]
    chosen: str
    sureness: str


@dataclass(frozen=True)
class TextRow:
    """One text that leads nowhere yet."""

    name: str
    text: str
    count: int
    chosen: int


class MappingForm:
    """Proposals from the scan, or what was posted. Field names are ``column-N``, ``text-N`` and ``sheet``."""

    def __init__(
        self, batch: Batch, target: Target, scan: Mapping[str, Any], posted: QueryDict | None = None
    ) -> None:
        self.batch, self.target, self.posted = batch, target, posted
        self.options = [(column.key, column.title) for column in target.columns]
        proposed = batch.mapping.get("columns", {})
        self.titles = [
            self._title(index, match, proposed.get(match["title"], ""))
            for index, match in enumerate(scan.get("matches", ()))
        ]
        self.texts = [
            self._text(index, *one) for index, one in enumerate(scan.get("unsettled", ()))
        ]
        self.notes = scan.get("notes", {})
        setting = Setting(None, batch.union, today())
        settling = target.settling(setting) if self.texts else None
        self.records = settling.choices() if settling else []

    @property
    def columns(self) -> dict[str, str]:
        """Title → key, as chosen."""
        return {row.title: row.chosen for row in self.titles if row.chosen}

    @property
    def choices(self) -> dict[str, int]:
        """Text → record id, as chosen."""
        return {row.text: row.chosen for row in self.texts}

    @property
    def sheets(self) -> list[int]:
        """Indexes of the chosen sheets."""
        if self.posted is None:
            return [sheet["index"] for sheet in self.batch.layout if sheet["used"]]
        return [int(value) for value in self.posted.getlist("sheet") if value.isdigit()]

    def _title(self, index: int, match: Mapping[str, Any], proposed: str) -> TitleRow:
        name = f"column-{index}"
        chosen = self.posted.get(name, "") if self.posted is not None else proposed
        known = {key for key, _title in self.options}
        examples = [_masked(text) for text in match["examples"]]
        sure = _sureness(match["confidence"]) if match["key"] else ""
        return TitleRow(name, match["title"], examples, chosen if chosen in known else "", sure)

    def _text(self, index: int, text: str, count: int, proposal: int) -> TextRow:
        name = f"text-{index}"
        posted = self.posted.get(name, "") if self.posted is not None else str(proposal)
        return TextRow(name, text, count, int(posted) if posted.isdigit() else 0)


def _sureness(confidence: float) -> str:
    if confidence >= SURE:
        return "名称一致"
    return "名称相近" if confidence >= LIKELY else "按内容推测"


def _masked(text: str) -> str:
    """An example with long numbers and phones hidden in the middle."""
    hidden = LONG_NUMBER.sub(lambda found: mask_identity(found[0]), text)
    return PHONE.sub(lambda found: mask_phone(found[0]), hidden)[:40]
