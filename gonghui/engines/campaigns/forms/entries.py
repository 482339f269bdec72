"""The forms of an entry: who is put forward, the answers as typed, the meeting that agreed, the checks."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.recommending import Meeting
from gonghui.engines.campaigns.enums import FormFieldKind, StageKind, TargetKind
from gonghui.engines.campaigns.models import Campaign, Entry, FormField
from gonghui.engines.campaigns.queries.pages import Item, Picker, own_sum
from gonghui.engines.campaigns.queries.pickers import (
    FEW,
    RECORDS,
    choice_of_member,
    chosen_of,
    find_records,
)
from gonghui.engines.campaigns.rules.selfchecks import FULL, ITEM, OWN, PREFILL
from gonghui.engines.campaigns.rules.word_texts import count_characters
from gonghui.kernel.files.api import purposes
from gonghui.kernel.people.api import present_members, search_members
from gonghui.kernel.ui.api import day_field

FIND = "-find"
"""What is added to a question's key for the box in which a name is typed."""
SPARE_ROWS = 2
MOST_ROWS = 20
PAPER = "campaigns.paper"


class EnterForm(forms.Form):
    """Who is put forward, by which union, in which group."""

    client_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self,
        *args: Any,
        campaign: Campaign,
        unions: Sequence[Any],
        person: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.campaign, self.own = campaign, person
        self.fields["client_key"].initial = uuid4().hex
        groups = campaign.categories.all()
        self.fields["category"] = forms.ModelChoiceField(groups, label=_("组别"), empty_label=None)
        if person is None:
            self.union_field(unions)
            self.candidate_field()

    def union_field(self, unions: Sequence[Any]) -> None:
        """Which union nominates; asked only where the account has several."""
        self.fields["union"] = forms.TypedChoiceField(
            label=_("推荐工会"),
            choices=[(each.pk, each.name) for each in unions],
            coerce=lambda value: next(each for each in unions if str(each.pk) == value),
        )

    def candidate_field(self) -> None:
        """A member of the union, a union below it, or a name."""
        if self.campaign.target == TargetKind.PERSON:
            help_text = _("填写姓名；有同名的加工号或证件号码查找。")
            self.fields["candidate"] = forms.CharField(
                label=_("候选人"), max_length=64, help_text=help_text
            )
        elif self.campaign.target != TargetKind.UNION:
            self.fields["name"] = forms.CharField(label=_("候选对象名称"), max_length=128)

    def clean(self) -> dict[str, Any]:
        """With the person that the typed text names."""
        data = super().clean() or {}
        union = data.get("union")
        if self.own is not None:
            data["person"] = self.own
        elif union is not None and self.campaign.target == TargetKind.UNION:
            data["subject_union"] = union
        elif union is not None and data.get("candidate"):
            self._find(union, data)
        data.pop("candidate", None)
        return data

    def _find(self, union: Any, data: dict[str, Any]) -> None:
        rows = present_members().filter(union__path__startswith=union.path)
        found = list(
            search_members(rows, data["candidate"]).select_related("person", "union")[:FEW]
        )
        exact = [row for row in found if row.person.name == data["candidate"]] or found
        picked = [row for row in exact if str(row.person_id) == self.data.get("which")]
        if len(picked or exact) == 1:
            data["person"] = (picked or exact)[0].person
        elif exact:
            self._ask_which(exact)
            words = {"n": len(exact), "name": data["candidate"]}
            self.add_error("which", _("找到%(n)d位“%(name)s”，请选择是哪一位。") % words)
        else:
            words = {"union": union, "name": data["candidate"]}
            self.add_error("candidate", _("“%(union)s”的会员中没有找到“%(name)s”。") % words)

    def _ask_which(self, found: Sequence[Any]) -> None:
        """Offer the members that the name may mean."""
        choices = [(row.person_id, str(choice_of_member(row))) for row in found]
        self.fields["which"] = forms.ChoiceField(
            label=_("是哪一位"), choices=choices, widget=forms.RadioSelect
        )


class FillForm(forms.Form):
    """The questions as they are typed: nothing is refused here, what is wrong stands beside its field.

    ``faults`` come from the rules of the form; a save keeps everything, only handing in asks for all.
    """

    use_required_attribute = False
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    seconds = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        entry: Entry,
        questions: Sequence[FormField],
        sought: tuple[str, str] = ("", ""),
        **kwargs: Any,
    ) -> None:
        """``sought`` is the question whose record was looked for, and by which text."""
        super().__init__(*args, **kwargs)
        self.entry, self.questions, self.sought = entry, questions, sought
        self.chosen = chosen_of(entry, questions)
        self.unclear: dict[str, str] = {}
        self.fields["expected_version"].initial = entry.version
        self.fields["seconds"].initial = 0
        for each in questions:
            if each.kind != FormFieldKind.TABLE:
                self.fields[each.key] = answer_field(each)
                self.initial[each.key] = entry.answers.get(each.key)

    def item(self, question: FormField, faults: list[str], papers: list[Any]) -> Item:
        """A question as its page draws it."""
        table = question.kind == FormFieldKind.TABLE
        value = self.entry.answers.get(question.key)
        rows = typed_rows(question, self.data) if table and self.is_bound else value or []
        text = self.data.get(question.key, "") if self.is_bound else value
        if not table and question.kind != FormFieldKind.YES:
            self.fields[
                question.key
            ].required = question.required  # for the mark; nothing is refused
        return Item(
            question=question,
            bound=None if table else self[question.key],
            faults=faults,
            rows=table_rows(question, rows) if table else [],
            papers=papers,
            counted=own_sum(question, rows) if table else counted(question, text),
            picker=self._picker(question) if question.kind in RECORDS else None,
        )

    def _picker(self, question: FormField) -> Picker:
        key, text = self.sought
        found = find_records(self.entry, question, text) if key == question.key else None
        return Picker(self.chosen.get(question.key), found)

    def go_on_from(self, version: int) -> None:
        """Let a page that comes again be sent again: what it typed is kept under this version."""
        self.data = self.data.copy()
        self.data["expected_version"] = str(version)

    def typed(self) -> dict[str, Any]:
        """The answers as typed, by key; papers are no answers."""
        found: dict[str, Any] = {}
        for each in self.questions:
            if each.kind == FormFieldKind.TABLE:
                found[each.key] = typed_rows(each, self.data)
            elif each.kind in RECORDS:
                found[each.key] = self._record(each)
            elif each.kind != FormFieldKind.ATTACHMENT:
                found[each.key] = self.cleaned_data.get(each.key)
        return found

    def _record(self, question: FormField) -> Any:
        """Who was ticked; without a new tick, whoever the typed name can only mean.

        A name that means several, or nobody, goes to ``unclear`` and leaves the choice as it was.
        """
        ticked = self.data.get(question.key) or None
        before = self.entry.answers.get(question.key)
        text = self.data.get(f"{question.key}{FIND}", "").strip()
        if not text or str(ticked or "") != str(before or ""):
            return ticked
        found = find_records(self.entry, question, text)
        if before and before in [each.pk for each in found.choices]:
            return before
        if found.only is None:
            self.unclear[question.key] = text
            return before
        return found.only.pk

    def uploads(self) -> list[tuple[str, Any]]:
        """The files that were sent, with the key of their question."""
        asked = [each.key for each in self.questions if each.kind == FormFieldKind.ATTACHMENT]
        return [(key, file) for key in asked for file in self.files.getlist(key)]


def answer_field(question: FormField) -> forms.Field:
    """A field that takes whatever is typed; the rules judge it, not the field."""
    common = {"label": question.label, "required": False, "help_text": help_of(question)}
    kind, options = question.kind, [(each, each) for each in question.choices]
    if kind == FormFieldKind.LONG:
        counted = {"data-count": question.limit or "", "rows": 8}
        return forms.CharField(**common, widget=forms.Textarea(attrs=counted))
    if kind == FormFieldKind.CHOICE:
        return forms.CharField(**common, widget=forms.Select(choices=[("", _("请选择")), *options]))
    if kind == FormFieldKind.CHOICES:
        return forms.MultipleChoiceField(
            **common, choices=options, widget=forms.CheckboxSelectMultiple
        )
    if kind == FormFieldKind.YES:
        return forms.BooleanField(**common)
    if kind == FormFieldKind.ATTACHMENT:
        accept = purposes.get(PAPER).accept
        return forms.FileField(**common, widget=forms.FileInput(attrs={"accept": accept}))
    return forms.CharField(**common, widget=_line(question))


def _line(question: FormField) -> forms.Widget:
    if question.kind == FormFieldKind.NUMBER:
        return forms.TextInput(attrs={"inputmode": "decimal", "class": "field-short"})
    if question.kind == FormFieldKind.DAY:
        return forms.TextInput(attrs={"placeholder": "2025-05-01", "class": "field-short"})
    return forms.TextInput(attrs={"data-count": question.limit or ""})


def help_of(question: FormField) -> str:
    """The question's own help with its limit in words."""
    limits = {
        FormFieldKind.TEXT: _("不超过 %(n)s 字"),
        FormFieldKind.LONG: _("不超过 %(n)s 字"),
        FormFieldKind.TABLE: _("最多 %(n)s 行"),
        FormFieldKind.ATTACHMENT: _("最多 %(n)s 个文件"),
        FormFieldKind.CHOICES: _("最多选 %(n)s 项"),
    }
    parts = [question.help]
    if question.limit and question.kind in limits:
        parts.append(limits[FormFieldKind(question.kind)] % {"n": question.limit})
    return "；".join(part for part in parts if part)


def cell_name(question: FormField, row: int, column: int) -> str:
    """The name of an input in a table of answers."""
    return f"{question.key}-{row}-{column}"


def table_rows(
    question: FormField, rows: Sequence[Mapping[str, str]]
) -> list[list[dict[str, Any]]]:
    """The inputs of a table: the rows that are filled, and spare ones up to the limit.

    A self-check has exactly the items of its standard, whose text and full score are not typed.
    """
    own = question.prefill == PREFILL
    most = min(question.limit or MOST_ROWS, MOST_ROWS)
    number = max(len(rows), 0 if own else min(len(rows) + SPARE_ROWS, most))
    return [
        [
            {
                "name": cell_name(question, at, place),
                "label": column,
                "value": rows[at].get(column, "") if at < len(rows) else "",
                "fixed": own and column in (ITEM, FULL),
                "is_points": own and column == OWN,
            }
            for place, column in enumerate(question.choices)
        ]
        for at in range(number)
    ]


def typed_rows(question: FormField, data: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of a table as typed; empty ones are dropped by the rules."""
    rows, at = [], 0
    while cell_name(question, at, 0) in data:
        rows.append(
            {
                column: data.get(cell_name(question, at, place), "")
                for place, column in enumerate(question.choices)
            }
        )
        at += 1
    return rows


def counted(question: FormField, value: Any) -> str:
    """How many characters were typed of how many, in words; "" where nothing is counted."""
    if question.kind not in (FormFieldKind.TEXT, FormFieldKind.LONG) or not question.limit:
        return ""
    return _("已写 %(n)d / %(limit)d 字") % {
        "n": count_characters(str(value or "")),
        "limit": question.limit,
    }


class MeetingForm(forms.Form):
    """A democratic step as it was held."""

    kind = forms.ChoiceField(label="形式")
    held_on = day_field("召开日期")
    due = forms.IntegerField(label="应到人数", min_value=1)
    present = forms.IntegerField(label="实到人数", min_value=0)
    in_favour = forms.IntegerField(label="同意票", min_value=0)
    against = forms.IntegerField(label="不同意票", min_value=0, initial=0)
    abstained = forms.IntegerField(label="弃权票", min_value=0, initial=0)
    minutes = forms.FileField(label="会议记录", required=False)

    def __init__(self, *args: Any, walk: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = walk.setting(StageKind.DEMOCRATIC, "forms", []) or [_("职工（代表）大会")]
        self.fields["kind"].choices = [(each, each) for each in ways]
        self.fields["minutes"].required = bool(walk.setting(StageKind.DEMOCRATIC, "minutes", True))
        self.fields["minutes"].widget.attrs["accept"] = purposes.get(PAPER).accept

    def meeting(self) -> Meeting:
        """The counts as one value."""
        values = {key: value for key, value in self.cleaned_data.items() if key != "minutes"}
        return Meeting(**values)


VERDICTS = (("", "未审"), ("yes", "符合"), ("no", "不符合"))
RESULTS = (("", "未答复"), ("agree", "同意"), ("none", "无意见"), ("object", "不同意"))


class CheckForm(forms.Form):
    """Every condition of an entry: found met or not, or what its department answered."""

    def __init__(self, *args: Any, rows: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            choices = RESULTS if row.rule.department else VERDICTS
            result, note = row.suggested
            self.fields[f"result-{row.rule.pk}"] = forms.ChoiceField(
                label=_("结果"), choices=choices, required=False, initial=result
            )
            self.fields[f"note-{row.rule.pk}"] = forms.CharField(
                label=_("说明"), required=False, max_length=500, initial=note
            )

    def answers(self) -> list[tuple[Any, str, str]]:
        """Rule, result and note of every condition that was answered anew."""
        found = []
        for row in self.rows:
            result = self.cleaned_data[f"result-{row.rule.pk}"]
            note = self.cleaned_data[f"note-{row.rule.pk}"]
            if result and (result, note) != (row.result, row.note):
                found.append((row.rule, result, note))
        return found
