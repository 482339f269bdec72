"""Forms from the slate to the decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.decisions import Ruling
from gonghui.engines.campaigns.actions.notices import Posting
from gonghui.engines.campaigns.actions.objections import ANSWERED, Complaint
from gonghui.engines.campaigns.actions.slates import Meeting
from gonghui.engines.campaigns.enums import NoticeScope, ObjectionForm
from gonghui.kernel.ui.api import day_field, long_field


class ReasonForm(forms.Form):
    """Why the list is changed."""

    reason = forms.CharField(label="理由", max_length=255, help_text="照会议记录写")


class MeetingForm(forms.Form):
    """研究决定."""

    meeting = forms.CharField(label="会议", max_length=128, initial="主席办公会")
    held_on = day_field("日期")
    attendees = long_field("出席人员", 3)
    in_favour = forms.IntegerField(label="同意", min_value=0)
    against = forms.IntegerField(label="不同意", min_value=0, initial=0)
    abstained = forms.IntegerField(label="弃权", min_value=0, initial=0)

    def meeting_data(self) -> Meeting:
        """What the action takes."""
        return Meeting(**self.cleaned_data)


class PostingForm(forms.Form):
    """公示."""

    title = forms.CharField(label="标题", max_length=128)
    starts_on = day_field("开始日期")
    days = forms.IntegerField(label="工作日数", min_value=1, max_value=60)
    count_start_day = forms.BooleanField(
        label="起始日计入", required=False, help_text="公示通常计入起始日；法定期限不计入"
    )
    scope = forms.ChoiceField(label="公示范围", choices=NoticeScope.choices)
    text = long_field("正文", 4, required=False)
    channels = forms.CharField(
        label="公示渠道", max_length=255, required=False, help_text="如门户网站、单位公告栏"
    )
    contacts = long_field("联系方式", 3, help_text="工会和纪检各一行：单位、电话、邮箱、地址")

    def posting(self) -> Posting:
        """What the action takes."""
        lines = [line.strip() for line in self.cleaned_data["contacts"].splitlines()]
        return Posting(**self.cleaned_data | {"contacts": [line for line in lines if line]})


class StatementForm(forms.Form):
    """公示期满."""

    statement = long_field("公示情况", 3, required=False, help_text="留空则按异议记录自动写明")


class ComplaintForm(forms.Form):
    """An objection, by the public or as a cadre took it in."""

    line = forms.ModelChoiceField(label="反映对象", queryset=None, empty_label="请选择")
    form = forms.ChoiceField(
        label="反映方式", choices=ObjectionForm.choices, widget=forms.RadioSelect, initial="named"
    )
    objector = forms.CharField(
        label="姓名（单位）",
        max_length=64,
        required=False,
        help_text="实名或单位反映时填写；加密保存，只有办理人能看",
    )
    contact = forms.CharField(
        label="联系方式", max_length=64, required=False, help_text="用来书面答复"
    )
    facts = long_field(
        "反映情况", 6, max_length=2000, help_text="时间、事实、线索，越具体越便于核查"
    )

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = lines
        self.fields["line"].label_from_instance = lambda line: f"{line.name}（{line.unit_name}）"

    def clean(self) -> dict[str, Any]:
        """Who wants an answer has to be reachable."""
        data = super().clean() or self.cleaned_data
        if data.get("form") in ANSWERED:
            for name in ("objector", "contact"):
                if not data.get(name):
                    self.add_error(name, _("实名或单位反映，请填写以便答复。"))
        return data

    def complaint(self) -> Complaint:
        """What the action takes."""
        names = ("form", "objector", "contact", "facts")
        return Complaint(**{name: self.cleaned_data[name] for name in names})


class FindingForm(forms.Form):
    """核查结论."""

    upheld = forms.ChoiceField(
        label="结论",
        choices=(("0", "不成立"), ("1", "成立，取消资格并依次递补")),
        widget=forms.RadioSelect,
    )
    finding = long_field("核查情况", 5)
    answered_on = day_field(
        "书面答复日期", required=False, initial=None, help_text="实名或单位反映的必填"
    )


class RulingForm(forms.Form):
    """表彰决定."""

    title = forms.CharField(label="标题", max_length=128)
    agency_code = forms.CharField(
        label="机关代字", max_length=32, required=False, help_text="如“示教科工”，文号由系统顺编"
    )
    document_no = forms.CharField(
        label="已编文号", max_length=64, required=False, help_text="在别处编好文号的填这里"
    )
    decided_on = day_field("决定日期")
    signatory = forms.CharField(label="签发人", max_length=64)

    def ruling(self) -> Ruling:
        """What the action takes."""
        return Ruling(**self.cleaned_data)
