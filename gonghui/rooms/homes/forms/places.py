"""Forms of places, inspections, problems and pairings."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import Award
from gonghui.kernel.ui.api import LinesField, UnionField, day_field, long_field
from gonghui.rooms.homes.enums import Moment, PlaceKind
from gonghui.rooms.homes.forms.fields import YuanField
from gonghui.rooms.homes.models import Place

ITEMS = ("场地整洁", "设施完好", "开放时间公示", "制度上墙", "台账记录", "消防安全")


class PlaceForm(forms.Form):
    """What is known of a place."""

    kind = forms.ChoiceField(label="类别", choices=PlaceKind.choices)
    name = forms.CharField(label="名称", max_length=128)
    address = forms.CharField(label="地址", max_length=255, required=False)
    region_code = forms.RegexField(
        r"^\d{6}$",
        label="行政区划代码",
        required=False,
        help_text="六位数字；留空按工会所在地",
        error_messages={"invalid": "请填六位数字。"},
    )
    area_m2 = forms.DecimalField(
        label="面积（平方米）", max_digits=8, decimal_places=1, min_value=0, required=False
    )
    equipment = LinesField(between="、", label="设施设备", required=False, help_text="一行一项")
    opening_hours = forms.CharField(
        label="开放时间", max_length=128, required=False, help_text="如 周一至周五 8:30—17:30"
    )
    contact = forms.CharField(label="联系人", max_length=64, required=False)
    phone = forms.CharField(
        label="联系电话", max_length=32, required=False, help_text="对外公布，请填值班电话"
    )
    shown_publicly = forms.BooleanField(label="在门户公开", required=False, initial=True)

    @classmethod
    def initial_of(cls, place: Place) -> dict[str, Any]:
        """What the form shows of a place."""
        return {name: getattr(place, name) for name in cls.base_fields}


class NewPlaceForm(PlaceForm):
    """A place that is entered."""

    union = UnionField(label="所属工会", max_length=128, help_text="工会全称")
    opened_on = day_field(
        "开放日期", required=False, initial=None, help_text="还没有开放的留空，登记为“筹划”"
    )
    field_order = ("union", "kind", "name")


class OpeningForm(forms.Form):
    """The day on which it opens or closes."""

    on = day_field("日期")


class TitleForm(forms.Form):
    """Which title a place stands for."""

    award = forms.ModelChoiceField(label="称号", queryset=None)

    def __init__(self, *args: Any, choices: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["award"].queryset = choices
        self.fields["award"].label_from_instance = _award_label


def _award_label(award: Award) -> str:
    parts = (award.holder_name, award.title, award.grade, str(award.granted_on))
    return " ".join(filter(None, parts))


class PhotoForm(forms.Form):
    """A picture."""

    upload = forms.FileField(label="照片", help_text="JPEG、PNG，10 MB 以内")
    moment = forms.ChoiceField(label="时段", choices=Moment.choices, initial=Moment.USE)
    caption = forms.CharField(label="说明", max_length=128, required=False)
    may_publish = forms.BooleanField(
        label="可在门户公开",
        required=False,
        help_text="照片上有可辨认的人时，须已征得本人同意",
    )


class InspectionForm(forms.Form):
    """One inspection; every box that is not ticked is something to look after."""

    inspected_on = day_field("检查日期")
    inspectors = forms.CharField(label="检查人", max_length=128)
    items = forms.MultipleChoiceField(
        label="符合要求的项目",
        choices=[(each, each) for each in ITEMS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    defects = LinesField(between="、", label="需要整改的问题", required=False, help_text="一行一个")
    due_on = day_field("整改期限", required=False, initial=None, help_text="有问题时必填")
    note = long_field("检查情况", 3, required=False)
    photo = forms.FileField(label="照片", required=False)

    def clean(self) -> dict[str, Any]:
        """Findings have a deadline."""
        data = super().clean() or self.cleaned_data
        if data.get("defects") and not data.get("due_on"):
            self.add_error("due_on", _("有需要整改的问题，请填整改期限。"))
        return data


class MendForm(forms.Form):
    """How it was mended."""

    on = day_field("整改日期")
    note = forms.CharField(label="整改情况", max_length=255)


class ReportForm(forms.Form):
    """The yearly report."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    opened_days = forms.IntegerField(label="开放天数", min_value=0, max_value=366)
    visits = forms.IntegerField(label="到访人次", min_value=0)
    activities = forms.IntegerField(label="活动次数", min_value=0, initial=0)
    spent_fen = YuanField(label="支出（元）", initial=0)
    note = long_field("工作小结", 3, required=False)


class ProblemForm(forms.Form):
    """What a member saw."""

    text = long_field(
        "问题", 4, max_length=500, help_text="哪里、什么问题，如：二楼母婴室门锁打不开"
    )
    photo = forms.FileField(label="照片", required=False, help_text="可不传")


class AnswerForm(forms.Form):
    """What was done about it."""

    answer = long_field("处理结果", 4, max_length=500)


class PairingForm(forms.Form):
    """A pairing."""

    union = UnionField(label="帮扶工会", max_length=128, help_text="工会全称")
    helped_name = forms.CharField(label="共建对象", max_length=128, help_text="学校或行政村全称")
    agreement_no = forms.CharField(label="协议编号", max_length=64, required=False)
    starts_on = day_field("开始日期")


class VisitForm(forms.Form):
    """A visit."""

    visited_on = day_field("日期")
    topic = forms.CharField(label="内容", max_length=255)
    persons = forms.IntegerField(label="参加人数", min_value=0, initial=0)
    goods_fen = YuanField(label="物资折款（元）", initial=0)
    money_fen = YuanField(label="资金（元）", initial=0)


class EndForm(forms.Form):
    """How a pairing ended."""

    on = day_field("结束日期")
    result = long_field("共建成效", 4, required=False)
