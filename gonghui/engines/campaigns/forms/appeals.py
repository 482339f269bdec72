"""Forms of appeals: filed by the team leader, decided by the committee."""

from django import forms

from gonghui.kernel.files.api import purposes
from gonghui.kernel.ui.api import long_field

PAPER = "campaigns.paper"


class AppealForm(forms.Form):
    """An appeal as the team leader writes it."""

    leader_name = forms.CharField(label="领队", max_length=64, help_text="以领队名义书面提出")
    facts = long_field(
        "申诉事项和理由", 6, max_length=2000, help_text="哪一项成绩，问题在哪里，依据是什么"
    )
    paper = forms.FileField(label="签名的书面申诉", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].widget.attrs["accept"] = purposes.get(PAPER).accept


class VerdictForm(forms.Form):
    """What the committee decided."""

    upheld = forms.ChoiceField(
        label="裁决",
        choices=(("0", "不成立，维持原成绩"), ("1", "成立")),
        widget=forms.RadioSelect,
    )
    recount = forms.BooleanField(
        label="须重新计分", required=False, help_text="勾选后，须重新封存并公布成绩才能结束申诉"
    )
    finding = long_field("裁决理由", 5)
    arbiters = forms.CharField(label="仲裁人员", max_length=255, help_text="姓名，用顿号分开")
