"""Pages of the made-up room."""

from datetime import timedelta

from django import forms
from django.shortcuts import render

from gonghui.kernel.lib import dates
from gonghui.kernel.ui.api import ListView, PageAction, page_context
from tests.sample_room.tables import UnionTable


class UnionList(ListView):
    table = UnionTable
    lead = "全省教育科技系统的工会，可筛选、导出、批量提醒换届。"

    def page_actions(self):
        return (
            PageAction("登记工会", "/sample/form/", icon="plus-lg", primary=True),
            PageAction("导入名录", "/sample/parts/", icon="upload"),
        )


class SampleForm(forms.Form):
    name = forms.CharField(label="工会名称", max_length=64, help_text="与公章一致，不加标点。")
    kind = forms.ChoiceField(label="类别", choices=(("a", "基层工会"), ("b", "分工会")))
    founded_on = forms.DateField(
        label="成立日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="以批复日期为准。",
    )
    size = forms.ChoiceField(
        label="职工规模",
        choices=(("s", "25 人以下"), ("m", "25–199 人"), ("l", "200 人以上")),
        widget=forms.RadioSelect,
    )
    tasks = forms.MultipleChoiceField(
        label="已设机构",
        required=False,
        choices=(("w", "女职工委员会"), ("j", "经费审查委员会")),
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    letter = forms.FileField(
        label="批复文件", required=False, help_text="PDF 或图片，不超过 10 MB。"
    )
    agreed = forms.BooleanField(label="我确认以上内容与原件一致")


def form(request):
    bound = SampleForm(request.POST, request.FILES) if request.method == "POST" else SampleForm()
    bound.is_valid()
    context = page_context(
        "登记工会",
        crumbs=(("工会名录", "/sample/unions/"),),
        form=bound,
        draft="sample.union",
        steps=("单位情况", "工会情况", "机构与负责人", "核对提交"),
        step=2,
    )
    return render(request, "sample_form.html", context)


def parts(request):
    today = dates.today()
    context = page_context(
        "示范师范大学工会",
        crumbs=(("工会名录", "/sample/unions/"),),
        lead="基层工会 · 法人 · 2003年5月成立",
        actions=(PageAction("修改", "#", icon="pencil"), PageAction("办理换届", "#", primary=True)),
        tabs=(("概况", "#a", True), ("会员", "#b", False), ("换届", "#c", False)),
        facts=(("开户行", "示范银行"), ("本年预算", "1,280,000.00 元"), ("审计", "")),
        soon=today + timedelta(days=2),
        later=today + timedelta(days=20),
        past=today - timedelta(days=3),
        parts=(("教学人员", 1420), ("管理人员", 380), ("教辅人员", 260), ("工勤人员", 96)),
        events=(
            {"title": "上级复核", "who": "省教育科技工会组织部", "now": True},
            {
                "title": "基层提交",
                "who": "王芳（示范师范大学工会）",
                "when": today,
                "note": "候选人名单已公示五个工作日，无异议。",
                "tone": "good",
            },
            {
                "title": "退回补充",
                "who": "李强",
                "when": today,
                "note": "缺会议记录。",
                "tone": "bad",
            },
        ),
    )
    return render(request, "sample_parts.html", context)
