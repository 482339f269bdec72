"""The entry form itself, built from the questions of a plan."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import FormFieldKind
from gonghui.engines.campaigns.rules.plans import FieldPlan

LONGEST = 20_000


class AnswerForm(forms.Form):
    """One form field for every question, in order; ``sections`` groups them for the page."""

    def __init__(self, *args: Any, questions: Sequence[FieldPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = field_of_question(question)

    @property
    def sections(self) -> list[tuple[str, list[Any]]]:
        """Headings with their bound fields, in the order in which headings first appear."""
        found: dict[str, list[Any]] = {}
        for question in self.questions:
            found.setdefault(question.section, []).append(self[question.key])
        return list(found.items())


def field_of_question(question: FieldPlan) -> forms.Field:
    """The form field of a question."""
    make = MAKERS.get(FormFieldKind(question.kind), _text)
    required = question.required and question.kind != FormFieldKind.YES
    return make(question, label=question.label, required=required, help_text=help_of(question))


def _text(_question: FieldPlan, **common: Any) -> forms.Field:
    return forms.CharField(**common, max_length=LONGEST)


def _long(question: FieldPlan, **common: Any) -> forms.Field:
    rows = 8 if question.kind == FormFieldKind.LONG else 4
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(**common, max_length=LONGEST, widget=widget)


def _day(_question: FieldPlan, **common: Any) -> forms.Field:
    return forms.DateField(**common, widget=forms.DateInput(attrs={"type": "date"}))


def _choice(question: FieldPlan, **common: Any) -> forms.Field:
    options = [(choice, choice) for choice in question.choices]
    return forms.ChoiceField(**common, choices=[("", _("请选择")), *options])


def _choices(question: FieldPlan, **common: Any) -> forms.Field:
    options = [(choice, choice) for choice in question.choices]
    return forms.MultipleChoiceField(**common, choices=options, widget=forms.CheckboxSelectMultiple)


def _number(_question: FieldPlan, **common: Any) -> forms.Field:
    return forms.DecimalField(**common)


def _yes(_question: FieldPlan, **common: Any) -> forms.Field:
    return forms.BooleanField(**common)


def _paper(_question: FieldPlan, **common: Any) -> forms.Field:
    return forms.FileField(**common)


MAKERS: dict[FormFieldKind, Callable[..., forms.Field]] = {
    FormFieldKind.LONG: _long,
    FormFieldKind.TABLE: _long,
    FormFieldKind.NUMBER: _number,
    FormFieldKind.DAY: _day,
    FormFieldKind.YES: _yes,
    FormFieldKind.CHOICE: _choice,
    FormFieldKind.CHOICES: _choices,
    FormFieldKind.ATTACHMENT: _paper,
}


def help_of(question: FieldPlan) -> str:
    """The question's own help with its limit in words."""
    limits = {
        FormFieldKind.TEXT: _("不超过 %(n)s 字"),
        FormFieldKind.LONG: _("不超过 %(n)s 字"),
        FormFieldKind.TABLE: _("最多 %(n)s 行"),
        FormFieldKind.ATTACHMENT: _("最多 %(n)s 个文件"),
        FormFieldKind.CHOICES: _("最多选 %(n)s 项"),
    }
    parts = [question.help]
    if question.kind == FormFieldKind.TABLE:
        parts.append(
            _("一行一条，各列用逗号隔开：%(columns)s") % {"columns": "、".join(question.choices)}
        )
    if question.limit and question.kind in limits:
        parts.append(limits[FormFieldKind(question.kind)] % {"n": question.limit})
    return "；".join(part for part in parts if part)
