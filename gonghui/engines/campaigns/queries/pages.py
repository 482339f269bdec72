"""What the pages of an entry show: sections of the form, answers in words, unions one nominates for."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import FormFieldKind
from gonghui.engines.campaigns.models import Attachment, Campaign, Entry, FormField
from gonghui.engines.campaigns.queries.guards import TAKING
from gonghui.engines.campaigns.queries.papers import papers_of
from gonghui.engines.campaigns.queries.pickers import Choice, Found, chosen_of
from gonghui.engines.campaigns.rules.lines import Walk
from gonghui.engines.campaigns.rules.numbers import shown
from gonghui.engines.campaigns.rules.selfchecks import PREFILL, full_of_scored, own_total
from gonghui.engines.campaigns.rules.walks import NOMINATE
from gonghui.kernel.access.api import posts_of
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.lib.policy import decide
from gonghui.kernel.unions.api import Union


@dataclass
class Section:
    """A heading of the form with its questions, and how many of them are answered well."""

    title: str
    items: list["Item"] = field(default_factory=list)
    done: int = 0


@dataclass
class Item:
    """A question on the form page."""

    question: FormField
    bound: Any
    faults: list[str]
    rows: list[list[dict[str, Any]]]
    papers: list[Attachment]
    counted: str
    picker: "Picker | None" = None

    @property
    def is_own(self) -> bool:
        """Whether it is the self-check, whose lines are those of the standard."""
        return self.question.prefill == PREFILL


@dataclass(frozen=True)
class Picker:
    """A person or union to choose: who is chosen, and what the last search found."""

    chosen: Choice | None
    found: Found | None = None


def form_sections(
    form: Any,
    entry: Entry,
    questions: Sequence[FormField],
    *,
    shown: Mapping[str, list[str]],
    still_open: Container[str],
) -> list[Section]:
    """The questions under their headings, with papers, spare rows and what is wrong.

    Args:
        form: draws each question.
        entry: whose answers they are.
        questions: of the plan.
        shown: what is said beside a question, by key.
        still_open: keys of questions that are not answered well, said or not.
    """
    papers: dict[str, list[Attachment]] = {}
    for each in papers_of(entry):
        papers.setdefault(each.field_key, []).append(each)
    sections: dict[str, Section] = {}
    for question in questions:
        item = form.item(question, shown.get(question.key, []), papers.get(question.key, []))
        section = sections.setdefault(question.section, Section(question.section))
        section.items.append(item)
        section.done += question.key not in still_open
    return list(sections.values())


@dataclass(frozen=True)
class Line:
    """An answer in words; ``rows`` of a table."""

    label: str
    text: str
    rows: list[list[str]]
    columns: list[str]
    is_long: bool


def answer_lines(entry: Entry, questions: Sequence[FormField]) -> list[Line]:
    """Every question but the papers, with its answer in words."""
    chosen = chosen_of(entry, questions)
    return [
        _line(question, chosen.get(question.key) or entry.answers.get(question.key))
        for question in questions
        if question.kind != FormFieldKind.ATTACHMENT
    ]


def _line(question: FormField, value: Any) -> Line:
    if question.kind == FormFieldKind.TABLE:
        rows = [[row.get(column, "") for column in question.choices] for row in value or []]
        text = own_sum(question, value)
        return Line(question.label, text, rows, list(question.choices), is_long=True)
    is_long = question.kind == FormFieldKind.LONG
    return Line(question.label, in_words(question, value), [], [], is_long)


def own_sum(question: FormField, rows: Any) -> str:
    """What a union gave itself, added up by the program; "" for another table."""
    own = own_total(rows) if question.prefill == PREFILL else None
    if own is None:
        return ""
    words = {"own": shown(own), "full": shown(full_of_scored(rows))}
    return _("自评合计 %(own)s 分，所评各项满分 %(full)s 分") % words


def in_words(question: FormField, value: Any) -> str:
    """An answer as people read it."""
    if question.kind == FormFieldKind.YES:
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    return "" if value is None else str(value)


def unions_nominating(user: Any, campaign: Campaign) -> list[Union]:
    """The unions of the account's posts that nominate, below the organiser or the organiser itself."""
    found = {}
    for post in posts_of(user):
        below = is_below(post.union.path, campaign.union.path)
        if below and decide(user, NOMINATE, post.union):
            found[post.union_id] = post.union
    return sorted(found.values(), key=lambda union: union.path)


def may_enter(user: Any, campaign: Campaign) -> bool:
    """Whether the page of a call shows the way to the form."""
    by_member = Walk.of(campaign.plan).by_member and user.person_id is not None
    return campaign.status in TAKING and (by_member or bool(unions_nominating(user, campaign)))
