"""Forms of a founding: survey, facts, visits, applicants, count sheets."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.kernel.people.api import Person
from gonghui.kernel.ui.api import count_field, day_field, long_field
from gonghui.kernel.unions.api import OfficeKind
from gonghui.rooms.organising.actions.elections import Standing
from gonghui.rooms.organising.enums import ElectionSeat, FoundingForm, ReasonWithout, VisitKind

NUMBERS = ("seats", "should_attend", "present", "issued", "recovered", "valid")
OFFICES = {
    label: key
    for key, label in OfficeKind.choices
    if key not in (OfficeKind.BRANCH_CHAIR, OfficeKind.GROUP_LEADER)
}
WRITE_IN = "另选"
LEAST_PARTS, MOST_PARTS = 2, 4


class FoundingFactsForm(forms.Form):
    """What is known about a founding."""

    union_name = forms.CharField(label="拟建工会名称", max_length=128)
    form = forms.ChoiceField(label="建会形式", choices=FoundingForm.choices)
    reason_without = forms.ChoiceField(
        label="未建会原因", choices=ReasonWithout.choices, required=False
    )
    survey_note = forms.CharField(label="摸排情况", max_length=255, required=False)
    contact = forms.CharField(label="联系人", max_length=64, required=False)
    group_members = long_field("筹备组名单", required=False, help_text="一行一人")

    def __init__(self, *args: Any, founding: Any = None, **kwargs: Any) -> None:
        if founding is not None:
            kwargs["initial"] = {name: getattr(founding, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class VisitForm(forms.Form):
    """One contact with the unit."""

    kind = forms.ChoiceField(label="方式", choices=VisitKind.choices)
    visited_on = day_field("日期")
    who = forms.CharField(label="参加人员", max_length=128, required=False)
    note = long_field("情况")


class ApplicantsForm(forms.Form):
    """People who applied, one a line: name, identity number, perhaps a phone."""

    lines = long_field(
        "入会申请人",
        rows=10,
        help_text="一行一人：姓名、身份证号，可再加手机号，用空格或逗号隔开；可从表格中整列粘贴",
    )
    applied_on = day_field("申请日期")

    def clean_lines(self) -> list[dict[str, str]]:
        """Name, number and phone of every line."""
        found, wrong = [], []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            parts = line.replace("，", " ").replace(",", " ").split()
            if not parts:
                continue
            if len(parts) not in (2, 3):
                wrong.append(_("第%(n)d行应为“姓名 身份证号 手机号”。") % {"n": number})
                continue
            phone = parts[2] if len(parts) == 3 else ""
            found.append({"name": parts[0], "doc_no": parts[1], "phone": phone})
        if wrong:
            raise forms.ValidationError(wrong)
        return found


class UnitNameForm(forms.Form):
    """Another unit of a joint union, by its name or code."""

    unit = forms.CharField(label="单位名称或代码", max_length=128)


class ElectionForm(forms.Form):
    """A count sheet. Names are those of applicants or members; who is elected is computed."""

    body = forms.ChoiceField(label="选举机构", choices=ElectionSeat.choices)
    held_on = day_field("选举日期")
    seats = count_field("应选名额")
    should_attend = count_field("应到会人数", help_text="全体会员或全体代表人数，过半数以此计算")
    present = count_field("实到会人数")
    issued = count_field("发出选票")
    recovered = count_field("收回选票")
    valid = count_field("有效票")
    runoff = forms.BooleanField(
        label="得票相同者的再次投票", required=False, help_text="只填再次投票的候选人"
    )
    lines = long_field(
        "候选人得票",
        rows=8,
        help_text="一行一人：姓名 得票 职务，如“王芳 23 主席”；职务可不填（委员）；另选他人在行末写“另选”",
    )

    def __init__(self, *args: Any, people: dict[str, list[Person]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_lines(self) -> list[Standing]:
        """The names on the sheet, each found among those who may stand."""
        standings, wrong = [], []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if not line.strip():
                continue
            try:
                standings.append(self._standing(line.replace("，", " ").replace(",", " ").split()))
            except forms.ValidationError as error:
                wrong += [f"第{number}行：{each}" for each in error.messages]
        names = [each.person.pk for each in standings]
        if len(set(names)) < len(names):
            wrong.append(_("同一人出现了两次。"))
        if wrong:
            raise forms.ValidationError(wrong)
        return standings

    @property
    def numbers(self) -> dict[str, int]:
        """The three denominators and the rest of the sheet's head."""
        return {name: self.cleaned_data[name] for name in NUMBERS}

    def _standing(self, parts: list[str]) -> Standing:
        if not LEAST_PARTS <= len(parts) <= MOST_PARTS or not parts[1].isdecimal():
            raise forms.ValidationError(_("应为“姓名 得票 职务”。"))
        found = self.people.get(parts[0], [])
        if len(found) != 1:
            reason = _("有重名") if found else _("不在会员名单中")
            raise forms.ValidationError(f"“{parts[0]}”{reason}")
        words = parts[2:]
        office = next((each for each in words if each != WRITE_IN), OfficeKind.MEMBER.label)
        if office not in OFFICES:
            raise forms.ValidationError(_("职务“%(office)s”不对。") % {"office": office})
        return Standing(found[0], int(parts[1]), OFFICES[office], WRITE_IN in words)
