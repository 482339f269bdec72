"""The question a reader may put: a union of theirs and a period."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.access.api import posts_of
from gonghui.kernel.indicators.measures import Question
from gonghui.kernel.indicators.queries import five_years_to
from gonghui.kernel.lib import dates


class QuestionForm(forms.Form):
    """Union and period; everything left out takes the usual answer."""

    union = forms.ChoiceField(label=_("范围"), required=False)
    start = forms.DateField(
        label=_("起"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    end = forms.DateField(
        label=_("止"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, user: Any, data: Any) -> None:
        self.unions = {str(post.union_id): post.union for post in posts_of(user)}
        super().__init__({**self._usual(), **{key: data[key] for key in data if data[key]}})
        self.fields["union"].choices = [(key, each.name) for key, each in self.unions.items()]

    def _usual(self) -> dict[str, Any]:
        question = five_years_to(dates.today())
        union = next(iter(self.unions), "")
        return {"union": union, "start": question.start, "end": question.end}

    def clean(self) -> dict[str, Any]:
        """A period must not end before it starts."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end < start:
            self.add_error("end", _("止日早于起日，请重新选择。"))
        return self.cleaned_data

    @property
    def union_asked(self) -> Any:
        """The union the question is about, or None where the reader holds no post."""
        key = self.cleaned_data.get("union") if self.is_valid() else None
        return self.unions.get(key or next(iter(self.unions), ""))

    @property
    def question(self) -> Question:
        """What was asked; a form with errors asks the usual question."""
        union = self.union_asked
        path = union.path if union else ""
        if not self.is_valid():
            usual = five_years_to(dates.today())
            return Question(usual.start, usual.end, path)
        start: date = self.cleaned_data["start"]
        return Question(start, self.cleaned_data["end"], path)

    @property
    def query(self) -> str:
        """The question as a query string, to be carried to the next page."""
        question, union = self.question, self.union_asked
        return f"union={union.pk if union else ''}&start={question.start}&end={question.end}"
