"""How widgets look: which class, which short width, which group of choices."""

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SHORT = (forms.DateInput, forms.NumberInput, forms.TimeInput, forms.DateTimeInput)
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
DASHES = BLANK_CHOICE_DASH[0][1]


def shape(field: BoundField) -> str:
    """The kind of template a field needs: group, check, file, or line."""
    widget = field.field.widget
    if isinstance(widget, GROUPS):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "file" if isinstance(widget, forms.FileInput) else "line"


def css(field: BoundField) -> str:
    """Classes of the input itself."""
    widget = field.field.widget
    own = widget.attrs.get("class", "")
    if isinstance(widget, (forms.CheckboxInput, *GROUPS)):
        found = "form-check-input"
    elif isinstance(widget, forms.Select) and not hasattr(field.field, "queryset"):
        found = "form-select"
    else:
        found = "form-control field-short" if isinstance(widget, SHORT) else "form-control"
    return f"{found} {own}".strip()


def draw(field: BoundField) -> SafeString:
    """The input with the classes of the look; an empty choice says what to do."""
    widget = field.field.widget
    if getattr(widget, "input_type", "") == "date":
        widget.format = "%Y-%m-%d"  # the only form that a browser's date picker reads
    if getattr(field.field, "empty_label", None) == DASHES:
        field.field.empty_label = _("请选择")
    elif isinstance(widget, forms.Select):
        widget.choices = [(key, _said(label)) for key, label in widget.choices]
    return field.as_widget(attrs={"class": css(field)})


def _said(label: object) -> object:
    return _("请选择") if label == DASHES else label


def choices(field: BoundField) -> list[BoundWidget]:
    """The single inputs of a group."""
    field.field.widget.attrs["class"] = css(field)
    return list(field)


def told(field: BoundField) -> list[str]:
    """A field's errors in words; where Django only says "required", say what to do."""
    plain = forms.Field.default_error_messages["required"]
    ask = _("请选择%(label)s。") if shape(field) in ("group", "check") else _("请填写%(label)s。")
    return [
        ask % {"label": field.label} if error.message == plain else "".join(error.messages)
        for error in field.errors.as_data()
    ]
