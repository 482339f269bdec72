"""What an auditor may ask the log for."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.audit.texts import log_texts


class EntryFilter(forms.Form):
    """Matter, actor, record and days; everything may stay empty."""

    key = forms.CharField(label=_("事项"), required=False, max_length=64)
    actor = forms.CharField(label=_("操作人"), required=False, max_length=64)
    subject = forms.CharField(label=_("对象"), required=False, max_length=96)
    since = forms.DateField(
        label=_("自"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("至"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean_subject(self) -> tuple[str, int | None]:
        """A record as ``unions.Union:12``, or all records of one kind as ``unions.Union``."""
        kind, _colon, number = self.cleaned_data["subject"].strip().partition(":")
        if number and not number.isdigit():
            raise forms.ValidationError(_("对象写作“类别:编号”，如 unions.Union:12。"))
        return kind, int(number) if number else None

    def condition(self) -> Q:
        """The filter that the valid part of the form asks for."""
        data = self.cleaned_data
        found = _keys(data["key"]) if data.get("key") else Q()
        if data.get("actor"):
            who = data["actor"].strip()
            found &= Q(actor__username=who) | Q(actor__display_name=who)
        kind, number = data.get("subject") or ("", None)
        if kind:
            found &= Q(subject_type=kind)
        if number is not None:
            found &= Q(subject_id=number)
        if data.get("since"):
            found &= Q(at__gte=_midnight(data["since"]))
        if data.get("until"):
            found &= Q(at__lt=_midnight(data["until"] + timedelta(days=1)))
        if data.get("before"):
            found &= Q(pk__lt=data["before"])
        return found


def _keys(text: str) -> Q:
    """Entries whose key begins with the text, or whose Chinese text contains it."""
    text = text.strip()
    named = [key for key, words in log_texts if text in words]
    return Q(key__startswith=text) | Q(key__in=named)


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
