"""Forms of a campaign as a whole: from a template, its head, its dates, a reason, a name."""

from typing import Any

from django import forms
from django.utils import timezone

from gonghui.engines.campaigns.enums import Level
from gonghui.engines.campaigns.models import Campaign, Stage
from gonghui.engines.campaigns.rules.editions import edition_of, title_for
from gonghui.kernel.lib import dates
from gonghui.kernel.unions.api import Union

MOMENT = "%Y-%m-%dT%H:%M"
FIRST_YEAR, LAST_YEAR = 2000, 2100


def moment_field(label: str, **settings: Any) -> forms.DateTimeField:
    """A day and an hour, picked or typed; may stay empty unless told otherwise."""
    settings.setdefault("required", False)
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        label=label, widget=widget, input_formats=[MOMENT, "%Y-%m-%d %H:%M"], **settings
    )


def local(value: Any) -> Any:
    """A moment as the local clock shows it, for a field's first value."""
    return timezone.localtime(value) if value else None


class EditionForm(forms.Form):
    """What a campaign is called, so that its editions can be told apart in every list."""

    title = forms.CharField(label="名称", max_length=128)
    edition = forms.CharField(
        label="届次",
        max_length=32,
        required=False,
        help_text="写在名称前面，如“第三届”；不填则写年度",
    )
    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def clean(self) -> dict[str, Any]:
        """The 届次 that belongs to title and year."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if {"title", "edition", "year"} <= data.keys():
            data["edition"] = edition_of(data["edition"], data["year"], data["title"])
        return data


class StartForm(EditionForm):
    """What a new campaign needs besides its template."""

    union = forms.ModelChoiceField(Union.objects.none(), label="主办工会", empty_label=None)
    field_order = ("union", "title", "edition", "year")

    def __init__(self, *args: Any, unions: Any, title: str, **kwargs: Any) -> None:
        year = dates.today().year
        named = title_for(title, year)
        edition = edition_of("", year, named)
        kwargs.setdefault("initial", {"title": named, "edition": edition, "year": year})
        super().__init__(*args, **kwargs)
        self.fields["union"].queryset = unions
        self.fields["union"].initial = unions.first()
        if unions.count() == 1:
            self.fields["union"].widget = forms.HiddenInput()


class BasicsForm(EditionForm):
    """The head of a draft."""

    honour_level = forms.TypedChoiceField(label="级别", choices=Level.choices, coerce=int)
    host = forms.CharField(label="承办单位", max_length=128, required=False)
    legal_basis = forms.CharField(label="依据", max_length=255, required=False)
    document_no = forms.CharField(label="通知文号", max_length=64, required=False)
    purpose = forms.CharField(
        label="评选说明", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(campaign, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class ScheduleForm(forms.Form):
    """The day from which the stages are laid end to end."""

    starts_on = forms.DateField(
        label="从哪一天开始",
        initial=dates.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="各环节按历时首尾相接，之后仍可逐个调整",
    )


class TimesForm(forms.Form):
    """Other times of one stage."""

    opens_at = moment_field("开始时间")
    closes_at = moment_field("截止时间")
    reason = forms.CharField(label="调整原因", max_length=255, required=False)

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        times = {"opens_at": local(stage.opens_at), "closes_at": local(stage.closes_at)}
        super().__init__(*args, initial=times, **kwargs)
        if not stage.campaign.plan:
            del self.fields["reason"]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="原因", max_length=255)


class NameForm(forms.Form):
    """What a template will be called."""

    name = forms.CharField(label="模板名称", max_length=128)
