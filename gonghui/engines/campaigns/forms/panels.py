"""Forms of the organiser's judging pages: panels, draws, seats, marks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.engines.campaigns.models import Category, Rubric, Stage
from gonghui.engines.campaigns.rules.floors import MINUTE

ROLES = (("judge", "评委"), ("head", "组长"), ("secretary", "记分"), ("supervisor", "监督"))


class PanelForm(forms.Form):
    """A new panel of a stage."""

    name = forms.CharField(label=_("名称"), max_length=64, help_text=_("如：文科组第一评审组"))
    category = forms.ModelChoiceField(Category.objects.none(), label=_("组别"))
    rubric = forms.ModelChoiceField(
        Rubric.objects.none(), label=_("评价标准"), help_text=_("启用后不能再改，只能出新版本")
    )

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        """Offer the categories and standards of the campaign's organiser."""
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = stage.campaign.categories.all()
        self.fields["rubric"].queryset = Rubric.objects.filter(union=stage.campaign.union).order_by(
            "name", "-version_no"
        )


class OrderForm(forms.Form):
    """A draw of the order of appearance."""

    seed = forms.CharField(
        label=_("抽签种子"),
        max_length=64,
        required=False,
        help_text=_("可由见证人现场给出一串字；留空则随机产生。种子公开后任何人都能复算。"),
    )
    witness = forms.CharField(label=_("见证人"), max_length=64, required=False)


class DrawForm(OrderForm):
    """A draw of judges from the pool."""

    field = forms.CharField(
        label=_("专业领域"), max_length=32, required=False, help_text=_("留空则不限")
    )
    judges = forms.IntegerField(label=_("评委人数"), min_value=1, max_value=23, initial=7)
    reserves = forms.IntegerField(label=_("候补人数"), min_value=0, max_value=10, initial=2)
    field_order = ("field", "judges", "reserves", "seed", "witness")


class SeatForm(forms.Form):
    """One expert by name."""

    expert = forms.ModelChoiceField(None, label=_("专家"))
    role = forms.ChoiceField(label=_("身份"), choices=ROLES)

    def __init__(self, *args: Any, experts: Any, **kwargs: Any) -> None:
        """Offer the organiser's own pool."""
        super().__init__(*args, **kwargs)
        self.fields["expert"].queryset = experts
        self.fields["expert"].label_from_instance = lambda each: (
            f"{each.person.name}（{each.unit_name}）"
        )


class ExpertForm(forms.Form):
    """An expert of the pool."""

    person = forms.ModelChoiceField(None, label=_("人员"))
    fields_text = forms.CharField(
        label=_("专业领域"), max_length=200, help_text=_("多个领域用顿号分开，如：文科、思政")
    )
    unit_name = forms.CharField(label=_("工作单位"), max_length=128, required=False)
    professional_title = forms.CharField(label=_("职称"), max_length=64, required=False)
    qualification = forms.CharField(label=_("评委资格"), max_length=128, required=False)
    kin_text = forms.CharField(
        label=_("亲属申报"),
        max_length=200,
        required=False,
        help_text=_("可能参评的亲属姓名，用顿号分开；只用于回避"),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        """Offer the people found by the page's search."""
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people

    def facts(self) -> dict[str, Any]:
        """The arguments of ``add_expert`` besides union and person."""
        values = self.cleaned_data
        return {
            "fields": split(values["fields_text"]),
            "kin": split(values["kin_text"]),
            "unit_name": values["unit_name"],
            "professional_title": values["professional_title"],
            "qualification": values["qualification"],
        }


class TimeForm(forms.Form):
    """How long an entrant took, in minutes and seconds."""

    minutes = forms.IntegerField(label=_("分"), min_value=0, max_value=1439, initial=0)
    seconds_left = forms.IntegerField(label=_("秒"), min_value=0, max_value=59, initial=0)

    @staticmethod
    def initial_of(seconds: int | None) -> dict[str, int]:
        """What stands in the form of an entrant who was timed before."""
        if seconds is None:
            return {}
        return {"minutes": seconds // MINUTE, "seconds_left": seconds % MINUTE}

    def seconds(self) -> int:
        """The whole time; 0 when it was not typed as a time, which the action refuses."""
        values = self.cleaned_data
        return (values.get("minutes") or 0) * MINUTE + (values.get("seconds_left") or 0)


class ReasonForm(forms.Form):
    """A reason, where one must be given."""

    reason = forms.CharField(label=_("原因"), max_length=255)


def split(text: str) -> list[str]:
    """Words between 顿号, commas and blanks."""
    for sign in "，,；; ":
        text = text.replace(sign, "、")
    return [word for word in text.split("、") if word]
