"""Forms of the registers of units and unions."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.uscc import validate_uscc
from gonghui.kernel.ui.api import UnionField, count_field, day_field, long_field
from gonghui.kernel.unions.api import (
    Area,
    Ownership,
    UnionKind,
    Unit,
    UnitKind,
    UnitStatus,
    UnitSubkind,
    region_on,
)

ENTERED_KINDS = [
    (kind.value, kind.label)
    for kind in (UnionKind.GRASSROOTS, UnionKind.JOINT, UnionKind.INDUSTRIAL)
]
UNIT_FIELDS = (
    "kind",
    "subkind",
    "ownership",
    "for_profit",
    "area",
    "region_code",
    "opened_on",
    "uscc",
    "institution_code",
    "short_name",
    "code",
    "address",
    "head_name",
    "staff_total",
    "staff_female",
    "staff_teaching",
    "staff_as_of",
)
UNION_FIELDS = (
    "short_name",
    "code",
    "uscc",
    "legal_person",
    "certificate_no",
    "certificate_valid_to",
    "approval_no",
    "approved_on",
    "region_code",
)


def clean_code(code: str) -> str:
    """A unified social credit code, normalised.

    Raises:
        ValidationError: it cannot be one.
    """
    if not code:
        return ""
    answer = validate_uscc(code)
    if answer.errors:
        raise forms.ValidationError([str(each) for each in answer.errors])
    return answer.normalised


def clean_region(code: str) -> str:
    """A region code that means something today.

    Raises:
        ValidationError: it does not.
    """
    if code and region_on(code) is None:
        raise forms.ValidationError(_("行政区划代码“%(code)s”现在无效，请核对。") % {"code": code})
    return code


class UnitForm(forms.Form):
    """Facts of a unit; the name of one that exists changes by renaming."""

    name = forms.CharField(label="单位名称", max_length=128)
    kind = forms.ChoiceField(label="单位类别", choices=UnitKind.choices)
    subkind = forms.ChoiceField(label="细类", choices=UnitSubkind.choices, required=False)
    ownership = forms.ChoiceField(label="举办性质", choices=Ownership.choices)
    for_profit = forms.BooleanField(label="营利性", required=False)
    area = forms.ChoiceField(label="城乡属性", choices=Area.choices)
    region_code = forms.CharField(label="行政区划代码", max_length=6, help_text="6 位，如 320102")
    opened_on = day_field("开办日期", required=False, initial=None)
    uscc = forms.CharField(
        label="统一社会信用代码",
        required=False,
        max_length=18,
        help_text="单位自己的代码，不是工会的（81 开头）",
    )
    institution_code = forms.CharField(label="院校代码", required=False, max_length=10)
    short_name = forms.CharField(label="简称", required=False, max_length=64)
    code = forms.CharField(label="自编代码", required=False, max_length=32)
    address = forms.CharField(label="地址", required=False, max_length=255)
    head_name = forms.CharField(label="负责人", required=False, max_length=64)
    staff_total = count_field("教职工数", required=False)
    staff_female = count_field("女教职工数", required=False)
    staff_teaching = count_field("专任教师数", required=False)
    staff_as_of = day_field("人数截至", required=False, initial=None)

    def __init__(self, *args: Any, unit: Any = None, **kwargs: Any) -> None:
        if unit is not None:
            kwargs["initial"] = {name: getattr(unit, name) for name in UNIT_FIELDS}
        super().__init__(*args, **kwargs)
        if unit is not None:
            del self.fields["name"]

    def clean_uscc(self) -> str:
        """Checked by its digits; whose it is, the action asks."""
        return clean_code(self.cleaned_data["uscc"])

    def clean_region_code(self) -> str:
        """Known today."""
        return clean_region(self.cleaned_data["region_code"])


class UnionForm(forms.Form):
    """Facts of a union."""

    short_name = forms.CharField(label="简称", required=False, max_length=64)
    code = forms.CharField(label="自编代码", required=False, max_length=32)
    uscc = forms.CharField(
        label="工会统一社会信用代码",
        required=False,
        max_length=18,
        help_text="81 开头，不是单位的代码",
    )
    legal_person = forms.BooleanField(label="法人资格", required=False)
    certificate_no = forms.CharField(label="法人证书编号", required=False, max_length=32)
    certificate_valid_to = day_field("证书有效期至", required=False, initial=None)
    approval_no = forms.CharField(label="批复文号", required=False, max_length=64)
    approved_on = day_field("批复日期", required=False, initial=None)
    region_code = forms.CharField(label="行政区划代码", required=False, max_length=6)

    def __init__(self, *args: Any, union: Any = None, **kwargs: Any) -> None:
        if union is not None:
            kwargs["initial"] = {name: getattr(union, name) for name in UNION_FIELDS}
        super().__init__(*args, **kwargs)

    def clean_uscc(self) -> str:
        """Checked by its digits; whose it is, the action asks."""
        return clean_code(self.cleaned_data["uscc"])

    def clean_region_code(self) -> str:
        """Known today."""
        return clean_region(self.cleaned_data["region_code"])


class UnionEntryForm(UnionForm):
    """A union that exists already, approved elsewhere or long ago; new ones go by a founding case."""

    name = forms.CharField(label="工会名称", max_length=128)
    kind = forms.ChoiceField(label="工会类别", choices=ENTERED_KINDS)
    founded_on = day_field("成立日期", initial=None)
    upper = UnionField(
        anywhere=True, label="上级工会", required=False, help_text="组织隶属；填全称"
    )
    guide = UnionField(
        anywhere=True,
        label="业务指导工会",
        required=False,
        help_text="只受业务指导、不隶属的填这里；填全称",
    )
    units = long_field("覆盖单位", 2, required=False, help_text="填已登记的单位全称，一行一个")
    field_order = ("name", "kind", "founded_on", "upper", "guide", "units")

    def clean_units(self) -> list[Unit]:
        """The units of these names.

        Raises:
            ValidationError: none, or several, are called so.
        """
        names = [line.strip() for line in self.cleaned_data["units"].splitlines() if line.strip()]
        found = [(name, list(Unit.objects.filter(name=name)[:2])) for name in names]
        wrong = [name for name, rows in found if len(rows) != 1]
        if wrong:
            message = _("没有找到唯一的单位：%(names)s。请先登记单位，或填全称。")
            raise forms.ValidationError(message % {"names": "、".join(wrong)})
        return [rows[0] for _name, rows in found]

    def clean(self) -> dict[str, Any]:
        """Somebody stands above; who covers units names them."""
        values = super().clean() or {}
        if not values.get("upper") and not values.get("guide"):
            self.add_error("upper", _("上级工会和业务指导工会至少填一个。"))
        covering = values.get("kind") in (UnionKind.GRASSROOTS, UnionKind.JOINT)
        if covering and not values.get("units") and "units" not in self.errors:
            self.add_error("units", _("基层工会、联合工会须填写覆盖单位。"))
        return values


class RenameForm(forms.Form):
    """A new name from a day on; the old one stays findable."""

    name = forms.CharField(label="新名称", max_length=128)
    on = day_field("启用日期")


class StandingForm(forms.Form):
    """Whether a unit runs, from a day on."""

    status = forms.ChoiceField(
        label="状态",
        choices=[each for each in UnitStatus.choices if each[0] != UnitStatus.MERGED],
    )
    on = day_field("自何日起")
    reason = forms.CharField(label="原因", max_length=255, required=False)


class ExemptForm(forms.Form):
    """不适用: outside the base of the rate, with reason; who approves is who presses."""

    reason = forms.CharField(label="原因", max_length=255, help_text="如：无教职工、筹建未开办")
    on = day_field("自何日起")


class PublishForm(forms.Form):
    """A rate to publish, with a snapshot of both ends."""

    title = forms.CharField(label="名称", max_length=64)
    start = day_field("期初", initial=lambda: dates.months_after(dates.today(), -60))
    end = day_field("期末")
