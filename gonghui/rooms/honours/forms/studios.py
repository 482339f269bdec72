"""Forms about studios and model workers."""

from decimal import Decimal
from typing import Any

from django import forms

from gonghui.kernel.ui.api import MemberField, UnionField, day_field, long_field
from gonghui.rooms.honours.enums import LogKind

FEN = 100


class StudioForm(forms.Form):
    """A studio as it is."""

    name = forms.CharField(label="名称", max_length=128)
    unit_name = forms.CharField(label="所在单位", max_length=128, required=False)
    leader_name = forms.CharField(label="领衔人", max_length=64)
    leader_honour = forms.CharField(
        label="领衔人荣誉", max_length=128, required=False, help_text="如“省劳动模范，2020 年”"
    )
    field = forms.CharField(label="专业领域", max_length=128, required=False)
    place = forms.CharField(label="场地", max_length=255, required=False)
    equipment = long_field("设备", 3, required=False)
    rules = long_field("制度", 3, required=False, help_text="管理、经费、考核制度的名称")
    founded_on = day_field("成立日期")


class FoundForm(StudioForm):
    """A new studio, with the union it belongs to."""

    union = UnionField(label="所属工会", max_length=128, help_text="工会全称")


class MemberForm(forms.Form):
    """Somebody joins."""

    name = forms.CharField(label="姓名", max_length=64)
    person = MemberField(
        label="对应会员", max_length=64, required=False, help_text="是会员的填姓名，重名加（工会）"
    )
    task = forms.CharField(label="分工", max_length=128, required=False)
    joined_on = day_field("加入日期")


class LogForm(forms.Form):
    """One line of the log."""

    kind = forms.ChoiceField(label="类别", choices=LogKind.choices)
    happened_on = day_field("日期")
    title = forms.CharField(label="内容", max_length=255)
    yuan = forms.DecimalField(
        label="金额（元）", min_value=0, decimal_places=2, max_digits=12, required=False
    )
    people = forms.IntegerField(label="人次", min_value=1, required=False)

    def facts(self) -> dict[str, Any]:
        """What the action takes; money in fen."""
        data = dict(self.cleaned_data)
        yuan: Decimal | None = data.pop("yuan")
        return {**data, "amount": None if yuan is None else int(yuan * FEN)}


class LeaderForm(forms.Form):
    """A new leader."""

    leader_name = forms.CharField(label="新领衔人", max_length=64)
    leader_honour = forms.CharField(label="荣誉", max_length=128)
    person = MemberField(label="对应会员", max_length=64, required=False)


class NamingForm(forms.Form):
    """命名."""

    granted_on = day_field("命名日期")
    document_no = forms.CharField(label="文号", max_length=64, required=False)


class ClosingForm(forms.Form):
    """停办."""

    on = day_field("停办日期")
    reason = forms.CharField(label="原因", max_length=255)


class WorkerForm(forms.Form):
    """How a model worker is today."""

    name = forms.CharField(label="姓名", max_length=64)
    union = UnionField(label="现属工会", max_length=128)
    person = MemberField(label="对应会员", max_length=64, required=False)
    unit_name = forms.CharField(label="现在单位", max_length=128, required=False)
    living = forms.BooleanField(label="健在", required=False, initial=True)
    retired = forms.BooleanField(label="已退休", required=False)
    status_on = day_field("核实日期")
    note = long_field("备注", 3, required=False)
