"""What a stage lets a cadre choose: kinds of settings, their defaults, and how typed values are read.

Values are plain JSON. A share is a text ("12.5") so that no decimal is lost on the way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from django.utils.translation import gettext as _

SettingKind = Literal[
    "whole", "decimal", "percent", "choice", "yes", "text", "long", "lines", "rubric"
]
FULL = 100


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice of a stage.

    Args:
        key: name in ``Stage.settings``.
        label: Chinese, as the composer shows it.
        kind: what it takes; ``lines`` is a list of texts, typed one a line.
        default: what holds while nobody chose; None is "not asked for".
        help: one line.
        choices: pairs of value and label for the kind ``choice``.
        minimum: smallest number.
        maximum: largest number.
        unit: what the number counts, printed behind it.
    """

    key: str
    label: str
    kind: SettingKind
    default: Any = None
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    minimum: int | None = 0
    maximum: int | None = None
    unit: str = ""

    @property
    def highest(self) -> int | None:
        """Largest number; a share never exceeds the whole."""
        return FULL if self.kind == "percent" else self.maximum

    def read(self, value: Any) -> Any:
        """The value as it is kept.

        Raises:
            ValueError: with a Chinese sentence.
        """
        if self.kind == "lines":
            return _lines(value)
        if value is None or value == "":
            return None if self.kind in ("whole", "decimal", "percent") else self.default
        if self.kind == "yes":
            return bool(value)
        if self.kind in ("whole", "decimal", "percent"):
            return self._number(value)
        text = str(value).strip()
        if self.kind == "choice" and text not in dict(self.choices):
            raise ValueError(_("“%(label)s”没有这个选项。") % {"label": self.label})
        return text

    def shown(self, value: Any) -> str:
        """The value in words, "" where there is nothing to say."""
        if self.kind == "yes":
            return _("是") if value else _("否")
        if self.kind == "choice":
            return dict(self.choices).get(value, "")
        if self.kind == "lines":
            return "、".join(value or ())
        if value is None or value == "":
            return ""
        unit = "%" if self.kind == "percent" else f" {self.unit}" if self.unit else ""
        return f"{value}{unit}"

    def _number(self, value: Any) -> int | str:
        try:
            number = Decimal(str(value).strip())
        except InvalidOperation:
            number = Decimal("NaN")
        whole = self.kind == "whole"
        if not number.is_finite() or (whole and number != number.to_integral_value()):
            raise ValueError(_("“%(label)s”应填数字。") % {"label": self.label})
        if self.minimum is not None and number < self.minimum:
            limits = {"label": self.label, "least": self.minimum}
            raise ValueError(_("“%(label)s”不能小于 %(least)s。") % limits)
        if self.highest is not None and number > self.highest:
            limits = {"label": self.label, "most": self.highest}
            raise ValueError(_("“%(label)s”不能大于 %(most)s。") % limits)
        return int(number) if whole else f"{number.normalize():f}"


def _lines(value: Any) -> list[str]:
    typed = value.splitlines() if isinstance(value, str) else list(value or ())
    return [text for line in typed if (text := str(line).strip())]


def read_settings(declared: tuple[Setting, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    """The chosen values with defaults for the rest.

    Raises:
        ValueError: a value does not fit, or nobody declared its key; a Chinese sentence.
    """
    known = {each.key: each for each in declared}
    strange = sorted(set(values) - set(known))
    if strange:
        raise ValueError(_("没有“%(key)s”这项设置。") % {"key": strange[0]})
    return {
        key: each.read(values[key]) if key in values else each.default
        for key, each in known.items()
    }
