"""Forms about a labour contest and what is written down while it runs."""

from typing import Any

from django import forms

from gonghui.kernel.ui.api import MemberField, UnionField, UnionsField, day_field, long_field
from gonghui.rooms.contests.enums import (
    DimensionKind,
    IncidentKind,
    ListingKind,
    MeritGrade,
    MeritHolder,
)
from gonghui.rooms.contests.models import LaborContest


class AboutContest(forms.Form):
    """What is written down about a contest that exists."""

    def __init__(self, *args: Any, contest: LaborContest, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.contest = contest


class ContestForm(forms.Form):
    """What is known of a contest."""

    name = forms.CharField(label="竞赛名称", max_length=128)
    project = forms.CharField(
        label="所在工程（项目）", max_length=128, help_text="涉密项目填代称，不写技术内容"
    )
    sponsor = forms.CharField(label="主办单位", max_length=128)
    sector = forms.CharField(
        label="领域", max_length=64, help_text="如“国防装备”；首次立项按领域判断"
    )
    redacted = forms.BooleanField(
        label="涉密项目（脱敏登记）",
        required=False,
        help_text="不填地点，不传图片；公开前须登记保密审查",
    )
    place = forms.CharField(label="地点", max_length=128, required=False)
    begins_on = day_field("计划开始")
    ends_on = day_field("计划结束", initial=None)
    workers = forms.IntegerField(label="项目职工人数", min_value=0, initial=0)
    enrolled = forms.IntegerField(
        label="参赛职工人数", min_value=0, initial=0, help_text="每人只计一次"
    )

    def __init__(self, *args: Any, contest: LaborContest | None = None, **settings: Any) -> None:
        if contest is not None:
            settings["initial"] = {name: getattr(contest, name) for name in self.base_fields}
        super().__init__(*args, **settings)


class MilestoneForm(AboutContest):
    """A node of the plan."""

    name = forms.CharField(label="节点", max_length=64)
    planned_on = day_field("计划日期")
    weight = forms.DecimalField(
        label="权重", max_digits=5, decimal_places=2, min_value=0, initial=1
    )


class ReachForm(AboutContest):
    """A node is reached."""

    milestone = forms.ModelChoiceField(label="节点", queryset=None)
    actual_on = day_field("完成日期")
    evidence = forms.FileField(
        label="佐证材料", required=False, help_text="验收单、照片或 PDF，20 MB 以内"
    )

    def __init__(self, *args: Any, contest: LaborContest, **settings: Any) -> None:
        super().__init__(*args, contest=contest, **settings)
        self.fields["milestone"].queryset = contest.milestones.all()
        if contest.redacted:
            del self.fields["evidence"]


class DimensionForm(AboutContest):
    """比 or 保."""

    name = forms.CharField(label="项目", max_length=64, help_text="如“比质量”“保安全”")
    kind = forms.ChoiceField(label="类别", choices=DimensionKind.choices)
    weight = forms.DecimalField(
        label="权重（%）", max_digits=5, decimal_places=2, help_text="各项合计 100"
    )
    pass_mark = forms.DecimalField(
        label="保底线",
        max_digits=5,
        decimal_places=2,
        initial=60,
        help_text="只用于“保”：平均得分低于保底线的不能表彰",
    )


class ScoreForm(AboutContest):
    """Points of a period."""

    dimension = forms.ModelChoiceField(label="比保项目", queryset=None)
    period_from = day_field("自", initial=None)
    period_to = day_field("至")
    points = forms.DecimalField(
        label="得分", max_digits=5, decimal_places=2, min_value=0, max_value=100
    )
    note = forms.CharField(label="依据", max_length=255, required=False)

    def __init__(self, *args: Any, contest: LaborContest, **settings: Any) -> None:
        super().__init__(*args, contest=contest, **settings)
        self.fields["dimension"].queryset = contest.dimensions.all()


class IncidentForm(AboutContest):
    """A veto."""

    kind = forms.ChoiceField(label="类别", choices=IncidentKind.choices)
    happened_on = day_field("日期")
    facts = long_field("情况")


class MeritForm(AboutContest):
    """岗位立功."""

    holder_kind = forms.ChoiceField(label="对象", choices=MeritHolder.choices)
    holder_name = forms.CharField(label="姓名（集体名称）", max_length=128)
    person = MemberField(
        label="对应会员", max_length=64, required=False, help_text="个人是会员时填姓名"
    )
    union = UnionField(label="所属工会", max_length=128)
    deed = long_field("事迹")
    grade = forms.ChoiceField(label="等级", choices=MeritGrade.choices)
    granted_on = day_field("授予日期")


class ListingForm(AboutContest):
    """A list on which the contest stands."""

    kind = forms.ChoiceField(label="立项", choices=ListingKind.choices)
    listed_on = day_field("立项日期")
    document_no = forms.CharField(label="文号", max_length=64, required=False)


class ParticipantsForm(AboutContest):
    """Who takes part."""

    unions = UnionsField(label="参赛工会", required=False, help_text="一行一个工会全称")

    def __init__(self, *args: Any, contest: LaborContest, **settings: Any) -> None:
        names = contest.participants.values_list("union__name", flat=True)
        settings["initial"] = {"unions": "\n".join(names)}
        super().__init__(*args, contest=contest, **settings)


class ReviewForm(AboutContest):
    """保密审查."""

    reviewed_on = day_field("审查日期")
    opinion = forms.CharField(label="审查意见", max_length=255, help_text="审查单位和结论")


class PublishForm(AboutContest):
    """Nothing to fill in."""
