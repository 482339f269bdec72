"""Forms of meetings, topics, tasks and addenda."""

from typing import Any

from django import forms

from gonghui.kernel.ui.api import UnionField, day_field, long_field
from gonghui.rooms.stewardship.enums import StudyForm
from gonghui.rooms.stewardship.models import AgendaRecord
from gonghui.rooms.stewardship.queries.agenda import open_meetings


class MeetingForm(forms.Form):
    """A meeting of the Party group."""

    union = UnionField(label="工会", max_length=128, help_text="工会全称")
    meeting_no = forms.CharField(label="会议次数", max_length=32, help_text="如 第12次党组会")
    held_on = day_field("日期")
    place = forms.CharField(label="地点", max_length=128, required=False)
    chair = forms.CharField(label="主持人", max_length=64)
    secretary = forms.CharField(label="记录人", max_length=64, required=False)
    should_attend = forms.IntegerField(label="应到", min_value=1, max_value=999)
    present = forms.IntegerField(label="实到", min_value=1, max_value=999)
    absences = forms.CharField(label="缺席及原因", max_length=255, required=False)
    file_no = forms.CharField(label="档案号", max_length=64, required=False)


class TopicForm(forms.Form):
    """What is studied."""

    theme = forms.CharField(label="学习主题", max_length=128)
    source_title = forms.CharField(
        label="学习文件", max_length=255, help_text="讲话、批示、文件全称"
    )
    source_on = day_field(
        "文件日期",
        initial=None,
        help_text="文件公开发布或印发的日期",
        error_messages={"required": "请填学习文件的日期，用来计算学习时滞。"},
    )
    place_no = forms.IntegerField(label="议题次序", min_value=1, max_value=99, initial=1)
    form = forms.ChoiceField(label="学习形式", choices=StudyForm.choices)
    lead_reader = forms.CharField(label="领学人", max_length=64, required=False)
    speakers = forms.CharField(label="发言人", max_length=255, required=False)
    summary = long_field("会议要求", 6, required=False)

    @classmethod
    def initial_of(cls, topic: AgendaRecord) -> dict[str, Any]:
        """What the form shows of a topic."""
        return {name: getattr(topic, name) for name in TopicForm.base_fields}


class NewTopicForm(TopicForm):
    """A topic for the pool."""

    union = UnionField(label="工会", max_length=128, help_text="工会全称")
    field_order = ("union",)


class ScheduleForm(forms.Form):
    """Which meeting."""

    meeting = forms.ModelChoiceField(
        label="会议", queryset=None, help_text="先登记会议；不早于文件日期"
    )

    def __init__(self, *args: Any, topic: AgendaRecord, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["meeting"].queryset = open_meetings(topic)


class TaskForm(forms.Form):
    """What somebody is asked to do."""

    text = forms.CharField(label="落实事项", max_length=255)
    owner_name = forms.CharField(label="责任人", max_length=64, help_text="部门或姓名")
    due_on = day_field("期限", initial=None)


class FinishForm(forms.Form):
    """How it was done."""

    done_on = day_field("完成日期")
    done_note = forms.CharField(label="落实情况", max_length=255, required=False)


class AddendumForm(forms.Form):
    """A correction of signed minutes."""

    text = long_field("补充说明", 5, help_text="签发的纪要保持原样，更正写在这里")
