"""A list of unions with every kind of column and filter."""

from django import forms

from gonghui.kernel.ui.api import (
    BulkAction,
    ChoiceFilter,
    Column,
    DateFilter,
    EmptyState,
    Table,
    TextFilter,
    UnionFilter,
    YesNoFilter,
)
from gonghui.kernel.unions.api import Union, UnionKind

TONES = {UnionKind.GRASSROOTS: "good", UnionKind.BRANCH: "info", UnionKind.INDUSTRIAL: "gold"}
done = []


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=20)


def remind(*, actor, rows, data):
    done.append((actor, [row.name for row in rows], data))
    return f"已提醒 {len(rows)} 家工会。"


class UnionTable(Table):
    key = "sample.unions"
    label = "工会名录"
    columns = (
        Column(
            "name",
            "工会名称",
            sort="name_pinyin",
            link=lambda row: f"/sample/unions/{row.pk}/",
        ),
        Column("kind", "类别", kind="state", tone=TONES, sort="kind"),
        Column("founded_on", "成立日期", kind="date", sort="founded_on"),
        Column("legal_person", "法人资格", kind="yes_no"),
        Column("members", "会员数（人）", value=lambda row: row.pk * 137, kind="number"),
        Column("dues", "本年经费（元）", value=lambda row: row.pk * 123_456, kind="money"),
        Column("phone", "联系电话", value=lambda row: "13800001234", kind="phone"),
        Column("code", "自编代码", phone=False, sort="code"),
        Column("region_code", "行政区划", shown=False),
    )
    filters = (
        UnionFilter("union", "所属工会", path_field="path"),
        ChoiceFilter("kind", "类别", choices=UnionKind.choices),
        ChoiceFilter(
            "standing",
            "状态",
            choices=(("present", "正常"), ("revoked", "已撤销")),
            default="present",
            apply_with=lambda rows, value: (
                rows.filter(revoked_on__year=9999)
                if value == "present"
                else rows.exclude(revoked_on__year=9999)
            ),
        ),
        DateFilter("founded", "成立日期", field="founded_on", more=True),
        TextFilter("code", "自编代码", more=True),
        YesNoFilter("legal", "法人资格", field="legal_person", more=True),
    )
    default_sort = ("name",)
    search_fields = ("name", "name_pinyin", "code")
    search_hint = "工会名称、拼音、代码"
    bulk = (
        BulkAction("remind", "提醒换届", run=remind, confirm="将向这些工会发送换届提醒。"),
        BulkAction("blame", "通报", run=remind, form=ReasonForm, danger=True, icon="megaphone"),
    )
    empty = EmptyState(
        "还没有工会",
        "建会审批通过后，工会会出现在这里。也可以从表格导入名录。",
        url_name="sample:parts",
        action="看看样例",
        icon="building-add",
    )
    page_size = 20

    def rows(self):
        return Union.objects.all()


class ThirdPermissionTable(UnionTable):
    key = "sample.guarded"
