"""Forms about trainings and the people in them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.lib.money import fen_of, yuan
from gonghui.kernel.ui.api import MemberField, day_field
from gonghui.rooms.learning.enums import Half, Theme, TrainingForm
from gonghui.rooms.learning.forms.fields import SeatLinesField
from gonghui.rooms.learning.models import TrainingEvent, TrainingRecord
from gonghui.rooms.learning.queries.events import Seats

ANNOUNCED = (
    *("title", "themes", "organiser_name", "organiser_level", "form", "enrol_until", "place"),
    *("host", "teachers", "document_no", "attend_percent", "pass_score"),
)


class EventForm(forms.Form):
    """What is announced of a training."""

    title = forms.CharField(label="培训名称", max_length=128)
    organiser_name = forms.CharField(label="主办单位", max_length=128)
    organiser_level = forms.TypedChoiceField(
        label="主办级别",
        choices=list(reversed(Level.choices)),
        coerce=int,
        help_text="省教科技工会主办的是系统级；“省级以上”只数省级和国家级",
    )
    themes = forms.MultipleChoiceField(
        label="主题", choices=Theme.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    form = forms.ChoiceField(label="形式", choices=TrainingForm.choices)
    enrol_until = day_field("报名截止", required=False, initial=None)
    place = forms.CharField(label="地点", max_length=128, required=False)
    host = forms.CharField(label="承办单位", max_length=128, required=False)
    teachers = forms.CharField(label="师资", max_length=255, required=False)
    document_no = forms.CharField(label="通知文号", max_length=64, required=False)
    budget = forms.DecimalField(
        label="预算（元）", min_value=0, max_digits=11, decimal_places=2, required=False
    )
    attend_percent = forms.IntegerField(
        label="结业出勤率不低于（%）", min_value=1, max_value=100, initial=80
    )
    pass_score = forms.DecimalField(
        label="合格分数",
        min_value=0,
        max_value=100,
        decimal_places=1,
        required=False,
        help_text="不考试的留空",
    )

    @classmethod
    def initial_of(cls, event: TrainingEvent) -> dict[str, Any]:
        """What the form shows of an existing training."""
        shown = {name: getattr(event, name) for name in ANNOUNCED}
        return shown | {"budget": None if event.budget_fen is None else yuan(event.budget_fen)}

    def facts(self) -> dict[str, Any]:
        """What the action takes; money in fen."""
        data = dict(self.cleaned_data)
        budget: Decimal | None = data.pop("budget")
        return {**data, "budget_fen": None if budget is None else fen_of(budget)}


class NewEventForm(EventForm):
    """A new training, with its days."""

    starts_on = day_field("开始日期")
    first = forms.ChoiceField(label="开始半天", choices=Half.choices)
    ends_on = day_field("结束日期")
    last = forms.ChoiceField(label="结束半天", choices=Half.choices, initial=Half.PM)
    minutes_per_hour = forms.TypedChoiceField(
        label="1 学时", choices=((45, "45 分钟"), (60, "60 分钟")), coerce=int
    )
    field_order = (
        *("title", "organiser_name", "organiser_level", "starts_on", "first", "ends_on", "last"),
        *("minutes_per_hour", "form", "themes"),
    )


class SeatForm(forms.Form):
    """Seats of the unions that have some, and lines for more."""

    more = SeatLinesField(
        label="添加工会",
        required=False,
        help_text="一行一个：工会全称、空格、名额，可从表格整列粘贴，如“示范大学工会 3”",
    )

    def __init__(self, *args: Any, seats: Iterable[Seats], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = list(seats)
        for each in self.present:
            quota = each.quota
            self.fields[f"s{quota.union_id}"] = forms.IntegerField(
                label=quota.union.name, min_value=0, max_value=9999, initial=quota.seats
            )

    @property
    def rows(self) -> list[tuple[Seats, Any]]:
        """Every union that has seats, with its field."""
        return [(each, self[f"s{each.quota.union_id}"]) for each in self.present]

    def seats(self) -> dict[int, int]:
        """Id of the union → seats; a line wins over a field."""
        data = self.cleaned_data
        present = {one.quota.union_id: data[f"s{one.quota.union_id}"] for one in self.present}
        return present | data["more"]


class NominateForm(forms.Form):
    """Somebody is sent."""

    person = MemberField(
        otherwise="不是会员的，请先办理入会。",
        label="姓名",
        max_length=64,
        help_text="会员名册上的姓名；重名时加括号写明工会",
    )
    duty = forms.CharField(
        label="工会职务", max_length=64, required=False, help_text="不填按名册上的职务"
    )


class SubstituteForm(NominateForm):
    """Somebody takes another's seat."""

    reason = forms.CharField(label="顶替原因", max_length=255)
    field_order = ("person", "duty", "reason")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="原因", max_length=255)


class DutyForm(forms.Form):
    """A member enrols."""

    duty = forms.CharField(
        label="工会职务", max_length=64, required=False, help_text="如“分工会主席”，没有可不填"
    )


class ScoreForm(forms.Form):
    """One score for everybody who holds a seat."""

    def __init__(self, *args: Any, records: Iterable[TrainingRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.records = list(records)
        for record in self.records:
            self.fields[f"s{record.pk}"] = forms.DecimalField(
                label=record.name,
                min_value=0,
                max_value=100,
                decimal_places=1,
                required=False,
                initial=record.score,
            )

    @property
    def rows(self) -> list[tuple[TrainingRecord, Any]]:
        """Everybody with their field."""
        return [(record, self[f"s{record.pk}"]) for record in self.records]

    def scores(self) -> dict[int, Decimal | None]:
        """Id of the record → score."""
        return {record.pk: self.cleaned_data[f"s{record.pk}"] for record in self.records}
