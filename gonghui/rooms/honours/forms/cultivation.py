"""Forms about the training of chosen young teachers."""

from django import forms

from gonghui.kernel.ui.api import day_field
from gonghui.rooms.honours.enums import CultivationKind


class RecordForm(forms.Form):
    """One record."""

    kind = forms.ChoiceField(label="形式", choices=CultivationKind.choices)
    happened_on = day_field("日期")
    title = forms.CharField(label="内容", max_length=255)
    hours = forms.DecimalField(label="学时", min_value=0, max_digits=5, decimal_places=1)


class MentorForm(forms.Form):
    """The mentor."""

    mentor = forms.CharField(label="导师", max_length=64)


class LeavingForm(forms.Form):
    """The teacher leaves the rural school."""

    on = day_field("离开日期")
    reason = forms.CharField(label="原因", max_length=255)
