"""The form of a step, built from what its transition asks for, and the form of a delegation."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.engines.casework.actions import PURPOSE
from gonghui.engines.casework.api import Transition, delegate, take_step
from gonghui.engines.casework.enums import FieldKind
from gonghui.engines.casework.models import Case
from gonghui.engines.casework.rules import FAMILIES, TABLES, StepField
from gonghui.kernel.access.api import User
from gonghui.kernel.files.api import purposes
from gonghui.kernel.lib import dates


def day_field(**settings: Any) -> forms.DateField:
    """A day, picked or typed."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **settings)


class StepForm(forms.Form):
    """Note and fields of one transition; ``expected_state`` is what the reader saw."""

    expected_state = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, transition: Transition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.transition = case, transition
        self.fields["expected_state"].initial = case.state_id
        for each in transition.needs_fields:
            self.fields[each.key] = _form_field(each)
        self.fields["note"] = forms.CharField(
            label=_("原因") if transition.needs_note else _("说明"),
            required=transition.needs_note,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def take(self, actor: Any) -> Any:
        """Take the step; raises what the action raises."""
        values = dict(self.cleaned_data)
        return take_step(
            actor=actor,
            case=self.case,
            transition=self.transition.id,
            expected_state=values.pop("expected_state"),
            note=values.pop("note"),
            fields=values,
        )


class DelegationForm(forms.Form):
    """Who stands in for me, from when to when (both days included)."""

    to = forms.CharField(label="受托人的用户名", max_length=64, help_text="对方登录时用的用户名")
    first_day = day_field(label="开始日期")
    last_day = day_field(label="结束日期", help_text="含当日")
    table_key = forms.ChoiceField(label="委托范围", required=False)
    reason = forms.CharField(label="原因", required=False, max_length=255)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_day"].initial = dates.today
        procedures = [(key, shipped.table.label) for key, shipped in TABLES]
        procedures += [(key, family.label) for key, family in FAMILIES]
        self.fields["table_key"].choices = [("", _("全部事项")), *procedures]

    def clean_to(self) -> User:
        """The account of that name."""
        user = User.objects.filter(username=self.cleaned_data["to"], is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("没有找到这个用户名，请核对后再填。"))
        return user

    def give(self, actor: Any) -> Any:
        """Make the delegation; raises what the action raises."""
        values = self.cleaned_data
        return delegate(
            actor=actor,
            to=values["to"],
            valid_from=values["first_day"],
            valid_to=values["last_day"] + timedelta(days=1),
            table_key=values["table_key"],
            reason=values["reason"],
        )


def _form_field(field: StepField) -> forms.Field:
    settings = {"label": field.label, "required": field.required, "help_text": field.help}
    if field.kind == FieldKind.INTEGER:
        return forms.IntegerField(min_value=0, **settings)
    if field.kind == FieldKind.DAY:
        return day_field(initial=dates.today if field.required else None, **settings)
    if field.kind == FieldKind.CHOICE:
        return forms.ChoiceField(choices=field.choices, **settings)
    if field.kind == FieldKind.YES:
        return forms.BooleanField(**settings)
    if field.kind == FieldKind.LONG:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **settings)
    return forms.CharField(max_length=255, **settings)


class DocumentForm(forms.Form):
    """A paper for a case."""

    label = forms.CharField(
        label="材料名称",
        max_length=64,
        required=False,
        help_text="如：成立工会的请示；不填用文件名",
    )
    upload = forms.FileField(label="文件")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = purposes.get(PURPOSE)
        self.fields["upload"].widget.attrs["accept"] = rules.accept
        self.fields["upload"].help_text = rules.hint
