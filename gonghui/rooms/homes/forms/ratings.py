"""Forms of ratings: opening a round, the ballot on the phone, voiding."""

from typing import Any

from django import forms

from gonghui.kernel.ui.api import LinesField, UnionField, day_field, long_field
from gonghui.rooms.homes.actions.ratings import DAYS, DIMENSIONS, REMARK_LENGTH, Ballot, Terms
from gonghui.rooms.homes.enums import Answer
from gonghui.rooms.homes.models import RatingRound


class OpenForm(forms.Form):
    """How a round is held."""

    union = UnionField(label="被测评工会", max_length=128, help_text="工会全称")
    title = forms.CharField(label="名称", max_length=128, initial="会员评家")
    dimensions = LinesField(
        between="、",
        label="测评项目",
        initial=list(DIMENSIONS),
        help_text="一行一项",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    groups = LinesField(
        between="、",
        label="分组",
        required=False,
        help_text="一般留空。由会员自选的大类，如“教师”；任何一组不足 5 人时都不显示",
    )
    opens_on = day_field("开始日期")
    days = forms.IntegerField(label="历时（天）", min_value=1, max_value=60, initial=DAYS)
    return_percent = forms.IntegerField(
        label="参评率不低于（%）", min_value=0, max_value=100, initial=60
    )
    satisfied_percent = forms.IntegerField(
        label="满意率不低于（%）", min_value=0, max_value=100, initial=80
    )
    counted = forms.ChoiceField(
        label="满意率按", choices=RatingRound._meta.get_field("counted").choices
    )

    def terms(self) -> Terms:
        """The dataclass that the action takes."""
        return Terms(**{key: value for key, value in self.cleaned_data.items() if key != "union"})


class BallotForm(forms.Form):
    """The ballot of one round: an overall answer, one for each dimension, a remark."""

    overall = forms.ChoiceField(label="总体评价", choices=Answer.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, rating: RatingRound, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.rating = rating
        for place, name in enumerate(rating.dimensions):
            self.fields[f"d{place}"] = forms.ChoiceField(
                label=name, choices=Answer.choices, widget=forms.RadioSelect
            )
        if rating.groups:
            choices = [("", "不填"), *((name, name) for name in rating.groups)]
            self.fields["group"] = forms.ChoiceField(
                label="我属于（可不填）", choices=choices, required=False
            )
        self.fields["remark"] = long_field(
            "意见建议",
            3,
            required=False,
            max_length=REMARK_LENGTH,
            help_text="截止后打乱顺序公布；请不要写出自己是谁",
        )

    def ballot(self) -> Ballot:
        """The dataclass that the action takes."""
        data = self.cleaned_data
        dimensions = {place: data[f"d{place}"] for place in range(len(self.rating.dimensions))}
        return Ballot(data["overall"], dimensions, data.get("group", ""), data["remark"])


class VoidForm(forms.Form):
    """Why a round does not count."""

    reason = forms.CharField(label="作废原因", max_length=255)


class RepeatForm(forms.Form):
    """When a void round is held once more; everything else stays as it was."""

    opens_on = day_field("开始日期")
    days = forms.IntegerField(label="历时（天）", min_value=1, max_value=60, initial=DAYS)
