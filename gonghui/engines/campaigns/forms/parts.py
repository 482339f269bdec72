"""Forms of the parts of a plan, a stage's drawn from what its kind declares."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import (
    FormFieldKind,
    RuleScope,
    Severity,
    StageKind,
    TargetKind,
)
from gonghui.engines.campaigns.forms.planning import local, moment_field
from gonghui.engines.campaigns.models import Campaign
from gonghui.engines.campaigns.queries.plans import own_rubrics
from gonghui.engines.campaigns.rules.facts import record_facts
from gonghui.engines.campaigns.rules.prefills import FACTS, KNOWN_FLAGS, PREFILLS
from gonghui.engines.campaigns.rules.ratios import share_doubt
from gonghui.engines.campaigns.rules.settings import Setting
from gonghui.engines.campaigns.rules.stages import STAGES, chosen

NONE = ("", "—")
MARK = "set_"


def facts() -> list[tuple[str, str]]:
    """What a condition may be answered by."""
    return [("", _("由经办人审查")), *((key, each.label) for key, each in record_facts)]


class PartForm(forms.Form):
    """A form whose cleaned values go to ``add_part`` or ``change_part`` as they are.

    ``row`` is the part being changed, None for a new one.
    """

    def __init__(self, *args: Any, campaign: Campaign, row: Any = None, **kwargs: Any) -> None:
        if row is not None and "initial" not in kwargs:
            kwargs["initial"] = self.initial_of(row)
        super().__init__(*args, **kwargs)
        self.campaign, self.row = campaign, row

    def initial_of(self, row: Any) -> dict[str, Any]:
        """First values from the row."""
        return {name: getattr(row, name) for name in self.base_fields}

    def values(self) -> dict[str, Any]:
        """What the action gets."""
        return dict(self.cleaned_data)


class StageForm(PartForm):
    """A stage: name, length, times, and the settings of its kind."""

    label = forms.CharField(label="名称", max_length=64)
    days = forms.IntegerField(
        label="历时", min_value=1, max_value=366, required=False, help_text="天，用于排出时间表"
    )
    opens_at = moment_field("开始时间")
    closes_at = moment_field("截止时间")

    def __init__(self, *args: Any, kind: str, row: Any = None, **kwargs: Any) -> None:
        self.kind = STAGES[kind]
        if row is None:
            kwargs.setdefault("initial", {"label": self.kind.label})
        super().__init__(*args, row=row, **kwargs)
        present = chosen(kind, row.settings if row else {})
        for setting in self.kind.settings:
            self.fields[MARK + setting.key] = field_of_setting(setting, present[setting.key])
            if setting.kind == "rubric":
                self.fields[MARK + setting.key].choices = self._rubrics()

    def _rubrics(self) -> list[tuple[str, str]]:
        return [
            ("", _("暂不指定")),
            *((row.key, str(row)) for row in own_rubrics(self.campaign.union_id)),
        ]

    def initial_of(self, row: Any) -> dict[str, Any]:
        """First values, moments as the local clock shows them."""
        return {
            "label": row.label,
            "days": row.days,
            "opens_at": local(row.opens_at),
            "closes_at": local(row.closes_at),
        }

    def clean(self) -> dict[str, Any]:
        """Every setting read by its own declaration, so that the composer and files agree."""
        cleaned = super().clean() or self.cleaned_data
        for setting in self.kind.settings:
            name = MARK + setting.key
            if name in cleaned:
                try:
                    cleaned[name] = setting.read(cleaned[name])
                except ValueError as problem:
                    self.add_error(name, str(problem))
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and opens_at >= closes_at:
            self.add_error("closes_at", _("截止时间须晚于开始时间。"))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The settings apart from what every stage has."""
        plain = {name: self.cleaned_data[name] for name in self.base_fields}
        settings = {each.key: self.cleaned_data[MARK + each.key] for each in self.kind.settings}
        return {**plain, "kind": self.kind.kind.value, "settings": settings}


def field_of_setting(setting: Setting, value: Any) -> forms.Field:
    """The form field of a setting."""
    common: dict[str, Any] = {
        "label": setting.label,
        "help_text": "，".join(filter(None, (_unit_of(setting), setting.help))),
        "required": False,
        "initial": value,
    }
    if setting.kind == "yes":
        return forms.BooleanField(**common)
    if setting.kind == "choice":
        return forms.ChoiceField(**{**common, "required": True}, choices=setting.choices)
    if setting.kind == "rubric":
        return forms.ChoiceField(**common)
    if setting.kind == "whole":
        return forms.IntegerField(**common, min_value=setting.minimum, max_value=setting.highest)
    if setting.kind in ("decimal", "percent"):
        return forms.DecimalField(**common, min_value=setting.minimum, max_value=setting.highest)
    if setting.kind == "lines":
        common["initial"] = "\n".join(value or ())
    rows = forms.Textarea(attrs={"rows": 3 if setting.kind == "lines" else 5})
    long = setting.kind in ("lines", "long")
    return forms.CharField(**common, widget=rows if long else forms.TextInput())


def _unit_of(setting: Setting) -> str:
    """What the number counts, as the first word of the help."""
    unit = "%" if setting.kind == "percent" else setting.unit
    return _("单位：%(unit)s") % {"unit": unit} if unit else ""


class CategoryForm(PartForm):
    """A group with places of its own."""

    name = forms.CharField(label="组别", max_length=64)
    places = forms.IntegerField(label="名额", min_value=1, max_value=100_000)
    target = forms.ChoiceField(
        label="推荐对象", choices=[("", "同评选活动"), *TargetKind.choices], required=False
    )
    separate_list = forms.BooleanField(
        label="单列", required=False, help_text="不计入比例要求，如竞赛直接授予的名额"
    )


class FieldForm(PartForm):
    """A question of the entry form."""

    section = forms.CharField(
        label="部分",
        max_length=64,
        required=False,
        help_text="同一部分的项目排在一起，如“基本情况”",
    )
    label = forms.CharField(label="名称", max_length=64)
    kind = forms.ChoiceField(label="类型", choices=FormFieldKind.choices)
    required = forms.BooleanField(label="必填", required=False, initial=True)
    limit = forms.IntegerField(
        label="上限", min_value=1, required=False, help_text="文字按字数，表格按行数，附件按个数"
    )
    choices = forms.CharField(
        label="选项或表格列",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一个，用于单选、多选和表格",
    )
    help = forms.CharField(label="填写说明", max_length=255, required=False)
    prefill = forms.ChoiceField(label="自动带出", required=False)
    identifying = forms.BooleanField(
        label="可识别身份", required=False, help_text="匿名评审时对评委隐藏"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = self.campaign.form_fields.filter(kind__in=FACTS).values_list("key", "label", "kind")
        following = [
            (f"{key}.{fact}", f"{label}：{what}")
            for key, label, kind in named
            for fact, what in FACTS[kind].items()
        ]
        self.fields["prefill"].choices = [NONE, *PREFILLS.items(), *following]

    def initial_of(self, row: Any) -> dict[str, Any]:
        """First values, choices one a line."""
        return {**super().initial_of(row), "choices": "\n".join(row.choices)}

    def clean_choices(self) -> list[str]:
        """One a line."""
        lines = (line.strip() for line in self.cleaned_data["choices"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self) -> dict[str, Any]:
        """Choices where the kind needs them."""
        cleaned = super().clean() or self.cleaned_data
        needy = (FormFieldKind.CHOICE, FormFieldKind.CHOICES, FormFieldKind.TABLE)
        if cleaned.get("kind") in needy and not cleaned.get("choices"):
            self.add_error("choices", _("请写明选项（表格写明列），一行一个。"))
        return cleaned


class CompositionForm(PartForm):
    """A share that the list must keep."""

    flag = forms.ChoiceField(label="哪些人", help_text="来自申报表的“是否”项目，或会员信息")
    category = forms.ModelChoiceField(
        queryset=None, label="组别", required=False, empty_label="全部组别"
    )
    minimum_percent = forms.DecimalField(
        label="下限", min_value=0, max_value=100, decimal_places=2, required=False, help_text="%"
    )
    maximum_percent = forms.DecimalField(
        label="上限", min_value=0, max_value=100, decimal_places=2, required=False, help_text="%"
    )
    scope = forms.ChoiceField(label="范围", choices=RuleScope.choices, initial=RuleScope.OVERALL)
    threshold = forms.IntegerField(
        label="不少于几名才适用",
        min_value=1,
        max_value=100,
        initial=3,
        help_text="一两名时比例无法满足，仅对“各单位”有效",
    )
    severity = forms.ChoiceField(label="力度", choices=Severity.choices, initial=Severity.BLOCK)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.campaign.form_fields.filter(kind=FormFieldKind.YES).values_list("key", "label")
        self.flags = {**dict(own), **KNOWN_FLAGS}
        self.fields["flag"].choices = list(self.flags.items())
        self.fields["category"].queryset = self.campaign.categories.all()

    def clean(self) -> dict[str, Any]:
        """At least one bound, the lower not above the upper."""
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("minimum_percent"), cleaned.get("maximum_percent")
        if low is None and high is None and not self.errors:
            self.add_error("minimum_percent", _("请填下限或上限。"))
        elif low is not None and high is not None and low > high:
            self.add_error("maximum_percent", _("上限不能低于下限。"))
        for name in ("minimum_percent", "maximum_percent"):
            if doubt := share_doubt(cleaned.get(name)):
                self.add_error(name, doubt)
        return cleaned

    def values(self) -> dict[str, Any]:
        """With the label of the flag, which sentences and slates use."""
        return {**self.cleaned_data, "label": self.flags[self.cleaned_data["flag"]]}


class EligibilityForm(PartForm):
    """A condition that is checked for every entry."""

    label = forms.CharField(label="条件", max_length=128)
    department = forms.CharField(
        label="征求意见部门", max_length=64, required=False, help_text="不征求意见则不填"
    )
    evidence = forms.CharField(label="证明材料", max_length=128, required=False)
    window_years = forms.IntegerField(
        label="追溯年限", min_value=1, max_value=50, required=False, help_text="年，不追溯则不填"
    )
    severity = forms.ChoiceField(label="力度", choices=Severity.choices, initial=Severity.BLOCK)
    fact = forms.ChoiceField(
        label="由台账核查",
        required=False,
        choices=facts,
        help_text="选择后可由系统按台账填写审查结果",
    )


FORMS: dict[str, type[PartForm]] = {
    "stages": StageForm,
    "categories": CategoryForm,
    "fields": FieldForm,
    "composition": CompositionForm,
    "eligibility": EligibilityForm,
}
NEEDING_KIND = frozenset({"stages"})
STAGE_KINDS = tuple(StageKind.values)
