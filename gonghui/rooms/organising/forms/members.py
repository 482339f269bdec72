"""Forms about members: entering, what happens to a membership, moving to another union."""

from typing import Any

from django import forms

from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.people.api import EmploymentForm, Sex
from gonghui.kernel.ui.api import UnionField, day_field, long_field
from gonghui.kernel.unions.api import Union, UnionKind

ROLLS = (UnionKind.GRASSROOTS.value, UnionKind.JOINT.value)


class EnrolForm(forms.Form):
    """One new member."""

    union = forms.ModelChoiceField(label="工会", queryset=Union.objects.none())
    name = forms.CharField(label="姓名", max_length=64)
    doc_type = forms.ChoiceField(
        label="证件类型", choices=[(each.value, each.label) for each in DocumentType]
    )
    doc_no = forms.CharField(label="证件号码", max_length=32)
    sex = forms.ChoiceField(label="性别", choices=Sex.choices, required=False)
    phone = forms.CharField(label="手机号", max_length=20, required=False)
    on = day_field("入会日期")

    def __init__(self, *args: Any, unions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["union"].queryset = unions


class EventForm(forms.Form):
    """Something that happens to a membership."""

    on = day_field("日期")
    document = forms.CharField(label="依据（文号、决定）", max_length=128, required=False)
    note = forms.CharField(label="说明", max_length=255, required=False)


class ExpelForm(EventForm):
    """除名 needs the decision of assembly or committee."""

    document = forms.CharField(label="会员大会或委员会的决定", max_length=128)


class CorrectForm(forms.Form):
    """Why a recorded event was wrong."""

    note = forms.CharField(label="更正的原因", max_length=255)


class RegroupForm(forms.Form):
    """To another branch of the same union."""

    union = forms.ModelChoiceField(label="分工会或小组", queryset=Union.objects.none())
    on = day_field("日期")
    note = forms.CharField(label="说明", max_length=255, required=False)

    def __init__(self, *args: Any, unions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["union"].queryset = unions


class FactsForm(forms.Form):
    """What the present membership keeps."""

    group_name = forms.CharField(label="工会小组", max_length=64, required=False)
    duty = forms.CharField(label="职务", max_length=64, required=False)
    employment = forms.ChoiceField(label="用工形式", choices=EmploymentForm.choices, required=False)
    staff_no = forms.CharField(label="工号", max_length=32, required=False)
    remark = forms.CharField(label="备注", max_length=255, required=False)

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(row, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class TransferForm(forms.Form):
    """Where to and why."""

    to_union = UnionField(
        label="转入工会",
        anywhere=True,
        kinds=ROLLS,
        help_text="填新单位工会的全称，可在工会名录中查到",
        widget=forms.TextInput(attrs={"list": "union-names", "autocomplete": "off"}),
    )
    reason = long_field("转移原因", rows=2, max_length=255)
