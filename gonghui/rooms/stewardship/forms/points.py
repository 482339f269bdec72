"""Forms of the roster, of contact points, visits, problems and reports."""

from typing import Any

from django import forms

from gonghui.kernel.files.forms import UploadField
from gonghui.kernel.lib import dates
from gonghui.kernel.ui.api import LinesField, UnionField, UnionsField, day_field, long_field
from gonghui.rooms.stewardship.actions.points import REPORT
from gonghui.rooms.stewardship.actions.visits import Trip
from gonghui.rooms.stewardship.enums import Half, VisitForm
from gonghui.rooms.stewardship.forms.fields import AccountField
from gonghui.rooms.stewardship.models import Leader, Visit
from gonghui.rooms.stewardship.queries.points import choosable_points


class LeaderForm(forms.Form):
    """A leading cadre."""

    union = UnionField(label="所在工会", max_length=128, help_text="工会全称")
    name = forms.CharField(label="姓名", max_length=64)
    duty = forms.CharField(label="职务", max_length=64, help_text="如 副主席")
    valid_from = day_field("列入名册日期")
    is_head = forms.BooleanField(label="主要负责人", required=False)
    obliged = forms.BooleanField(label="须联系基层，计入达标率", required=False, initial=True)
    user = AccountField(label="用户名", required=False, help_text="有账号的填，用来接收提醒")


class PointForm(forms.Form):
    """A contact point."""

    union = UnionField(label="联系单位", max_length=128, help_text="工会全称")
    valid_from = day_field("确定日期")
    theme = forms.CharField(label="联系主题", max_length=128, required=False)
    document_no = forms.CharField(label="公布文号", max_length=64, required=False)


class AdjustForm(forms.Form):
    """Which union replaces a point."""

    union = UnionField(label="调整为", max_length=128, help_text="新联系单位的工会全称")
    on = day_field("调整日期")
    reason = forms.CharField(label="调整原因", max_length=255)


class EndForm(forms.Form):
    """How it ends."""

    on = day_field("结束日期")
    reason = forms.CharField(label="原因", max_length=255)


class TripForm(forms.Form):
    """A visit of one leader; the points are the leader's own."""

    points = forms.ModelMultipleChoiceField(
        label="到访联系点",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="一次走访几个联系点的，勾选几个；天数只计一次",
    )
    others = UnionsField(
        label="其他单位", required=False, help_text="一行一个工会全称；非联系点留存，不计入"
    )
    form = forms.ChoiceField(label="方式", choices=VisitForm.choices, initial=VisitForm.CALL)
    theme = forms.CharField(label="内容", max_length=255)
    first_day = day_field("开始日期")
    first_half = forms.ChoiceField(label="自", choices=Half.choices, initial=Half.MORNING)
    last_day = day_field("结束日期")
    last_half = forms.ChoiceField(label="至", choices=Half.choices, initial=Half.AFTERNOON)
    participants = forms.CharField(label="同行人员", max_length=255, required=False)
    people_met = forms.IntegerField(label="接触职工（人）", min_value=0, initial=0)
    help_given = forms.CharField(label="帮助解决", max_length=255, required=False)
    problems = LinesField(
        label="反映的问题", required=False, help_text="一行一个，每个生成一张工单交办"
    )
    meals_recorded = forms.BooleanField(label="食宿费用已按规定入账，未收受礼品", required=False)

    def __init__(self, *args: Any, leader: Leader, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["points"].queryset = choosable_points(leader)

    @staticmethod
    def trip_of(values: dict[str, Any]) -> Trip:
        """What was typed about the trip itself."""
        return Trip(**{name: values[name] for name in Trip.__dataclass_fields__})


class ProblemForm(forms.Form):
    """A problem raised at one stop of a visit."""

    union = forms.ModelChoiceField(label="提出单位", queryset=None)
    text = long_field("问题", 4, max_length=500)

    def __init__(self, *args: Any, visit: Visit, **settings: Any) -> None:
        super().__init__(*args, **settings)
        unions = type(visit.owner).objects.filter(pk__in=visit.stops.values("union"))
        self.fields["union"].queryset = unions
        if len(unions) == 1:
            self.fields["union"].initial = unions[0]


class ReportForm(forms.Form):
    """The research report of a year."""

    year = forms.IntegerField(
        label="年度", min_value=2000, max_value=2100, initial=lambda: dates.today().year
    )
    title = forms.CharField(label="题目", max_length=128)
    upload = UploadField(purpose=REPORT, label="报告", required=False)
