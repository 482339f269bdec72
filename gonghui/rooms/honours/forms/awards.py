"""Forms about one award: enter it, correct it, write what happened to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import (
    Award,
    Happening,
    Level,
    TargetKind,
    title_doubts,
)
from gonghui.kernel.lib.partial_dates import PartialDate, parse_partial_date
from gonghui.kernel.ui.api import MemberField, UnionField, day_field, long_field
from gonghui.rooms.honours.forms.fields import SeriesField


class PartialDateField(forms.CharField):
    """A day, a month or a year, as old registers have them: 2023.9, 2023年, 2023-09-10."""

    def clean(self, value: Any) -> PartialDate:
        """The date with its precision.

        Raises:
            ValidationError: nobody could tell which day is meant.
        """
        text = super().clean(value)
        answer = parse_partial_date(text)
        if answer.errors or answer.normalised is None:
            said = [str(error) for error in answer.errors] or [_("请填写日期。")]
            raise forms.ValidationError(said)
        return answer.normalised


class AwardForm(forms.Form):
    """An award as it stands in the register."""

    series = SeriesField(label="荣誉系列", required=False, help_text="没有的系列可在下面新写")
    new_series = forms.CharField(label="新系列名称", max_length=128, required=False)
    title = forms.CharField(label="称号", max_length=128, help_text="照证书或文件写")
    honour_level = forms.TypedChoiceField(label="级别", choices=Level.choices, coerce=int)
    grade = forms.CharField(label="等次", max_length=32, required=False)
    rank = forms.IntegerField(label="名次", min_value=1, required=False)
    holder_kind = forms.ChoiceField(label="对象", choices=TargetKind.choices)
    holder_name = forms.CharField(label="获得者", max_length=128, help_text="当时的姓名或名称")
    holder_unit_name = forms.CharField(
        label="单位", max_length=128, required=False, help_text="当时的单位名称"
    )
    person = MemberField(
        label="对应会员",
        max_length=64,
        required=False,
        help_text="获得者是会员时填姓名，重名加（工会）",
    )
    holder_union = UnionField(
        label="对应工会",
        max_length=128,
        required=False,
        help_text="现在的工会全称；留空记在登记工会名下",
    )
    granting_body = forms.CharField(label="授予单位", max_length=128)
    document_no = forms.CharField(label="文号", max_length=64, required=False)
    granted_on = PartialDateField(
        label="授予日期", max_length=16, help_text="如 2023-09-10；只知道月份写 2023-09"
    )
    year = forms.IntegerField(label="年度", min_value=1950, max_value=2100, required=False)
    plaque_no = forms.CharField(label="牌匾号", max_length=64, required=False)
    contest = forms.CharField(label="关联竞赛", max_length=128, required=False)
    remark = long_field("备注", 2, required=False)

    def clean(self) -> dict[str, Any]:
        """A series has to be chosen or named; the year is that of the date unless stated."""
        data = super().clean() or self.cleaned_data
        if not data.get("series") and not data.get("new_series"):
            self.add_error("series", _("请选择荣誉系列，或写明新系列的名称。"))
        if data.get("granted_on") and not data.get("year"):
            data["year"] = data["granted_on"].day.year
        self._doubt(data)
        return data

    def _doubt(self, data: dict[str, Any]) -> None:
        """What reads well and cannot be true; the same sentences as in the register from Excel."""
        day = data.get("granted_on")
        texts = [data.get(key, "") for key in ("granting_body", "document_no")]
        level, year = data.get("honour_level", 0), day.day.year if day else None
        for field, sentence in title_doubts(data.get("title", ""), level, *texts, year).items():
            self.add_error(field, sentence)

    @classmethod
    def initial_of(cls, award: Award) -> dict[str, Any]:
        """What the form shows of an award that is corrected."""
        plain = {name: getattr(award, name, None) for name in cls.base_fields}
        return plain | {
            "series": award.series_id,
            "new_series": "",
            "person": str(award.person) if award.person else "",
            "holder_union": award.holder_union.name if award.holder_union else "",
            "granted_on": str(PartialDate(award.granted_on, award.granted_precision)),  # type: ignore[arg-type]  # Y, M or D
            "contest": award.facts.get("contest", ""),
            "remark": award.facts.get("remark", ""),
        }


class HappeningForm(forms.Form):
    """What happened, when, by which document."""

    on = day_field("日期")
    document_no = forms.CharField(label="文号", max_length=64, required=False)
    note = long_field("说明", 3, required=False)

    def happening(self) -> Happening:
        """The dataclass that actions take."""
        names = ("on", "note", "document_no", "score", "until")
        return Happening(
            **{name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        )


class ReviewForm(HappeningForm):
    """年度考核."""

    score = forms.DecimalField(
        label="得分", max_digits=6, decimal_places=2, min_value=0, required=False
    )
    passed = forms.ChoiceField(
        label="结论", choices=(("1", "合格"), ("0", "不合格，限期整改")), widget=forms.RadioSelect
    )
    until = day_field("整改期限", required=False, initial=None, help_text="不合格时填，默认三个月")


class RectifyForm(HappeningForm):
    """责令整改."""

    until = day_field("整改期限", required=False, initial=None, help_text="默认三个月")


class ReconfirmForm(HappeningForm):
    """复核确认."""

    until = day_field("有效期至", required=False, initial=None, help_text="留空按系列的有效年限")


class PassOnForm(HappeningForm):
    """变更承继."""

    to_union = UnionField(label="承继工会", max_length=128, help_text="合并或更名后的工会全称")


class EvidenceForm(forms.Form):
    """The paper that proves it."""

    evidence = forms.FileField(
        label="佐证材料", help_text="证书或文件的照片、扫描件、PDF，20 MB 以内"
    )


class ShowForm(forms.Form):
    """The holder's answer."""

    shown = forms.ChoiceField(
        label="本人意见",
        choices=(("1", "同意在门户公开展示"), ("0", "不同意")),
        widget=forms.RadioSelect,
    )
