"""The score sheet as a form: one number for every item of the rubric, kept as typed when refused."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.engines.campaigns.actions.sheets import Draft
from gonghui.engines.campaigns.enums import RubricRule
from gonghui.engines.campaigns.models import Rubric, RubricItem, ScoreSheet

PREFIX = "p-"


class PhotoForm(forms.Form):
    """A photo taken on a visit."""

    photo = forms.FileField(label=_("现场照片"))
    caption = forms.CharField(label=_("照片说明"), max_length=128, required=False)


class SheetForm(forms.Form):
    """Points by item, a remark, and what a repeated sending needs.

    ``doubt`` is a sentence that the judge has to answer before the sheet is handed in.
    """

    doubt = ""
    remark = forms.CharField(
        label=_("评语"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    client_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        rubric: Rubric,
        sheet: ScoreSheet | None,
        own: Mapping[str, tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        """Add a field per item that the panel scores, filled from the kept sheet; ``own`` stands beside."""
        super().__init__(*args, **kwargs)
        self.own = own or {}
        self.scored = [item for item in rubric.items.all() if item.scored_by != "members"]
        for item in self.scored:
            self.fields[PREFIX + item.code] = _points(item)
        self.order_fields([PREFIX + item.code for item in self.scored])
        if sheet is not None:
            self.initial = {PREFIX + code: value for code, value in sheet.points.items()}
            self.initial |= {"remark": sheet.remark, "expected_version": sheet.version}

    def chapters(self) -> Iterator[tuple[str, list[Any]]]:
        """Bound fields under the chapter of their item, for the page."""
        by_chapter: dict[str, list[Any]] = {}
        for item in self.scored:
            line = (item, self[PREFIX + item.code], self.own.get(item.text))
            by_chapter.setdefault(item.chapter, []).append(line)
        yield from by_chapter.items()

    def draft(self) -> Draft:
        """What is to be kept."""
        values = self.cleaned_data
        return Draft(
            points={item.code: values.get(PREFIX + item.code) for item in self.scored},
            remark=values["remark"],
            client_key=values["client_key"],
            expected_version=values["expected_version"] or 0,
        )

    def take_version(self, version: int) -> None:
        """Show the version that was just kept: a sheet saved but not handed in is not another device's."""
        self.data = self.data.copy()
        self.data[self.add_prefix("expected_version")] = str(version)

    def told(self) -> list[str]:
        """Every complaint with the name of its item."""
        labels = {name: str(field.label) for name, field in self.fields.items()}
        return [
            f"{labels.get(name, '')}：{line}" if name in labels else str(line)
            for name, lines in self.errors.items()
            for line in lines
        ]


def _points(item: RubricItem) -> forms.DecimalField:
    if item.rule == RubricRule.VETO:
        return forms.DecimalField(
            label=item.text,
            required=False,
            help_text=_("一票否决"),
            widget=forms.Select(choices=[("", _("没有这种情形")), ("1", _("有，一票否决"))]),
        )
    full = f"{item.full_score.normalize():f}"
    return forms.DecimalField(
        label=item.text,
        required=False,
        error_messages={
            "invalid": _("请填数字。"),
            "min_value": _("不能小于 0 分。"),
            "max_value": _("不能超过满分 %(full)s 分。") % {"full": full},
        },
        min_value=0,
        max_value=item.full_score,
        max_digits=6,
        decimal_places=2,
        help_text=_("满分 %(full)s 分") % {"full": full},
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )
