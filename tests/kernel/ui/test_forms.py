"""The form look: labels, marks, help, errors beside the field and on top."""

from datetime import date

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH

from gonghui.kernel.ui import widgets
from gonghui.kernel.ui.models import FormDraft
from tests.sample_room.web import SampleForm


class ShortForm(forms.Form):
    name = forms.CharField(label="工会名称", help_text="与公章一致。")
    note = forms.CharField(label="说明", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_form_marks_what_must_be_filled():
    text = str(ShortForm())

    assert text.count("必填") == 1
    assert text.count("选填") == 1
    assert text.count('type="hidden"') == 1


def test_help_is_tied_to_its_field():
    text = str(ShortForm())

    assert text.count('id="id_name_helptext"') == 1
    assert text.count('aria-describedby="id_name_helptext"') == 1


def test_error_stands_beside_the_field_and_on_top():
    text = str(ShortForm({}))

    assert text.count('href="#id_name"') == 1
    assert text.count('id="id_name_error"') == 1
    assert text.count('aria-invalid="true"') == 1
    assert text.count("请填写工会名称。") == 2


def test_right_form_has_no_summary():
    assert str(ShortForm({"name": "甲"})).count("error-summary") == 0


@pytest.mark.parametrize(
    ("name", "shape", "css"),
    [
        ("name", "line", "form-control"),
        ("kind", "line", "form-select"),
        ("founded_on", "line", "form-control field-short"),
        ("size", "group", "form-check-input"),
        ("tasks", "group", "form-check-input"),
        ("letter", "file", "form-control"),
        ("agreed", "check", "form-check-input"),
    ],
)
def test_widget_gets_its_shape(name, shape, css):
    field = SampleForm()[name]

    assert widgets.shape(field) == shape
    assert widgets.css(field) == css


class DatedForm(forms.Form):
    day = forms.DateField(
        initial=date(2026, 11, 23), widget=forms.DateInput(attrs={"type": "date"})
    )
    kind = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("a", "甲")])
    draft = forms.ModelChoiceField(queryset=FormDraft.objects.none())


def test_date_is_written_as_a_date_picker_reads_it():
    assert str(DatedForm()["day"].as_field_group()).count('value="2026-11-23"') == 1


@pytest.mark.django_db
def test_empty_choice_says_what_to_do():
    text = str(DatedForm())

    assert (text.count("请选择"), text.count("---")) == (2, 0)


def test_group_is_a_fieldset_with_a_legend():
    text = str(SampleForm()["size"].as_field_group())

    assert text.count("<fieldset") == 1
    assert text.count("<legend>职工规模") == 1
    assert text.count('class="form-check-input"') == 3


def test_formset_draws_each_form():
    text = str(forms.formset_factory(ShortForm, extra=2)())

    assert text.count("<fieldset") == 2
    assert text.count('name="form-TOTAL_FORMS"') == 1
