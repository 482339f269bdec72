"""The form of a result from outside."""

from django import forms

from gonghui.kernel.ui.api import MemberField, UnionField, day_field
from gonghui.rooms.contests.rules.titles import RESULTS


class ResultForm(forms.Form):
    """Who won what, when, and the paper that proves it."""

    contest = forms.ChoiceField(label="竞赛", choices=[(each.key, each.name) for each in RESULTS])
    holder_name = forms.CharField(label="获奖者（成果）", max_length=128, help_text="当时的名称")
    person = MemberField(
        label="对应会员", max_length=64, required=False, help_text="获奖者是会员时填姓名"
    )
    holder_unit_name = forms.CharField(
        label="单位", max_length=128, required=False, help_text="当时的单位名称"
    )
    union = UnionField(label="所属工会", max_length=128, help_text="成绩计入哪个工会")
    grade = forms.CharField(label="等次", max_length=32, required=False, help_text="如“一等奖”")
    rank = forms.IntegerField(
        label="名次", min_value=1, required=False, help_text="第一名填 1，计入冠军"
    )
    granting_body = forms.CharField(
        label="授予单位", max_length=128, required=False, help_text="留空按竞赛主办单位"
    )
    document_no = forms.CharField(label="文号", max_length=64, required=False)
    granted_on = day_field("授予日期")
    evidence = forms.FileField(
        label="成绩证明", help_text="证书或文件的照片、扫描件、PDF，20 MB 以内"
    )
