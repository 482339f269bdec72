"""What an auditor may ask the log for."""

import re
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.audit.queries import kinds_named
from gonghui.kernel.audit.texts import log_texts

SUBJECT = re.compile(r"\s*(.*?)\s*([0-9]*)\s*", re.DOTALL)


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

    def clean_subject(self) -> tuple[list[str], int | None]:
        """A record as the log names it, ``工会 12``, or all records of one kind as ``工会``."""
        words, number = SUBJECT.fullmatch(self.cleaned_data["subject"]).groups()
        kinds = kinds_named(words)
        if words and not kinds:
            raise forms.ValidationError(_("对象写作“类别 编号”，如“工会 12”，可点日志里的对象。"))
        return kinds, int(number) if number else None

    def condition(self) -> Q:
        """The filter that the valid part of the form asks for."""
        data = self.cleaned_data
        found = _keys(data["key"]) if data.get("key") else Q()
        if data.get("actor"):
            who = data["actor"].strip()
            found &= Q(actor__username=who) | Q(actor__display_name=who)
        kinds, number = data.get("subject") or ([], None)
        if kinds:
            found &= Q(subject_type__in=kinds)
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
