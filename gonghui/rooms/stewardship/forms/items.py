"""Forms of batches, items, progress, due days and the text for the public."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.kernel.files.forms import UploadField
from gonghui.kernel.lib import dates
from gonghui.kernel.ui.api import UnionField, day_field, long_field
from gonghui.rooms.stewardship.actions.items import EVIDENCE
from gonghui.rooms.stewardship.enums import BatchSource, ItemKind, Party
from gonghui.rooms.stewardship.forms.fields import AccountField
from gonghui.rooms.stewardship.models import Leader, RectItem

FEN = 100


class BatchForm(forms.Form):
    """A batch."""

    union = UnionField(label="整改单位", max_length=128, help_text="工会全称")
    name = forms.CharField(label="批次", max_length=128, help_text="如 2025年省委巡视反馈")
    source = forms.ChoiceField(label="来源", choices=BatchSource.choices)
    received_on = day_field("反馈日期")
    document_no = forms.CharField(label="反馈文号", max_length=64, required=False)
    three_party = forms.BooleanField(
        label="三方验收", required=False, help_text="牵头部门、检查组、单位负责人都验收后才能核销"
    )


class PlanForm(forms.Form):
    """The plan of an item."""

    title = forms.CharField(label="事项", max_length=128, help_text="不写原文，列表和提醒中显示")
    category = forms.CharField(label="类别", max_length=64, required=False)
    kind = forms.ChoiceField(label="整改类型", choices=ItemKind.choices, initial=ItemKind.DATED)
    measures = long_field("整改措施", 5, required=False)
    target = forms.CharField(label="整改目标", max_length=255, required=False)
    leader = forms.ModelChoiceField(label="责任领导", queryset=None, required=False)
    owner_unit = forms.CharField(label="责任部门", max_length=64, required=False)
    owner = AccountField(label="责任人用户名", required=False, help_text="整改事项会进入他的待办")
    due_on = day_field(
        "整改期限", required=False, initial=None, help_text="长期坚持的留空；批准后只能由督办人调整"
    )
    accountability = forms.CharField(label="追责问责", max_length=255, required=False)
    recovered = forms.DecimalField(
        label="追回资金（元）", max_digits=14, decimal_places=2, min_value=0, required=False
    )

    def __init__(self, *args: Any, union: Any, item: RectItem | None = None, **more: Any) -> None:
        if item is not None:
            names = [name for name in self.base_fields if hasattr(item, name)]
            more["initial"] = {name: getattr(item, name) for name in names} | {
                "owner": item.owner.username if item.owner else "",
                "recovered": item.recovered_fen / FEN if item.recovered_fen else None,
            }
        super().__init__(*args, **more)
        present = Leader.objects.filter(dates.valid_on(dates.today()), union=union)
        self.fields["leader"].queryset = present

    def clean(self) -> dict[str, Any]:
        """Money in fen; a lasting item has no due day."""
        data = super().clean() or self.cleaned_data
        data["recovered_fen"] = int((data.pop("recovered", None) or 0) * FEN)
        if data.get("kind") == ItemKind.LONG_TERM and data.get("due_on"):
            self.add_error("due_on", _("长期坚持的事项不设期限，请留空。"))
        return data


class ItemForm(PlanForm):
    """An issue that is entered."""

    item_no = forms.IntegerField(label="序号", min_value=1, max_value=9999)
    wording = long_field("反馈原文", 5, help_text="照录；只有领导、督办人和责任人看得到")
    field_order = ("item_no", "title", "wording")


class ProgressForm(forms.Form):
    """What was done."""

    done_on = day_field("日期")
    text = long_field("进展", 5)
    upload = UploadField(purpose=EVIDENCE, label="佐证", required=False)


class RuleForm(forms.Form):
    """A rule that was made."""

    title = forms.CharField(label="制度名称", max_length=128)
    made_on = day_field("印发日期")
    revised = forms.BooleanField(label="修订原有制度", required=False)


class DueForm(forms.Form):
    """Another due day."""

    due = day_field("新期限", initial=None)
    reason = forms.CharField(label="调整原因", max_length=255)


class AcceptForm(forms.Form):
    """One of three signs."""

    party = forms.ChoiceField(label="验收方", choices=Party.choices)
    signer = forms.CharField(label="验收人", max_length=64)
    accepted_on = day_field("验收日期")


class ReopenForm(forms.Form):
    """A re-inspection failed."""

    reason = long_field("回头看发现的问题", 4, max_length=255)
    due = day_field("整改期限", initial=None)


class SummaryForm(forms.Form):
    """The text for the public."""

    text = long_field("公开稿", 12, help_text="不照录反馈原文，不点名；由起草人以外的人审核后公开")
