"""The form of a standard of points: one line an item."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.plans import RubricItemPlan, RubricPlan

BETWEEN = re.compile(r"[|｜\t]")
MOST = 9_999


class RubricForm(forms.Form):
    """Name and items. Ways of scoring and steps of an item stay as they are while its text stays."""

    name = forms.CharField(label="名称", max_length=128)
    items = forms.CharField(
        label="评价项目",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="一行一项：章｜评价内容｜满分。可从表格中整列粘贴",
    )

    def __init__(self, *args: Any, rubric: RubricPlan | None = None, **kwargs: Any) -> None:
        self.rubric = rubric
        if rubric is not None:
            lines = (f"{item.chapter}｜{item.text}｜{item.full_score}" for item in rubric.items)
            kwargs.setdefault("initial", {"name": rubric.name, "items": "\n".join(lines)})
        super().__init__(*args, **kwargs)

    def clean_items(self) -> tuple[RubricItemPlan, ...]:
        """Every line read; each slip is named with its line."""
        found, wrong = [], []
        for number, line in enumerate(self.cleaned_data["items"].splitlines(), 1):
            parts = [part.strip() for part in BETWEEN.split(line)]
            if not any(parts):
                continue
            score = _score(parts[-1]) if len(parts) == 3 else None
            if score is None or not parts[1]:
                wrong.append(_("第 %(n)d 行应为“章｜评价内容｜满分”，满分大于 0。") % {"n": number})
            else:
                found.append((parts[0], parts[1], score))
        if wrong:
            raise forms.ValidationError(wrong)
        return self._items(found)

    def plan(self) -> RubricPlan:
        """The standard as the action takes it."""
        return RubricPlan(
            key=self.rubric.key if self.rubric else "",
            name=self.cleaned_data["name"],
            items=self.cleaned_data["items"],
            settings=self.rubric.settings if self.rubric else {},
        )

    def _items(self, lines: list[tuple[str, str, str]]) -> tuple[RubricItemPlan, ...]:
        before = {item.text: item for item in self.rubric.items} if self.rubric else {}
        taken = {item.code for item in before.values()}
        codes = (code for number in range(1, MOST) if (code := f"i{number}") not in taken)
        return tuple(
            RubricItemPlan(
                code=before[text].code if text in before else next(codes),
                text=text,
                full_score=score,
                chapter=chapter,
                **(_kept(before[text]) if text in before else {}),
            )
            for chapter, text, score in lines
        )


def _kept(item: RubricItemPlan) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ("rule", "steps", "evidence", "scored_by")}


def _score(text: str) -> str | None:
    """A full score as a text; None for what is no positive number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return f"{number.normalize():f}" if number.is_finite() and 0 < number <= MOST else None
